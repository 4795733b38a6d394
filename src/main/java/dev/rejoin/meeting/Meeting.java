package dev.rejoin.meeting;

import dev.rejoin.api.resource.ChangedBy;
import dev.rejoin.api.resource.EmbeddedAs;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Unique;
import dev.rejoin.group.Group;
import dev.rejoin.teacher.Teacher;
import dev.rejoin.teacher.Topic;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** The monthly meetings of groups. */
@Entity
@DynamicUpdate
@ItemName(plural = "meetings", singular = "meeting", searchedAs = "meeting")
@Schema(description = "A group's monthly meeting; one that is not cancelled per group and month.")
public class Meeting extends Item<Meeting.Data> {
    /** The values of status. */
    public enum Status {
        PLANNED,
        HELD,
        CANCELLED
    }

    /** What clients write. */
    @Embeddable
    @Schema(name = "MeetingCreate", description = "What a new meeting says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "meeting-4711")
            @Nullable
            String legacyId,

            @NotNull @Schema(description = "The group that meets.") @Nullable
            UUID groupId,

            @NotNull @Schema(description = "The month, by its first day.", examples = "2026-03-01") @Nullable
            LocalDate month,

            @Schema(description = "The beginning, inside the month.", examples = "2026-03-12T17:00:00Z") @Nullable
            OffsetDateTime startsAt,

            @Schema(description = "The end, after the beginning.", examples = "2026-03-12T20:00:00Z") @Nullable
            OffsetDateTime endsAt,

            @Schema(description = "Where it is held.") @Nullable
            UUID venueId,

            @Schema(description = "Who teaches; required when HELD.") @Nullable
            UUID teacherId,

            @Schema(description = "What is taught.") @Nullable
            UUID topicId,

            @Schema(description = "The title.", examples = "Leading without authority") @Nullable
            String title,

            @NotNull
            @Enumerated(EnumType.STRING)
            @ChangedBy(action = "hold", value = "HELD")
            @ChangedBy(action = "cancel", value = "CANCELLED")
            @Schema(description = "Whether it was held.")
            @Nullable
            Status status,

            @Schema(description = "What was noted about it.") @Nullable
            String notes) {
        /** The same that was held; what the order does not say keeps. */
        Data held(Hold.Order order) {
            return new Data(
                    legacyId,
                    groupId,
                    month,
                    order.startsAt() == null ? startsAt : order.startsAt(),
                    order.endsAt() == null ? endsAt : order.endsAt(),
                    order.venueId() == null ? venueId : order.venueId(),
                    order.teacherId() == null ? teacherId : order.teacherId(),
                    order.topicId() == null ? topicId : order.topicId(),
                    title,
                    Status.HELD,
                    order.notes() == null ? notes : order.notes());
        }

        /** The same that will not be. */
        Data cancelled() {
            return new Data(
                    legacyId,
                    groupId,
                    month,
                    startsAt,
                    endsAt,
                    venueId,
                    teacherId,
                    topicId,
                    title,
                    Status.CANCELLED,
                    notes);
        }
    }

    @EmbeddedAs("meetings")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "groupId", insertable = false, updatable = false)
    @Nullable
    Group group;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "venueId", insertable = false, updatable = false)
    @Nullable
    Venue venue;

    @EmbeddedAs("meetings")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "teacherId", insertable = false, updatable = false)
    @Nullable
    Teacher teacher;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "topicId", insertable = false, updatable = false)
    @Nullable
    Topic topic;
}
