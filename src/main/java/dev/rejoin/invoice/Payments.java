package dev.rejoin.invoice;

import static dev.rejoin.api.Field.date;
import static dev.rejoin.api.Field.decimal;
import static dev.rejoin.api.Field.enumeration;
import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** Money received for invoices. */
public final class Payments {
    public static final Resource RESOURCE = Resource.named("payments", "payment", "payment")
            .is("Money received for an invoice, in the invoice's currency.")
            .in("invoices", "invoice")
            .with(
                    reference("invoice", "invoices").required().is("The invoice."),
                    date("received_on").required().is("When it arrived.").example("2026-04-02"),
                    decimal("amount")
                            .required()
                            .money()
                            .above("0")
                            .is("How much.")
                            .example("5040.00"),
                    enumeration("method", "TRANSFER", "CARD", "CHEQUE", "DIRECT_DEBIT")
                            .required()
                            .is("How it came."),
                    text("reference").is("The reference on the statement.").example("VIR 2026-04-02 8841"));

    private Payments() {}
}
