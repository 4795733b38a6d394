package dev.rejoin.search;

import dev.rejoin.api.endpoint.SimilarItems;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.ItemType;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * More like this: the item's words that are frequent in it and rare in the others are looked for, any of them, as
 * Elasticsearch's more_like_this with its default of 25 words; or the items whose vectors are nearest to its own.
 */
@Singleton
class Similarity implements SimilarItems {
    private static final int WORDS = 25;
    private static final int CANDIDATES = 2_000;

    /** The rarest words are looked for until about so many documents may have one of them. */
    private static final int FOUND_BY_RARE_WORDS = 10_000;

    private static final String MEANING = "meaning";

    private final Database database;
    private final Vectors vectors;

    Similarity(Database database, Vectors vectors) {
        this.database = database;
        this.vectors = vectors;
    }

    /** What is answered. */
    @Schema(name = "SimilarItems")
    public record Similar(List<SimilarItem> results) {}

    /** An item that resembles another. */
    @Schema(name = "SimilarItem")
    public record SimilarItem(
            @Schema(description = "Its id.") UUID id,

            @Schema(description = "What it is called.", examples = "Société Générale")
            String title,

            @Schema(
                    description = "What tells it from others of that name.",
                    examples = "Banking, Paris",
                    nullable = true)
            @Nullable
            String subtitle,

            @Schema(description = "Words that both have, the most telling first, as they are indexed; none by meaning.")
            List<String> shared,

            @Schema(
                    description = "How much they weigh, comparable within one answer only; by meaning, the cosine.",
                    examples = "3.250000")
            BigDecimal score) {}

    private record HasVector(boolean present) {}

    @Override
    public Record like(ItemType<?, ?> type, UUID id, String by, @Nullable String model, int limit) {
        var way = Problem.Malformed.among("by", by, Set.of("words", MEANING));
        return database.reading(
                () -> way.equals(MEANING) ? near(type, id, vectors.model(model), limit) : found(type, id, limit));
    }

    private Similar near(ItemType<?, ?> type, UUID id, String model, int limit) {
        var resource = type.searchName().orElseThrow();
        if (database.first(
                        Sql.of(
                                "select true as present from search_vector where resource = ? and id = ? and model = ?",
                                resource,
                                id,
                                model),
                        HasVector.class)
                .isEmpty()) {
            throw vectors.without(type, id, model);
        }
        return new Similar(database.list(
                Sql.of(
                        """
                        with own as materialized (
                            select signs, components, norm from search_vector where resource = ? and id = ? and model = ?),
                        nearest as materialized (
                            select v.id from search_vector v
                            where v.model = ? and v.resource = ? and v.id <> ?
                            order by bit_count(v.signs # (select signs from own)), v.id limit %d)
                        select d.id, d.title, d.subtitle, '{}'::text[] as shared,
                               round((search.inner_product(v.components, own.components) / (v.norm * own.norm))::numeric, 6) as score
                        from nearest n
                        join search_vector v on v.resource = ? and v.id = n.id and v.model = ?
                        join search_document d on d.resource = v.resource and d.id = v.id
                        cross join own
                        order by score desc, d.id limit ?""".formatted(Meaning.NEAREST),
                        resource,
                        id,
                        model,
                        model,
                        resource,
                        id,
                        resource,
                        model,
                        limit),
                SimilarItem.class));
    }

    private record Known(boolean known) {}

    private Similar found(ItemType<?, ?> type, UUID id, int limit) {
        var resource = type.searchName().orElseThrow();
        if (database.first(
                        Sql.of("select true as known from search_document where resource = ? and id = ?", resource, id),
                        Known.class)
                .isEmpty()) {
            throw Vectors.missing(type, id);
        }
        return new Similar(database.list(
                Sql.of("""
                        with word as materialized (
                            select w.lexeme, w.documents, w.times * ln(1 + (c.documents + 0.5) / (w.documents + 0.5)) as weight
                            from (select u.lexeme, cardinality(u.positions) as times,
                                         search.documents_with(array[u.lexeme]) as documents
                                  from search_document d, unnest(d.tsv) u
                                  where d.resource = ? and d.id = ? and length(u.lexeme) > 1 offset '0') w,
                                search.collection_now() c
                            order by weight desc, lexeme limit %1$d),
                        -- The rarest of them, as long as not too many documents have one: what only has the others
                        -- resembles it least, and would be most of what is read.
                        rare as (
                            select lexeme, weight, search.alternatives(array[lexeme]) as query from (
                                select lexeme, weight, sum(documents) over rarest as found, row_number() over rarest as place
                                from word window rarest as (order by documents, lexeme)) w
                            where found <= %3$d or place = 1),
                        -- By their words, whatever the plan is made for: behind the offset the planner cannot go through
                        -- all documents by their time until enough are met. A long document's words are unpacked once, and
                        -- not for each word that is looked for.
                        candidate as materialized (
                            select * from (
                                select d.id, d.title, d.subtitle, d.tsv, d.recency,
                                       (select sum(r.weight) from rare r where u.words @@ r.query) as weight
                                from search_document d
                                cross join lateral (select strip(d.tsv) as words offset '0') u
                                where d.resource = ? and d.id <> ?
                                  and d.tsv @@ (select search.alternatives(array_agg(lexeme)) from rare)
                                offset '0') d
                            order by d.weight desc, d.recency desc limit %2$d)
                        select c.id, c.title, c.subtitle, array_agg(w.lexeme order by w.weight desc, w.lexeme) as shared,
                               round(sum(w.weight)::numeric, 6) as score
                        from candidate c
                        cross join lateral (select strip(c.tsv) as words offset '0') u
                        join word w on u.words @@ search.alternatives(array[w.lexeme])
                        group by c.id, c.title, c.subtitle
                        order by score desc, c.id limit ?""".formatted(WORDS, CANDIDATES, FOUND_BY_RARE_WORDS), resource, id, resource, id, limit),
                SimilarItem.class));
    }
}
