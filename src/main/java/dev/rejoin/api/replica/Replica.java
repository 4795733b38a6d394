package dev.rejoin.api.replica;

import dev.rejoin.api.http.Deadlines;
import dev.rejoin.api.problem.Refusals;
import dev.rejoin.api.query.SessionSettings;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalPoolInterceptor;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * One server that follows the primary. It is asked in the background every second how it is, and
 * used only while that was well; nobody who reads waits for one that does not answer.
 */
final class Replica implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Replica.class);
    private static final Duration ASKED_EVERY = Duration.ofSeconds(1);
    private static final Duration CONNECTED_WITHIN = Duration.ofMillis(500);
    private static final Duration SAID_WITHIN = Duration.ofSeconds(1);

    private final String name;
    private final DataSource own;
    private final AgroalDataSource pool;
    private final Semaphore free;
    private final PrimaryLog primary;
    private final Map<Connection, Known> known = Collections.synchronizedMap(new WeakHashMap<>());
    private final Set<Connection> lent = ConcurrentHashMap.newKeySet();
    private final Thread asking;
    private volatile @Nullable String refusal = "it was not asked yet";
    private volatile @Nullable ServerState state;
    private volatile boolean closed;

    /** What the server at the other end of a connection said, and when. */
    private record Known(long at, ServerState state) {}

    /** How a replica is reached. */
    record Access(String url, String user, String password, int connections, Duration silence) {}

    /**
     * @param name for the log
     * @param own connections to it beside the pool, which are given up on soon
     */
    Replica(
            String name,
            Access access,
            DataSource own,
            PrimaryLog primary,
            Deadlines deadlines,
            SessionSettings settings) {
        this.name = name;
        this.own = own;
        this.primary = primary;
        this.free = new Semaphore(access.connections());
        try {
            pool = AgroalDataSource.from(configuration(access));
        } catch (SQLException e) {
            throw new IllegalStateException("no pool for a replica", e);
        }
        pool.setPoolInterceptors(List.of(deadlines, new Told(settings)));
        asking = Thread.ofVirtual().name("replica").start(this::ask);
    }

    private static AgroalDataSourceConfigurationSupplier configuration(Access access) {
        return new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(
                        access.connections())
                .acquisitionTimeout(CONNECTED_WITHIN)
                .exceptionSorter(new PostgreSQLExceptionSorter())
                .reapTimeout(Duration.ofMinutes(5))
                .connectionFactoryConfiguration(connection -> connection
                        .jdbcUrl(access.url())
                        .connectionProviderClass(org.postgresql.Driver.class)
                        .principal(new NamePrincipal(access.user()))
                        .credential(new SimplePassword(access.password()))
                        .jdbcProperty("ApplicationName", "rejoin replica")
                        .jdbcProperty("connectTimeout", "1")
                        .jdbcProperty(
                                "socketTimeout", String.valueOf(access.silence().toSeconds()))
                        .jdbcProperty("cancelSignalTimeout", "1")
                        .jdbcProperty("tcpKeepAlive", "true")
                        .jdbcProperty("logServerErrorDetail", "false")));
    }

    /** What bounds statements is said to each connection once. */
    private final class Told implements AgroalPoolInterceptor {
        private final SessionSettings settings;

        Told(SessionSettings settings) {
            this.settings = settings;
        }

        @Override
        public void onConnectionCreate(Connection connection) {
            settings.bound(connection);
        }
    }

    /** Why it is not used; nothing while it is. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** How old its state is, as far as that is known. */
    Optional<Duration> behind() {
        return Optional.ofNullable(state).flatMap(said -> primary.behind(said.position()));
    }

    /** One of its connections. */
    final class Lent implements AutoCloseable {
        private final Connection connection;
        private final Connection driver;

        private Lent(Connection connection, Connection driver) {
            this.connection = connection;
            this.driver = driver;
            lent.add(driver);
        }

        Connection connection() {
            return connection;
        }

        /** What was read on it failed. */
        void failed(SQLException failure) {
            if (Refusals.isLost(failure)) {
                Replica.this.failed(failure);
            }
        }

        @Override
        public void close() {
            lent.remove(driver);
            giveBack(connection);
        }
    }

    /** A connection on which everything up to there is seen; nothing where that would have to be waited for. */
    Optional<Lent> lend(LogPosition least) {
        return lend(least, true);
    }

    /** @param again whether another connection may be tried, where one has ended meanwhile */
    private Optional<Lent> lend(LogPosition least, boolean again) {
        if (refusal != null || !free.tryAcquire()) {
            return Optional.empty();
        }
        Connection connection;
        try {
            connection = pool.getConnection();
        } catch (SQLException e) {
            free.release();
            failed(e);
            return Optional.empty();
        }
        try {
            var driver = (Connection) connection.unwrap(PGConnection.class);
            if (isFit(connection, driver, least)) {
                return Optional.of(new Lent(connection, driver));
            }
        } catch (SQLException e) {
            giveBack(connection);
            if (!Refusals.isLost(e)) {
                // The request has ended, or what is replayed stood against it: nothing is wrong with the server.
                return Optional.empty();
            }
            if (again && !isSilent(e)) {
                // A conflict may have ended this one connection, and a restart all of them.
                pool.flush(AgroalDataSource.FlushMode.GRACEFUL);
                return lend(least, false);
            }
            failed(e);
            return Optional.empty();
        } catch (RuntimeException e) {
            giveBack(connection);
            throw e;
        }
        giveBack(connection);
        return Optional.empty();
    }

    private static boolean isSilent(SQLException failure) {
        return failure.getCause() instanceof SocketTimeoutException;
    }

    /** It is asked again where it is not known to be as far, and every second whether it still follows. */
    private boolean isFit(Connection connection, Connection driver, LogPosition least) throws SQLException {
        var last = known.get(driver);
        var now = System.nanoTime();
        if (last == null
                || now - last.at() > ASKED_EVERY.toNanos()
                || last.state().position().compareTo(least) < 0) {
            var usual = driver.getNetworkTimeout();
            driver.setNetworkTimeout(Runnable::run, (int) SAID_WITHIN.toMillis());
            try {
                last = new Known(now, ServerState.of(connection));
            } finally {
                // One that the server refused goes back to the pool as it came.
                if (!driver.isClosed()) {
                    driver.setNetworkTimeout(Runnable::run, usual);
                }
            }
            known.put(driver, last);
        }
        return unfit(last.state()).isEmpty() && last.state().position().compareTo(least) >= 0;
    }

    private void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debugf("a connection of a replica was closed already: %s", e.getMessage());
        } finally {
            free.release();
        }
    }

    /** Why a server is none that may answer, whatever its position. */
    private Optional<String> unfit(ServerState said) {
        var of = primary.state();
        if (of.isEmpty()) {
            return Optional.of("the primary was not asked yet");
        }
        if (said.pooled()) {
            return Optional.of("REJOIN_REPLICA_URL leads to a pooler. Set it to the address of PostgreSQL itself");
        }
        if (!said.database().equals(of.get().database())) {
            return Optional.of(
                    "it is no copy of the database that REJOIN_DB_URL names. Set REJOIN_REPLICA_URL to one that"
                            + " follows it");
        }
        if (!said.standby()) {
            return Optional.of("it follows nobody (any more): it is a primary itself");
        }
        if (said.migrations() != of.get().migrations()) {
            return Optional.of("its tables have seen %d migrations, those of the primary %d"
                    .formatted(said.migrations(), of.get().migrations()));
        }
        return Optional.empty();
    }

    private Optional<String> unusable(ServerState said) {
        return unfit(said).or(() -> {
            var least = primary.least();
            if (least.isEmpty()) {
                return Optional.of("the primary does not say how far its log is");
            }
            return said.position().compareTo(least.get()) < 0
                    ? Optional.of("it is further behind than REJOIN_REPLICA_LAG allows")
                    : Optional.empty();
        });
    }

    private void ask() {
        while (!closed) {
            try (var connection = own.getConnection()) {
                while (!closed) {
                    var said = ServerState.of(connection);
                    state = said;
                    say(unusable(said).orElse(null));
                    Thread.sleep(ASKED_EVERY);
                }
            } catch (SQLException e) {
                if (!Refusals.serialization(e)) {
                    failed(e);
                    // Whoever waits for an answer of it is better served elsewhere.
                    lent.forEach(Replica::cut);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("asking a replica how it is failed, and begins anew", e);
            }
            try {
                Thread.sleep(ASKED_EVERY);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void failed(SQLException failure) {
        LOG.debugf("%s: %s", name, failure.getMessage());
        if (Refusals.serialization(failure)) {
            // What it replays stood against this one read.
            return;
        }
        say("it does not answer");
        // Those in the pool are as dead as the one that failed.
        pool.flush(AgroalDataSource.FlushMode.GRACEFUL);
    }

    private synchronized void say(@Nullable String now) {
        var before = refusal;
        refusal = now;
        if (closed || Objects.equals(before, now)) {
            return;
        }
        if (now == null) {
            LOG.infof("%s answers reads.", name);
        } else {
            LOG.warnf("%s is not used: %s. The primary answers all reads meanwhile.", name, now);
        }
    }

    private static void cut(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debugf("it is closed already: %s", e.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        asking.interrupt();
        pool.close();
    }
}
