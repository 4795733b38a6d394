package dev.rejoin.meeting;

import static dev.rejoin.api.Field.date;
import static dev.rejoin.api.Field.enumeration;
import static dev.rejoin.api.Field.instant;
import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** The monthly meetings of groups. */
public final class Meetings {
    public static final Resource RESOURCE = Resource.named("meetings", "meeting", "meeting")
            .is("A group's monthly meeting; one that is not cancelled per group and month.")
            .searchable()
            .changedBy("hold", "status", "HELD")
            .changedBy("cancel", "status", "CANCELLED")
            .embeddedBy("group", "meetings")
            .embeddedBy("teacher", "meetings")
            .with(
                    reference("group", "groups").required().is("The group that meets."),
                    date("month").required().is("The month, by its first day.").example("2026-03-01"),
                    instant("starts_at").is("The beginning, inside the month.").example("2026-03-12T17:00:00Z"),
                    instant("ends_at").is("The end, after the beginning.").example("2026-03-12T20:00:00Z"),
                    reference("venue", "venues").is("Where it is held."),
                    reference("teacher", "teachers").is("Who teaches; required when HELD."),
                    reference("topic", "topics").is("What is taught."),
                    text("title").is("The title.").example("Leading without authority"),
                    enumeration("status", "PLANNED", "HELD", "CANCELLED")
                            .required()
                            .is("Whether it was held."),
                    text("notes").is("What was noted about it."));

    private Meetings() {}
}
