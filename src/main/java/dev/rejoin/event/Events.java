package dev.rejoin.event;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Events that members take part in. */
@Singleton
public class Events implements PanacheRepositoryBase<Event, UUID> {
    /** Whether it has ended, by the database's clock. */
    boolean isOver(UUID event) {
        return count("id = ?1 and coalesce(data.endsAt, data.startsAt) < offset datetime", event) > 0;
    }
}
