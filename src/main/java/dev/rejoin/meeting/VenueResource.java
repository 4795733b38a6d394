package dev.rejoin.meeting;

import dev.rejoin.api.endpoint.FoundResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/venues. */
@Path("/v1/venues")
@Tag(name = "venues", description = "A place where meetings and events are held.")
public class VenueResource extends FoundResource<Venue, Venue.Data> {
    VenueResource() {
        super(Venue.class);
    }
}
