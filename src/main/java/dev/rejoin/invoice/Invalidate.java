package dev.rejoin.invoice;

import dev.rejoin.api.change.ItemChanges;
import dev.rejoin.api.query.Today;
import jakarta.inject.Singleton;

/** An invoice that nobody has paid for is made void. */
@Singleton
class Invalidate {
    private final Invoices invoices;
    private final Today today;

    Invalidate(Invoices invoices, Today today) {
        this.invoices = invoices;
        this.today = today;
    }

    void run(Invoice invoice) {
        var data = invoice.data();
        var paid = invoices.paid(invoice.id());
        // One that is PAID as nothing was to be paid for it is not closed by money.
        var isOpen =
                switch (data.status()) {
                    case DRAFT, ISSUED -> true;
                    case PAID -> paid.signum() == 0 && !invoices.isOwed(invoice.id());
                    case VOID -> false;
                    case null -> false;
                };
        if (!isOpen) {
            throw ItemChanges.conflict("not_open", "The invoice is %s already.".formatted(data.status()));
        }
        if (paid.signum() > 0) {
            throw ItemChanges.conflict("has_payments", "%s was paid for it.".formatted(paid.toPlainString()));
        }
        invoice.data(data.issued(today.or(data.issuedOn()), data.dueOn()).in(Invoice.Status.VOID));
    }
}
