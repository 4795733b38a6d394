package dev.rejoin;

import dev.rejoin.api.Caller;
import dev.rejoin.api.Database;
import dev.rejoin.api.Signature;
import dev.rejoin.api.Sql;
import dev.rejoin.api.server.Cors;
import dev.rejoin.api.server.Front;
import dev.rejoin.api.server.Limits;
import dev.rejoin.db.Migrations;
import dev.rejoin.security.AccessTokens;
import dev.rejoin.security.KeyRing;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Puts the service together: migrates the database, listens for changed keys, and mounts all operations. */
@ApplicationScoped
class Service {
    private final AgroalDataSource pool;
    private final DataSource direct;
    private final KeyRing keys;
    private final Optional<AccessTokens> tokens;
    private final Cors cors;
    private final Settings settings;
    private final Timings timings;
    private @Nullable Signature signature;

    Service(
            AgroalDataSource pool,
            Settings settings,
            OidcSettings oidc,
            Timings timings,
            @ConfigProperty(name = "rejoin.cors.origins") Optional<List<String>> origins,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.pool = pool;
        this.settings = settings;
        this.timings = timings;
        this.direct = direct(url, user, password);
        this.keys = new KeyRing(pool, direct);
        this.tokens = oidc.accessTokens();
        this.cors = Cors.of(origins.orElse(List.of()));
    }

    void mount(@Observes Router router) {
        var limits = new Limits(settings.requests(), settings.streams(), settings.stall(), settings.perSecond());
        Executor threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("request-", 0).factory());
        // However many wait, the other half of the requests is there for those who do not.
        var operations = Features.operations(keys::changed, Math.min(settings.waiters(), settings.requests() / 2));
        var front = new Front(operations, pool, this::authenticate, this::signature, cors, limits, timings, threads);
        router.route().order(Integer.MIN_VALUE).handler(front::guard);
        router.route().last().handler(front);
    }

    private Optional<Caller> authenticate(String authorization) {
        return keys.authenticate(authorization)
                .or(() -> tokens.flatMap(accepted -> accepted.authenticate(authorization)));
    }

    void start(@Observes StartupEvent event) {
        Migrations.migrateDomain(direct);
        KeyRing.firstKey(direct).ifPresent(Service::show);
        keys.start();
    }

    void stop(@Observes ShutdownEvent event) {
        keys.close();
    }

    private static void show(String key) {
        System.out.printf("""

                There was no API key yet. This one has the role ADMIN and is shown only once:

                    %s

                """, key);
    }

    /** The key of all cursors; kept in the database, so that every instance and every start has the same. */
    private Signature signature() {
        var known = signature;
        if (known == null) {
            known = new Database(pool)
                    .query(Sql.of("select value from security.secret where name = 'cursor'"), rows -> {
                        rows.next();
                        return new Signature(rows.getBytes(1));
                    });
            signature = known;
        }
        return known;
    }

    private static DataSource direct(String url, String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setLogServerErrorDetail(false);
        return source;
    }
}
