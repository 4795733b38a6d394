package dev.rejoin.invoice;

import static dev.rejoin.api.Field.date;
import static dev.rejoin.api.Field.decimal;
import static dev.rejoin.api.Field.enumeration;
import static dev.rejoin.api.Field.items;
import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** What organizations owe. */
public final class Invoices {
    public static final Resource RESOURCE = Resource.named("invoices", "invoice", "invoice")
            .is("What an organization owes; totals are computed from the lines, never stored.")
            .searchable()
            .embeddedBy("organization", "invoices")
            .bornAs("status", "DRAFT")
            .changedBy("issue", "status", "ISSUED")
            .changedBy("pay", "status", "PAID")
            .changedBy("void", "status", "VOID")
            .joining("totals", "select * from invoice_total i where i.invoice_id = t.id")
            .with(
                    text("number")
                            .required()
                            .unique()
                            .is("The number on the paper.")
                            .example("F-2026-00123"),
                    reference("organization", "organizations").required().is("Who owes it."),
                    enumeration("status", "DRAFT", "ISSUED", "PAID", "VOID")
                            .required()
                            .is("Once it has left DRAFT, its lines cannot change."),
                    date("issued_on")
                            .is("When it was issued; required unless DRAFT.")
                            .example("2026-03-31"),
                    date("due_on")
                            .is("When it is due; not before it was issued.")
                            .example("2026-04-30"),
                    text("currency").required().currency().is("ISO 4217.").example("EUR"),
                    text("notes").is("What is printed below."),
                    items("lines", Lines.RESOURCE, "position"),
                    decimal("total_net")
                            .required()
                            .joined("round(totals.total_net, 2)", "totals")
                            .is("The sum of the lines without tax.")
                            .example("4200.00"),
                    decimal("total_tax")
                            .required()
                            .joined("round(totals.total_tax, 2)", "totals")
                            .is("The sum of the lines' taxes, each rounded.")
                            .example("840.00"),
                    decimal("total_gross")
                            .required()
                            .joined("round(totals.total_gross, 2)", "totals")
                            .is("Net and tax.")
                            .example("5040.00"),
                    decimal("paid")
                            .required()
                            .joined("round(totals.paid, 2)", "totals")
                            .is("The sum of the payments.")
                            .example("5040.00"),
                    decimal("balance")
                            .required()
                            .joined("round(totals.balance, 2)", "totals")
                            .is("Gross minus paid.")
                            .example("0.00"));

    private Invoices() {}
}
