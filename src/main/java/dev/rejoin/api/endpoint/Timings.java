package dev.rejoin.api.endpoint;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Requests and their statements as metrics, by operation and status. */
@ApplicationScoped
class Timings {
    /** Few, as each is a time series for every operation and status. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, DistributionSummary> statements = new ConcurrentHashMap<>();

    private record Key(String operation, int status) {}

    Timings(MeterRegistry registry) {
        this.registry = registry;
    }

    /** From the start, so that the first bug is seen to be one more than none. */
    void start(@Observes StartupEvent event) {
        bugs();
    }

    void countBug() {
        bugs().increment();
    }

    private Counter bugs() {
        return Counter.builder("rejoin.bugs")
                .description("Requests that were answered 500")
                .register(registry);
    }

    void count(String operation, int count) {
        statements.computeIfAbsent(operation, this::summary).record(count);
    }

    void record(String operation, int status, long nanoseconds) {
        timers.computeIfAbsent(new Key(operation, status), this::timer).record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        return Timer.builder("rejoin.requests")
                .description("Requests by operation and status")
                .tag("operation", key.operation())
                .tag("status", String.valueOf(key.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private DistributionSummary summary(String operation) {
        return DistributionSummary.builder("rejoin.statements")
                .description("SQL statements per request")
                .tag("operation", operation)
                .register(registry);
    }
}
