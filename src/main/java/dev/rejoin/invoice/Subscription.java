package dev.rejoin.invoice;

import dev.rejoin.api.resource.EmbeddedAs;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Unique;
import dev.rejoin.member.Member;
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
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** What members pay, period by period. */
@Entity
@DynamicUpdate
@ItemName(plural = "subscriptions", singular = "subscription")
@Schema(description = "What a member pays for a period; periods of one member do not overlap.")
public class Subscription extends Item<Subscription.Data> {
    /** The values of status. */
    public enum Status {
        PENDING,
        ACTIVE,
        PAID,
        CANCELLED
    }

    /** What clients write. */
    @Embeddable
    @Schema(name = "SubscriptionCreate", description = "What a new subscription says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "subscription-4711")
            @Nullable
            String legacyId,

            @NotNull @Schema(description = "Who subscribes.") @Nullable
            UUID memberId,

            @NotNull @Schema(description = "The first day.", examples = "2026-01-01") @Nullable
            LocalDate startsOn,

            @NotNull @Schema(description = "The day after the last one.", examples = "2027-01-01") @Nullable
            LocalDate endsOn,

            @Digits(integer = 10, fraction = 2)
            @Column(precision = 12, scale = 2)
            @DecimalMin(value = "0", message = "0 or more")
            @Schema(description = "The price of the period.", examples = "3600.00")
            @Nullable
            BigDecimal amount,

            @NotNull
            @Pattern(regexp = "^[A-Z]{3}$", message = "an ISO 4217 currency code, as EUR")
            @Column(columnDefinition = "bpchar(3)")
            @Schema(description = "ISO 4217.", examples = "EUR")
            @Nullable
            String currency,

            @NotNull
            @Enumerated(EnumType.STRING)
            @Schema(description = "PENDING: offered; ACTIVE: running, not yet paid.")
            @Nullable
            Status status,

            @Schema(description = "The invoice it was billed with.") @Nullable
            UUID invoiceId) {}

    @EmbeddedAs("subscriptions")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "memberId", insertable = false, updatable = false)
    @Nullable
    Member member;

    @EmbeddedAs("subscriptions")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "invoiceId", insertable = false, updatable = false)
    @Nullable
    Invoice invoice;
}
