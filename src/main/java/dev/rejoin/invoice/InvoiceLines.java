package dev.rejoin.invoice;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The lines of invoices. */
@Singleton
public class InvoiceLines implements PanacheRepositoryBase<InvoiceLine, UUID> {}
