package dev.rejoin.group;

import dev.rejoin.api.endpoint.FoundResource;
import dev.rejoin.api.resource.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** /v1/groups. */
@Path("/v1/groups")
@Tag(name = "groups", description = "A peer group of members, looked after by a point of contact among the staff.")
public class GroupResource extends FoundResource<Group, Group.Data> {
    private final ElectLeader electLeader;

    GroupResource(ElectLeader electLeader) {
        super(Group.class);
        this.electLeader = electLeader;
    }

    @POST
    @Path("{id}/leader-elections")
    @RolesAllowed(Role.WRITES)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "electLeader",
            summary = "Elect a leader",
            description = "Ends the term that runs on that day and begins the new one, in one transaction.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Leadership.class)))
    public Response electLeader(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, ElectLeader.Order order) {
        return creating(id, ifMatch, order, Leadership.class, group -> electLeader.run(group, order));
    }
}
