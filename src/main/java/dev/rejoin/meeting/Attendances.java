package dev.rejoin.meeting;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Who came to a meeting. */
@Singleton
public class Attendances implements PanacheRepositoryBase<Attendance, UUID> {}
