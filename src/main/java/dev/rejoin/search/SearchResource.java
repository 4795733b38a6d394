package dev.rejoin.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rejoin.api.endpoint.BodyLimit;
import dev.rejoin.api.endpoint.Endpoint;
import dev.rejoin.api.endpoint.Takes;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.problem.Violations;
import dev.rejoin.api.query.Paged;
import dev.rejoin.api.query.Paging;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.Role;
import dev.rejoin.search.Understanding.Fuzzy;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Full-text search over all resources. */
@Path("/v1/search")
@Tag(name = "search", description = "Search.")
@RunOnVirtualThread
public class SearchResource implements Endpoint {
    private static final int DEFAULT_LIMIT = 20;
    static final String EXACT = "exact";
    static final String AT_LEAST = "at_least";
    private static final String NEWEST = "-recency";
    private static final String OLDEST = "recency";
    private static final int MOST_BYTES = 1 << 18;
    private static final Set<String> MODES = Set.of("text", "meaning", "hybrid");
    private static final Set<String> FUZZY = Set.of("auto", "always", "never");

    private final Search search;
    private final FacetValues values;
    private final Paging paging;
    private final Vectors vectors;
    private final VectorMaking making;

    SearchResource(Search search, FacetValues values, Paging paging, Vectors vectors, VectorMaking making) {
        this.search = search;
        this.values = values;
        this.paging = paging;
        this.vectors = vectors;
        this.making = making;
    }

