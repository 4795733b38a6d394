package dev.rejoin.importer.run;

import java.sql.SQLException;

/** The database failed a run that had begun; nothing half done is in the target, and the run can be resumed. */
public final class BrokenOffException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private BrokenOffException(String message, SQLException cause) {
        super(message, cause);
    }

    /**
     * What the server's or the machine's state is the reason for: classes 08 (connection), 53 (resources), 57 (stopped by
     * an operator) and 58 (input and output) are nothing that the importer or the data did.
     */
    static boolean isReason(SQLException failure) {
        return String.valueOf(failure.getSQLState()).matches("(08|53|57|58).*");
    }

    static BrokenOffException of(long run, SQLException failure) {
        var said = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        var sentence =
                switch (failure.getSQLState()) {
                    case "53100", "58030" -> "a disk of the database is full or fails (%s). Make room there";
                    case String state
                    when state.startsWith("53") -> "the database has run out of a resource (%s). Give it more";
                    default -> "the connection to the database is lost (%s). See that it runs";
                };
        return new BrokenOffException("Run %d broke off: ".formatted(run) + sentence.formatted(said), failure);
    }
}
