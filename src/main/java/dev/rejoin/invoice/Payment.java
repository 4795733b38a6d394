package dev.rejoin.invoice;

import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Owner;
import dev.rejoin.api.resource.Unique;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Money received for invoices. */
@Entity
@DynamicUpdate
@ItemName(plural = "payments", singular = "payment")
@Schema(description = "Money received for an invoice, in the invoice's currency.")
public class Payment extends Item<Payment.Data> {
    /** The values of method. */
    public enum Method {
        TRANSFER,
        CARD,
        CHEQUE,
        DIRECT_DEBIT
    }

    /** What clients write. */
    @Embeddable
    @Schema(name = "PaymentCreate", description = "What a new payment says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "payment-4711")
            @Nullable
            String legacyId,

            @NotNull @Schema(description = "The invoice.") @Nullable
            UUID invoiceId,

            @NotNull @Schema(description = "When it arrived.", examples = "2026-04-02") @Nullable
            LocalDate receivedOn,

            @NotNull
            @Digits(integer = 10, fraction = 2)
            @Column(precision = 12, scale = 2)
            @DecimalMin(value = "0", inclusive = false, message = "more than 0")
            @Schema(description = "How much.", examples = "5040.00")
            @Nullable
            BigDecimal amount,

            @NotNull @Enumerated(EnumType.STRING) @Schema(description = "How it came.") @Nullable
            Method method,

            @Schema(description = "The reference on the statement.", examples = "VIR 2026-04-02 8841") @Nullable
            String reference) {}

    @Owner
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "invoiceId", insertable = false, updatable = false)
    @Nullable
    Invoice invoice;
}
