package dev.rejoin.invoice;

import dev.rejoin.api.change.ItemChanges;
import dev.rejoin.api.query.Today;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Money arrives for an invoice; with the last of it, or where none is owed, the invoice is PAID. */
@Singleton
class Pay {
    private final Invoices invoices;
    private final Payments payments;
    private final Today today;

    Pay(Invoices invoices, Payments payments, Today today) {
        this.invoices = invoices;
        this.payments = payments;
        this.today = today;
    }

    /** What is sent with it. */
    @Schema(name = "PayInvoice")
    public record Order(
            @Schema(description = "When the money arrived; today by default.", examples = "2026-04-02") @Nullable
            LocalDate receivedOn,

            @Digits(integer = 10, fraction = 2)
            @Schema(description = "How much; by default what is still owed.", examples = "5040.00")
            @Nullable
            BigDecimal amount,

            @NotNull @Schema(description = "How it came.", examples = "TRANSFER")
            Payment.Method method,

            @Schema(description = "The reference on the statement.") @Nullable
            String reference) {}

    void run(Invoice invoice, Order order) {
        var data = invoice.data();
        if (data.status() != Invoice.Status.ISSUED) {
            throw ItemChanges.conflict(
                    "not_issued", "Only an ISSUED invoice can be paid; this one is %s.".formatted(data.status()));
        }
        var owed = invoices.balance(invoice.id());
        if (owed.signum() <= 0 && order.amount() == null) {
            invoice.data(data.in(Invoice.Status.PAID));
            return;
        }
        var amount = order.amount() == null ? owed : order.amount();
        if (amount.compareTo(owed) > 0) {
            throw ItemChanges.invalid("amount", "overpaid", "Only %s is still owed.".formatted(owed.toPlainString()));
        }
        var payment = new Payment();
        payment.data(new Payment.Data(
                null, invoice.id(), today.or(order.receivedOn()), amount, order.method(), order.reference()));
        payments.persistAndFlush(payment);
        if (amount.compareTo(owed) == 0) {
            invoice.data(data.in(Invoice.Status.PAID));
        }
    }
}
