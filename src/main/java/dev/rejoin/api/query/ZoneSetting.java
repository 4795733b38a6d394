package dev.rejoin.api.query;

import dev.rejoin.db.DomainZone;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Decides the zone of the domain's days when the service starts, before anything asks what day it is. */
@Singleton
class ZoneSetting {
    private static final int FIRST = 1;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    void start(
            @Observes @Priority(FIRST) StartupEvent event,
            AgroalDataSource pool,
            DirectDatabase direct,
            @ConfigProperty(name = "rejoin.zone") Optional<String> zone) {
        if (DomainZone.decide(direct.named("rejoin zone", LONGEST), zone)) {
            pool.flush(AgroalDataSource.FlushMode.ALL);
        }
    }
}
