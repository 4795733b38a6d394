package dev.rejoin.quality;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.Refusals;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many items break each rule, for an overview of all: counted rule by rule, each for a bounded time, and kept for a
 * minute, as a view looks at whole tables.
 */
@Singleton
class ViolationCounts {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMillis(1500);

    private final Database database;
    private final Map<String, Counted> counted = new ConcurrentHashMap<>();

    ViolationCounts(Database database) {
        this.database = database;
    }

    /**
     * A count and when it was made.
     *
     * @param violations null where counting took too long
     */
    record Counted(@Nullable Long violations, Instant at) {}

    private record Number(long violations) {}

    Counted of(String rule) {
        return counted.compute(
                rule,
                (name, known) -> known != null && known.at().plus(KEPT).isAfter(Instant.now()) ? known : count(name));
    }

    /** The next overview counts anew. */
    void forget() {
        counted.clear();
    }

    private Counted count(String rule) {
        var at = Instant.now();
        try {
            return new Counted(
                    database.patiently(LONGEST, () -> database.first(
                                    Sql.of("select count(*) as violations from quality.violations(?)", rule),
                                    Number.class)
                            .orElseThrow()
                            .violations()),
                    at);
        } catch (RuntimeException e) {
            if (Refusals.problem(e) instanceof Problem.Unavailable busy
                    && busy.code().equals("timeout")) {
                return new Counted(null, at);
            }
            throw e;
        }
    }
}
