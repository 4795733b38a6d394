package dev.rejoin.api.replica;

import dev.rejoin.api.http.Caller;
import dev.rejoin.api.http.Deadlines;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.problem.Refusals;
import dev.rejoin.api.query.DirectDatabase;
import dev.rejoin.api.query.SessionSettings;
import dev.rejoin.db.ShownAddress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.HealthRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets the replicas answer what they may, and the primary all else: what has to show a write that they have not replayed yet,
 * what they fail at, and all of it while there are none. A replica costs nobody more than the time until it is given up on.
 */
@ApplicationScoped
public class Replicas {
    private static final Logger LOG = Logger.getLogger(Replicas.class);
    private static final Pattern HOSTS = Pattern.compile("(jdbc:postgresql://)([^/?]+)(.*)");
    private static final Duration ASKED_EVERY = Duration.ofSeconds(1);
    private static final Duration SAID_WITHIN = Duration.ofSeconds(2);
    private static final ThreadLocal<@Nullable Connection> HELD = new ThreadLocal<>();

    private final ReplicaSettings settings;
    private final Reading reading;
    private final Deadlines deadlines;
    private final MeterRegistry metrics;
    private final PrimaryLog primary;
    private final DataSource asked;
    private final List<Replica> all = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final boolean named;
    private final Map<String, Written> written = new ConcurrentHashMap<>();
    private final Map<String, Long> doubtful = new ConcurrentHashMap<>();
    private @Nullable Thread following;
    private volatile boolean closed;

    /** How far a caller has written, and when. */
    private record Written(LogPosition position, long at) {}

    Replicas(
            ReplicaSettings settings,
            Reading reading,
            Deadlines deadlines,
            MeterRegistry metrics,
            DirectDatabase direct) {
        this.settings = settings;
        this.reading = reading;
        this.deadlines = deadlines;
        this.metrics = metrics;
        this.named = settings.url().isPresent();
        this.primary = new PrimaryLog(settings.lag());
        this.asked = direct.named("rejoin position", SAID_WITHIN);
    }

    void start(
            @Observes StartupEvent event,
            DirectDatabase direct,
            SessionSettings sessions,
            @Readiness HealthRegistry health,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections,
            @ConfigProperty(name = "quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout") int silence) {
        if (!named) {
            return;
        }
        following = Thread.ofVirtual().name("primary-log").start(this::followPrimary);
        for (var url : each(settings.url().orElseThrow())) {
            var number = String.valueOf(all.size() + 1);
            var replica = new Replica(
                    "Replica " + number,
                    new Replica.Access(
                            url, user.orElse(""), password.orElse(""), connections, Duration.ofSeconds(silence)),
                    source(direct, url),
                    primary,
                    deadlines,
                    sessions);
            all.add(replica);
            Gauge.builder("rejoin.replica.used", replica, one -> one.refusal().isEmpty() ? 1 : 0)
                    .description("Whether a replica answers reads")
                    .tag("replica", number)
                    .register(metrics);
            Gauge.builder("rejoin.replica.behind", replica, one -> one.behind()
                            .map(Duration::toMillis)
                            .map(millis -> millis / 1000.0)
                            .orElse(Double.POSITIVE_INFINITY))
                    .description("How old the state is that a replica shows, at most")
                    .baseUnit("seconds")
                    .tag("replica", number)
                    .register(metrics);
        }
        // An instance without them is as ready as one with them.
        health.register("replicas", () -> {
            var response = HealthCheckResponse.named("Replicas").up();
            for (int i = 0; i < all.size(); i++) {
                response.withData(String.valueOf(i + 1), all.get(i).refusal().orElse("it answers reads"));
            }
            return response.build();
        });
    }

