package dev.rejoin.api.query;

import dev.rejoin.db.DirectAddress;
import dev.rejoin.db.FitDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.db.OwnSource;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * What is asked of the database before it is migrated, which is the first that happens to it: whether poolers stand where
 * they may, and nobody newer was here. Migrations run beside the pool, without the bounds of its statements.
 */
@Singleton
class DatabaseCheck implements FlywayConfigurationCustomizer {
    private static final Duration QUICKLY = Duration.ofSeconds(10);

    private final DirectDatabase direct;
    private final Optional<String> directUrl;
    private final String url;

    DatabaseCheck(
            DirectDatabase direct,
            @ConfigProperty(name = "rejoin.db.direct-url") Optional<String> directUrl,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url) {
        this.direct = direct;
        this.directUrl = directUrl;
        this.url = url;
    }

    @Override
    public void customize(FluentConfiguration migrations) {
        try {
            DirectAddress.check(
                    direct.named("rejoin start", QUICKLY),
                    directUrl.isPresent() ? DirectAddress.VARIABLE : DirectAddress.USUAL);
            FitDatabase.checkDomain(direct.named("rejoin start", QUICKLY));
            if (directUrl.isPresent()) {
                DirectAddress.compare(
                        direct.named("rejoin start", QUICKLY), direct.source(url, "rejoin start", QUICKLY));
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
        migrations
                .dataSource(direct.named("rejoin migrate", Duration.ZERO))
                .initSql(OwnSource.SETTINGS)
                .group(Migrations.ALL_OR_NONE);
        Migrations.refuseNewer(migrations.load());
    }
}
