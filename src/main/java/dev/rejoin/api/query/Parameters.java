package dev.rejoin.api.query;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import java.util.Set;

/** The two ways in which a parameter can be wrong. */
final class Parameters {
    private Parameters() {}

    static ProblemException malformed(String parameter, String code, String detail) {
        return new ProblemException(Problem.Malformed.parameter(parameter, code, detail));
    }

    static ProblemException unknown(String parameter, String what, String given, Set<String> allowed) {
        return new ProblemException(Problem.Malformed.unknown(parameter, what, given, allowed));
    }
}
