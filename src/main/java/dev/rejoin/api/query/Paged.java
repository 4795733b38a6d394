package dev.rejoin.api.query;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of a list in a fixed order, where nothing else is said beside it. */
public record Paged<T extends Record>(
        List<T> results,

        @Schema(description = NEXT, format = URI_REFERENCE, nullable = true) @Nullable
        String next) {
    /** What is said of every link to a next page. */
    public static final String NEXT = "The next page, if there is one.";

    public static final String URI_REFERENCE = "uri-reference";
}
