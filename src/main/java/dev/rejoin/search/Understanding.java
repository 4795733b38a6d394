package dev.rejoin.search;

import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a person typed; the database does it, since it knows the words and their stems. */
@Singleton
class Understanding {
    private final Database database;

    Understanding(Database database) {
        this.database = database;
    }

    /** Whether words are corrected: never, those that stand nowhere, or all. */
    enum Fuzzy {
        AUTO,
        ALWAYS,
        NEVER
    }

    /**
     * One thing that is looked for.
     *
     * @param lexemes all forms of it, of which any counts
     * @param prefix what it may be the beginning of, as a tsquery
     * @param weak whether it is a little word of the query's language
     * @param documents how many have it, or so
     * @param corrected words that were meant instead
     */
    record Term(
            String written,
            String words,
            boolean excluded,
            boolean phrase,
            boolean weak,
            List<String> lexemes,
            @Nullable String prefix,
            long documents,
            List<String> corrected) {
        /** As a tsquery; null where nothing can match it. */
        @Nullable
        String anyLexeme() {
            return lexemes.isEmpty() ? null : Tsquery.anyOf(lexemes);
        }
    }

    /** What ranking knows of all documents. */
    record Averages(long collectionSize, double averageTitleLength, double averageBodyLength) {}

    /**
     * A query that was read.
     *
     * @param everyWord a tsquery for all its words, null where it has none
     * @param commonWord where its last word may be a beginning, a tsquery for the most common words that begin so, and all
     *     its other words
     * @param excludedWords a tsquery for what must not be there
     * @param identifiers what it is as a number, a code, an e-mail or a telephone number
     * @param stopWordsOnly whether each of its words is a little word of some language
     * @param wordsLeftOff how many different words are not looked for, as there are too many
     * @param expected about how many documents have all its words; 0 while documents are few
     * @param expectedTitles about how many have them in their title
     */
    record Understood(
            List<Term> terms,
            @Nullable String everyWord,
            @Nullable String commonWord,
            @Nullable String excludedWords,
            List<String> identifiers,
            boolean stopWordsOnly,
            long wordsLeftOff,
            double expected,
            double expectedTitles,
            Averages averages) {
        List<Term> wanted() {
            return terms.stream().filter(term -> !term.excluded()).toList();
        }

        boolean hasPhrase() {
            return terms.stream().anyMatch(term -> term.phrase() && !term.excluded());
        }
    }

    private record ReadTerm(
            @Nullable String written,
            String words,
            boolean excluded,
            boolean phrase,
            boolean weak,
            List<String> lexemes,
            @Nullable String prefix,
            long documents,
            List<String> corrected,
            @Nullable String everyWord,
            @Nullable String commonWord,
            @Nullable String excludedWords,
            List<String> identifiers,
            boolean stopWord,
            long wordsLeftOff,
            double expected,
            double expectedTitles,
            Averages averages,
            String planned) {
        Term term() {
            return new Term(
                    Objects.requireNonNull(written),
                    words,
                    excluded,
                    phrase,
                    weak,
                    lexemes,
                    prefix,
                    documents,
                    corrected);
        }
    }

    /**
     * Reads it, in the present transaction, in which from then on each statement is planned for the words it is asked for: a
     * common word needs another plan.
     *
     * @param typing whether the last word may be the beginning of one
     */
    Understood read(String text, boolean typing, Fuzzy fuzzy) {
        var sql = Sql.of("""
                with typed as materialized (
                    select q, search.terms(q, ?, lower(?)) as terms from (select ?::text as q) asked),
                -- Once, and not for each of the words.
                understood as materialized (
                    select terms, search.every_word(terms)::text as every_word,
                           search.common_word(terms)::text as common_word,
                           search.excluded_words(terms)::text as excluded_words, search_identifiers(q) as identifiers,
                           search.left_off(q, terms) as words_left_off,
                           set_config('plan_cache_mode', 'force_custom_plan', true) as planned
                    from typed)
                select t.written, coalesce(t.words, '') as words, coalesce(t.excluded, false) as excluded,
                       coalesce(t.phrase, false) as phrase, coalesce(t.weak, false) as weak,
                       coalesce(t.lexemes, '{}') as lexemes, t.prefix::text as prefix,
                       coalesce(t.documents, 0) as documents, coalesce(t.corrected, '{}') as corrected,
                       u.every_word, u.common_word, u.excluded_words, u.identifiers,
                       coalesce((select bool_or(numnode(query) = 0) from unnest(t.queries) query), false) as stop_word,
                       u.words_left_off, coalesce(e.documents, 0) as expected, coalesce(e.titles, 0) as expected_titles,
                       c.documents as collection_size, c.average_title_length, c.average_body_length, u.planned
                from understood u cross join search.collection_now() c cross join search.expected(u.terms) e
                left join lateral unnest(u.terms) with ordinality t on true
                order by t.ordinality""", typing, fuzzy.name(), text);
        var rows = database.list(sql, ReadTerm.class);
        var first = rows.getFirst();
        var read = rows.stream().filter(row -> row.written() != null).toList();
        return new Understood(
                read.stream().map(ReadTerm::term).toList(),
                first.everyWord(),
                first.commonWord(),
                first.excludedWords(),
                first.identifiers(),
                !read.isEmpty() && read.stream().allMatch(row -> row.stopWord() && !row.excluded()),
                first.wordsLeftOff(),
                first.expected(),
                first.expectedTitles(),
                first.averages());
    }
}
