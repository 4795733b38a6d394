package dev.rejoin.search;

import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Paging;
import dev.rejoin.api.query.Sql;
import dev.rejoin.search.SearchResource.Correction;
import dev.rejoin.search.SearchResource.FacetCounts;
import dev.rejoin.search.SearchResource.FacetValue;
import dev.rejoin.search.SearchResource.Highlight;
import dev.rejoin.search.SearchResource.Hit;
import dev.rejoin.search.SearchResource.Ranks;
import dev.rejoin.search.SearchResource.Results;
import dev.rejoin.search.Understanding.Fuzzy;
import dev.rejoin.search.Understanding.Understood;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds documents, ranked or by their time, with what is said beside them. */
@Singleton
class Search {
    private static final int COUNTED_AT_MOST = 10_000;
    private static final int FACETS_COUNTED_AT_MOST = 200_000;
    private static final int FACET_VALUES = 100;

    /** Enough for 262,144 pages, as 1,500,000 documents of 40 words have. */
    private static final int HITS_REMEMBERED_IN_KB = 16 * 1024;

    private static final double SELDOM = 0.01;
    private static final String NOT_FUSED = "null::int as words, null::int as meaning, null as basis, ";

    private final Database database;
    private final Understanding understanding;
    private final Highlighter highlighter;
    private final Statistics statistics;

    Search(Database database, Understanding understanding, Highlighter highlighter, Statistics statistics) {
        this.database = database;
        this.understanding = understanding;
        this.highlighter = highlighter;
        this.statistics = statistics;
    }

    /** How what is found is put in order. */
    enum Order {
        BEST,
        NEWEST,
        OLDEST
    }

    /**
     * What a caller wants.
     *
     * @param meaning null where only the words count
     * @param wordsCount false where only the meaning does
     */
    record Asked(
            String text,
            Criteria criteria,
            Fuzzy fuzzy,
            boolean phonetic,
            Order order,
            List<Facet> facets,
            boolean highlight,
            @Nullable Meaning meaning,
            boolean wordsCount) {}

    /** A document on the page. */
    record Found(
            Searched resource,
            UUID id,
            int tier,
            String score,
            OffsetDateTime recency,
            long found,
            long whole,
            boolean cut,
            String title,
            @Nullable String subtitle,
            @Nullable String language,
            @Nullable String text,
            @Nullable Ranks ranks,
            @Nullable String basis,
            @Nullable String choice) {}

    private record Counted(long found) {}

    private record Pending(long pending) {}

    private record CountedValue(String facet, String value, long count, long counted) {}

    Results run(Asked asked, Paging.Wanted wanted) {
        statistics.used();
        return database.reading(() -> found(asked, wanted));
    }

    private Results found(Asked asked, Paging.Wanted wanted) {
        var query = understanding.read(asked.text(), true, asked.fuzzy());
        var after = wanted.after().orElse(null);
        if (asked.meaning() != null) {
            return fused(asked, asked.meaning(), query, wanted, after);
        }
        if (query.everyWord() == null && !asked.text().isBlank() && query.excludedWords() == null) {
            // Signs without letters or digits, as an emoji: nothing to look for.
            return answer(asked, query, List.of(), null, 0, SearchResource.EXACT, Sql.of("false"));
        }
        var byTime = asked.order() != Order.BEST || query.everyWord() == null;
        return byTime ? byTime(asked, query, wanted, after) : ranked(asked, query, wanted, after);
    }

