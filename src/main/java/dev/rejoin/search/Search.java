package dev.rejoin.search;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.api.Answer;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Call;
import dev.rejoin.api.Examples;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Paging;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Role;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Sql;
import dev.rejoin.api.Type;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Full-text search over all resources. Candidates are chosen before they are ranked: exact numbers first, then titles
 * with all the words, then the most recent texts with all the words, then texts with any of them; so that a common
 * word costs no more than a rare one.
 */
public final class Search {
    private static final int DEFAULT_LIMIT = 20;
    private static final int CANDIDATES = 2_000;
    private static final List<String> RESOURCES = List.of(
            "organization",
            "person",
            "staff",
            "member",
            "group",
            "teacher",
            "topic",
            "venue",
            "meeting",
            "event",
            "mission",
            "invoice",
            "note");

    public static final Operation OPERATION = Operation.get("/v1/search", "search")
            .permittedTo(Role.READER)
            .tag("search")
            .is(
                    "Search everything",
                    "Texts with all the words come before texts with any of them, titles before the rest, and an exact"
                            + " number, code, e-mail or telephone number before all. Accents and case do not matter.")
            .takes(
                    Parameter.query(
                                    "q",
                                    Schema.text().with("minLength", 1),
                                    "What to look for: words, \"phrases\", or, -not.")
                            .mandatory()
                            .example("societe generale"),
                    Parameter.query(
                            "resource",
                            Schema.array(Schema.text().among(RESOURCES)),
                            "Only these kinds of things, separated by commas."),
                    Parameter.query(
                            "highlight",
                            Schema.of(Type.BOOLEAN).with("default", false),
                            "Whether to show where the words were found, as HTML with <mark>."))
            .takes(Paging.parameters(DEFAULT_LIMIT))
            .answers(200, "What was found, best first.", schema(), example())
            .handledBy(Search::answer);

    private record Hit(
            String resource,
            String id,
            String title,
            @Nullable String subtitle,
            int tier,
            String rank,
            @Nullable String markedTitle,
            @Nullable String markedText) {}

    private record Found(List<Hit> hits, long count, boolean all) {}

    private Search() {}

    private static Answer answer(Call call) {
        var paging = Paging.of(call, DEFAULT_LIMIT);
        var text = (String) Type.TEXT.parse("q", call.query("q").orElseThrow());
        if (text.isBlank()) {
            throw new ProblemException(Problem.Malformed.parameter("q", "invalid_value", "it has no words."));
        }
        var highlight = call.query("highlight")
                .map(value -> (boolean) Type.BOOLEAN.parse("highlight", value))
                .orElse(false);
        var sql = statement(text, resources(call), paging, highlight);
        return write(paging, call.database().query(sql, Search::read), highlight);
    }

    private static Set<String> resources(Call call) {
        var wanted = new LinkedHashSet<String>();
        call.query("resource").ifPresent(text -> {
            for (var name : text.split(",", -1)) {
                if (!RESOURCES.contains(name)) {
                    throw new ProblemException(
                            Problem.Malformed.unknown("resource", "resource", name, Set.copyOf(RESOURCES)));
                }
                wanted.add(name);
            }
        });
        return wanted;
    }

    private static Sql statement(String text, Set<String> resources, Paging paging, boolean highlight) {
        var only =
                resources.isEmpty() ? Sql.of("") : Sql.of(" and d.resource = any(?)", Sql.array(Type.TEXT, resources));
        var after = new Sql();
        paging.after()
                .ifPresent(values -> after.add(
                        " where (tier, -rank, resource, id) > (?::int, -(?::real), ?, ?::uuid)", values.toArray()));
        return Sql.of("""
                        with asked as (
                            select websearch_to_tsquery('rejoin_simple', w) || websearch_to_tsquery('rejoin_french', w)
                                       || websearch_to_tsquery('rejoin_english', w) as every_word,
                                   replace((plainto_tsquery('rejoin_simple', w) || plainto_tsquery('rejoin_french', w)
                                       || plainto_tsquery('rejoin_english', w))::text, '&', '|')::tsquery as any_word,
                                   search_identifiers(q) as identifiers,
                                   -- Who excludes words or asks for a phrase does not want the rest.
                                   q !~ '(^|\\s)-|"' as loosely
                            from (select ? as q, search_text(?) as w) given),
                        exact as (
                            select d.resource, d.id, 0 as tier from search_document d, asked
                            where d.identifiers && asked.identifiers""", text, text)
                .add(only)
                .add("""
                         limit 200),
                        titled as (
                            select d.resource, d.id, 1 as tier from search_document d, asked
                            where d.title_tsv @@ asked.every_word""")
                .add(only)
                .add(" limit " + CANDIDATES)
                .add("""
                        ),
                        whole as (
                            select d.resource, d.id, 2 as tier from search_document d, asked
                            where d.tsv @@ asked.every_word""")
                .add(only)
                .add(" order by d.recency desc limit " + CANDIDATES)
                .add("""
                        ),
                        partial as (
                            select d.resource, d.id, 3 as tier from search_document d, asked
                            where asked.loosely and d.tsv @@ asked.any_word
                            and (select count(*) from (select from whole union all select from titled) found) < 100""")
                .add(only)
                .add(" limit " + CANDIDATES)
                .add("""
                        ),
                        candidate as (
                            select resource, id, min(tier) as tier
                            from (table exact union all table titled union all table whole union all table partial) each_way
                            group by resource, id),
                        ranked as (
                            select c.resource, c.id, c.tier, ts_rank(d.tsv, asked.any_word, 1) as rank,
                                   count(*) over () as found
                            from candidate c join search_document d using (resource, id), asked),
                        page as (
                            select * from ranked""")
                .add(after)
                .add(" order by tier, rank desc, resource, id limit ?)", paging.limit() + 1)
                .add("""
                        select p.resource, p.id, d.title, d.subtitle, p.tier, p.rank::text, p.found,
                               (select count(*) from whole) + (select count(*) from partial) as bounded""")
                .add(highlight ? HIGHLIGHTED : ", null, null")
                .add("""
                         from page p join search_document d using (resource, id), asked
                        order by p.tier, p.rank desc, p.resource, p.id""");
    }

