package dev.rejoin.meeting;

import static dev.rejoin.api.Field.instant;
import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Catalog;
import dev.rejoin.api.Database;
import dev.rejoin.api.Examples;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Sql;
import dev.rejoin.api.write.Action;
import dev.rejoin.api.write.Form;
import dev.rejoin.api.write.Input;
import java.util.List;
import java.util.UUID;

/** A planned meeting is held, or cancelled. */
public final class MeetingActions {
    private static final Form HELD = Form.of(
            reference("teacher", "teachers").is("Who taught; required where the meeting has no teacher yet."),
            reference("venue", "venues").is("Where it was held."),
            reference("topic", "topics").is("What it was about."),
            instant("starts_at").is("When it began."),
            instant("ends_at").is("When it ended."),
            text("notes").is("What was noted about it."));

    private MeetingActions() {}

    public static List<Operation> operations(Catalog catalog) {
        return List.of(
                Action.on(Meetings.RESOURCE, "hold", "holdMeeting")
                        .is(
                                "Hold a meeting",
                                "A PLANNED meeting becomes HELD; what is sent is written with it, what is absent keeps."
                                        + " It cannot lie in the future, and needs a teacher.")
                        .takes(HELD, Ordered.map("teacher_id", Examples.ID))
                        .doing(catalog, MeetingActions::hold),
                Action.on(Meetings.RESOURCE, "cancel", "cancelMeeting")
                        .is("Cancel a meeting", "A PLANNED meeting becomes CANCELLED; its month is free again.")
                        .doing(catalog, MeetingActions::cancel));
    }

    private static UUID hold(Database database, UUID meeting, Input input) {
        checkPlanned(database, meeting);
        var future = database.query(
                Sql.of(
                        """
                        update meeting set status = 'HELD', teacher_id = coalesce(?, teacher_id),
                            venue_id = coalesce(?, venue_id), topic_id = coalesce(?, topic_id),
                            starts_at = coalesce(?, starts_at), ends_at = coalesce(?, ends_at),
                            notes = coalesce(?, notes)
                        where id = ?
                        returning coalesce(starts_at, month::timestamp at time zone 'UTC') > now()""",
                        input.value("teacher_id").orElse(null),
                        input.value("venue_id").orElse(null),
                        input.value("topic_id").orElse(null),
                        input.value("starts_at").orElse(null),
                        input.value("ends_at").orElse(null),
                        input.value("notes").orElse(null),
                        meeting),
                rows -> rows.next() && rows.getBoolean(1));
        if (future) {
            throw Action.invalid("starts_at", "meeting_in_future", "A meeting that has not begun cannot be HELD.");
        }
        return meeting;
    }

    private static UUID cancel(Database database, UUID meeting, Input input) {
        checkPlanned(database, meeting);
        database.update(Sql.of("update meeting set status = 'CANCELLED' where id = ?", meeting));
        return meeting;
    }

    private static void checkPlanned(Database database, UUID meeting) {
        var status = database.query(Sql.of("select status from meeting where id = ?", meeting), rows -> {
            rows.next();
            return rows.getString(1);
        });
        if (!status.equals("PLANNED")) {
            throw Action.conflict("not_planned", "The meeting is %s already.".formatted(status));
        }
    }
}
