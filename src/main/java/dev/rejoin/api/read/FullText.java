package dev.rejoin.api.read;

import dev.rejoin.api.Resource;
import dev.rejoin.api.Sql;
import dev.rejoin.api.Type;

/** The parameter {@code q} of a collection: only the items whose search document has all the words. */
final class FullText {
    /** Documents are stemmed in the language they are written in, so that a query has to ask in each. */
    private static final String QUERY = """
            (websearch_to_tsquery('rejoin_simple', search_text(?))
            || websearch_to_tsquery('rejoin_french', search_text(?))
            || websearch_to_tsquery('rejoin_english', search_text(?)))""";

    private FullText() {}

    static Sql condition(Resource resource, String text) {
        var value = Type.TEXT.parse("q", text);
        return Sql.of("""
                t.id in (select d.id from search_document d
                where d.resource = ? and d.tsv @@ """ + QUERY + ")", resource.searchName().orElseThrow(), value, value, value);
    }
}
