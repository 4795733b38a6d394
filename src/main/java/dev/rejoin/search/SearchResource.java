package dev.rejoin.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rejoin.api.endpoint.Endpoint;
import dev.rejoin.api.endpoint.Takes;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.query.Paged;
import dev.rejoin.api.query.Paging;
import dev.rejoin.api.resource.Role;
import dev.rejoin.search.Understanding.Fuzzy;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Full-text search over all resources. */
@Path("/v1/search")
@Tag(name = "search", description = "Beyond the resources: search.")
@RunOnVirtualThread
public class SearchResource implements Endpoint {
    private static final int DEFAULT_LIMIT = 20;
    static final String EXACT = "exact";
    static final String AT_LEAST = "at_least";
    private static final String NEWEST = "-recency";
    private static final String OLDEST = "recency";
    private static final Set<String> FUZZY = Set.of("auto", "always", "never");

    private final Search search;
    private final Paging paging;

    SearchResource(Search search, Paging paging) {
        this.search = search;
        this.paging = paging;
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

            @Schema(description = "Where the words were found; escaped HTML with <mark>.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Highlight highlight) {}

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
        var values = new EnumMap<Facet, String>(Facet.class);
        put(values, Facet.STATUS, status);
        put(values, Facet.REGION, region);
        put(values, Facet.COUNTRY, country);
        put(values, Facet.KIND, kind);
        put(values, Facet.CITY, city);
        put(values, Facet.INDUSTRY, industry);
        put(values, Facet.LANGUAGE, language);
        put(values, Facet.CURRENCY, currency);
        put(values, Facet.TOPIC, topic);
        put(values, Facet.ABOUT, about);
        put(values, Facet.ACTIVE, active == null ? null : active.toString());
        var criteria =
                new Criteria(Searched.among(resource), values, Optional.ofNullable(from), Optional.ofNullable(before));
        var order = sort == null ? Search.Order.BEST : order(sort);
        var asked = new Search.Asked(
                q == null ? "" : q,
                criteria,
                Fuzzy.valueOf(Problem.Malformed.among("fuzzy", fuzzy, FUZZY).toUpperCase(Locale.ROOT)),
                phonetic,
                order,
                Facet.among(facets),
                highlight);
        return search.run(asked, paging.wanted(DEFAULT_LIMIT));
    }

    private static Search.Order order(String sort) {
        return Problem.Malformed.among("sort", sort, Set.of(NEWEST, OLDEST)).equals(NEWEST)
                ? Search.Order.NEWEST
                : Search.Order.OLDEST;
    }

    private static void put(Map<Facet, String> values, Facet facet, @Nullable String value) {
        if (value != null) {
            values.put(facet, value);
        }
    }
}
