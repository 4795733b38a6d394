package dev.rejoin.event;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Who takes part in an event. */
@Singleton
public class Participations implements PanacheRepositoryBase<Participation, UUID> {}
