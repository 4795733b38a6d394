package dev.rejoin.group;

import dev.rejoin.api.endpoint.Resource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/groups/{owner}/leaderships. */
@Path("/v1/groups/{owner}/leaderships")
@Tag(
        name = "leaderships",
        description = "A group's elected leader, who is a member of the group throughout the term; one at a time.")
public class LeadershipResource extends Resource<Leadership, Leadership.Data> {
    LeadershipResource() {
        super(Leadership.class);
    }
}