    private Results ranked(
            Asked asked, Understood query, Paging.Wanted wanted, @Nullable List<@Nullable String> after) {
        var weights = after == null
                ? Ranking.Weights.of(query.wanted(), query.averages())
                : Ranking.Weights.parse(String.valueOf(after.get(4)));
        var chosen = chosen(after);
        var choice = Ranking.Choice.parse(chosen);
        var ranking = new Ranking(
                query,
                asked.criteria(),
                asked.phonetic(),
                weights,
                choice == null ? Ranking.Since.of(query, asked.criteria(), database) : Ranking.Since.EVER,
                choice);
        var rows = database.list(
                shown(
                        ranking.page(after, wanted.limit() + 1),
                        "tier, -score::float8, resource, id",
                        asked.highlight(),
                        NOT_FUSED + "p.choice"),
                Found.class);
        var next = wanted.next(
                rows,
                row -> List.of(
                        String.valueOf(row.tier()),
                        row.score(),
                        row.resource().lower(),
                        row.id().toString(),
                        weights.print(),
                        choice == null ? row.choice() : chosen));
        return answer(
                asked,
                query,
                wanted.shown(rows),
                next,
                rows.isEmpty() ? 0 : rows.getFirst().found(),
                rows.isEmpty() || !rows.getFirst().cut() ? SearchResource.EXACT : SearchResource.AT_LEAST,
                ranking.population(rows.isEmpty() ? 0 : rows.getFirst().whole()));
    }

    /** What the first page has chosen. */
    private static @Nullable String chosen(@Nullable List<@Nullable String> after) {
        return after == null || after.size() < 6 ? null : after.get(5);
    }

    private Results fused(
            Asked asked,
            Meaning meaning,
            Understood query,
            Paging.Wanted wanted,
            @Nullable List<@Nullable String> after) {
        var weights = after == null
                ? Ranking.Weights.of(query.wanted(), query.averages())
                : Ranking.Weights.parse(String.valueOf(after.get(4)));
        var chosen = chosen(after);
        var choice = Ranking.Choice.parse(chosen);
        var ranking = asked.wordsCount() && query.everyWord() != null
                ? new Ranking(
                        query,
                        asked.criteria(),
                        asked.phonetic(),
                        weights,
                        choice == null ? Ranking.Since.of(query, asked.criteria(), database) : Ranking.Since.EVER,
                        choice)
                : null;
        var fusion = new Fusion(ranking, meaning, asked.criteria(), query.excludedWords());
        var rows = database.list(
                shown(
                        fusion.page(after, wanted.limit() + 1),
                        Fusion.ORDER,
                        asked.highlight(),
                        "p.words, p.meaning, p.basis, p.choice"),
                Found.class);
        var next = wanted.next(
                rows,
                row -> List.of(
                        row.score(),
                        row.resource().lower(),
                        row.id().toString(),
                        String.valueOf(row.basis()),
                        weights.print(),
                        choice == null ? row.choice() : chosen));
        var first = rows.isEmpty() ? null : rows.getFirst();
        return answer(
                asked,
                query,
                wanted.shown(rows),
                next,
                first == null ? 0 : first.found(),
                first == null || !first.cut() ? SearchResource.EXACT : SearchResource.AT_LEAST,
                fusion.population(first == null ? 0 : first.whole()));
    }

    private Results byTime(
            Asked asked, Understood query, Paging.Wanted wanted, @Nullable List<@Nullable String> after) {
        var population = new Sql();
        if (query.everyWord() == null) {
            population.add("true").add(asked.criteria().conditions(query.excludedWords()));
        } else {
            population
                    .add("d.tsv @@ ?::tsquery", query.everyWord())
                    .add(asked.criteria().conditions(query.excludedWords()));
        }
        var oldest = asked.order() == Order.OLDEST;
        var found = Sql.of("search_document d where ").add(population);
        if (query.everyWord() != null
                && query.expected() < SELDOM * query.averages().collectionSize()) {
            // By their words, and not by going through all documents in their order until enough are met.
            found = Sql.of("(select * from ").add(found).add(" offset '0') d where true");
        }
        var sql = Sql.of("""
                select d.resource, d.id, 1 as tier, '0' as score, d.recency, 0 as found, 0 as whole, false as cut
                from""").add(" ").add(found);
        if (after != null) {
            sql.add(
                    oldest
                            ? " and (d.recency, d.resource, d.id) > (?::timestamptz, ?, ?::uuid)"
                            : " and (d.recency, d.resource, d.id) < (?::timestamptz, ?, ?::uuid)",
                    OffsetDateTime.parse(String.valueOf(after.get(0))),
                    after.get(1),
                    after.get(2));
        }
        var order = oldest ? "recency, resource, id" : "recency desc, resource desc, id desc";
        sql.add(" order by " + order + " limit ?", wanted.limit() + 1);
        var rows = database.list(shown(sql, order, asked.highlight()), Found.class);
        var next = wanted.next(
                rows,
                row -> List.of(
                        row.recency().toString(),
                        row.resource().lower(),
                        row.id().toString()));
        var counted = database.list(
                        Sql.of("select count(*) as found from (select from search_document d where ")
                                .add(population)
                                .add(" limit " + (COUNTED_AT_MOST + 1) + ") counted"),
                        Counted.class)
                .getFirst()
                .found();
        return answer(
                asked,
                query,
                wanted.shown(rows),
                next,
                Math.min(counted, COUNTED_AT_MOST),
                counted <= COUNTED_AT_MOST ? SearchResource.EXACT : SearchResource.AT_LEAST,
                population);
    }

