package dev.rejoin.person;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The people who work for the company. */
@Singleton
public class Staff implements PanacheRepositoryBase<StaffMember, UUID> {}
