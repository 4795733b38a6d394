package dev.rejoin.mission;

import dev.rejoin.api.endpoint.FoundResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/missions. */
@Path("/v1/missions")
@Tag(name = "missions", description = "Work delivered for an organization, and invoiced.")
public class MissionResource extends FoundResource<Mission, Mission.Data> {
    MissionResource() {
        super(Mission.class);
    }
}
