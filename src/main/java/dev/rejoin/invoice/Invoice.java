package dev.rejoin.invoice;

import dev.rejoin.api.resource.BornAs;
import dev.rejoin.api.resource.ChangedBy;
import dev.rejoin.api.resource.Elements;
import dev.rejoin.api.resource.EmbeddedAs;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Shown;
import dev.rejoin.api.resource.Unique;
import dev.rejoin.organization.Organization;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Transient;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** What organizations owe. */
@Entity
@DynamicUpdate
@ItemName(plural = "invoices", singular = "invoice", searchedAs = "invoice")
@Schema(description = "What an organization owes; totals are computed from the lines, never stored.")
public class Invoice extends Item<Invoice.Data> {
    /** The values of status. */
    public enum Status {
        DRAFT,
        ISSUED,
        PAID,
        VOID
    }

    /** What clients write. */
    @Embeddable
    @Schema(name = "InvoiceCreate", description = "What a new invoice says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "invoice-4711")
            @Nullable
            String legacyId,

            @NotNull @Unique @Schema(description = "The number on the paper.", examples = "F-2026-00123") @Nullable
            String number,

            @NotNull @Schema(description = "Who owes it.") @Nullable
            UUID organizationId,

            @NotNull
            @Enumerated(EnumType.STRING)
            @ChangedBy(action = "issue", value = "ISSUED")
            @ChangedBy(action = "pay", value = "PAID")
            @ChangedBy(action = "void", value = "VOID")
            @BornAs("DRAFT")
            @Schema(description = "Past DRAFT, number, organization, issued_on, currency and lines stay.")
            @Nullable
            Status status,

            @Schema(description = "When it was issued; required unless DRAFT.", examples = "2026-03-31") @Nullable
            LocalDate issuedOn,

            @Schema(description = "When it is due; not before it was issued.", examples = "2026-04-30") @Nullable
            LocalDate dueOn,

            @NotNull
            @Pattern(regexp = "^[A-Z]{3}$", message = "an ISO 4217 currency code, as EUR")
            @Column(columnDefinition = "bpchar(3)")
            @Schema(description = "ISO 4217.", examples = "EUR")
            @Nullable
            String currency,

            @Schema(description = "What is printed below.") @Nullable
            String notes) {
        /** The same with its dates, ISSUED. */
        Data issued(LocalDate on, @Nullable LocalDate due) {
            return new Data(legacyId, number, organizationId, Status.ISSUED, on, due, currency, notes);
        }

        /** The same in another status. */
        Data in(Status other) {
            return new Data(legacyId, number, organizationId, other, issuedOn, dueOn, currency, notes);
        }
    }

    @EmbeddedAs("invoices")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organizationId", insertable = false, updatable = false)
    @Nullable
    Organization organization;

    @Transient
    @Elements(of = InvoiceLine.class, order = "position")
    @Schema(description = "Its invoice lines. Written, they replace all those that are there; known by their position.")
    @Nullable
    List<InvoiceLine> lines;

    /** Computed by the view of this name: joined where a total is asked for, and only there. */
    @Shown
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "id", insertable = false, updatable = false)
    @Nullable
    InvoiceTotal total;
}
