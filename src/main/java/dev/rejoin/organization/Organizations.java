package dev.rejoin.organization;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Client companies and institutions. */
@Singleton
public class Organizations implements PanacheRepositoryBase<Organization, UUID> {}
