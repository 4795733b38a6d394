package dev.rejoin.api.problem;

import org.jspecify.annotations.Nullable;

/** Carries a problem out of a handler; it is an answer and no failure, so it has no stack trace. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    public ProblemException(Problem problem, @Nullable Throwable cause) {
        super(problem.code(), cause, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
