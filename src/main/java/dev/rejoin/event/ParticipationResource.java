package dev.rejoin.event;

import dev.rejoin.api.endpoint.Resource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/events/{owner}/participations. */
@Path("/v1/events/{owner}/participations")
@Tag(
        name = "participations",
        description = "A member's place at an event; REGISTERED and ATTENDED take one, never more than its capacity.")
public class ParticipationResource extends Resource<Participation, Participation.Data> {
    ParticipationResource() {
        super(Participation.class);
    }
}
