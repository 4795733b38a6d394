package dev.rejoin.meeting;

import static dev.rejoin.api.Field.enumeration;
import static dev.rejoin.api.Field.flag;
import static dev.rejoin.api.Field.integer;
import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** Who came to a meeting. */
public final class Attendances {
    public static final Resource RESOURCE = Resource.named("attendances", "attendance", "meeting_attendance")
            .is("Whether a member came to a meeting, and how they rated it; once per member.")
            .in("meetings", "meeting")
            .embeddedBy("member", "attendances")
            .with(
                    reference("meeting", "meetings").required().is("The meeting."),
                    reference("member", "members").required().is("The member."),
                    enumeration("status", "PRESENT", "ABSENT", "EXCUSED")
                            .required()
                            .is("Whether they came."),
                    flag("as_guest")
                            .defaulted()
                            .is("Whether they came as a guest of the group.")
                            .example(false),
                    integer("rating")
                            .atLeast("1")
                            .atMost("5")
                            .is("How they rated it, from 1 to 5.")
                            .example(4),
                    text("comment").is("What they said about it."));

    private Attendances() {}
}
