package dev.rejoin.mission;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Work delivered for organizations. */
@Singleton
public class Missions implements PanacheRepositoryBase<Mission, UUID> {}
