package dev.rejoin.group;

import dev.rejoin.api.endpoint.Resource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** /v1/groups/{owner}/memberships. */
@Path("/v1/groups/{owner}/memberships")
@Tag(name = "memberships", description = "A member belongs to a group from joined_on until before left_on.")
public class MembershipResource extends Resource<Membership, Membership.Data> {
    MembershipResource() {
        super(Membership.class);
    }
}
