package dev.rejoin.meeting;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The monthly meetings of groups. */
@Singleton
public class Meetings implements PanacheRepositoryBase<Meeting, UUID> {}
