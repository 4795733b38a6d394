package dev.rejoin.event;

import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Unique;
import dev.rejoin.meeting.Venue;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Events that members take part in. */
@Entity
@DynamicUpdate
@ItemName(plural = "events", singular = "event", searchedAs = "event")
@Schema(description = "A convention, seminar, webinar or trip that members take part in.")
public class Event extends Item<Event.Data> {
    /** The values of kind. */
    public enum Kind {
        CONVENTION,
        SEMINAR,
        WEBINAR,
        TRIP
    }

    /** The values of status. */
    public enum Status {
        PLANNED,
        CONFIRMED,
        HELD,
        CANCELLED
    }

    /** What clients write. */
    @Embeddable
    @Schema(name = "EventCreate", description = "What a new event says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "event-4711")
            @Nullable
            String legacyId,

            @NotNull @Schema(description = "The title.", examples = "Annual convention 2026") @Nullable
            String title,

            @NotNull @Enumerated(EnumType.STRING) @Schema(description = "What kind of event it is.") @Nullable
            Kind kind,

            @NotNull @Schema(description = "The beginning.", examples = "2026-06-18T07:00:00Z") @Nullable
            OffsetDateTime startsAt,

            @Schema(description = "The end, after the beginning.", examples = "2026-06-19T16:00:00Z") @Nullable
            OffsetDateTime endsAt,

            @Schema(description = "Where it is held.") @Nullable
            UUID venueId,

            @Min(value = 1, message = "1 or more")
            @Schema(description = "How many places there are.", examples = "300")
            @Nullable
            Integer capacity,

            @Schema(description = "What it is about.") @Nullable
            String description,

            @NotNull @Enumerated(EnumType.STRING) @Schema(description = "Where it stands.") @Nullable
            Status status) {}

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "venueId", insertable = false, updatable = false)
    @Nullable
    Venue venue;
}
