package dev.rejoin.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rejoin.api.endpoint.Endpoint;
import dev.rejoin.api.endpoint.OfThePrimary;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.Role;
import dev.rejoin.api.resource.ScalarType;
import dev.rejoin.search.SearchResource.Mode;
import dev.rejoin.search.SearchResource.Ranks;
import dev.rejoin.search.Understanding.Fuzzy;
import dev.rejoin.search.Understanding.Understood;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What helps people to search, and to see why something is found or not. */
@Path("/v1/search")
@Tag(name = "search", description = "Search.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AskingResource implements Endpoint {
    private static final Set<String> LANGUAGES = Set.of("fr", "en", "de", "es", "it", "nl", "pt", "simple");

    /** A word that must not be there. */
    private static final Pattern EXCLUDED = Pattern.compile("(?<![\\p{L}\\p{N}])-+[^\\s-]");

    private static final int MOST_SUGGESTIONS = 50;

    /** Of so many that begin as the query, and of so many with its words, the shortest and most recent are suggested. */
    private static final int BEGUN = 200;

    private static final int WORDED = 200;

    private static final Criteria EVERYTHING = new Criteria(List.of(), Map.of(), Optional.empty(), Optional.empty());

    private final Database database;
    private final Understanding understanding;
    private final VectorMaking making;

    AskingResource(Database database, Understanding understanding, VectorMaking making) {
        this.database = database;
        this.understanding = understanding;
        this.making = making;
    }

    /** What may be meant. */
    @Schema(name = "SearchSuggestions")
    public record Suggestions(List<Suggestion> results) {}

    /** Something whose title fits what was typed so far. */
    @Schema(name = "SearchSuggestion")
    public record Suggestion(
            @Schema(description = "What kind of thing it is.", examples = "person")
            Searched resource,

            @Schema(description = "Its id.") UUID id,

            @Schema(description = "What it is called.", examples = "Zoé Legros")
            String title,

            @Schema(description = "What tells it from others of that name.", examples = "Lyon", nullable = true)
            @Nullable
            String subtitle) {}

    /** How a text is read. */
    @Schema(name = "SearchAnalysis")
    public record Analysis(
            @Schema(description = "In which language.", examples = "fr")
            String language,

            List<AnalyzedWord> words) {}

    /** A word of a text. */
    @Schema(name = "SearchAnalyzedWord")
    public record AnalyzedWord(
            @Schema(description = "Which one it is, from 1.", examples = "2")
            long position,

            @Schema(description = "As it is read.", examples = "ecoles")
            String word,

            @Schema(description = "As it is indexed; none for a stop word.", examples = "[\"ecol\"]")
            List<String> lexemes,

            @Schema(description = "What else it finds, by synonyms.")
            List<String> synonyms) {}

    /** Why something is found, or not. */
    @Schema(name = "SearchExplanation")
    public record Explanation(
            @Schema(description = "Whether it is found.") boolean found,

            @Schema(description = "In a sentence.", examples = "It has 1 of the 2 words.")
            String reason,

            @Schema(
                    description = "0: an exact number, code or address; 1: all the words; 2: some; null: not found.",
                    nullable = true)
            @Nullable
            Integer tier,

            @Schema(
                    description = "What its words weigh together; within a tier the greater comes first.",
                    examples = "7.25")
            BigDecimal score,

            @Schema(description = "The language it is indexed in.", examples = "fr", nullable = true) @Nullable
            String language,

            List<ExplainedWord> words,

            @Schema(description = "Its place in each ranking; where the meaning counts.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Ranks ranks) {
        Explanation(
                boolean found,
                String reason,
                @Nullable Integer tier,
                BigDecimal score,
                @Nullable String language,
                List<ExplainedWord> words) {
            this(found, reason, tier, score, language, words, null);
        }

        Explanation with(Ranks places) {
            return new Explanation(found, reason, tier, score, language, words, places);
        }
    }

    /** What one word does. */
    @Schema(name = "SearchExplainedWord")
    public record ExplainedWord(
            @Schema(description = "As it was typed.", examples = "écoles")
            String word,

            @Schema(description = "What is looked for, any of these.")
            List<String> lexemes,

            @Schema(description = "In how many documents, or so, any of them stands.", examples = "12")
            long documents,

            @Schema(description = "How rare it is: its inverse document frequency.", examples = "5.1")
            BigDecimal weight,

            @Schema(description = "Whether it stands in the item.")
            boolean matched,

            @Schema(description = "Where: title, subtitle, text, keywords.")
            List<String> fields,

            @Schema(description = "Its part of the score.", examples = "4.2")
            BigDecimal share) {}

    @GET
    @Path("suggest")
    @RolesAllowed(Role.READS)
    @Operation(
            operationId = "suggest",
            summary = "Suggest while somebody types",
            description = "Titles and people's names that begin so or have such words; a typo is corrected.")
    public Suggestions suggest(
            @Parameter(description = "What was typed so far; nothing suggests nothing.", example = "legr")
                    @QueryParam("q")
                    @Nullable
                    String q,
            @Parameter(
                            description = "Only these kinds of things, separated by commas.",
                            explode = Explode.FALSE,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Searched.class))
                    @QueryParam("resource")
                    @Nullable
                    String resource,
            @Parameter(description = "At most this many.", schema = @Schema(minimum = "1", maximum = "50"))
                    @DefaultValue("10")
                    @QueryParam("limit")
                    int limit) {
        if (q == null) {
            return new Suggestions(List.of());
        }
        var resources = Searched.among(resource);
        return new Suggestions(database.reading(() -> {
            var begun = EXCLUDED.matcher(q).find() ? List.<Suggestion>of() : begun(q, resources, limit);
            return begun.size() >= limit
                    ? begun
                    : Stream.concat(begun.stream(), worded(q, resources, limit).stream())
                            // Who is renamed between the two is one all the same.
                            .collect(Collectors.toMap(
                                    found -> List.of(found.resource(), found.id()),
                                    found -> found,
                                    (first, again) -> first,
                                    LinkedHashMap::new))
                            .values()
                            .stream()
                            .limit(limit)
                            .toList();
        }));
    }

    /** What begins so: an index has the titles of each resource in their order. */
    private List<Suggestion> begun(String q, List<String> resources, int limit) {
        var among = resources.isEmpty() ? Searched.NAMES : resources;
        return database.list(
                Sql.of(
                        """
                        select upper(s.resource) as resource, s.id, s.title, s.subtitle
                        from (select search_text(?) as words offset '0') typed
                        cross join unnest(?) asked (resource)
                        cross join lateral (
                            select d.resource, d.id, d.title, d.subtitle, d.recency from search_document d
                            where d.resource = asked.resource and d.title_folded ~>=~ typed.words
                              and d.title_folded ~<~ (typed.words || chr(1114111))
                            order by d.title_folded using ~<~ limit ?) s
                        where typed.words <> ''
                        order by length(s.title), s.recency desc, s.resource, s.id limit ?""",
                        q,
                        Sql.array(ScalarType.TEXT, among),
                        Math.max(MOST_SUGGESTIONS, BEGUN / among.size()),
                        limit),
                Suggestion.class);
    }

    /** What has all the words in its title, the last of which may be a beginning; of common words what is recent. */
    private List<Suggestion> worded(String q, List<String> resources, int limit) {
        var query = understanding.read(q, true, Fuzzy.AUTO);
        if (query.everyWord() == null) {
            return List.of();
        }
        var criteria = new Criteria(resources, Map.of(), Optional.empty(), Optional.empty());
        var since = Ranking.Since.ofTitles(query, criteria, WORDED, database);
        if (since != null) {
            var recent = worded(
                    query,
                    query.commonWord() == null ? query.everyWord() : query.commonWord(),
                    criteria,
                    Sql.of(" and search.spans(d.recency) && search.spans_since(?::timestamptz)", since),
                    true,
                    limit);
            if (recent.size() == limit) {
                return recent;
            }
        }
        return worded(query, query.everyWord(), criteria, new Sql(), since == null, limit);
    }

    private List<Suggestion> worded(
            Understood query, String words, Criteria criteria, Sql recent, boolean few, int limit) {
        return database.list(
                Sql.of("""
                        select upper(s.resource) as resource, s.id, s.title, s.subtitle
                        from (select * from (select d.resource, d.id, d.title, d.subtitle, d.recency from search_document d
                              where d.title_tsv @@ ?::tsquery""", words)
                        .add(criteria.conditions(query.excludedWords()))
                        .add(recent)
                        // Where few are expected, they are found by their words, and not by reading all until enough
                        // are met.
                        .add(few ? " offset '0') d" : ") d")
                        .add(
                                " limit " + WORDED
                                        + ") s order by length(s.title), s.recency desc, s.resource, s.id limit ?",
                                limit),
                Suggestion.class);
    }

    private record Read(long position, String word, List<String> lexemes, List<String> synonyms) {}

    @GET
    @Path("analyze")
    @RolesAllowed(Role.READS)
    @Operation(
            operationId = "analyzeText",
            summary = "Show how a text is read",
            description =
                    "Its words as they are indexed in a language: by themselves what a document or a query becomes.")
    public Analysis analyze(
            @Parameter(description = "The text.", required = true, example = "Les écoles") @QueryParam("text")
                    String text,
            @Parameter(
                            description = "The language; guessed where it is absent, simple where nothing tells.",
                            schema = @Schema(enumeration = {"fr", "en", "de", "es", "it", "nl", "pt", "simple"}))
                    @QueryParam("language")
                    @Nullable
                    String language) {
        var wanted = language == null ? guessed(text) : Problem.Malformed.among("language", language, LANGUAGES);
        return new Analysis(
                wanted,
                database.list(Sql.of("""
                                        select w.position, w.word,
                                               tsvector_to_array(to_tsvector(search_config(?), w.word)) as lexemes,
                                               array(select distinct other from search.synonym s, unnest(s.words) other
                                                     where s.words @> array[w.word] and other <> w.word order by other) as synonyms
                                        from string_to_table(search_text(?), ' ') with ordinality w (word, position)
                                        where w.word <> '' order by w.position limit 1000""", wanted, text), Read.class).stream()
                        .map(read -> new AnalyzedWord(read.position(), read.word(), read.lexemes(), read.synonyms()))
                        .toList());
    }

    private String guessed(String text) {
        return database.query(Sql.of("select coalesce(search.guess_language(?), 'simple')", text), rows -> {
            rows.next();
            return rows.getString(1);
        });
    }

    private record Looked(
            boolean exact,
            boolean whole,
            boolean excluded,
            @Nullable String language,
            double titleLength,
            double bodyLength) {}

    private record Matched(boolean matched, double share, List<String> fields) {}

    @GET
    @Path("explain")
    @OfThePrimary("It says of an item that it is not there, which a standby cannot know.")
    @RolesAllowed(Role.READS)
    @Operation(
            operationId = "explainSearch",
            summary = "Say why something is found, or is not",
            description = "Each word with how rare it is, where it stands in the item, and its part of the score.")
    public Explanation explain(
            @Parameter(description = "What was looked for.", required = true, example = "écoles lyon") @QueryParam("q")
                    String q,
            @Parameter(
                            description = "What kind of thing the item is.",
                            required = true,
                            example = "note",
                            schema = @Schema(implementation = Searched.class))
                    @QueryParam("resource")
                    String resource,
            @Parameter(description = "The item's id.", required = true) @QueryParam("id") UUID id,
            @Parameter(
                            description = "What counts, as for search.",
                            schema =
                                    @Schema(
                                            enumeration = {"text", "meaning", "hybrid"},
                                            defaultValue = "text"))
                    @DefaultValue("text")
                    @QueryParam("mode")
                    String mode) {
        var kind = Problem.Malformed.among("resource", resource, Searched.NAMES);
        var counts = Mode.of(mode);
        var meaning = counts == Mode.TEXT ? null : making.meaning(q);
        return database.reading(() -> meaning == null
                ? explained(q, kind, id)
                : explained(q, kind, id).with(placed(q, kind, id, meaning, counts == Mode.HYBRID)));
    }

    private Ranks placed(String q, String resource, UUID id, Meaning meaning, boolean wordsCount) {
        var query = understanding.read(q, true, Fuzzy.AUTO);
        var ranking = wordsCount && query.everyWord() != null
                ? new Ranking(
                        query,
                        EVERYTHING,
                        true,
                        Ranking.Weights.of(query.wanted(), query.averages()),
                        Ranking.Since.of(query, EVERYTHING, database),
                        null)
                : null;
        var fusion = new Fusion(ranking, meaning, EVERYTHING, query.excludedWords());
        return database.first(fusion.place(resource, id), Ranks.class).orElse(new Ranks(null, null));
    }

    private Explanation explained(String q, String resource, UUID id) {
        var query = understanding.read(q, true, Fuzzy.AUTO);
        var looked = database.first(
                        Sql.of(
                                """
                                select d.identifiers && ? as exact, coalesce(d.tsv @@ ?::tsquery, false) as whole,
                                       coalesce(d.tsv @@ ?::tsquery, false) as excluded, d.language,
                                       d.title_length::float8 as title_length, d.body_length::float8 as body_length
                                from search_document d where d.resource = ? and d.id = ?""",
                                Sql.array(ScalarType.TEXT, query.identifiers()),
                                query.everyWord(),
                                query.excludedWords(),
                                resource,
                                id),
                        Looked.class)
                .orElse(null);
        if (looked == null) {
            return new Explanation(
                    false, "There is no %s with this id.".formatted(resource), null, BigDecimal.ZERO, null, List.of());
        }
        var weights = Ranking.Weights.of(query.wanted(), query.averages());
        var ranking =
                new Ranking(query, EVERYTHING, true, weights, Ranking.Since.of(query, EVERYTHING, database), null);
        var words = new java.util.ArrayList<ExplainedWord>();
        for (int i = 0; i < query.wanted().size(); i++) {
            var term = query.wanted().get(i);
            var any = term.anyLexeme();
            var both = any == null ? term.prefix() : term.prefix() == null ? any : any + " | " + term.prefix();
            var matched = database.first(
                            Sql.of("""
                                            select coalesce(d.tsv @@ ?::tsquery, false) as matched, array_remove(array[
                                                case when d.tsv @@ search.in_field(?::tsquery, 'A') then 'title' end,
                                                case when d.tsv @@ search.in_field(?::tsquery, 'B') then 'subtitle' end,
                                                case when d.tsv @@ search.in_field(?::tsquery, 'C') then 'text' end,
                                                case when d.tsv @@ search.in_field(?::tsquery, 'D') then 'keywords' end], null) as fields,""", both, both, both, both, both)
                                    .add(" ")
                                    .add(ranking.share(i))
                                    .add(
                                            " as share from search_document d where d.resource = ? and d.id = ?",
                                            resource,
                                            id),
                            Matched.class)
                    .orElseThrow();
            words.add(new ExplainedWord(
                    term.written(),
                    term.lexemes(),
                    term.documents(),
                    rounded(weights.ofTerms().get(i)),
                    matched.matched(),
                    matched.fields(),
                    rounded(matched.share())));
        }
        var have = words.stream().filter(ExplainedWord::matched).count();
        var score = words.stream().map(ExplainedWord::share).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (looked.excluded()) {
            return new Explanation(
                    false, "It has a word that the query excludes.", null, BigDecimal.ZERO, looked.language(), words);
        }
        var place = query.everyWord() == null && !looked.exact()
                ? new Ranking.Place(null, false, false)
                : database.first(ranking.place(resource, id), Ranking.Place.class)
                        .orElseThrow();
        return new Explanation(
                place.tier() != null,
                reason(query, looked, place, have, words.size()),
                place.tier(),
                score,
                looked.language(),
                words);
    }

    /** @param have how many of the words it has */
    private static String reason(Understood query, Looked looked, Ranking.Place place, long have, int words) {
        var ofTheWords = "It has %d of the %d words".formatted(have, words);
        if (place.tier() != null) {
            return switch (place.tier()) {
                case 0 -> "It has the number, code or address that the query is.";
                case 1 -> "It has all the words.";
                default ->
                    have > 0
                            ? ofTheWords + "; it comes after those that have all, as long as there are fewer than "
                                    + Ranking.ENOUGH + "."
                            : "Its name sounds like the words.";
            };
        }
        if (query.wanted().isEmpty()) {
            return "The query has no words.";
        }
        if (looked.exact() || looked.whole()) {
            return "It has what the query asks for, as have so many that only the most recent are ranked.";
        }
        if (have == 0) {
            return "It has none of the words, in no language.";
        }
        if (query.hasPhrase()) {
            return ofTheWords + ", and a query with a phrase asks for all.";
        }
        if (place.enough()) {
            return ofTheWords + "; of these none is shown, as " + Ranking.ENOUGH + " or more have all.";
        }
        return ofTheWords
                + (place.rare()
                        ? ", as have so many that only those with more and rarer words, or the most recent, are ranked."
                        : "; with some of the words a document is found by the rarest ones, of which it has none.");
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP);
    }
}
