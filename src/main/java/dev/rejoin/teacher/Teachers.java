package dev.rejoin.teacher;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** People who teach. */
@Singleton
public class Teachers implements PanacheRepositoryBase<Teacher, UUID> {}
