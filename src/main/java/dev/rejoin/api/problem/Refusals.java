package dev.rejoin.api.problem;

import dev.rejoin.db.Rule;
import dev.rejoin.db.Rules;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a refusal of the database means to the client: by the constraint's name, through the one list of rules, or by its state. */
public final class Refusals {
    public static final Rules RULES = Rules.load();
    /** SQLSTATE transaction_resolution_unknown: of a commit of which nobody knows whether it is kept. */
    public static final String OUTCOME_UNKNOWN = "08007";

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);
    /** Agroal has no SQLSTATE for a connection that did not come free in time. */
    private static final String NO_CONNECTION = "acquisition timeout";
    /** Of class 22, what no value can do that a client sends: our own statements divide, and count elements and rows. */
    private static final Set<String> OF_OUR_ARITHMETIC =
            Set.of("22004", "22012", "22013", "22014", "22016", "2201E", "2201F", "2201W", "2201X", "2202E", "22P01");

    private Refusals() {}

    /** The database's own refusal inside whatever was thrown; a commit that failed carries it as suppressed. */
    public static Optional<SQLException> in(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<Throwable>(List.of(failure));
        while (!open.isEmpty()) {
            var next = open.poll();
            if (next instanceof SQLException refusal) {
                return Optional.of(refusal);
            }
            if (seen.add(next)) {
                if (next.getCause() != null) {
                    open.add(next.getCause());
                }
                open.addAll(List.of(next.getSuppressed()));
            }
        }
        return Optional.empty();
    }

    /** Whether the same transaction may succeed when it is run again: a serialization failure or a deadlock. */
    public static boolean serialization(SQLException refusal) {
        return "40001".equals(refusal.getSQLState()) || "40P01".equals(refusal.getSQLState());
    }

    /** Whether the database did not answer, so that what it was asked may be done or not. */
    public static boolean isLost(SQLException failure) {
        var state = failure.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }

    /** The rule that a refused statement breaks. */
    public static Optional<Rule> rule(Throwable failure) {
        return in(failure).flatMap(RULES::brokenBy);
    }

    /** What any failure means to the client. */
    public static Problem problem(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        return in(failure).map(Refusals::problem).orElseGet(Problem.Bug::new);
    }

    private static Problem problem(SQLException refusal) {
        return RULES.brokenBy(refusal)
                .map(rule -> problem(rule, List.of(violation(rule, "", rule.sentence()))))
                .orElseGet(() -> ofState(refusal));
    }

    public static Problem problem(Rule rule, List<Problem.Violation> violations) {
        return switch (rule.kind()) {
            case UNIQUE, PRIMARY_KEY, EXCLUDE -> new Problem.Conflict(rule.code(), rule.sentence(), violations);
            case NOT_NULL, CHECK, FOREIGN_KEY, TRIGGER -> Problem.Invalid.of(violations);
            case VIEW -> throw new IllegalStateException("a view refuses nothing");
        };
    }

    public static Problem.Violation violation(Rule rule, String pointer, String detail) {
        var at = rule.fields().isEmpty()
                ? pointer
                : pointer + "/" + rule.fields().getFirst();
        return Problem.Violation.at(at, rule.code(), detail, rule.name());
    }

    /** Anything that is not listed is our own bug: a statement of the kernel that PostgreSQL refuses. */
    private static Problem ofState(SQLException refusal) {
        var state = refusal.getSQLState();
        if (state == null) {
            return String.valueOf(refusal.getMessage()).contains(NO_CONNECTION)
                    ? new Problem.Unavailable("busy", "All database connections are in use.", SOON)
                    : away();
        }
        return switch (state) {
            case "57014" -> new Problem.Unavailable("timeout", "The statement took too long and was stopped.", LATER);
            case "55P03" -> new Problem.Unavailable("timeout", "Others held the rows for too long.", SOON);
            case "40001", "40P01" -> new Problem.Unavailable("busy", "Others wrote the same rows at once.", SOON);
            case OUTCOME_UNKNOWN ->
                new Problem.Unavailable(
                        "outcome_unknown",
                        "The database did not confirm the change in time: it may be kept, or not. Send the request again, with"
                                + " its Idempotency-Key, until it is answered; without one, look first.",
                        LATER);
            case "25006" -> new Problem.Unavailable("database_full", "The database takes no writes at present.", LATER);
            // An idle transaction that the server ended, and objects that are not in the state that is needed.
            case "25P03", "25P04", "55000" -> away();
            default -> ofClass(state);
        };
    }

    /** What the server says of itself is no fault of the statement, and passes. */
    private static Problem ofClass(String state) {
        return switch (state.substring(0, 2)) {
            case "08", "28", "57", "XX" -> away();
            case "53", "58" -> new Problem.Unavailable("database_full", "The database is out of resources.", LATER);
            case "22" ->
                OF_OUR_ARITHMETIC.contains(state)
                        ? new Problem.Bug()
                        : new Problem.Malformed(
                                "invalid_value", "A value is out of the range that the database has.", List.of());
            default -> new Problem.Bug();
        };
    }

    private static Problem away() {
        return new Problem.Unavailable("database_away", "The database does not answer.", LATER);
    }
}
