package dev.rejoin.api.change;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The versions that a client is ready to change, from If-Match. What an ETag says after the version is about other items
 * and does not count here.
 */
public record IfMatch(String text) {
    private static final Pattern TAGS = Pattern.compile("\\s*(\"[^\"]*\"\\s*,\\s*)*\"[^\"]*\"\\s*");
    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})(-[0-9a-f]+)?\"");

    /** Whatever the version is. */
    public static final IfMatch ANY = new IfMatch("*");

    /** The header of a request that must have one. */
    public static IfMatch required(@Nullable String header) {
        if (header == null) {
            throw new ProblemException(new Problem.PreconditionRequired(
                    "Send If-Match with the ETag that you have read, or * to overwrite whatever is there."));
        }
        return parse(header);
    }

    /** The header of a request that may have one. */
    public static IfMatch optional(@Nullable String header) {
        return header == null ? ANY : parse(header);
    }

    private static IfMatch parse(String header) {
        if (!header.equals("*") && !TAGS.matcher(header).matches()) {
            throw new ProblemException(Problem.Malformed.parameter(
                    "If-Match", "invalid_header", "this is no ETag. It is quoted, as \"3\"; or send *."));
        }
        return new IfMatch(header);
    }

    /** Throws unless the present version is one that the client knows. */
    void check(long version) {
        var known = text.equals("*")
                || TAG.matcher(text).results().anyMatch(tag -> Long.parseLong(tag.group(1)) == version);
        if (!known) {
            throw new ProblemException(
                    new Problem.Stale("The item has changed since you read it: its version is %d now. Read it again."
                            .formatted(version)));
        }
    }
}
