package dev.rejoin.invoice;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.UUID;

/** What organizations owe. */
@Singleton
public class Invoices implements PanacheRepositoryBase<Invoice, UUID> {
    /** What is still owed of an invoice. */
    BigDecimal balance(UUID invoice) {
        return amount("select t.balance from InvoiceTotal t where t.invoiceId = ?1", invoice);
    }

    /** Whether anything is still to be paid for it. */
    boolean isOwed(UUID invoice) {
        return balance(invoice).signum() > 0;
    }

    /** What was paid for it. */
    BigDecimal paid(UUID invoice) {
        return amount("select t.paid from InvoiceTotal t where t.invoiceId = ?1", invoice);
    }

    private BigDecimal amount(String hql, UUID invoice) {
        return getSession()
                .createSelectionQuery(hql, BigDecimal.class)
                .setParameter(1, invoice)
                .getSingleResult();
    }
}
