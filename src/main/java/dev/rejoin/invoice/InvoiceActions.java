package dev.rejoin.invoice;

import static dev.rejoin.api.Field.date;
import static dev.rejoin.api.Field.decimal;
import static dev.rejoin.api.Field.enumeration;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Catalog;
import dev.rejoin.api.Database;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Sql;
import dev.rejoin.api.write.Action;
import dev.rejoin.api.write.Form;
import dev.rejoin.api.write.Input;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** An invoice is issued, paid, or made void. */
public final class InvoiceActions {
    private static final Form ISSUED = Form.of(
            date("issued_on").is("The date on the invoice; today by default."),
            date("due_on").is("When it is due; by default what the draft says."));
    private static final Form PAID = Form.of(
            date("received_on").is("When the money arrived; today by default."),
            decimal("amount").money().is("How much; by default what is still owed."),
            enumeration("method", "TRANSFER", "CARD", "CHEQUE", "DIRECT_DEBIT")
                    .required()
                    .is("How it came."),
            text("reference").is("The reference on the statement."));

    private InvoiceActions() {}

    public static List<Operation> operations(Catalog catalog) {
        return List.of(
                Action.on(Invoices.RESOURCE, "issue", "issueInvoice")
                        .is("Issue an invoice", "A DRAFT with at least one line becomes ISSUED; its lines are frozen.")
                        .takes(ISSUED, Ordered.map("issued_on", "2026-03-31", "due_on", "2026-04-30"))
                        .doing(catalog, InvoiceActions::issue),
                Action.on(Invoices.RESOURCE, "pay", "payInvoice")
                        .is(
                                "Record a payment",
                                "Adds a payment to an ISSUED invoice, at most what is still owed; with the last of it the"
                                        + " invoice becomes PAID.")
                        .requires(
                                PAID,
                                Ordered.map("received_on", "2026-04-02", "amount", "5040.00", "method", "TRANSFER"))
                        .doing(catalog, InvoiceActions::pay),
                Action.on(Invoices.RESOURCE, "void", "voidInvoice")
                        .is("Void an invoice", "A DRAFT or ISSUED invoice without payments becomes VOID.")
                        .doing(catalog, InvoiceActions::invalidate));
    }

    private record State(String status, int lines, int foreign, BigDecimal paid, BigDecimal balance) {}

    private static State state(Database database, UUID invoice) {
        var sql = Sql.of("""
                select i.status, count(l.id), count(*) filter (where m.organization_id <> i.organization_id),
                       t.paid, t.balance
                from invoice i
                join invoice_total t on t.invoice_id = i.id
                left join invoice_line l on l.invoice_id = i.id
                left join mission m on m.id = l.mission_id
                where i.id = ?
                group by i.id, t.paid, t.balance""", invoice);
        return database.query(sql, rows -> {
            rows.next();
            return new State(
                    rows.getString(1), rows.getInt(2), rows.getInt(3), rows.getBigDecimal(4), rows.getBigDecimal(5));
        });
    }

    private static UUID issue(Database database, UUID invoice, Input input) {
        var state = state(database, invoice);
        if (!state.status.equals("DRAFT")) {
            throw Action.conflict("not_draft", "The invoice is %s already.".formatted(state.status));
        }
        if (state.lines == 0) {
            throw Action.conflict("no_lines", "An invoice without lines cannot be issued.");
        }
        if (state.foreign > 0) {
            throw Action.conflict(
                    "line_mission_of_same_organization",
                    "%d of its lines bill a mission of another organization.".formatted(state.foreign));
        }
        database.update(Sql.of(
                "update invoice set status = 'ISSUED', issued_on = ?, due_on = coalesce(?, due_on) where id = ?",
                input.<LocalDate>value("issued_on").orElseGet(LocalDate::now),
                input.value("due_on").orElse(null),
                invoice));
        return invoice;
    }

    private static UUID pay(Database database, UUID invoice, Input input) {
        var state = state(database, invoice);
        if (!state.status.equals("ISSUED")) {
            throw Action.conflict(
                    "not_issued", "Only an ISSUED invoice can be paid; this one is %s.".formatted(state.status));
        }
        var amount = input.<BigDecimal>value("amount").orElse(state.balance);
        if (amount.compareTo(state.balance) > 0) {
            throw Action.invalid(
                    "amount", "overpaid", "Only %s is still owed.".formatted(state.balance.toPlainString()));
        }
        database.update(Sql.of(
                "insert into payment (invoice_id, received_on, amount, method, reference) values (?, ?, ?, ?, ?)",
                invoice,
                input.<LocalDate>value("received_on").orElseGet(LocalDate::now),
                amount,
                input.required("method"),
                input.value("reference").orElse(null)));
        if (amount.compareTo(state.balance) == 0) {
            database.update(Sql.of("update invoice set status = 'PAID' where id = ?", invoice));
        }
        return invoice;
    }

    private static UUID invalidate(Database database, UUID invoice, Input input) {
        var state = state(database, invoice);
        if (!state.status.equals("DRAFT") && !state.status.equals("ISSUED")) {
            throw Action.conflict("not_open", "The invoice is %s already.".formatted(state.status));
        }
        if (state.paid.signum() > 0) {
            throw Action.conflict("has_payments", "%s was paid for it.".formatted(state.paid.toPlainString()));
        }
        database.update(Sql.of(
                "update invoice set status = 'VOID', issued_on = coalesce(issued_on, current_date) where id = ?",
                invoice));
        return invoice;
    }
}
