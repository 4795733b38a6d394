package dev.rejoin.event;

import dev.rejoin.api.endpoint.Resource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/events. */
@Path("/v1/events")
@Tag(name = "events", description = "A convention, seminar, webinar or trip that members take part in.")
public class EventResource extends Resource<Event, Event.Data> {
    EventResource() {
        super(Event.class);
    }
}
