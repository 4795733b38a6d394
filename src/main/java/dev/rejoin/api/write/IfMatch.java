package dev.rejoin.api.write;

import dev.rejoin.api.Call;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Schema;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The versions that a client is ready to change, from If-Match. What an ETag says after the version is about other items
 * and does not count here.
 */
record IfMatch(String text) {
    private static final Pattern TAGS = Pattern.compile("\\s*(\"[^\"]*\"\\s*,\\s*)*\"[^\"]*\"\\s*");
    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})(-[0-9a-f]+)?\"");
    static final Parameter PARAMETER = Parameter.header(
                    "If-Match",
                    Schema.text(),
                    "The ETag of the item as it was read; the request is refused if the item has changed since. *"
                            + " for whatever it is now.")
            .mandatory()
            .example("\"3\"")
            .sharedAs("If-Match");

    static final Parameter OPTIONAL = Parameter.header(
                    "If-Match", Schema.text(), "The ETag of the item; the action is refused if it has changed since.")
            .example("\"3\"")
            .sharedAs("If-Match.optional");

    static IfMatch required(Call call) {
        return sent(call)
                .orElseThrow(() -> new ProblemException(new Problem.PreconditionRequired(
                        "Send If-Match with the ETag that you have read, or * to overwrite whatever is there.")));
    }

    static Optional<IfMatch> sent(Call call) {
        return call.header("If-Match").map(IfMatch::parse);
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