    private static DataSource source(DirectDatabase direct, String url) {
        try {
            return direct.source(url, "rejoin replica", SAID_WITHIN);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "REJOIN_REPLICA_URL is no address such as jdbc:postgresql://replica1:5432,replica2:5432/rejoin: "
                            + ShownAddress.of(url));
        }
    }

    /** The addresses of the hosts of one address, each with all else that it says. */
    static List<String> each(String url) {
        var parts = HOSTS.matcher(url);
        return parts.matches()
                ? Pattern.compile(",")
                        .splitAsStream(parts.group(2))
                        .map(host -> parts.group(1) + host + parts.group(3))
                        .toList()
                : List.of(url);
    }

    /** Whether any are named. */
    public boolean areNamed() {
        return named;
    }

    /** Whose request the present one is. */
    public void calls(Caller caller) {
        reading.by(caller.id());
    }

    /**
     * Lets the present request read where all is that its caller wrote through this instance; or, where it names a position,
     * all up to there and no more than that.
     */
    public void mayAnswer(@Nullable String position) {
        var least = position == null ? writtenBy(reading.caller()) : LogPosition.parse(position);
        if (named) {
            reading.mayBeAt(least);
        }
    }

    private LogPosition writtenBy(@Nullable String caller) {
        if (caller == null || doubtful.containsKey(caller)) {
            return LogPosition.UNKNOWN;
        }
        var last = written.get(caller);
        return last == null ? LogPosition.START : last.position();
    }

    /**
     * Notes that the present request has written, so that its caller is shown it from then on.
     *
     * @param end reads {@link #endOfLog}, after the commit
     */
    public void written(Supplier<LogPosition> end) {
        var caller = isRequest() ? reading.caller() : null;
        if (!named || caller == null) {
            return;
        }
        try {
            var position = end.get();
            reading.wrote(position);
            written.merge(
                    caller,
                    new Written(position, System.nanoTime()),
                    (before, now) -> new Written(before.position().orLater(now.position()), now.at()));
        } catch (RuntimeException e) {
            LOG.debugf("where a commit ended is not known: %s", e.getMessage());
            mayHaveWritten();
        }
    }

    /** Notes that the present request may have written, or may yet, and nobody knows. */
    public void mayHaveWritten() {
        var caller = isRequest() ? reading.caller() : null;
        if (named && caller != null) {
            reading.wrote(LogPosition.UNKNOWN);
            doubtful.put(caller, System.nanoTime());
        }
    }

    private static boolean isRequest() {
        return Arc.requireContainer().requestContext().isActive();
    }

    /** Where the log of the primary ends, behind all that is committed. */
    public static LogPosition endOfLog(Connection primary) throws SQLException {
        return ServerState.written(primary);
    }

    /** The connection of the replica that the present work reads from. */
    public static @Nullable Connection held() {
        return HELD.get();
    }

    /** Which server the present work asks. */
    public static String asked() {
        return HELD.get() == null ? "primary" : "replica";
    }

    /**
     * Reads from a replica, or from the primary where none may answer, or does.
     *
     * @param onReplica reads by {@link #held}
     */
    public <T extends @Nullable Object> T read(Supplier<T> onReplica, Supplier<T> onPrimary) {
        if (HELD.get() != null) {
            return onReplica.get();
        }
        if (all.isEmpty() || !isRequest()) {
            return onPrimary.get();
        }
        var least = reading.least();
        if (least.isEmpty()) {
            return onPrimary.get();
        }
        deadlines.check();
        var lent = lend(least.get());
        if (lent.isEmpty()) {
            count("primary");
            reading.ofThePrimary();
            return onPrimary.get();
        }
        try (var replica = lent.get()) {
            HELD.set(replica.connection());
            var read = onReplica.get();
            count("replica");
            return read;
        } catch (RuntimeException e) {
            var failure = Refusals.in(e);
            failure.ifPresent(lent.get()::failed);
            if (!failure.map(Replicas::isOfTheServer).orElse(isNotFound(e))) {
                throw e;
            }
            LOG.debugf("read again from the primary: %s", e.getMessage());
        } finally {
            HELD.remove();
        }
        count("again");
        reading.ofThePrimary();
        return onPrimary.get();
    }

    /** Whether the primary may do better: not where the statement itself takes too long, or cannot be done with its data. */
    static boolean isOfTheServer(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return !state.equals("57014") && !state.startsWith("22") && !state.startsWith("54");
    }

    /** What a replica has not may be there already: another caller, who made it, may have named it to this one. */
    private static boolean isNotFound(RuntimeException e) {
        return e instanceof ProblemException said && said.problem() instanceof Problem.NotFound;
    }

    /** Lets the primary answer all that the present request reads from now on; false where that is so anyway, or cannot be. */
    public boolean leave() {
        if (HELD.get() != null || all.isEmpty() || !isRequest() || !reading.isOfAReplica()) {
            return false;
        }
        reading.ofThePrimary();
        return true;
    }

    /**
     * The same, all of it in one transaction.
     *
     * @param begin the first statement of one on a replica
     */
    public <T extends @Nullable Object> T transaction(String begin, Supplier<T> onReplica, Supplier<T> onPrimary) {
        return HELD.get() != null ? onReplica.get() : read(() -> inTransaction(begin, onReplica), onPrimary);
    }

    private static <T extends @Nullable Object> T inTransaction(String begin, Supplier<T> work) {
        var connection = Objects.requireNonNull(HELD.get());
        try {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute(begin);
                return work.get();
            } finally {
                end(connection);
            }
        } catch (SQLException e) {
            throw new ReplicaException(e);
        }
    }

    private static void end(Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // It is dead, which the pool knows by this, too.
            LOG.debugf("a transaction of a replica was not ended: %s", e.getMessage());
        }
    }

    private Optional<Replica.Lent> lend(LogPosition wanted) {
        var floor = primary.least();
        if (floor.isEmpty()) {
            return Optional.empty();
        }
        var least = wanted.orLater(floor.get());
        var before = reading.replica();
        if (before != null) {
            return before.lend(least);
        }
        var first = turn.getAndIncrement();
        for (int i = 0; i < all.size(); i++) {
            var replica = all.get(Math.floorMod(first + i, all.size()));
            var lent = replica.lend(least);
            if (lent.isPresent()) {
                reading.of(replica);
                return lent;
            }
        }
        return Optional.empty();
    }

    private void count(String by) {
        metrics.counter("rejoin.replica.reads", "by", by).increment();
    }

    private void followPrimary() {
        while (!closed) {
            try (var connection = asked.getConnection()) {
                while (!closed) {
                    var now = System.nanoTime();
                    var said = ServerState.of(connection);
                    if (!said.standby()) {
                        primary.add(now, said);
                    }
                    // Older ones are everywhere that may answer at all.
                    written.values()
                            .removeIf(one -> now - one.at() > settings.lag().toNanos());
                    doubtful.values().removeIf(at -> now - at > settings.lag().toNanos());
                    Thread.sleep(ASKED_EVERY);
                }
            } catch (SQLException e) {
                LOG.debugf("the primary does not say how far its log is: %s", e.getMessage());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("asking the primary how far its log is failed, and begins anew", e);
            }
            try {
                Thread.sleep(ASKED_EVERY);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    void stop(@Observes ShutdownEvent event) {
        closed = true;
        if (following != null) {
            following.interrupt();
        }
        all.forEach(Replica::close);
    }
}
