package dev.rejoin.person;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The accounts of the application's users. */
@Singleton
public class Users implements PanacheRepositoryBase<User, UUID> {}
