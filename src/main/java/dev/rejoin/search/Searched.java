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

/** What can be searched for; each is called like the resource's items. */
@Schema(name = "SearchedResource")
public enum Searched {
    @JsonProperty("organization")
    ORGANIZATION,
    @JsonProperty("person")
    PERSON,
    @JsonProperty("staff")
    STAFF,
    @JsonProperty("member")
    MEMBER,
    @JsonProperty("group")
    GROUP,
    @JsonProperty("teacher")
    TEACHER,
    @JsonProperty("topic")
    TOPIC,
    @JsonProperty("venue")
    VENUE,
    @JsonProperty("meeting")
    MEETING,
    @JsonProperty("event")
    EVENT,
    @JsonProperty("mission")
    MISSION,
    @JsonProperty("invoice")
    INVOICE,
    @JsonProperty("note")
    NOTE;

    static final Set<String> NAMES =
            Arrays.stream(values()).map(Searched::lower).collect(Collectors.toSet());

    String lower() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names in a parameter, separated by commas; none where it is absent. */
    static List<String> among(@Nullable String names) {
        return among(names == null ? null : List.of(names.split(",", -1)));
    }

    /** Those of a list; none where it is absent. */
    static List<String> among(@Nullable List<String> names) {
        return names == null
                ? List.of()
                : names.stream()
                        .map(name -> Problem.Malformed.among("resource", name, NAMES))
                        .distinct()
                        .toList();
    }
}
