package dev.rejoin.invoice;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What organizations owe. */
@Singleton
public class Invoices implements PanacheRepositoryBase<Invoice, UUID> {}
