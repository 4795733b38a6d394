package dev.rejoin.security;

import dev.rejoin.api.Caller;
import dev.rejoin.api.Database;
import dev.rejoin.api.DatabaseException;
import dev.rejoin.api.server.Authenticator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Authenticates by API key without a statement per request: keys are remembered as long as a connection listens for
 * PostgreSQL's own word that one has changed. Without that connection nothing is remembered, so that a revoked key
 * never outlives its revocation.
 */
public final class KeyRing implements Authenticator, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KeyRing.class);
    private static final int MOST_REMEMBERED = 10_000;
    private static final int POLL_MILLIS = 1_000;
    private static final Duration USE_WRITTEN_EVERY = Duration.ofSeconds(30);

    private final DataSource pool;
    private final DataSource direct;
    private final Map<String, Optional<ApiKey>> remembered = new ConcurrentHashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final AtomicLong generation = new AtomicLong();
    private final Thread listener =
            Thread.ofPlatform().name("api-keys").daemon().unstarted(this::listen);
    private volatile boolean listening;
    private volatile boolean closed;

    /**
     * @param pool for look-ups
     * @param direct opens a connection of its own, to listen on
     */
    public KeyRing(DataSource pool, DataSource direct) {
        this.pool = pool;
        this.direct = direct;
    }

    public KeyRing start() {
        listener.start();
        return this;
    }

    /** Creates the first key where there is none, and returns its text, to be shown once. */
    public static Optional<String> firstKey(DataSource source) {
        return new ApiKeys(new Database(source)).createFirst().map(Credential::text);
    }

    @Override
    public Optional<Caller> authenticate(String authorization) {
        var credential = Credential.parse(authorization);
        if (credential.isEmpty()) {
            return Optional.empty();
        }
        var hash = credential.get().hash();
        var key = find(credential.get().id()).filter(found -> found.opensFor(hash, OffsetDateTime.now()));
        key.ifPresent(found -> used.add(found.id()));
        return key.map(ApiKey::caller);
    }

    /** Forgets all keys at once, after this process has changed one. */
    public void changed() {
        generation.incrementAndGet();
        remembered.clear();
    }

    private Optional<ApiKey> find(String id) {
        var known = listening ? remembered.get(id) : null;
        if (known != null) {
            return known;
        }
        var before = generation.get();
        var found = new ApiKeys(new Database(pool)).find(id);
        if (listening) {
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(id, found);
            // A change that came in between may have been read too early.
            if (generation.get() != before) {
                remembered.remove(id);
            }
        }
        return found;
    }

    private void listen() {
        while (!closed) {
            try (var connection = direct.getConnection()) {
                listen(connection);
            } catch (SQLException | DatabaseException e) {
                LOG.debugf("not listening for changed keys: %s", e.getMessage());
            } finally {
                listening = false;
                changed();
            }
            pause();
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen rejoin_api_key");
        }
        changed();
        listening = true;
        var written = Instant.now();
        while (!closed) {
            if (connection.unwrap(PGConnection.class).getNotifications(POLL_MILLIS).length > 0) {
                changed();
            }
            if (written.plus(USE_WRITTEN_EVERY).isBefore(Instant.now())) {
                written = Instant.now();
                writeUse();
            }
        }
        writeUse();
    }

    private void writeUse() {
        var ids = List.copyOf(used);
        if (!ids.isEmpty()) {
            used.removeAll(ids);
            new ApiKeys(new Database(direct)).markUsed(ids);
        }
    }

    private void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            listener.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
