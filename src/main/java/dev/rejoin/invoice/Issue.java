package dev.rejoin.invoice;

import dev.rejoin.api.change.ItemChanges;
import dev.rejoin.api.query.Today;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A draft becomes an invoice; what stands on it is frozen. Where it says that nothing is owed, it is PAID at once. */
@Singleton
class Issue {
    private final Invoices invoices;
    private final InvoiceLines lines;
    private final Today today;

    Issue(Invoices invoices, InvoiceLines lines, Today today) {
        this.invoices = invoices;
        this.lines = lines;
        this.today = today;
    }

    /** What is sent with it. */
    @Schema(name = "IssueInvoice")
    public record Order(
            @Schema(description = "The date on the invoice; today by default.", examples = "2026-03-31") @Nullable
            LocalDate issuedOn,

            @Schema(description = "When it is due; by default what the draft says.", examples = "2026-04-30") @Nullable
            LocalDate dueOn) {}

    void run(Invoice invoice, Order order) {
        var data = invoice.data();
        if (data.status() != Invoice.Status.DRAFT) {
            throw ItemChanges.conflict("not_draft", "The invoice is %s already.".formatted(data.status()));
        }
        if (lines.of(invoice.id()) == 0) {
            throw ItemChanges.conflict("no_lines", "An invoice without lines cannot be issued.");
        }
        var foreign = lines.withMissionOfOthers(invoice.id());
        if (foreign > 0) {
            throw ItemChanges.conflict(
                    "line_mission_of_same_organization",
                    "%d of its lines bill a mission of another organization.".formatted(foreign));
        }
        var issued = data.issued(today.or(order.issuedOn()), order.dueOn() == null ? data.dueOn() : order.dueOn());
        invoice.data(invoices.isOwed(invoice.id()) ? issued : issued.in(Invoice.Status.PAID));
    }
}
