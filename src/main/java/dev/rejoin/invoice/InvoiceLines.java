package dev.rejoin.invoice;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The lines of invoices. */
@Singleton
public class InvoiceLines implements PanacheRepositoryBase<InvoiceLine, UUID> {
    /** How many lines an invoice has. */
    long of(UUID invoice) {
        return count("data.invoiceId = ?1", invoice);
    }

    /** How many of them bill a mission of another organization. */
    long withMissionOfOthers(UUID invoice) {
        return count("data.invoiceId = ?1 and mission.data.organizationId <> invoice.data.organizationId", invoice);
    }
}
