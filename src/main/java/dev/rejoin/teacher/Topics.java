package dev.rejoin.teacher;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Subjects that are taught. */
@Singleton
public class Topics implements PanacheRepositoryBase<Topic, UUID> {}
