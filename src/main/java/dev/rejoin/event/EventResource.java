package dev.rejoin.event;

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

/** /v1/events. */
@Path("/v1/events")
@Tag(name = "events", description = "A convention, seminar, webinar or trip that members take part in.")
public class EventResource extends FoundResource<Event, Event.Data> {
    private final Register register;

    EventResource(Register register) {
        super(Event.class);
        this.register = register;
    }

    @POST
    @Path("{id}/register")
    @RolesAllowed(Role.WRITES)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerForEvent",
            summary = "Register a member",
            description =
                    "Takes one of the event's places; a cancelled registration of the member is taken up again. Refused when the event is full, cancelled or over.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Participation.class)))
    public Response register(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, Register.Order order) {
        return creating(id, ifMatch, order, Participation.class, event -> register.run(event, order));
    }
}
