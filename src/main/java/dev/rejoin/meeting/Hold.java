package dev.rejoin.meeting;

import dev.rejoin.api.change.ItemChanges;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A planned meeting was held. */
@Singleton
class Hold {
    private final Meetings meetings;

    Hold(Meetings meetings) {
        this.meetings = meetings;
    }

    /** What is written with it; what is absent keeps. */
    @Schema(name = "HoldMeeting")
    public record Order(
            @Schema(
                    description = "Who taught; required where the meeting has no teacher yet.",
                    examples = "0198c0de-7a11-7000-8000-000000000001")
            @Nullable
            UUID teacherId,

            @Schema(description = "Where it was held.") @Nullable
            UUID venueId,

            @Schema(description = "What it was about.") @Nullable
            UUID topicId,

            @Schema(description = "When it began.") @Nullable
            OffsetDateTime startsAt,

            @Schema(description = "When it ended.") @Nullable
            OffsetDateTime endsAt,

            @Schema(description = "What was noted about it.") @Nullable
            String notes) {}

    void run(Meeting meeting, Order order) {
        Meetings.checkPlanned(meeting);
        meeting.data(meeting.data().held(order));
        meetings.flush();
        if (meetings.isInFuture(meeting.id())) {
            throw ItemChanges.invalid("starts_at", "meeting_in_future", "A meeting that has not begun cannot be HELD.");
        }
    }
}