    /** Marks with characters that no text has, so that everything else can be escaped afterwards. */
    private static final String HIGHLIGHTED = """
            , ts_headline(search_config(d.language), translate(d.title, E'\\x01\\x02', ''), asked.any_word,
                E'StartSel="\\x01", StopSel="\\x02", HighlightAll=true'),
            ts_headline(search_config(d.language),
                translate(concat_ws(E'\\n', d.subtitle, left(d.body, 20000), d.keywords), E'\\x01\\x02', ''),
                asked.any_word, E'StartSel="\\x01", StopSel="\\x02", MaxFragments=2, MinWords=5, MaxWords=20')""";

    private static Found read(ResultSet rows) throws SQLException {
        var hits = new ArrayList<Hit>();
        var count = 0L;
        var bounded = 0L;
        while (rows.next()) {
            count = rows.getLong(7);
            bounded = rows.getLong(8);
            hits.add(new Hit(
                    rows.getString(1),
                    rows.getString(2),
                    rows.getString(3),
                    rows.getString(4),
                    rows.getInt(5),
                    rows.getString(6),
                    rows.getString(9),
                    rows.getString(10)));
        }
        return new Found(hits, count, bounded < CANDIDATES);
    }

    private static Answer write(Paging paging, Found found, boolean highlight) {
        var more = found.hits.size() > paging.limit();
        var page = more ? found.hits.subList(0, paging.limit()) : found.hits;
        return Answer.json(Bytes.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (var hit : page) {
                write(json, hit, highlight);
            }
            json.writeEndArray();
            json.writeStringField("next", more ? next(paging, page.getLast()) : null);
            json.writeNumberField("count", found.count);
            json.writeStringField("count_kind", found.all ? "exact" : "at_least");
            json.writeEndObject();
        }));
    }

    private static String next(Paging paging, Hit last) {
        return paging.next(String.valueOf(last.tier), last.rank, last.resource, last.id);
    }

    private static void write(JsonGenerator json, Hit hit, boolean highlight) throws IOException {
        json.writeStartObject();
        json.writeStringField("resource", hit.resource);
        json.writeStringField("id", hit.id);
        json.writeStringField("title", hit.title);
        json.writeStringField("subtitle", hit.subtitle);
        if (highlight) {
            json.writeObjectFieldStart("highlight");
            json.writeStringField("title", marked(hit.markedTitle));
            json.writeStringField("text", marked(hit.markedText));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** HTML in which nothing but our own marks is markup. */
    static @Nullable String marked(@Nullable String text) {
        return text == null
                ? null
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;")
                        .replace("\u0001", "<mark>")
                        .replace("\u0002", "</mark>");
    }

    private static Schema schema() {
        var html = Schema.text().nullable().with("contentMediaType", "text/html");
        var hit = Schema.object()
                .property("resource", Schema.text().among(RESOURCES).is("What kind of thing it is."))
                .property("id", Schema.of(Type.UUID).is("Its id."))
                .property("title", Schema.text().is("What it is called."))
                .property("subtitle", Schema.text().nullable().is("What tells it from others of that name."))
                .optional(
                        "highlight",
                        Schema.object()
                                .property("title", html.is("The title with its words marked."))
                                .property("text", html.is("Pieces of the text with their words marked."))
                                .is("Where the words were found; escaped HTML with <mark>."));
        return Schema.object()
                .property("results", Schema.array(hit))
                .property(
                        "next",
                        Schema.text().with("format", "uri-reference").nullable().is("The next page, if there is one."))
                .property("count", Schema.integer().is("How many were found."))
                .property(
                        "count_kind",
                        Schema.text().among(List.of("exact", "at_least")).is("Whether there may be more."));
    }

    private static Object example() {
        return Ordered.map(
                "results",
                List.of(Ordered.map(
                        "resource", "organization",
                        "id", Examples.ID,
                        "title", "Société Générale",
                        "subtitle", "Banking, Paris",
                        "highlight",
                                Ordered.map(
                                        "title", "<mark>Société</mark> <mark>Générale</mark>",
                                        "text", "Banking, Paris"))),
                "next",
                null,
                "count",
                1,
                "count_kind",
                "exact");
    }
}
