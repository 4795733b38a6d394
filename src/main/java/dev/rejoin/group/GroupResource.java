package dev.rejoin.group;

import dev.rejoin.api.endpoint.Resource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/groups. */
@Path("/v1/groups")
@Tag(name = "groups", description = "A peer group of members, looked after by a point of contact among the staff.")
public class GroupResource extends Resource<Group, Group.Data> {
    GroupResource() {
        super(Group.class);
    }
}
