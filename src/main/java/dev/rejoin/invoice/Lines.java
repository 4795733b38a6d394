package dev.rejoin.invoice;

import static dev.rejoin.api.Field.decimal;
import static dev.rejoin.api.Field.integer;
import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** The lines of invoices. */
public final class Lines {
    public static final Resource RESOURCE = Resource.named("invoice-lines", "invoice-line", "invoice_line")
            .is("A line of an invoice; frozen once the invoice left DRAFT.")
            .in("invoices", "invoice")
            .segment("lines")
            .with(
                    reference("invoice", "invoices").required().is("The invoice."),
                    integer("position")
                            .required()
                            .atLeast("1")
                            .is("The place in the invoice.")
                            .example(1),
                    reference("mission", "missions").is("The mission that is invoiced."),
                    text("description").required().is("What is invoiced.").example("Facilitation, two days"),
                    decimal("quantity")
                            .defaulted()
                            .digits(12, 3)
                            .above("0")
                            .is("How many.")
                            .example("2.000"),
                    decimal("unit_price")
                            .required()
                            .money()
                            .is("The price of one.")
                            .example("2100.00"),
                    decimal("tax_rate")
                            .digits(5, 4)
                            .atLeast("0")
                            .atMost("1")
                            .is("The tax as a fraction.")
                            .example("0.2000"),
                    decimal("net")
                            .required()
                            .derived("round(t.quantity * t.unit_price, 2)")
                            .is("Quantity times price.")
                            .example("4200.00"));

    private Lines() {}
}
