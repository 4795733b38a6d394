package dev.rejoin.api.server;

import dev.rejoin.api.Caller;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import java.util.regex.Pattern;

/** Reads in whose name a service acts. */
final class ActingUser {
    private static final int LONGEST = 320;
    // Anything else would come to the change log as something else than what was meant.
    private static final Pattern ASCII = Pattern.compile("[\\x20-\\x7e]+");

    private ActingUser() {}

    static Caller of(Caller caller, String header) {
        if (!caller.mayActAs()) {
            throw new ProblemException(new Problem.Forbidden(
                    "%s needs a key that may act as others; this one may not.".formatted(Caller.ACTOR)));
        }
        var user = ASCII.matcher(header).matches() ? Encoding.decode(header) : "";
        if (user.isBlank() || user.length() > LONGEST || user.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(Problem.Malformed.parameter(
                    Caller.ACTOR,
                    "invalid_value",
                    "a user's name of at most %d characters is expected, percent-encoded unless it is ASCII."
                            .formatted(LONGEST)));
        }
        return caller.actingAs(user);
    }
}
