package dev.rejoin.invoice;

import dev.rejoin.api.resource.Defaulted;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Owner;
import dev.rejoin.api.resource.Unique;
import dev.rejoin.mission.Mission;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/** The lines of invoices. */
@Entity
@Table(name = "invoice_line")
@DynamicUpdate
@ItemName(plural = "invoice-lines", singular = "invoice-line", segment = "lines")
@Schema(description = "A line of an invoice; frozen once the invoice left DRAFT.")
public class InvoiceLine extends Item<InvoiceLine.Data> {
    /** What clients write. */
    @Embeddable
    @Schema(name = "InvoiceLineCreate", description = "What a new invoice line says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "invoice-line-4711")
            @Nullable
            String legacyId,

            @NotNull @Schema(description = "The invoice.") @Nullable
            UUID invoiceId,

            @NotNull
            @Min(value = 1, message = "1 or more")
            @Schema(description = "The place in the invoice.", examples = "1")
            @Nullable
            Integer position,

            @Schema(description = "The mission that is invoiced.") @Nullable
            UUID missionId,

            @NotNull @Schema(description = "What is invoiced.", examples = "Facilitation, two days") @Nullable
            String description,

            @Defaulted
            @ColumnTransformer(write = "coalesce(?, 1)")
            @Digits(integer = 9, fraction = 3)
            @Column(precision = 12, scale = 3)
            @DecimalMin(value = "0", inclusive = false, message = "more than 0")
            @Schema(description = "How many.", examples = "2.000")
            @Nullable
            BigDecimal quantity,

            @NotNull
            @Digits(integer = 10, fraction = 2)
            @Column(precision = 12, scale = 2)
            @Schema(description = "The price of one.", examples = "2100.00")
            @Nullable
            BigDecimal unitPrice,

            @Digits(integer = 1, fraction = 4)
            @Column(precision = 5, scale = 4)
            @DecimalMin(value = "0", message = "0 or more")
            @DecimalMax(value = "1", message = "1 or less")
            @Schema(description = "The tax as a fraction.", examples = "0.2000")
            @Nullable
            BigDecimal taxRate) {}

    @Owner
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "invoiceId", insertable = false, updatable = false)
    @Nullable
    Invoice invoice;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "missionId", insertable = false, updatable = false)
    @Nullable
    Mission mission;

    @Basic(fetch = FetchType.LAZY)
    @Formula("invoice_line_net(quantity, unit_price)")
    @NotNull
    @Schema(description = "Quantity times price.", examples = "4200.00")
    @Nullable
    BigDecimal net;
}
