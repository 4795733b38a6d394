package dev.rejoin.invoice;

import static dev.rejoin.api.Type.DATE;
import static dev.rejoin.api.Type.DECIMAL;
import static dev.rejoin.api.Type.UUID;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.api.Answer;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Call;
import dev.rejoin.api.Examples;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Paging;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Role;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Sql;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** An organization's account: issued invoices and payments in order, the balance after each, and the totals. */
public final class AccountStatement {
    private static final int DEFAULT_LIMIT = 100;

    public static final Operation OPERATION = Operation.get(
                    "/v1/organizations/{id}/statement", "getOrganizationStatement")
            .permittedTo(Role.READER)
            .tag("organizations")
            .is(
                    "Get an organization's statement",
                    "Invoices that were issued and their payments, oldest first, with the balance of the currency after"
                            + " each; drafts and void invoices do not count. Entries and totals come from one"
                            + " statement.")
            .takes(
                    Parameter.path("id", Schema.of(UUID), "The organization's id.")
                            .example(Examples.ID),
                    Parameter.query("on__gte", Schema.of(DATE), "Only entries from this day on; balances count all."),
                    Parameter.query("on__lt", Schema.of(DATE), "Only entries before this day."))
            .takes(Paging.parameters(DEFAULT_LIMIT))
            .answers(200, "The statement.", schema(), example())
            .handledBy(AccountStatement::answer);

    private record Entry(
            String kind,
            String id,
            String invoiceId,
            String number,
            String on,
            String currency,
            String amount,
            String balance) {}

    private AccountStatement() {}

    private static Answer answer(Call call) {
        var paging = Paging.of(call, DEFAULT_LIMIT);
        var organization = call.id("id");
        var page = Sql.of("select * from running where true");
        call.query("on__gte").ifPresent(day -> page.add(" and day >= ?", DATE.parse("on__gte", day)));
        call.query("on__lt").ifPresent(day -> page.add(" and day < ?", DATE.parse("on__lt", day)));
        paging.after()
                .ifPresent(values -> page.add(" and (day, id) > (?::date, ?::uuid)", values.get(0), values.get(1)));
        page.add(" order by day, id limit ?", paging.limit() + 1);
        var sql = Sql.of("""
                        with entry as (
                            select 'INVOICE' as kind, i.id, i.id as invoice_id, i.number, i.issued_on as day, i.currency,
                                   t.total_gross as amount
                            from invoice i join invoice_total t on t.invoice_id = i.id
                            where i.organization_id = ? and i.status in ('ISSUED', 'PAID') and i.issued_on is not null
                            union all
                            select 'PAYMENT', p.id, i.id, i.number, p.received_on, i.currency, -p.amount
                            from invoice i join payment p on p.invoice_id = i.id
                            where i.organization_id = ? and i.status in ('ISSUED', 'PAID')),
                        running as materialized (
                            select entry.*, sum(amount) over (partition by currency order by day, id) as balance
                            from entry),
                        totals as (
                            select coalesce(json_agg(json_build_object(
                                       'currency', currency, 'invoiced', invoiced::text, 'paid', paid::text,
                                       'balance', balance::text) order by currency), '[]')::text as totals
                            from (select currency, round(sum(amount), 2) as balance,
                                         coalesce(round(sum(amount) filter (where kind = 'INVOICE'), 2), 0.00) as invoiced,
                                         coalesce(round(-sum(amount) filter (where kind = 'PAYMENT'), 2), 0.00) as paid
                                  from entry group by currency) each_currency),
                        page as (""", organization, organization).add(page).add("""
                        )
                        select totals.totals, page.kind, page.id, page.invoice_id, page.number, page.day::text,
                               page.currency, round(page.amount, 2)::text, round(page.balance, 2)::text
                        from organization cross join totals left join page on true
                        where organization.id = ? order by page.day, page.id""", organization);
        return call.database().query(sql, rows -> {
            if (!rows.next()) {
                throw new ProblemException(Problem.NotFound.item("organization", "id", organization));
            }
            return write(organization.toString(), paging, rows.getString(1), entries(rows));
        });
    }

    private static List<Entry> entries(ResultSet rows) throws SQLException {
        var entries = new ArrayList<Entry>();
        do {
            if (rows.getString(2) != null) {
                entries.add(new Entry(
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getString(7),
                        rows.getString(8),
                        rows.getString(9)));
            }
        } while (rows.next());
        return entries;
    }

    private static Answer write(String organization, Paging paging, String totals, List<Entry> entries) {
        var more = entries.size() > paging.limit();
        var page = more ? entries.subList(0, paging.limit()) : entries;
        return Answer.json(Bytes.json(json -> {
            json.writeStartObject();
            json.writeStringField("organization_id", organization);
            json.writeFieldName("totals");
            json.writeRawValue(totals);
            json.writeArrayFieldStart("results");
            for (var entry : page) {
                write(json, entry);
            }
            json.writeEndArray();
            json.writeStringField(
                    "next",
                    more ? paging.next(page.getLast().on(), page.getLast().id()) : null);
            json.writeEndObject();
        }));
    }

    private static void write(JsonGenerator json, Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", entry.kind);
        json.writeStringField("id", entry.id);
        json.writeStringField("invoice_id", entry.invoiceId);
        json.writeStringField("number", entry.number);
        json.writeStringField("on", entry.on);
        json.writeStringField("currency", entry.currency);
        json.writeStringField("amount", entry.amount);
        json.writeStringField("balance", entry.balance);
        json.writeEndObject();
    }

    private static Schema schema() {
        var id = Schema.of(UUID);
        var money = Schema.of(DECIMAL);
        var currency = Schema.text().is("ISO 4217.");
        var totals = Schema.object()
                .property("currency", currency)
                .property("invoiced", money.is("The sum of the invoices."))
                .property("paid", money.is("The sum of the payments."))
                .property("balance", money.is("What is still owed."));
        var entry = Schema.object()
                .property(
                        "kind",
                        Schema.text().among(List.of("INVOICE", "PAYMENT")).is("What it is."))
                .property("id", id.is("The invoice or payment."))
                .property("invoice_id", id.is("The invoice, of a payment the one it pays."))
                .property("number", Schema.text().is("The invoice's number."))
                .property("on", Schema.of(DATE).is("When it was issued or received."))
                .property("currency", currency)
                .property("amount", money.is("The invoice's gross total; a payment's amount, negative."))
                .property("balance", money.is("The balance of the currency after this entry."));
        return Schema.object()
                .property("organization_id", id.is("The organization."))
                .property("totals", Schema.array(totals).is("The whole account, by currency."))
                .property("results", Schema.array(entry).is("The entries, oldest first."))
                .property(
                        "next",
                        Schema.text().with("format", "uri-reference").nullable().is("The next page, if there is one."));
    }

    private static Object example() {
        return Ordered.map(
                "organization_id",
                Examples.ID,
                "totals",
                List.of(Ordered.map("currency", "EUR", "invoiced", "5040.00", "paid", "0.00", "balance", "5040.00")),
                "results",
                List.of(Ordered.map(
                        "kind", "INVOICE",
                        "id", "0198c0de-7a11-7000-8000-000000000002",
                        "invoice_id", "0198c0de-7a11-7000-8000-000000000002",
                        "number", "F-2026-00123",
                        "on", "2026-03-31",
                        "currency", "EUR",
                        "amount", "5040.00",
                        "balance", "5040.00")),
                "next",
                null);
    }
}
