package dev.rejoin.security;

import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.DatabaseException;
import dev.rejoin.api.query.DirectDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * The keys without a statement per request: they are remembered as long as a connection hears PostgreSQL's own word that
 * one has changed. That it hears is proved every second, by a word of its own; a connection that has fallen silent, or a
 * pooler that swallows LISTEN, ends all remembering within five seconds, so that a revoked key never outlives its
 * revocation by more.
 */
@ApplicationScoped
public class KeyRing {
    private static final Logger LOG = Logger.getLogger(KeyRing.class);
    private static final String CHANGED = "rejoin_api_key";
    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration TRUSTED_WITHOUT_BEAT = Duration.ofSeconds(5);
    private static final Duration USE_WRITTEN_EVERY = Duration.ofSeconds(30);

    private final Database pool;
    private final DataSource direct;
    private final Optional<Path> adminKeyFile;
    private final Map<String, Optional<Known>> remembered = new ConcurrentHashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final AtomicLong generation = new AtomicLong();
    private final Thread listener =
            Thread.ofPlatform().name("api-keys").daemon().unstarted(this::listen);
    private volatile long heard = never();
    private volatile boolean closed;

    /** A key, with what Quarkus is told of whoever has it. */
    private record Known(ApiKey key, SecurityIdentity identity) {}

    KeyRing(
            Database pool,
            DirectDatabase direct,
            @ConfigProperty(name = "rejoin.admin-key-file") Optional<Path> adminKeyFile) {
        this.pool = pool;
        this.adminKeyFile = adminKeyFile;
        this.direct = direct.named("rejoin api keys", TRUSTED_WITHOUT_BEAT);
    }

    void start(@Observes StartupEvent event) {
        var place = FirstKeyPlace.of(adminKeyFile, System.console());
        QuarkusTransaction.requiringNew().run(() -> {
            var keys = new ApiKeys(pool);
            if (place.isPresent()) {
                // Inside the transaction: a key that nobody has seen is none.
                keys.createFirst().ifPresent(place.get()::show);
            } else if (keys.list().isEmpty()) {
                LOG.warn(
                        "There is no API key yet, and no terminal to show the first one on. Create one with ./rejoin key"
                                + " create --name admin --role ADMIN, or start with REJOIN_ADMIN_KEY_FILE naming a file that does"
                                + " not exist yet, which the key is then written to.");
            }
        });
        listener.start();
    }

    /** Whose key it is, as far as that is remembered; empty inside where it is known that it opens nothing. */
    Optional<Optional<SecurityIdentity>> remembered(Credential credential) {
        return hears()
                ? Optional.ofNullable(remembered.get(credential.id())).map(opened(credential))
                : Optional.empty();
    }

    /** Whose key it is, by the database. */
    Optional<SecurityIdentity> find(Credential credential) {
        return opened(credential).apply(read(credential.id()));
    }

    private java.util.function.Function<Optional<Known>, Optional<SecurityIdentity>> opened(Credential credential) {
        return found -> found.filter(
                        known -> known.key().opensFor(credential.hash(), OffsetDateTime.now(ZoneOffset.UTC)))
                .map(known -> {
                    used.add(known.key().id());
                    return known.identity();
                });
    }

    private Optional<Known> read(String id) {
        var before = generation.get();
        var found = new ApiKeys(pool).find(id).map(key -> new Known(key, Identities.of(key.caller())));
        if (hears()) {
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

    /** Changes keys, and forgets all of them at once in this process. */
    <T> T change(Supplier<T> change) {
        try {
            return change.get();
        } finally {
            forget();
        }
    }

    private void forget() {
        generation.incrementAndGet();
        remembered.clear();
    }

    private boolean hears() {
        return System.nanoTime() - heard < TRUSTED_WITHOUT_BEAT.toNanos();
    }

    private static long never() {
        return System.nanoTime() - TRUSTED_WITHOUT_BEAT.toNanos();
    }

    private void listen() {
        while (!closed) {
            try (var connection = direct.getConnection()) {
                listen(connection);
            } catch (SQLException | DatabaseException e) {
                LOG.debugf("not listening for changed keys: %s", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("listening for changed keys failed, and begins anew", e);
            } finally {
                heard = never();
                forget();
            }
            pause();
        }
    }

    private void listen(Connection connection) throws SQLException {
        // A channel of this connection alone, on which it tells itself that it still hears.
        var beat = "rejoin_beat_" + UUID.randomUUID().toString().replace("-", "");
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + CHANGED);
            statement.execute("listen " + beat);
            forget();
            var beaten = System.nanoTime() - BEAT.toNanos();
            var written = System.nanoTime();
            while (!closed) {
                if (System.nanoTime() - beaten >= BEAT.toNanos()) {
                    beaten = System.nanoTime();
                    statement.execute("notify " + beat);
                }
                hear(connection, beat);
                if (System.nanoTime() - written >= USE_WRITTEN_EVERY.toNanos()) {
                    written = System.nanoTime();
                    writeUse();
                }
            }
        }
        writeUse();
    }

    private void hear(Connection connection, String beat) throws SQLException {
        for (var notification : connection.unwrap(PGConnection.class).getNotifications((int) BEAT.toMillis())) {
            if (notification.getName().equals(beat)) {
                heard = System.nanoTime();
            } else {
                forget();
            }
        }
    }

    private void writeUse() {
        var ids = List.copyOf(used);
        if (!ids.isEmpty()) {
            used.removeAll(ids);
            new ApiKeys(Database.of(direct)).markUsed(ids);
        }
    }

    private void pause() {
        try {
            Thread.sleep(BEAT);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    void stop(@Observes ShutdownEvent event) {
        closed = true;
        try {
            listener.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
