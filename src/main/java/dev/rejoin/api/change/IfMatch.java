package dev.rejoin.api.change;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.EntityTags;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The versions that a client is ready to change, from If-Match. What an ETag says after the version is about other items
 * and does not count here; a weak one counts, as a version has but one representation to be changed.
 */
public record IfMatch(EntityTags tags) {
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,18})(-[0-9a-f]+)?");

    /** Whatever the version is. */
    public static final IfMatch ANY = new IfMatch(new EntityTags(true, List.of()));

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
        return EntityTags.parse(header)
                .map(IfMatch::new)
                .orElseThrow(() -> new ProblemException(Problem.Malformed.parameter(
                        "If-Match",
                        "invalid_header",
                        "it is neither * nor ETags between commas, each in quotes as it was answered: \"3\".")));
    }

    /** Throws unless the present version is one that the client knows. */
    void check(long version) {
        if (tags.any()) {
            return;
        }
        var known = tags.tags().stream()
                .map(VERSION::matcher)
                .filter(tag -> tag.matches())
                .map(tag -> Long.parseLong(tag.group(1)))
                .toList();
        if (!known.contains(version)) {
            throw new ProblemException(new Problem.Stale(stale(known, version)));
        }
    }

    private static String stale(List<Long> known, long version) {
        if (known.isEmpty()) {
            return "If-Match has no ETag of this item: its version is %d, and its ETag begins with it. Read it again."
                    .formatted(version);
        }
        return known.stream().allMatch(one -> one < version)
                ? "The item has changed since you read it: its version is %d now. Read it again.".formatted(version)
                : "If-Match names a version that the item does not have: its version is %d. Read it again."
                        .formatted(version);
    }
}
