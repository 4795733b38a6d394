package dev.rejoin.event;

import static dev.rejoin.api.Field.enumeration;
import static dev.rejoin.api.Field.instant;
import static dev.rejoin.api.Field.integer;
import static dev.rejoin.api.Field.reference;
import static dev.rejoin.api.Field.text;

import dev.rejoin.api.Resource;

/** Events that members take part in. */
public final class Events {
    public static final Resource RESOURCE = Resource.named("events", "event", "event")
            .is("A convention, seminar, webinar or trip that members take part in.")
            .searchable()
            .with(
                    text("title").required().is("The title.").example("Annual convention 2026"),
                    enumeration("kind", "CONVENTION", "SEMINAR", "WEBINAR", "TRIP")
                            .required()
                            .is("What kind of event it is."),
                    instant("starts_at").required().is("The beginning.").example("2026-06-18T07:00:00Z"),
                    instant("ends_at").is("The end, after the beginning.").example("2026-06-19T16:00:00Z"),
                    reference("venue", "venues").is("Where it is held."),
                    integer("capacity")
                            .atLeast("1")
                            .is("How many places there are.")
                            .example(300),
                    text("description").is("What it is about."),
                    enumeration("status", "PLANNED", "CONFIRMED", "HELD", "CANCELLED")
                            .required()
                            .is("Where it stands."));

    private Events() {}
}
