package dev.rejoin.importer.load;

import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * PostgreSQL has refused a row: a constraint, or a trigger of the target that knows a rule which no constraint says.
 *
 * @param code the constraint's own name where it tells one
 * @param isOfTrigger whether a function has raised it, so that no check could foresee it
 */
record Refusal(String code, String message, boolean isOfTrigger, Kind kind) {

    /** What may be the reason of another refusal comes first. */
    enum Kind {
        /** The row itself breaks a rule. */
        RULE,
        /** Another row has what it wants. */
        TAKEN,
        /** A row that it refers to is not there. */
        LACKING
    }

    /** How every message begins. */
    static final String BEGINNING = "the database refused it: ";

    private static Kind kind(String state) {
        return switch (state) {
            case "23503" -> Kind.LACKING;
            case "23505", "23P01" -> Kind.TAKEN;
            default -> Kind.RULE;
        };
    }

    /** Nothing where the failure is not the row's: a lost connection, a full disk, a deadlock, a mistake in a statement. */
    static Optional<Refusal> of(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        if (state.length() < 5 || state.matches("(08|25|34|3D|40|42|53|54|55|57|58|F0|XX).*")) {
            return Optional.empty();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException server && server.getServerErrorMessage() != null) {
                var said = server.getServerErrorMessage();
                return Optional.of(new Refusal(code(said, state), message(said), isOfTrigger(said), kind(state)));
            }
        }
        return Optional.of(new Refusal(
                "refused_by_target",
                String.valueOf(failure.getMessage()).lines().findFirst().orElse(""),
                false,
                Kind.RULE));
    }

    private static String code(ServerErrorMessage said, String state) {
        if (said.getConstraint() != null && !said.getConstraint().isBlank()) {
            return said.getConstraint();
        }
        return state.startsWith("23502") && said.getColumn() != null
                ? said.getTable() + "_" + said.getColumn() + "_required"
                : "refused_by_target";
    }

    private static boolean isOfTrigger(ServerErrorMessage said) {
        return String.valueOf(said.getWhere()).contains(" RAISE");
    }

    private static String message(ServerErrorMessage said) {
        return BEGINNING + said.getMessage() + (said.getDetail() == null ? "" : " (%s)".formatted(said.getDetail()));
    }
}
