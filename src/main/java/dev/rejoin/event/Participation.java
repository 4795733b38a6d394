package dev.rejoin.event;

import dev.rejoin.api.resource.Defaulted;
import dev.rejoin.api.resource.EmbeddedAs;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Owner;
import dev.rejoin.api.resource.Unique;
import dev.rejoin.member.Member;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Who takes part in an event. */
@Entity
@Table(name = "event_participation")
@DynamicUpdate
@ItemName(plural = "participations", singular = "participation")
@Schema(description = "A member's place at an event; REGISTERED and ATTENDED take one, never more than its capacity.")
public class Participation extends Item<Participation.Data> {
    /** The values of status. */
    public enum Status {
        REGISTERED,
        ATTENDED,
        NO_SHOW,
        CANCELLED
    }

    /** What clients write. */
    @Embeddable
    @Schema(name = "ParticipationCreate", description = "What a new participation says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "participation-4711")
            @Nullable
            String legacyId,

            @NotNull @Schema(description = "The event.") @Nullable
            UUID eventId,

            @NotNull @Schema(description = "The member.") @Nullable
            UUID memberId,

            @NotNull @Enumerated(EnumType.STRING) @Schema(description = "What became of the place.") @Nullable
            Status status,

            @Defaulted
            @ColumnTransformer(write = "coalesce(?, now())")
            @Schema(description = "When the member registered; by default now.")
            @Nullable
            OffsetDateTime registeredAt) {}

    @Owner
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "eventId", insertable = false, updatable = false)
    @Nullable
    Event event;

    @EmbeddedAs("participations")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "memberId", insertable = false, updatable = false)
    @Nullable
    Member member;
}
