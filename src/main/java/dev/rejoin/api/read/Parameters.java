package dev.rejoin.api.read;

import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Text;
import java.util.Set;

/** The two ways in which a parameter can be wrong. */
final class Parameters {
    private Parameters() {}

    static String shown(String text) {
        return Text.shorten(text);
    }

    static ProblemException malformed(String parameter, String code, String detail) {
        return new ProblemException(Problem.Malformed.parameter(parameter, code, detail));
    }

    static ProblemException unknown(String parameter, String what, String given, Set<String> allowed) {
        return new ProblemException(Problem.Malformed.unknown(parameter, what, given, allowed));
    }
}
