package dev.rejoin.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rejoin.api.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What documents are counted by, and filtered by; each is called like the item's field. */
@Schema(name = "SearchFacetName")
public enum Facet {
    @JsonProperty("resource")
    RESOURCE,
    @JsonProperty("status")
    STATUS,
    @JsonProperty("region")
    REGION,
    @JsonProperty("country")
    COUNTRY,
    @JsonProperty("kind")
    KIND,
    @JsonProperty("city")
    CITY,
    @JsonProperty("industry")
    INDUSTRY,
    @JsonProperty("language")
    LANGUAGE,
    @JsonProperty("currency")
    CURRENCY,
    @JsonProperty("topic")
    TOPIC,
    @JsonProperty("about")
    ABOUT,
    @JsonProperty("active")
    ACTIVE;

    private static final Set<String> NAMES =
            Arrays.stream(values()).map(Facet::key).collect(Collectors.toSet());

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<Facet> among(@Nullable String names) {
        return among(names == null ? null : List.of(names.split(",", -1)));
    }

    /** Those of a list; none where it is absent. */
    static List<Facet> among(@Nullable List<String> names) {
        return names == null
                ? List.of()
                : names.stream()
                        .map(name -> Problem.Malformed.among("facets", name, NAMES))
                        .distinct()
                        .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
                        .toList();
    }
}
