package dev.rejoin.note;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What the staff wrote down. */
@Singleton
public class Notes implements PanacheRepositoryBase<Note, UUID> {}
