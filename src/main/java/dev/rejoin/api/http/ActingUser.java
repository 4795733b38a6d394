package dev.rejoin.api.http;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import java.util.regex.Pattern;

/** In whose name a service acts: the header {@code Rejoin-Actor}. */
public final class ActingUser {
    public static final String HEADER = "Rejoin-Actor";
    private static final int LONGEST = 320;
    // Anything else would come to the change log as something else than what was meant.
    private static final Pattern ASCII = Pattern.compile("[\\x20-\\x7e]+");

    private ActingUser() {}

    /** The caller with the user that the header names. */
    public static Caller of(Caller caller, String header) {
        if (!caller.mayActAs()) {
            throw new ProblemException(new Problem.Forbidden(
                    "%s needs a key that may act as others; this one may not.".formatted(HEADER)));
        }
        var user = ASCII.matcher(header).matches() ? Encoding.decode(header) : "";
        if (user.isBlank() || user.length() > LONGEST || user.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(Problem.Malformed.parameter(
                    HEADER,
                    "invalid_value",
                    "a user's name of at most %d characters is expected, percent-encoded unless it is ASCII."
                            .formatted(LONGEST)));
        }
        return caller.actingAs(user);
    }
}
