package dev.rejoin.meeting;

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

/** /v1/meetings. */
@Path("/v1/meetings")
@Tag(name = "meetings", description = "A group's monthly meeting; one that is not cancelled per group and month.")
public class MeetingResource extends FoundResource<Meeting, Meeting.Data> {
    private final Hold hold;

    MeetingResource(Hold hold) {
        super(Meeting.class);
        this.hold = hold;
    }

    @POST
    @Path("{id}/hold")
    @RolesAllowed(Role.WRITES)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "holdMeeting",
            summary = "Hold a meeting",
            description =
                    "A PLANNED meeting becomes HELD; what is sent is written with it, what is absent keeps. It cannot lie in the future, and needs a teacher.")
    public Response hold(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @RequestBody(required = false) Hold.@Nullable Order order) {
        return act(id, ifMatch, order, meeting -> hold.run(meeting, order));
    }

    @POST
    @Path("{id}/cancel")
    @RolesAllowed(Role.WRITES)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "cancelMeeting",
            summary = "Cancel a meeting",
            description = "A PLANNED meeting becomes CANCELLED; its month is free again.")
    public Response cancel(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return act(id, ifMatch, null, meeting -> {
            Meetings.checkPlanned(meeting);
            meeting.data(meeting.data().cancelled());
        });
    }
}
