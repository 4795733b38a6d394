package dev.rejoin.member;

import dev.rejoin.api.endpoint.FoundResource;
import dev.rejoin.api.resource.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** /v1/members. */
@Path("/v1/members")
@Tag(
        name = "members",
        description = "The membership of a person on behalf of an organization; a person has one at a time.")
public class MemberResource extends FoundResource<Member, Member.Data> {
    private final Leave leave;

    MemberResource(Leave leave) {
        super(Member.class);
        this.leave = leave;
    }

    @POST
    @Path("{id}/leave")
    @RolesAllowed(Role.WRITES)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "leaveMember",
            summary = "A member leaves",
            description =
                    "Ends the membership, and with it the member's group memberships and terms as a leader, in one transaction. Refused where one of these begins on that day or later: it has to be deleted first.")
    public Response leave(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @RequestBody(required = false) Leave.@Nullable Order order) {
        return act(id, ifMatch, order, member -> leave.run(member, order));
    }
}