    /** What is answered. */
    @Schema(name = "SearchResults")
    public record Results(
            List<Hit> results,

            @Schema(description = Paged.NEXT, format = Paged.URI_REFERENCE, nullable = true) @Nullable
            String next,

            @Schema(description = "How many were found.", examples = "1")
            long count,

            @Schema(
                    description = "Whether there may be more.",
                    enumeration = {EXACT, AT_LEAST},
                    examples = EXACT)
            String countKind,

            @Schema(description = "Words that stand nowhere, or so it seems, and what was looked for as well.")
            List<Correction> corrected,

            @Schema(
                    description =
                            "Whether the query has only little words, as 'the' or 'le', which texts are not found by.",
                    examples = "false")
            boolean stopWordsOnly,

            @Schema(description = "How many words at the end were not looked for: 40 are.", examples = "0")
            long wordsLeftOff,

            @Schema(
                    description =
                            "How many documents still wait for their vectors, 10,000 at most; where the meaning counts.",
                    examples = "0")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Long vectorsPending,

            @Schema(description = "How many there are of each value; where facets were asked for.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            List<FacetCounts> facets) {}

    /** A word that was read as another. */
    @Schema(name = "SearchCorrection")
    public record Correction(
            @Schema(description = "As it was typed.", examples = "dupnot")
            String from,

            @Schema(description = "What was looked for as well.", examples = "dupont")
            String to) {}

    /** How many of what was found have each value. */
    @Schema(name = "SearchFacet")
    public record FacetCounts(
            @Schema(description = "By what is counted.", examples = "status")
            Facet facet,

            @Schema(description = "The most frequent 100, most first.")
            List<FacetValue> values,

            @Schema(
                    description = "Whether there may be more of each: beyond 200,000 nothing is counted.",
                    enumeration = {EXACT, AT_LEAST},
                    examples = EXACT)
            String countKind) {}

    /** One value, and how many have it. */
    @Schema(name = "SearchFacetValue")
    public record FacetValue(
            @Schema(description = "The value.", examples = "ACTIVE")
            String value,

            @Schema(description = "How many have it.", examples = "12")
            long count) {}

    /** Something that was found. */
    @Schema(name = "SearchHit")
    public record Hit(
            @Schema(description = "What kind of thing it is.", examples = "organization")
            Searched resource,

            @Schema(description = "Its id.") UUID id,

            @Schema(description = "What it is called.", examples = "Société Générale")
            String title,

            @Schema(
                    description = "What tells it from others of that name.",
                    examples = "Banking, Paris",
                    nullable = true)
            @Nullable
            String subtitle,

            @Schema(description = "When it takes or took place, or was changed.")
            OffsetDateTime recency,

            @Schema(description = "Its place in each ranking; where the meaning counts.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Ranks ranks,

            @Schema(description = "Where the words were found; escaped HTML with <mark>.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Highlight highlight) {}

    /** Where it stands; null in a ranking that it is not in. */
    @Schema(name = "SearchRanks")
    public record Ranks(
            @Schema(description = "By its words; from 32 on rounded down.", nullable = true) @Nullable
            Integer words,

            @Schema(description = "By its meaning.", nullable = true) @Nullable
            Integer meaning) {}

    /** Where the words were found. */
    @Schema(name = "SearchHighlight")
    public record Highlight(
            @Schema(
                    description = "The title with its words marked.",
                    contentMediaType = "text/html",
                    examples = "<mark>Société</mark> <mark>Générale</mark>")
            String title,

            @Schema(
                    description = "Pieces of the text with their words marked.",
                    contentMediaType = "text/html",
                    examples = "Banking, Paris")
            String text) {}

    /** What is looked for; what has no description is as the parameter of that name. */
    @Schema(name = "Search", description = "What is looked for; each is as search's parameter of that name.")
    public record Order(
            @Nullable String q,

            @Schema(description = "What q means, as the model says.", examples = "[0.12, -0.5, 0.33]")
            float @Nullable [] vector,

            @Schema(description = "The model that made the vector; may be left out as long as there is one.") @Nullable
            String model,

            @Schema(
                    description = "What counts: by default hybrid with a vector, meaning without q, else text.",
                    enumeration = {"text", "meaning", "hybrid"})
            @Nullable
            String mode,

            @Nullable List<String> resource,
            @Nullable String status,
            @Nullable String region,
            @Nullable String country,
            @Nullable String kind,
            @Nullable String city,
            @Nullable String industry,
            @Nullable String language,
            @Nullable String currency,
            @Nullable String topic,
            @Nullable String about,
            @Nullable Boolean active,
            @Nullable OffsetDateTime recency__gte,
            @Nullable OffsetDateTime recency__lt,
            @Nullable String sort,
            @Nullable String fuzzy,
            @Nullable Boolean phonetic,
            @Nullable List<String> facets,
            @Nullable Boolean highlight) {}

    @GET
    @RolesAllowed(Role.READS)
    @Takes(value = Takes.Shared.PAGE, limit = DEFAULT_LIMIT)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "search",
            summary = "Search everything",
            description =
                    "Texts with all the words come before texts with any of them, rare words and titles weigh more,"
                            + " and an exact number, code, e-mail or telephone number comes before all. Accents and case do not"
                            + " matter; the last word may be a beginning, as long as no space follows it. Without words,"
                            + " everything under the filters is found, the most recent first.")
    public Results search(
            @Parameter(description = "What to look for: words, \"phrases\", or, -not.", example = "societe generale")
                    @QueryParam("q")
                    @Nullable
                    String q,
            @Parameter(
                            description =
                                    "What counts: words, or what q means where a provider of vectors says it, or both.",
                            schema =
                                    @Schema(
                                            enumeration = {"text", "meaning", "hybrid"},
                                            defaultValue = "text"))
                    @QueryParam("mode")
                    @Nullable
                    String mode,
            @Parameter(
                            description = "Only these kinds of things, separated by commas.",
                            explode = Explode.FALSE,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Searched.class))
                    @QueryParam("resource")
                    @Nullable
                    String resource,
            @Parameter(description = "Only what has this status.", example = "ACTIVE") @QueryParam("status") @Nullable
                    String status,
            @Parameter(description = "Only what is of this region.") @QueryParam("region") @Nullable String region,
            @Parameter(description = "Only what is of this country, as ISO 3166 codes it.", example = "FR")
                    @QueryParam("country")
                    @Nullable
                    String country,
            @Parameter(description = "Only what is of this kind.") @QueryParam("kind") @Nullable String kind,
            @Parameter(description = "Only venues of this city.") @QueryParam("city") @Nullable String city,
            @Parameter(description = "Only organizations of this industry.") @QueryParam("industry") @Nullable
                    String industry,
            @Parameter(description = "Only people of this language.", example = "fr") @QueryParam("language") @Nullable
                    String language,
            @Parameter(description = "Only what is in this currency.", example = "EUR")
                    @QueryParam("currency")
                    @Nullable
                    String currency,
            @Parameter(description = "Only teachers of the topic with this code.") @QueryParam("topic") @Nullable
                    String topic,
            @Parameter(description = "Only notes about one of these, as member.") @QueryParam("about") @Nullable
                    String about,
            @Parameter(description = "Only staff that is active, or that is not.") @QueryParam("active") @Nullable
                    Boolean active,
            @Parameter(description = "Only what took place or was changed then or later.", name = "recency__gte")
                    @QueryParam("recency__gte")
                    @Nullable
                    OffsetDateTime from,
            @Parameter(description = "Only what took place or was changed before.", name = "recency__lt")
                    @QueryParam("recency__lt")
                    @Nullable
                    OffsetDateTime before,
            @Parameter(
                            description =
                                    "The most recent or the oldest first, with all the words; the best first where"
                                            + " it is absent.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {NEWEST, OLDEST}))
                    @QueryParam("sort")
                    @Nullable
                    String sort,
            @Parameter(
                            description = "Whether words are corrected: those that stand nowhere (auto), all, or none.",
                            schema =
                                    @Schema(
                                            enumeration = {"auto", "always", "never"},
                                            defaultValue = "auto"))
                    @DefaultValue("auto")
                    @QueryParam("fuzzy")
                    String fuzzy,
            @Parameter(description = "Whether people are also found by how their names sound.")
                    @DefaultValue("true")
                    @QueryParam("phonetic")
                    boolean phonetic,
            @Parameter(
                            description = "What to count what was found by, separated by commas.",
                            explode = Explode.FALSE,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Facet.class))
                    @QueryParam("facets")
                    @Nullable
                    String facets,
            @Parameter(description = "Whether to show where the words were found, as HTML with <mark>.")
                    @DefaultValue("false")
                    @QueryParam("highlight")
                    boolean highlight) {
        return run(new Order(
                q,
                null,
                null,
                mode,
                listed(resource),
                status,
                region,
                country,
                kind,
                city,
                industry,
                language,
                currency,
                topic,
                about,
                active,
                from,
                before,
                sort,
                fuzzy,
                phonetic,
                listed(facets),
                highlight));
    }

    @POST
    @RolesAllowed(Role.READS)
    @Takes(value = Takes.Shared.PAGE, limit = DEFAULT_LIMIT)
    @BodyLimit(MOST_BYTES)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "searchByMeaning",
            summary = "Search by words, by meaning, or by both",
            description =
                    "As search, which it takes all parameters of, and with a vector. In the mode meaning, the nearest come"
                            + " first; hybrid makes one ranking of words and meaning, by reciprocal rank fusion. Send the same"
                            + " body to next.")
    public Results searchByMeaning(@RequestBody(required = true) Order order) {
        return run(order);
    }

    private Results run(Order order) {
        var wanted = new EnumMap<Facet, String>(Facet.class);
        put(wanted, Facet.STATUS, order.status());
        put(wanted, Facet.REGION, order.region());
        put(wanted, Facet.COUNTRY, order.country());
        put(wanted, Facet.KIND, order.kind());
        put(wanted, Facet.CITY, order.city());
        put(wanted, Facet.INDUSTRY, order.industry());
        put(wanted, Facet.LANGUAGE, order.language());
        put(wanted, Facet.CURRENCY, order.currency());
        put(wanted, Facet.TOPIC, order.topic());
        put(wanted, Facet.ABOUT, order.about());
        put(wanted, Facet.ACTIVE, order.active() == null ? null : order.active().toString());
        var criteria = new Criteria(
                Searched.among(order.resource()),
                wanted,
                Optional.ofNullable(order.recency__gte()),
                Optional.ofNullable(order.recency__lt()));
        values.check(criteria.resources(), wanted);
        var mode = mode(order);
        var fuzzy = order.fuzzy() == null ? "auto" : Problem.Malformed.among("fuzzy", order.fuzzy(), FUZZY);
        var asked = new Search.Asked(
                order.q() == null ? "" : order.q(),
                criteria,
                Fuzzy.valueOf(fuzzy.toUpperCase(Locale.ROOT)),
                !Boolean.FALSE.equals(order.phonetic()),
                order.sort() == null ? Search.Order.BEST : order(order.sort()),
                Facet.among(order.facets()),
                Boolean.TRUE.equals(order.highlight()),
                mode == Mode.TEXT ? null : meaning(order),
                mode != Mode.MEANING);
        if (asked.meaning() != null && asked.order() != Search.Order.BEST) {
            throw new ProblemException(Problem.Malformed.parameter(
                    "sort",
                    "unknown_sort",
                    "what is found by its meaning comes with the nearest first. Leave sort out."));
        }
        return search.run(asked, paging.wanted(DEFAULT_LIMIT));
    }

    /** What counts: where nothing is said, what there is. */
    enum Mode {
        TEXT,
        MEANING,
        HYBRID;

        static Mode of(String name) {
            return valueOf(Problem.Malformed.among("mode", name, MODES).toUpperCase(Locale.ROOT));
        }
    }

    private static Mode mode(Order order) {
        if (order.mode() == null) {
            return order.vector() == null
                    ? Mode.TEXT
                    : order.q() == null || order.q().isBlank() ? Mode.MEANING : Mode.HYBRID;
        }
        return Mode.of(order.mode());
    }

    private Meaning meaning(Order order) {
        if (order.vector() == null) {
            var q = order.q();
            if (q == null || q.isBlank()) {
                throw new ProblemException(
                        Problem.Malformed.parameter("q", "missing_parameter", "it is required, or its vector."));
            }
            return making.meaning(q);
        }
        var violations = new Violations();
        Vectors.wrong("vector", order.vector(), violations);
        var model = vectors.model(order.model());
        var length = vectors.length(model);
        if (violations.isEmpty() && length != order.vector().length) {
            violations.add(Vectors.otherLength("vector", model, length, order.vector().length));
        }
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.Invalid.of(violations));
        }
        return new Meaning(model, order.vector());
    }

    private static @Nullable List<String> listed(@Nullable String names) {
        return names == null ? null : List.of(names.split(",", -1));
    }

    private static Search.Order order(String sort) {
        return Problem.Malformed.among("sort", sort, Set.of(NEWEST, OLDEST)).equals(NEWEST)
                ? Search.Order.NEWEST
                : Search.Order.OLDEST;
    }

    private static void put(Map<Facet, String> values, Facet facet, @Nullable String value) {
        if (value != null) {
            values.put(facet, ItemField.kept(facet.key(), value));
        }
    }
}
