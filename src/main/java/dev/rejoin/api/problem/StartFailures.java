package dev.rejoin.api.problem;

import dev.rejoin.db.WrongDatabaseException;
import io.quarkus.logging.LoggingFilter;
import java.sql.SQLException;
import java.util.Optional;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Says in one sentence why the service does not start, where that is a setting or the database: where in the code it was seen
 * helps nobody then. What is none of these is a bug, and keeps its stack trace.
 */
@LoggingFilter(name = "start-failures")
public final class StartFailures implements Filter {
    private static final String STARTING = "io.quarkus.runtime.Application";

    @Override
    public boolean isLoggable(LogRecord event) {
        if (STARTING.equals(event.getLoggerName())) {
            sentence(event.getThrown()).ifPresent(sentence -> {
                event.setThrown(null);
                event.setParameters(new Object[0]);
                event.setMessage("Rejoin does not start: " + sentence);
            });
        }
        return true;
    }

    private static Optional<String> sentence(@Nullable Throwable failure) {
        if (failure == null) {
            return Optional.empty();
        }
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WrongDatabaseException || isOurs(cause)) {
                return Optional.of(cause.getMessage());
            }
        }
        return Refusals.in(failure).flatMap(StartFailures::ofDatabase);
    }

    /** What the database, or the way to it, says against a first connection; anything else is a bug. */
    private static Optional<String> ofDatabase(SQLException failure) {
        var why =
                switch (String.valueOf(failure.getSQLState()).substring(0, 2)) {
                    case "28" -> "the database does not let in whom REJOIN_DB_USER and REJOIN_DB_PASSWORD name. ";
                    case "3D" -> "there is no such database as REJOIN_DB_URL, or REJOIN_DB_DIRECT_URL, names. ";
                    case "53" -> "the database has no room for another connection. ";
                    default ->
                        Refusals.isLost(failure)
                                ? "the database that REJOIN_DB_URL, or REJOIN_DB_DIRECT_URL, names cannot be reached. "
                                : null;
                };
        return Optional.ofNullable(why).map(sentence -> sentence + failure.getMessage());
    }

    /** A setting that we look at ourselves is refused like this. */
    private static boolean isOurs(Throwable cause) {
        var thrown = cause.getStackTrace();
        return (cause instanceof IllegalStateException || cause instanceof IllegalArgumentException)
                && cause.getMessage() != null
                && cause.getMessage().contains("REJOIN_")
                && thrown.length > 0
                && thrown[0].getClassName().startsWith("dev.rejoin.");
    }
}
