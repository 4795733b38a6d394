package dev.rejoin.meeting;

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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Who came to a meeting. */
@Entity
@Table(name = "meeting_attendance")
@DynamicUpdate
@ItemName(plural = "attendances", singular = "attendance")
@Schema(description = "Whether a member came to a meeting, and how they rated it; once per member.")
public class Attendance extends Item<Attendance.Data> {
    /** The values of status. */
    public enum Status {
        PRESENT,
        ABSENT,
        EXCUSED
    }

    /** What clients write. */
    @Embeddable
    @Schema(name = "AttendanceCreate", description = "What a new attendance says.")
    public record Data(
            @Unique
            @Schema(description = "The document's old _id; null for items born here.", examples = "attendance-4711")
            @Nullable
            String legacyId,

            @NotNull @Schema(description = "The meeting.") @Nullable
            UUID meetingId,

            @NotNull @Schema(description = "The member.") @Nullable
            UUID memberId,

            @NotNull @Enumerated(EnumType.STRING) @Schema(description = "Whether they came.") @Nullable
            Status status,

            @Defaulted
            @ColumnTransformer(write = "coalesce(?, false)")
            @Schema(description = "Whether they came as a guest of the group.", examples = "false")
            @Nullable
            Boolean asGuest,

            @Min(value = 1, message = "1 or more")
            @Max(value = 5, message = "5 or less")
            @Schema(description = "How they rated it, from 1 to 5.", examples = "4")
            @Nullable
            Integer rating,

            @Schema(description = "What they said about it.") @Nullable
            String comment) {}

    @Owner
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "meetingId", insertable = false, updatable = false)
    @Nullable
    Meeting meeting;

    @EmbeddedAs("attendances")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "memberId", insertable = false, updatable = false)
    @Nullable
    Member member;
}
