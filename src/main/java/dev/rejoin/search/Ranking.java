package dev.rejoin.search;

import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.ScalarType;
import dev.rejoin.search.Understanding.Averages;
import dev.rejoin.search.Understanding.Term;
import dev.rejoin.search.Understanding.Understood;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One ranking of what a query finds: exact numbers, codes, addresses first, then documents with all the words, then those
 * with any. Within these by the sum, over the query's words, of
 *
 * <pre>idf * (ts_rank(title) / (0.7 + 0.3 * title's length / average) + ts_rank(rest) / (0.8 + 0.2 * length / average))</pre>
 *
 * which is close to BM25 by fields, as {@code ts_rank} of one word saturates with its frequency (measured in the design:
 * nDCG@10 0.537 where {@code ts_rank} alone has 0.422). Candidates are chosen before they are ranked, so that a common word
 * costs no more than a rare one: titles with all the words, texts with all of them, and texts with any of the rarest words.
 * Of the first two all are ranked unless there are very many, of which the most recent are. Of the last those are whose
 * words weigh most, as no other can come before them by much.
 */
final class Ranking {
    /** What titles with all words, texts with all words, and texts with some contribute, where there are very many. */
    private static final int TITLED = 500;

    private static final int WHOLE = 1_000;
    private static final int PARTIAL = 2_000;

    private static final int EXACT = 200;
    private static final int SOUNDING = 200;

    /** With so many texts that have all the words, nobody looks for those that have some. */
    static final int ENOUGH = 200;

    /** So many times what is ranked must be there before it is worth while to leave out what is older. */
    private static final int WORTH_WHILE = 5;

    /** The rarest words are looked for until about so many documents may have one of them. */
    private static final long FOUND_BY_RARE_WORDS = WORTH_WHILE * PARTIAL;

    /** What is ranked at most. */
    static final int CANDIDATES = EXACT + WORTH_WHILE * (TITLED + WHOLE) + PARTIAL + SOUNDING;

    private static final double COMMON = 0.1;

    private static final double WEAK = 0.2;
    private static final double BEGINNING = 0.4;
    private static final double SOUND = 0.15;
    private static final int MOST_SOUNDS = 4;

    private final Understood query;
    private final Criteria criteria;
    private final boolean phonetic;
    private final Weights weights;
    private final Since since;
    private final @Nullable Choice choice;
    private final Rarest rarest;

    /** @param choice what the first page has chosen; null for the first page */
    Ranking(
            Understood query,
            Criteria criteria,
            boolean phonetic,
            Weights weights,
            Since since,
            @Nullable Choice choice) {
        this.query = query;
        this.criteria = criteria;
        this.phonetic = phonetic;
        this.weights = weights;
        this.since = since;
        this.choice = choice;
        this.rarest = choice == null ? Rarest.of(query) : Rarest.of(query, choice.words());
    }

    /**
     * What the first page has chosen to rank, so that all pages rank it, however much is written between them: each
     * candidate of the first page is one of the following ones.
     *
     * @param some whether documents with some of the words count
     * @param titled since when titles count, where there were more than are ranked; and so on
     * @param weight what the words of a document with some of them weigh at least; null where it is the most recent that
     *     count
     * @param words the places of the rarest words
     */
    record Choice(
            boolean some,
            @Nullable String titled,
            @Nullable String whole,
            @Nullable Integer weight,
            @Nullable String partial,
            List<Integer> words) {
        private static final String ALL = "-";
        private static final String AND_SINCE = "@";

        /** Where no words are ranked. */
        static final String OF_NOTHING = "'f|-|-|-|-'";

        private static String oldest(String name, int most) {
            return "(select case when count(*) < %d then '%s' else min(recency)::text end from %s)"
                    .formatted(most, ALL, name);
        }

        private static String lightest() {
            return "(select case when count(*) < %d then '%s' else (select weight || '%s' || recency from partial order by weight, recency limit 1) end from partial)"
                    .formatted(PARTIAL, ALL, AND_SINCE);
        }

        static @Nullable Choice parse(@Nullable String text) {
            var parts = text == null ? new String[0] : text.split("\\|");
            // A cursor of before all of it was noted has none.
            if (parts.length < 5) {
                return null;
            }
            var partial = parts[3].split(AND_SINCE);
            return new Choice(
                    parts[0].equals("t"),
                    since(parts[1]),
                    since(parts[2]),
                    partial.length == 1 ? null : Integer.valueOf(partial[0]),
                    since(partial[partial.length - 1]),
                    places(parts[4]));
        }

        private static @Nullable String since(String text) {
            return text.equals(ALL) ? null : text;
        }

        private static List<Integer> places(String text) {
            return text.equals(ALL)
                    ? List.of()
                    : Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
        }

        /** Whether more were found than are ranked. */
        boolean cut() {
            return titled != null || whole != null || partial != null;
        }
    }

    /** The {@link Choice} of this page as text, in a statement that begins with {@link #candidates}. */
    String chosen() {
        return "concat_ws('|', (select count(*) from whole) < %d, %s, %s, %s, '%s')"
                .formatted(
                        ENOUGH,
                        Choice.oldest("titled", most(TITLED, query.expectedTitles())),
                        Choice.oldest("whole", most(WHOLE, query.expected())),
                        byWeight() ? Choice.lightest() : Choice.oldest("partial", PARTIAL),
                        rarest.places().isEmpty()
                                ? Choice.ALL
                                : rarest.places().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    /** Of some all are ranked, of very many the most recent. */
    private static int most(int ofMany, double expected) {
        return expected < WORTH_WHILE * ofMany ? WORTH_WHILE * ofMany : ofMany;
    }

    /** Whether documents with some of the words are chosen by these, and not by their time. */
    private boolean byWeight() {
        return choice == null || choice.partial() == null
                ? rarest.documents() <= FOUND_BY_RARE_WORDS
                : choice.weight() != null;
    }

    /**
     * Since when there are probably as many documents as are ranked, so that older ones need not be read; null where that
     * is not so. It is a guess that only costs time where it is wrong: then all are read.
     */
    record Since(
            @Nullable OffsetDateTime titled,
            @Nullable OffsetDateTime whole,
            @Nullable OffsetDateTime partial) {
        static final Since EVER = new Since(null, null, null);

        /** Asks the database, for words that are common. */
        static Since of(Understood query, Criteria criteria, Database database) {
            var rarest = Rarest.of(query);
            if (criteria.before().isPresent()
                    || query.expected() < WORTH_WHILE * WHOLE
                            && query.expectedTitles() < WORTH_WHILE * TITLED
                            && rarest.documents() < WORTH_WHILE * PARTIAL) {
                return EVER;
            }
            var resources = Sql.array(ScalarType.TEXT, criteria.resources());
            // Of those that have a value of a facet there are fewer.
            var share = criteria.facets().isEmpty() ? 1 : 4;
            return database.list(
                            Sql.of(
                                    "select search.since(?, ?::float8, ?) as titled, search.since(?, ?::float8, ?) as whole,"
                                            + " search.since(?, ?::float8, ?) as partial",
                                    resources,
                                    query.expectedTitles(),
                                    TITLED * share,
                                    resources,
                                    query.expected(),
                                    WHOLE * share,
                                    resources,
                                    (double) rarest.documents(),
                                    PARTIAL * share),
                            Since.class)
                    .getFirst();
        }

        /** For some of the titles that have all the words. */
        static @Nullable OffsetDateTime ofTitles(Understood query, Criteria criteria, int wanted, Database database) {
            return query.expectedTitles() < WORTH_WHILE * wanted
                    ? null
                    : database.list(
                                    Sql.of(
                                            "select search.since(?, ?::float8, ?) as titled, null::timestamptz as whole,"
                                                    + " null::timestamptz as partial",
                                            Sql.array(ScalarType.TEXT, criteria.resources()),
                                            query.expectedTitles(),
                                            wanted),
                                    Since.class)
                            .getFirst()
                            .titled();
        }
    }

    /** What the words weigh, kept from page to page, so that no document moves between pages while statistics change. */
    record Weights(List<Double> ofTerms, double averageTitleLength, double averageBodyLength) {
        static Weights of(List<Term> terms, Averages averages) {
            var all = Math.max(averages.collectionSize(), 1);
            return new Weights(
                    terms.stream()
                            .map(term -> {
                                var documents = Math.min(term.documents(), all);
                                var idf = Math.log(1 + (all - documents + 0.5) / (documents + 0.5));
                                return term.weak() ? WEAK * idf : idf;
                            })
                            .toList(),
                    averages.averageTitleLength(),
                    averages.averageBodyLength());
        }

        String print() {
            return Stream.concat(ofTerms.stream(), Stream.of(averageTitleLength, averageBodyLength))
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
        }

        static Weights parse(String text) {
            var numbers = Arrays.stream(text.split(" ")).map(Double::valueOf).toList();
            var terms = numbers.size() - 2;
            return new Weights(numbers.subList(0, terms), numbers.get(terms), numbers.get(terms + 1));
        }
    }

    /** A page of the ranking: tier, score, resource and id of each document, in their order; and what was chosen to rank. */
    Sql page(@Nullable List<@Nullable String> after, int limit) {
        var sql = candidates().add("""
                 select r.resource, r.id, r.tier, r.score::text as score, r.recency,
                       (select count(*) from ranked) as found, (select count(*) from whole) as whole,""").add(" " + cut() + " as cut, " + chosen() + " as choice from ranked r");
        if (after != null) {
            sql.add(
                    " where (r.tier, -r.score, r.resource, r.id) > (?::int, -(?::float8), ?, ?::uuid)",
                    after.subList(0, 4).toArray());
        }
        return sql.add(" order by r.tier, -r.score, r.resource, r.id limit ?", limit);
    }

    /** Whether there may be more than what is ranked, in a statement that begins with {@link #candidates}. */
    String cut() {
        return choice != null
                ? String.valueOf(choice.cut())
                : "((select count(*) from titled) >= %d or (select count(*) from whole) >= %d or (select count(*) from partial) >= %d)"
                        .formatted(most(TITLED, query.expectedTitles()), most(WHOLE, query.expected()), PARTIAL);
    }

    /** All that are ranked, as {@code ranked}, and how they were found. */
    Sql candidates() {
        var conditions = criteria.conditions(query.excludedWords());
        var titles = having("d.title_tsv", query.everyWord(), conditions);
        var texts = having("d.tsv", query.everyWord(), conditions);
        var common = query.commonWord() == null ? query.everyWord() : query.commonWord();
        var counts = choice == null ? "(select count(*) from whole) < " + ENOUGH : String.valueOf(choice.some());
        var some = Sql.of(counts + " and d.tsv @@ ?::tsquery", rarest.tsquery()).add(conditions);
        var exact = Sql.of("d.identifiers && ?", Sql.array(ScalarType.TEXT, query.identifiers()))
                .add(conditions);
        return Sql.of("with exact as materialized (")
                .add(first(0, exact, "d.resource, d.id", EXACT))
                .add("), ")
                .add(newest(
                        "titled",
                        1,
                        titles,
                        having("d.title_tsv", common, conditions),
                        query.expectedTitles(),
                        since.titled(),
                        choice == null ? null : choice.titled(),
                        TITLED))
                .add(newest(
                        "whole",
                        1,
                        texts,
                        having("d.tsv", common, conditions),
                        query.expected(),
                        since.whole(),
                        choice == null ? null : choice.whole(),
                        WHOLE))
                .add(
                        byWeight()
                                ? weightiest(some)
                                : newest(
                                        "partial",
                                        2,
                                        some,
                                        some,
                                        rarest.documents(),
                                        since.partial(),
                                        choice == null ? null : choice.partial(),
                                        PARTIAL))
                .add(sounding(conditions))
                .add("""
                        , candidate as (
                            select place, min(tier) as tier
                            from (table exact union all table titled union all table whole
                                  union all select place, tier, recency from partial union all table sounding) each_way
                            group by place),
                        ranked as materialized (
                            select d.resource, d.id, c.tier, d.recency, """)
                .add(score())
                // Where a document lies is what costs least to find it again, in the same statement; the offset
                // keeps the planner from reading the whole table instead. Added to nothing, a long document's words are
                // unpacked once, and not for each word of the query: a quarter of the time for 20 words.
                .add("""
                         as score
                            from candidate c
                            cross join lateral (
                                select d.resource, d.id, d.recency, d.tsv || '' as tsv, d.title_tsv, d.body_length,
                                       d.title_length, d.phonetic
                                from search_document d where d.ctid = c.place offset '0') d)""");
    }

    /**
     * Where a document is in this ranking.
     *
     * @param tier null where it is not ranked
     * @param enough whether so many have all the words that those with some are left out
     * @param rare whether it has one of the rarest words
     */
    record Place(@Nullable Integer tier, boolean enough, boolean rare) {}

    /** The {@link Place} of a document. */
    Sql place(String resource, UUID id) {
        return candidates()
                .add(" select (select r.tier from ranked r where r.resource = ? and r.id = ?) as tier,", resource, id)
                .add(" (select count(*) from whole) >= " + ENOUGH + " as enough,")
                .add(
                        " exists (select from search_document d where d.resource = ? and d.id = ? and d.tsv @@ ?::tsquery) as rare",
                        resource,
                        id,
                        rarest.tsquery());
    }

    private static Sql having(String words, @Nullable String tsquery, Sql conditions) {
        return Sql.of(words + " @@ ?::tsquery", tsquery).add(conditions);
    }

    /**
     * The most recent documents of a kind; of those since then, where they are enough.
     *
     * @param common the condition for what is common, where that is enough
     * @param chosen since when they count, by the first page
     */
    private Sql newest(
            String name,
            int tier,
            Sql condition,
            Sql common,
            double expected,
            @Nullable OffsetDateTime since,
            @Nullable String chosen,
            int ofMany) {
        if (choice != null) {
            // As many again have room that were written since.
            return Sql.of(name + " as materialized (")
                    .add(newest(
                            tier,
                            chosen == null
                                    ? condition
                                    : new Sql()
                                            .add(condition)
                                            .add(
                                                    " and search.spans(d.recency) && search.spans_since(?::timestamptz)"
                                                            + " and d.recency >= ?::timestamptz",
                                                    chosen,
                                                    chosen),
                            2 * WORTH_WHILE * ofMany,
                            false))
                    .add("), ");
        }
        var most = most(ofMany, expected);
        var from = criteria.from().orElse(null);
        var bounded = latest(most == ofMany ? since : null, from);
        if (bounded == null) {
            return Sql.of(name + " as materialized (")
                    .add(newest(tier, condition, most, throughTime(expected)))
                    .add("), ");
        }
        // Where nothing else comes in its place, all counts.
        var recent = new Sql()
                .add(bounded.equals(from) ? condition : common)
                .add(" and search.spans(d.recency) && search.spans_since(?::timestamptz)", bounded);
        var sql = Sql.of(name + "_since as materialized (")
                .add(newest(tier, recent, most, false))
                .add("), " + name + " as materialized (select * from " + name + "_since");
        // What is not as recent as the caller asks for is not wanted.
        return bounded.equals(from)
                ? sql.add("), ")
                : sql.add(" where (select count(*) from " + name + "_since) = " + most + " union all (")
                        .add(newest(
                                tier,
                                new Sql()
                                        .add(condition)
                                        .add(" and (select count(*) from " + name + "_since) < " + most),
                                most,
                                false))
                        .add(")), ");
    }

    private static Sql newest(int tier, Sql condition, int most, boolean throughTime) {
        var order = "d.recency desc, d.resource, d.id";
        return throughTime
                ? Sql.of("select d.ctid as place, " + tier + " as tier, d.recency from search_document d where ")
                        .add(condition)
                        .add(" order by " + order + " limit " + most)
                : first(tier, condition, order, most);
    }

    /**
     * The first of what a condition meets, which is found by an index of the condition, and then put in order. Behind the
     * offset the planner cannot go through all documents in their order instead until it has met enough: where there are
     * fewer than it thinks, that reads them all.
     */
    private static Sql first(int tier, Sql condition, String order, int most) {
        return Sql.of("select place, tier, recency from (select d.ctid as place, " + tier
                        + " as tier, d.recency, d.resource, d.id from search_document d where ")
                .add(condition)
                .add(" offset '0') d order by " + order + " limit " + most);
    }

    /**
     * Of what has some of the words that whose words weigh most, the most recent first of what weighs the same. A long
     * document's words are unpacked once, and not for each word of the query.
     */
    private Sql weightiest(Sql condition) {
        var sql = Sql.of("partial as materialized (select * from (select d.place, 2 as tier, d.recency, ")
                .add(weight())
                .add(" as weight, d.resource, d.id from (select d.ctid as place, d.recency, d.resource, d.id,"
                        + " strip(d.tsv) as words from search_document d where ")
                .add(condition)
                .add(" offset '0') d offset '0') d");
        if (choice != null && choice.weight() != null) {
            sql.add(" where (weight, recency) >= (?::integer, ?::timestamptz)", choice.weight(), choice.partial());
        }
        return sql.add(" order by weight desc, recency desc, resource, id limit "
                + (choice == null ? PARTIAL : 2 * PARTIAL) + "), ");
    }

    /** The weights of the words that {@code d.words} has, in thousandths, whatever their number in it. */
    private Sql weight() {
        var sql = Sql.of("(0");
        for (int i = 0; i < query.wanted().size(); i++) {
            var term = query.wanted().get(i);
            var weight = 1_000 * weights.ofTerms().get(i);
            if (term.anyLexeme() == null && term.prefix() == null) {
                continue;
            }
            sql.add(" + case");
            if (term.anyLexeme() != null) {
                sql.add(" when d.words @@ ?::tsquery then " + Math.round(weight), term.anyLexeme());
            }
            if (term.prefix() != null) {
                sql.add(" when d.words @@ ?::tsquery then " + Math.round(weight * BEGINNING), term.prefix());
            }
            sql.add(" else 0 end");
        }
        return sql.add(")");
    }

    /** Whether so many documents have the words that whoever goes back in time from a moment soon meets enough. */
    private boolean throughTime(double expected) {
        return criteria.before().isPresent()
                && criteria.facets().isEmpty()
                && expected > COMMON * query.averages().collectionSize();
    }

    private static @Nullable OffsetDateTime latest(@Nullable OffsetDateTime one, @Nullable OffsetDateTime other) {
        return one == null ? other : other == null || other.isBefore(one) ? one : other;
    }

    /**
     * What all documents of this ranking meet, also those that are no candidates.
     *
     * @param whole how many have all the words
     */
    Sql population(long whole) {
        var sql = Sql.of(
                "(d.identifiers && ? or d.tsv @@ ?::tsquery",
                Sql.array(ScalarType.TEXT, query.identifiers()),
                query.everyWord());
        if ((choice == null ? whole < ENOUGH : choice.some()) && rarest.tsquery() != null) {
            sql.add(" or d.tsv @@ ?::tsquery", rarest.tsquery());
        }
        if (!sounds().isEmpty()) {
            sql.add(" or d.phonetic <> '{}'");
            sounds().forEach(term -> sql.add(" and d.phonetic && daitch_mokotoff(?)", term.words()));
        }
        return sql.add(")").add(criteria.conditions(query.excludedWords()));
    }

    /**
     * Any of the rarest words.
     *
     * @param places where they stand among those that are wanted
     * @param tsquery null for none, or where other words must be there, too
     * @param documents how many have one of them, or so
     */
    private record Rarest(List<Integer> places, @Nullable String tsquery, long documents) {

        static Rarest of(Understood query) {
            var terms = query.wanted();
            var places = new ArrayList<Integer>();
            long found = 0;
            for (int place : IntStream.range(0, terms.size())
                    .boxed()
                    .filter(place ->
                            !terms.get(place).weak() && terms.get(place).documents() > 0)
                    .sorted(Comparator.comparingLong(place -> terms.get(place).documents()))
                    .toList()) {
                found += terms.get(place).documents();
                if (!places.isEmpty() && found > FOUND_BY_RARE_WORDS) {
                    break;
                }
                places.add(place);
            }
            return of(query, places);
        }

        static Rarest of(Understood query, List<Integer> places) {
            // What has been corrected or forgotten since the first page has fewer words.
            var terms = places.stream()
                    .filter(place -> place < query.wanted().size())
                    .map(query.wanted()::get)
                    .toList();
            var lexemes = terms.stream()
                    .flatMap(term -> term.lexemes().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            return new Rarest(
                    places,
                    lexemes.isEmpty() || query.hasPhrase() ? null : Tsquery.anyOf(lexemes),
                    terms.stream().mapToLong(Term::documents).sum());
        }
    }

    List<Term> sounds() {
        var words = query.wanted().stream()
                .filter(term -> !term.weak() && !term.phrase() && term.words().matches("\\p{L}{3,}"))
                .limit(MOST_SOUNDS + 1)
                .toList();
        return phonetic
                        && words.size() <= MOST_SOUNDS
                        && words.size() == query.wanted().size()
                ? words
                : List.of();
    }

    /** People whose name sounds like all the words. */
    private Sql sounding(Sql conditions) {
        var sounds = sounds();
        if (sounds.isEmpty()) {
            return Sql.of(
                    "sounding as materialized (select null::tid as place, 2 as tier, null::timestamptz as recency where false)");
        }
        var alike = Sql.of("d.phonetic <> '{}'");
        sounds.forEach(term -> alike.add(" and d.phonetic && daitch_mokotoff(?)", term.words()));
        return Sql.of("sounding as materialized (")
                .add(first(2, alike.add(conditions), "d.resource, d.id", SOUNDING))
                .add(")");
    }

    private Sql score() {
        var sql = Sql.of("(0::float8");
        for (int i = 0; i < query.wanted().size(); i++) {
            sql.add(" + ").add(share(i));
        }
        return sql.add(")");
    }

    /** What the word at this place adds to the score of the document {@code d}. */
    Sql share(int place) {
        var term = query.wanted().get(place);
        var weight = weights.ofTerms().get(place);
        var any = term.anyLexeme();
        var sql = Sql.of("(");
        if (any != null) {
            sql.add(best(any, weight * term.lexemes().size(), term.prefix(), weight));
        } else if (term.prefix() != null) {
            sql.add(ranked(term.prefix(), weight * BEGINNING));
        } else {
            sql.add("0::float8");
        }
        if (sounds().contains(term)) {
            sql.add(
                    " + case when d.phonetic && daitch_mokotoff(?) then ?::float8 else 0 end",
                    term.words(),
                    weight * SOUND);
        }
        return sql.add(")");
    }

    private Sql best(String any, double weight, @Nullable String prefix, double beginning) {
        return prefix == null
                ? ranked(any, weight)
                : Sql.of("greatest(")
                        .add(ranked(any, weight))
                        .add(", ")
                        .add(ranked(prefix, beginning * BEGINNING))
                        .add(")");
    }

    private Sql ranked(String tsquery, double weight) {
        // ts_rank divides by the number of lexemes that are asked for; the weight has been multiplied by it.
        return Sql.of("""
                ?::float8 * (ts_rank('{0.4,1,0.5,0}', d.tsv, ?::tsquery) / (0.8 + 0.2 * d.body_length / ?::float8)
                    + ts_rank('{0,0,0,1}', d.title_tsv, ?::tsquery) / (0.7 + 0.3 * d.title_length / ?::float8))""", weight, tsquery, weights.averageBodyLength(), tsquery, weights.averageTitleLength());
    }

    /** What marks the words that were found: any lexeme and beginning. */
    static @Nullable String marked(Understood query) {
        var parts = new ArrayList<String>();
        for (var term : query.wanted()) {
            if (term.anyLexeme() != null) {
                parts.add(term.anyLexeme());
            }
            if (term.prefix() != null) {
                parts.add(term.prefix());
            }
        }
        return parts.isEmpty() ? null : String.join(" | ", parts);
    }
}
