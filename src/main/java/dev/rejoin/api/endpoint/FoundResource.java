package dev.rejoin.api.endpoint;

import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** A resource whose items are found by search, which knows what resembles them. */
public abstract class FoundResource<E extends Item<D>, D extends Record> extends Resource<E, D> {
    @Inject
    SimilarItems similar;

    protected FoundResource(Class<E> entity) {
        super(entity);
    }

    @GET
    @Path("{id}/similar")
    @RolesAllowed(Role.READS)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getSimilar{Items}", summary = "Get what resembles one {item}")
    public Record similar(
            @PathParam("id") UUID id,
            @Parameter(description = "At most this many.", schema = @Schema(minimum = "1", maximum = "100"))
                    @DefaultValue("10")
                    @QueryParam("limit")
                    int limit) {
        return similar.like(type(), id, limit);
    }
}
