package dev.rejoin.event;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Events that members take part in. */
@Singleton
public class Events implements PanacheRepositoryBase<Event, UUID> {}
