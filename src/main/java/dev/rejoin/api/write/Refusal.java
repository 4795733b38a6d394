package dev.rejoin.api.write;

import dev.rejoin.api.DatabaseException;
import dev.rejoin.api.Problem;
import dev.rejoin.db.Rule;
import java.util.List;
import java.util.Optional;

/** What a refusal of the database means to the client: by the constraint's name, through the one list of rules. */
public final class Refusal {
    private Refusal() {}

    /** The problem behind a refused statement; empty where no rule refused it. */
    public static Optional<Problem> of(DatabaseException refused) {
        return rule(refused).map(rule -> problem(rule, List.of(violation(rule, "", rule.sentence()))));
    }

    /** The same for an action, which names a field only where its own body has it. */
    static Optional<Problem> of(DatabaseException refused, Form form) {
        return rule(refused).map(rule -> {
            var field =
                    rule.fields().stream().filter(form.fields()::containsKey).findFirst();
            var pointer = field.map(name -> "/" + name).orElse("");
            return problem(rule, List.of(Problem.Violation.at(pointer, rule.code(), rule.sentence(), rule.name())));
        });
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
