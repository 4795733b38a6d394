package dev.rejoin.event;

import static dev.rejoin.api.Field.enumeration;
import static dev.rejoin.api.Field.instant;
import static dev.rejoin.api.Field.reference;

import dev.rejoin.api.Resource;

/** Who takes part in an event. */
public final class Participations {
    public static final Resource RESOURCE = Resource.named("participations", "participation", "event_participation")
            .is("A member's place at an event; REGISTERED and ATTENDED take one, never more than its capacity.")
            .in("events", "event")
            .embeddedBy("member", "participations")
            .with(
                    reference("event", "events").required().is("The event."),
                    reference("member", "members").required().is("The member."),
                    enumeration("status", "REGISTERED", "ATTENDED", "NO_SHOW", "CANCELLED")
                            .required()
                            .is("What became of the place."),
                    instant("registered_at").defaulted().is("When the member registered; by default now."));

    private Participations() {}
}
