package dev.rejoin.person;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Humans: the one home of their names and contact data. */
@Singleton
public class People implements PanacheRepositoryBase<Person, UUID> {}
