package dev.rejoin.api.query;

import dev.rejoin.db.DomainZone;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Decides the zone of the domain's days when the service starts, before anything asks what day it is. */
@Singleton
class ZoneSetting {
    private static final int FIRST = 1;

    void start(
            @Observes @Priority(FIRST) StartupEvent event,
            AgroalDataSource database,
            @ConfigProperty(name = "rejoin.zone") Optional<String> zone) {
        if (DomainZone.decide(database, zone)) {
            database.flush(AgroalDataSource.FlushMode.ALL);
        }
    }
}
