package dev.rejoin.invoice;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.rejoin.api.endpoint.Endpoint;
import dev.rejoin.api.endpoint.Takes;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Paged;
import dev.rejoin.api.query.Paging;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** An organization's account: issued invoices and payments in order, the balance after each, and the totals. */
@Path("/v1/organizations/{id}/statement")
@Tag(name = "organizations")
@RunOnVirtualThread
public class AccountStatementResource implements Endpoint {
    private static final int DEFAULT_LIMIT = 100;
    private static final String CURRENCY = "ISO 4217.";

    private final Database database;
    private final Paging paging;

    AccountStatementResource(Database database, Paging paging) {
        this.database = database;
        this.paging = paging;
    }

    /** What an entry is. */
    public enum Kind {
        INVOICE,
        PAYMENT
    }

    /** What is answered. */
    @Schema(name = "AccountStatement")
    public record AccountStatement(
            @Schema(description = "The organization.") UUID organizationId,

            @Schema(
                    description = "The whole account, by currency.",
                    type = SchemaType.ARRAY,
                    implementation = Totals.class)
            @JsonRawValue
            String totals,

            @Schema(description = "The entries, oldest first.")
            List<Entry> results,

            @Schema(description = Paged.NEXT, format = Paged.URI_REFERENCE, nullable = true) @Nullable
            String next) {}

    /** The whole account in one currency, as the statement's SQL makes it. */
    @Schema(name = "AccountTotals")
    public record Totals(
            @Schema(description = CURRENCY, examples = "EUR")
            String currency,

            @Schema(description = "The sum of the invoices.", examples = "5040.00")
            BigDecimal invoiced,

            @Schema(description = "The sum of the payments.", examples = "0.00")
            BigDecimal paid,

            @Schema(description = "What is still owed.", examples = "5040.00")
            BigDecimal balance) {}

    /** An invoice or a payment. */
    @Schema(name = "AccountEntry")
    public record Entry(
            @Schema(description = "What it is.", examples = "INVOICE")
            Kind kind,

            @Schema(description = "The invoice or payment.") UUID id,

            @Schema(description = "The invoice, of a payment the one it pays.")
            UUID invoiceId,

            @Schema(description = "The invoice's number.", examples = "F-2026-00123")
            String number,

            @Schema(description = "When it was issued or received.", examples = "2026-03-31")
            LocalDate on,

            @Schema(description = CURRENCY, examples = "EUR")
            String currency,

            @Schema(description = "The invoice's gross total; a payment's amount, negative.", examples = "5040.00")
            BigDecimal amount,

            @Schema(description = "The balance of the currency after this entry.", examples = "5040.00")
            BigDecimal balance) {}

    private record TotaledEntry(String totals, @Nullable Entry entry) {}

    @GET
    @RolesAllowed(Role.READS)
    @Takes(value = Takes.Shared.PAGE, limit = DEFAULT_LIMIT)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getOrganizationStatement",
            summary = "Get an organization's statement",
            description = "Invoices that were issued and their payments, oldest first, with the balance of the currency"
                    + " after each; drafts and void invoices do not count. Entries and totals come from one statement.")
    public AccountStatement statement(
            @Parameter(description = "The organization's id.") @PathParam("id") UUID id,
            @Parameter(description = "Only entries from this day on; balances count all.")
                    @QueryParam("on__gte")
                    @Nullable
                    LocalDate from,
            @Parameter(description = "Only entries before this day.") @QueryParam("on__lt") @Nullable
                    LocalDate before) {
        var wanted = paging.wanted(DEFAULT_LIMIT);
        var page = Sql.of("""
                select kind, id, invoice_id, number, day, currency, round(amount, 2) as amount,
                       round(balance, 2) as balance
                from running
                where day >= coalesce(?::date, '-infinity') and day < coalesce(?::date, 'infinity')""", from, before);
        wanted.after().ifPresent(last -> page.add(" and (day, id) > (?::date, ?::uuid)", last.get(0), last.get(1)));
        page.add(" order by day, id limit ?", wanted.limit() + 1);
        var rows = database.list(Sql.of("""
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
                                       'balance', balance::text) order by currency), '[]') as totals
                            from (select currency, round(sum(amount), 2) as balance,
                                         coalesce(round(sum(amount) filter (where kind = 'INVOICE'), 2), 0.00) as invoiced,
                                         coalesce(round(-sum(amount) filter (where kind = 'PAYMENT'), 2), 0.00) as paid
                                  from entry group by currency) each_currency),
                        page as (""", id, id).add(page).add("""
                        )
                        select totals.totals, page.*, page.day as "on"
                        from organization cross join totals left join page on true
                        where organization.id = ? order by page.day, page.id""", id), TotaledEntry.class);
        if (rows.isEmpty()) {
            throw new ProblemException(Problem.NotFound.item("organization", "id", id));
        }
        var entries =
                rows.stream().map(TotaledEntry::entry).filter(Objects::nonNull).toList();
        return new AccountStatement(
                id,
                rows.getFirst().totals(),
                wanted.shown(entries),
                wanted.next(
                        entries, last -> List.of(last.on().toString(), last.id().toString())));
    }
}
