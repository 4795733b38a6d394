package dev.rejoin.search;

import dev.rejoin.api.query.Sql;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two rankings made one by reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): a document's score is the sum of
 * {@code 1 / (60 + rank)} over the rankings that it is in. Exact numbers, codes and addresses stay before all.
 *
 * <p>Ranks change while others write: a page later, a document that had been shown could come once more, or one that had
 * not could be passed. So the first page notes which key the n-th document of each ranking had, and from then on a
 * document's rank is told by its own key alone. To 32 each rank is noted, then fewer and fewer: ranks beyond are rounded
 * down, and the keys themselves put those in order that share one.
 *
 * @param ranking by words; null where only the meaning counts
 */
record Fusion(
        @Nullable Ranking ranking,
        Meaning meaning,
        Criteria criteria,
        @Nullable String excludedWords) {
    private static final int EXACT_RANKS = 32;
    private static final double STEP = 1.15;
    private static final int DEEPEST = 2 * Ranking.CANDIDATES;
    private static final int DAMPING = 60;

    /** The ranks that are noted. */
    private static final String NOTED = IntStream.concat(
                    IntStream.rangeClosed(1, EXACT_RANKS),
                    IntStream.iterate((int) (EXACT_RANKS * STEP), rank -> rank < DEEPEST, rank -> (int) (rank * STEP)))
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(",", "'{", "}'::int[]"));

    /** Without words to look for. */
    private static final String NO_RANKING = """
            with ranked as (select null::text as resource, null::uuid as id, 0 as tier, 0::float8 as score,
                                   null::timestamptz as recency where false),
            whole as (table ranked)""";

    /**
     * A page: what {@link Ranking#page} has of each document, and its rank in each ranking. Its score is followed by the
     * two keys; {@code basis} is what the next page needs to know of the first.
     *
     * @param after score with keys, resource, id and basis of the last document of the page before
     */
    Sql page(@Nullable List<@Nullable String> after, int limit) {
        var sql = all(
                after == null
                        ? new String[] {null, null, null}
                        : String.valueOf(after.get(3)).split(" ", -1));
        if (after != null) {
            var keys = String.valueOf(after.getFirst()).split(" ");
            sql.add(
                    " where (-f.score, f.word_key, f.meaning_key, f.resource, f.id)"
                            + " > (-(?::float8), ?::float8, ?::float8, ?, ?::uuid)",
                    keys[0],
                    keys[1],
                    keys[2],
                    after.get(1),
                    after.get(2));
        }
        return sql.add(" order by first, f.word_key, f.meaning_key, f.resource, f.id limit ?", limit);
    }

    /** Where one document stands, as {@link #page} says it; no row where it is not found. */
    Sql place(String resource, UUID id) {
        return all(new String[] {null, null, null}).add(" where f.resource = ? and f.id = ?", resource, id);
    }

    private Sql all(@Nullable String[] basis) {
        return (ranking == null ? Sql.of(NO_RANKING) : ranking.candidates())
                .add(", ")
                .add(meaning.nearest(criteria, excludedWords, basis[0]))
                .add(
                        """
                        , worded as materialized (
                            select resource, id, tier, recency, round((tier * 10000 - score)::numeric, 6)::float8 as key from ranked),
                        noted as materialized (select %1$s as ranks),
                        mark as materialized (
                            select coalesce(?::float8[], (
                                       select array_agg(key order by n) from (
                                           select key, row_number() over (order by key) as n from worded) w
                                       where n = any ((select ranks from noted)::int[])), '{}') as words,
                                   coalesce(?::float8[], (
                                       select array_agg(key order by n) from (
                                           select key, row_number() over (order by key) as n from meant) m
                                       where n = any ((select ranks from noted)::int[])), '{}') as meaning,
                                   coalesce(?::int8, (select max(distance) from nearest), 0) as radius),
                        placed as (
                            select resource, id, coalesce(w.recency, m.recency) as recency, w.tier = 0 as exact,
                                   w.key as word_key, m.key as meaning_key,
                                   case when w.key is not null
                                        then ranks[greatest(1, width_bucket(w.key, mark.words))] end as words,
                                   case when m.key is not null
                                        then ranks[greatest(1, width_bucket(m.key, mark.meaning))] end as meaning
                            from worded w full join meant m using (resource, id) cross join mark cross join noted),
                        fused as materialized (
                            select resource, id, recency, words, meaning,
                                   coalesce(1.0::float8 / (%2$d + words), 0) + coalesce(1.0::float8 / (%2$d + meaning), 0)
                                       + case when exact then 1 else 0 end as score,
                                   coalesce(word_key, 1e9) as word_key, coalesce(meaning_key, 9) as meaning_key
                            from placed)
                        select f.resource, f.id, 1 as tier, concat_ws(' ', f.score, f.word_key, f.meaning_key) as score,
                               f.recency, f.words, f.meaning,
                               concat_ws(' ', mark.radius, mark.words, mark.meaning) as basis,
                               (select count(*) from fused) as found, (select count(*) from whole) as whole,
                               (%4$s or (select count(*) from nearest) >= %3$d) as cut, %5$s as choice,
                               -f.score as first, f.word_key, f.meaning_key
                        from fused f cross join mark""".formatted(
                                        NOTED,
                                        DAMPING,
                                        Meaning.NEAREST,
                                        ranking == null ? "false" : ranking.cut(),
                                        ranking == null ? Ranking.Choice.OF_NOTHING : ranking.chosen()),
                        basis[1],
                        basis[2],
                        basis[0]);
    }

    /** How {@link #page} puts its documents in order. */
    static final String ORDER = "first, word_key, meaning_key, resource, id";

    /** What all that are found meet; see {@link Ranking#population}. */
    Sql population(long whole) {
        var meant = meaning.population(criteria, excludedWords);
        return ranking == null
                ? meant
                : Sql.of("((")
                        .add(ranking.population(whole))
                        .add(") or ")
                        .add(meant)
                        .add(")");
    }
}
