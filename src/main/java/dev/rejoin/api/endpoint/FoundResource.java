package dev.rejoin.api.endpoint;

import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** A resource whose items are found by search, which knows what resembles them. */
public abstract class FoundResource<E extends Item<D>, D extends Record> extends Resource<E, D> {
    private static final String MODEL = "Of which model's vectors; may be left out as long as there is one.";

    @Inject
    SimilarItems similar;

    @Inject
    ItemVectors vectors;

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
            @Parameter(
                            description = "By what: the words that both have, or the meaning that their vectors say.",
                            schema =
                                    @Schema(
                                            enumeration = {"words", "meaning"},
                                            defaultValue = "words"))
                    @DefaultValue("words")
                    @QueryParam("by")
                    String by,
            @Parameter(description = MODEL) @QueryParam("model") @Nullable String model,
            @Parameter(description = "At most this many.", schema = @Schema(minimum = "1", maximum = "100"))
                    @DefaultValue("10")
                    @QueryParam("limit")
                    int limit) {
        return similar.like(type(), id, by, model, limit);
    }

    @GET
    @Path("{id}/vector")
    @RolesAllowed(Role.READS)
    @Produces(MediaType.APPLICATION_JSON)
    @DescribedOnce("getVector")
    @Operation(operationId = "get{Item}Vector", summary = "Get an item's vector")
    @APIResponse(
            responseCode = "200",
            description = "The vector.",
            content = @Content(schema = @Schema(implementation = ItemVectors.Vector.class)))
    public ItemVectors.Vector vector(
            @PathParam("id") UUID id, @Parameter(description = MODEL) @QueryParam("model") @Nullable String model) {
        return vectors.get(type(), id, model);
    }

    @PUT
    @Path("{id}/vector")
    @RolesAllowed(Role.WRITES)
    @BodyLimit(BodyLimit.ITEM)
    @Consumes(MediaType.APPLICATION_JSON)
    @DescribedOnce("putVector")
    @Operation(
            operationId = "put{Item}Vector",
            summary = "Give an item its vector",
            description = "It takes the place of the one that the item has of the same model.")
    @APIResponse(responseCode = "204", description = "It is kept.")
    public void putVector(@PathParam("id") UUID id, @RequestBody(required = true) ItemVectors.Order order) {
        vectors.put(type(), id, order);
    }

    @DELETE
    @Path("{id}/vector")
    @RolesAllowed(Role.WRITES)
    @DescribedOnce("deleteVector")
    @Operation(operationId = "delete{Item}Vector", summary = "Take an item's vector away")
    @APIResponse(responseCode = "204", description = "It is gone.")
    public void deleteVector(
            @PathParam("id") UUID id, @Parameter(description = MODEL) @QueryParam("model") @Nullable String model) {
        vectors.delete(type(), id, model);
    }
}
