package dev.rejoin.api.write;

import dev.rejoin.api.Database;
import dev.rejoin.api.DatabaseException;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.db.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a refusal of the database means to the client: by the constraint's name, through the one list of rules. */
public final class Refusal {
    private Refusal() {}

    /** The problem behind a refused statement; empty where no rule refused it. */
    public static Optional<Problem> of(DatabaseException refused) {
        return rule(refused).map(rule -> problem(rule, List.of(violation(rule, "", rule.sentence()))));
    }

    /**
     * Runs the statements of an action, whose body calls some columns otherwise.
     *
     * @param field what the body calls a column
     */
    public static <T> T explained(Database database, UnaryOperator<String> field, java.util.function.Supplier<T> work) {
        try {
            return database.attempt(work);
        } catch (DatabaseException e) {
            throw rule(e).map(rule -> problem(
                            rule,
                            List.of(Problem.Violation.at(
                                    rule.fields().isEmpty()
                                            ? ""
                                            : "/" + field.apply(rule.fields().getFirst()),
                                    rule.code(),
                                    rule.sentence(),
                                    rule.name()))))
                    .<RuntimeException>map(ProblemException::new)
                    .orElse(e);
        }
    }

    static Optional<Rule> rule(DatabaseException refused) {
        return Diagnosis.RULES.brokenBy(refused.failure());
    }

    static Problem problem(Rule rule, List<Problem.Violation> violations) {
        return switch (rule.kind()) {
            case UNIQUE, PRIMARY_KEY, EXCLUDE -> new Problem.Conflict(rule.code(), rule.sentence(), violations);
            case NOT_NULL, CHECK, FOREIGN_KEY, TRIGGER -> Problem.Invalid.of(violations);
            case VIEW -> throw new IllegalStateException("a view refuses nothing");
        };
    }

    static Problem.Violation violation(Rule rule, String pointer, String detail) {
        var at = rule.fields().isEmpty()
                ? pointer
                : pointer + "/" + rule.fields().getFirst();
        return Problem.Violation.at(at, rule.code(), detail, rule.name());
    }
}