    private static Sql shown(Sql page, String order, boolean highlight) {
        return shown(page, order, highlight, NOT_FUSED + "null as choice");
    }

    /** The documents of a page with what they show. */
    private static Sql shown(Sql page, String order, boolean highlight, String more) {
        return Sql.of(
                        "select upper(p.resource) as resource, p.id, p.tier, p.score, p.recency, p.found, p.whole, p.cut, "
                                + more + ", d.title, d.subtitle, d.language, ")
                .add(
                        highlight
                                ? "concat_ws(E'\\n', d.subtitle, left(d.body, 20000), d.keywords) as text from ("
                                : "null as text from (")
                .add(page)
                .add(") p join search_document d using (resource, id) order by "
                        + Stream.of(order.split(", "))
                                .map(key -> key.startsWith("-") ? "-p." + key.substring(1) : "p." + key)
                                .collect(Collectors.joining(", ")));
    }

    private Results answer(
            Asked asked,
            Understood query,
            List<Found> rows,
            @Nullable String next,
            long count,
            String countKind,
            Sql population) {
        var highlights = asked.highlight() ? highlights(query, rows, asked.phonetic()) : Map.<UUID, Highlight>of();
        return new Results(
                rows.stream()
                        .map(row -> new Hit(
                                row.resource(),
                                row.id(),
                                row.title(),
                                row.subtitle(),
                                row.recency(),
                                row.ranks(),
                                highlights.get(row.id())))
                        .toList(),
                next,
                count,
                countKind,
                query.terms().stream()
                        .flatMap(term -> term.corrected().stream().map(word -> new Correction(term.written(), word)))
                        .distinct()
                        .toList(),
                query.stopWordsOnly(),
                query.wordsLeftOff(),
                asked.meaning() == null
                        ? null
                        : database.list(Sql.of("select search.vectors_pending() as pending"), Pending.class)
                                .getFirst()
                                .pending(),
                asked.facets().isEmpty() ? null : facets(asked.facets(), population));
    }

    private Map<UUID, Highlight> highlights(Understood query, List<Found> rows, boolean phonetic) {
        var lexemes = new ArrayList<String>();
        for (var term : query.wanted()) {
            lexemes.addAll(term.lexemes());
            if (term.prefix() != null) {
                lexemes.add(term.words());
            }
        }
        var texts = new ArrayList<Highlighter.Marking>();
        for (var row : rows) {
            texts.add(titled(query, row));
            texts.add(new Highlighter.Marking(row.text() == null ? "" : row.text(), row.language()));
        }
        var tsquery = Ranking.marked(query);
        var words = highlighter.matching(texts, tsquery, lexemes, List.of());
        Set<String> names = phonetic
                ? highlighter.matching(
                        rows.stream().map(row -> titled(query, row)).toList(),
                        tsquery,
                        lexemes,
                        query.wanted().stream()
                                .map(Understanding.Term::words)
                                .filter(word -> word.matches("\\p{L}{3,}"))
                                .limit(4)
                                .toList())
                : Set.of();
        var highlights = new HashMap<UUID, Highlight>();
        for (var row : rows) {
            var title = Highlighter.whole(row.title(), phonetic && isNamed(row.resource()) ? names : words, lexemes);
            highlights.put(
                    row.id(),
                    new Highlight(title, Highlighter.pieces(row.text() == null ? "" : row.text(), words, lexemes)));
        }
        return highlights;
    }

