package dev.rejoin.api.query;

import dev.rejoin.db.ShownAddress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL itself, beside the pool, and around a pooler that may stand before it: for whoever listens or migrates. */
@Singleton
public class DirectDatabase {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(2);

    private final String url;
    private final Optional<String> user;
    private final Optional<String> password;

    DirectDatabase(
            @ConfigProperty(name = "rejoin.db.direct-url") Optional<String> direct,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String pooled,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.url = direct.orElse(pooled);
        this.user = user;
        this.password = password;
    }

    /**
     * Connections of their own.
     *
     * @param name that PostgreSQL shows
     * @param silence how long an answer is waited for; zero for any time
     */
    public DataSource named(String name, Duration silence) {
        return source(url, name, silence);
    }

    /** A source of connections to another address of the same database. */
    public DataSource source(String url, String name, Duration silence) {
        var source = new PGSimpleDataSource();
        try {
            source.setUrl(url);
        } catch (IllegalArgumentException e) {
            // The driver's own sentence has the address, password included.
            throw new IllegalArgumentException(
                    "%s, of REJOIN_DB_URL, REJOIN_DB_DIRECT_URL or REJOIN_REPLICA_URL, is no address of a PostgreSQL database: jdbc:postgresql://host:5432/database"
                            .formatted(ShownAddress.of(url)));
        }
        user.ifPresent(source::setUser);
        password.ifPresent(source::setPassword);
        source.setLogServerErrorDetail(false);
        source.setConnectTimeout((int) CONNECTED_WITHIN.toSeconds());
        source.setSocketTimeout((int) silence.toSeconds());
        source.setTcpKeepAlive(true);
        source.setHostRecheckSeconds(1);
        source.setApplicationName(name);
        return source;
    }
}
