package dev.rejoin.meeting;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Places where meetings and events are held. */
@Singleton
public class Venues implements PanacheRepositoryBase<Venue, UUID> {}
