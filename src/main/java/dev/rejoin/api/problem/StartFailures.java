package dev.rejoin.api.problem;

import dev.rejoin.db.WrongDatabaseException;
import io.quarkus.logging.LoggingFilter;
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
                event.setMessage(("Rejoin does not start: " + sentence).replace("%", "%%"));
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
        return Refusals.in(failure)
                .filter(Refusals::isLost)
                .map(lost -> "the database that REJOIN_DB_URL names cannot be reached. " + lost.getMessage());
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