    /** A title of little words is found by them as they stand, whatever the language. */
    private static Highlighter.Marking titled(Understood query, Found row) {
        return new Highlighter.Marking(row.title(), query.stopWordsOnly() ? null : row.language());
    }

    /** Whether the title is a person's name. */
    private static boolean isNamed(Searched resource) {
        return switch (resource) {
            case PERSON, STAFF, MEMBER, TEACHER -> true;
            case ORGANIZATION, GROUP, TOPIC, VENUE, MEETING, EVENT, MISSION, INVOICE, NOTE -> false;
        };
    }

    private List<FacetCounts> facets(List<Facet> facets, Sql population) {
        var single = facets.stream().filter(facet -> facet != Facet.TOPIC).toList();
        var columns = single.stream().map(Facet::key).collect(Collectors.joining(", "));
        // The documents are read once, whatever they are counted by.
        var sql = Sql.of("with matched as (select d.facets -> 'topic' as topics"
                        + single.stream()
                                .map(facet -> ", "
                                        + (facet == Facet.RESOURCE
                                                ? "d.resource"
                                                : "d.facets ->> '" + facet.key() + "'")
                                        + " as " + facet.key())
                                .collect(Collectors.joining())
                        + " from search_document d where ")
                .add(population)
                .add(" limit " + (FACETS_COUNTED_AT_MOST + 1) + "), counted as materialized (select ")
                .add(single.isEmpty() ? "null as facet, null as value" : "case")
                .add(single.stream()
                        .map(facet -> " when grouping(" + facet.key() + ") = 0 then '" + facet.key() + "'")
                        .collect(Collectors.joining()))
                .add(single.isEmpty() ? "" : " end as facet, coalesce(" + columns + ") as value")
                .add(", count(*) as count from matched group by grouping sets (()")
                .add(single.stream().map(facet -> ", (" + facet.key() + ")").collect(Collectors.joining()))
                .add(")")
                .add(
                        facets.contains(Facet.TOPIC)
                                ? " union all select 'topic', topic, count(*) from matched m, jsonb_array_elements_text(m.topics) t (topic)"
                                        + " where jsonb_typeof(m.topics) = 'array' group by topic)"
                                : ")")
                .add("""
                         select facet, value, count, (select count from counted where facet is null) as counted
                        from (select c.*, row_number() over (partition by facet order by count desc, value) as place
                              from counted c where value is not null) v
                        where place <=""")
                .add(" " + FACET_VALUES + " order by count desc, value");
        // With PostgreSQL's 4 MB it forgets which rows of a page are hits where these are many, and matches each row
        // again.
        database.query(
                Sql.of("select set_config('work_mem', greatest(pg_size_bytes(current_setting('work_mem')) / 1024, "
                        + HITS_REMEMBERED_IN_KB + ")::text, true)"),
                rows -> rows.next());
        var counted = database.list(sql, CountedValue.class);
        return facets.stream()
                .map(facet -> {
                    var own = counted.stream()
                            .filter(value -> value.facet().equals(facet.key()))
                            .toList();
                    var cut = !own.isEmpty() && own.getFirst().counted() > FACETS_COUNTED_AT_MOST;
                    return new FacetCounts(
                            facet,
                            own.stream()
                                    .map(value -> new FacetValue(value.value(), value.count()))
                                    .toList(),
                            cut ? SearchResource.AT_LEAST : SearchResource.EXACT);
                })
                .toList();
    }
}
