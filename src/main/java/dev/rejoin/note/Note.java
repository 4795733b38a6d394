package dev.rejoin.note;

import dev.rejoin.api.resource.Defaulted;
import dev.rejoin.api.resource.EmbeddedAs;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemName;
import dev.rejoin.api.resource.Unique;
import dev.rejoin.event.Event;
import dev.rejoin.group.Group;
import dev.rejoin.meeting.Meeting;
import dev.rejoin.member.Member;
import dev.rejoin.mission.Mission;
import dev.rejoin.organization.Organization;
import dev.rejoin.person.StaffMember;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.validation.constraints.NotNull;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** What the staff wrote down. */
@Entity
@DynamicUpdate
@ItemName(plural = "notes", singular = "note", searchedAs = "note")
@Schema(description = "What a member of the staff wrote down about exactly one thing.")
public class Note extends Item<Note.Data> {
    /** What clients write. */
    @Embeddable
    @Schema(name = "NoteCreate", description = "What a new note says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "note-4711")
            @Nullable
            String legacyId,

            @Schema(description = "Who wrote it.") @Nullable UUID authorId,

            @Schema(description = "The organization it is about.") @Nullable
            UUID organizationId,

            @Schema(description = "The member it is about.") @Nullable
            UUID memberId,

            @Schema(description = "The group it is about.") @Nullable
            UUID groupId,

            @Schema(description = "The meeting it is about.") @Nullable
            UUID meetingId,

            @Schema(description = "The mission it is about.") @Nullable
            UUID missionId,

            @Schema(description = "The event it is about.") @Nullable
            UUID eventId,

            @Schema(description = "The title.", examples = "Call with the chair") @Nullable
            String title,

            @NotNull @Schema(description = "The text.", examples = "They want to move to Thursdays.") @Nullable
            String body,

            @Defaulted
            @ColumnTransformer(write = "coalesce(?, now())")
            @Schema(description = "When it was noted; by default now.")
            @Nullable
            OffsetDateTime notedAt) {}

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "authorId", insertable = false, updatable = false)
    @Nullable
    StaffMember author;

    @EmbeddedAs("notes")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organizationId", insertable = false, updatable = false)
    @Nullable
    Organization organization;

    @EmbeddedAs("notes")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "memberId", insertable = false, updatable = false)
    @Nullable
    Member member;

    @EmbeddedAs("notes")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "groupId", insertable = false, updatable = false)
    @Nullable
    Group group;

    @EmbeddedAs("staff_notes")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "meetingId", insertable = false, updatable = false)
    @Nullable
    Meeting meeting;

    @EmbeddedAs("notes")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "missionId", insertable = false, updatable = false)
    @Nullable
    Mission mission;

    @EmbeddedAs("notes")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "eventId", insertable = false, updatable = false)
    @Nullable
    Event event;
}
