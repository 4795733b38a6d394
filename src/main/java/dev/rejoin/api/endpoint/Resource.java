package dev.rejoin.api.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.api.change.ItemChanges;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.query.Export;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What all resources share over HTTP. A feature's resource is a subclass with its path and its actions; where items lie
 * under those of another resource, the path has {@code {owner}} for the id of theirs.
 *
 * @param <E> the entity
 * @param <D> the record that clients write of it
 */
@RunOnVirtualThread
@OncePerKey
public abstract class Resource<E extends Item<D>, D extends Record> implements ItemEndpoint<E, D> {
    /** The media type of a merge patch (RFC 7396). */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    private final Class<E> entity;

    @Inject
    Catalog catalog;

    @Inject
    ItemRequests requests;

    @Inject
    ItemChanges changes;

    @Inject
    ItemHistory history;

    @Inject
    Call call;

    protected Resource(Class<E> entity) {
        this.entity = entity;
    }

    @Override
    public ItemType<E, D> type() {
        return catalog.of(entity);
    }

    @GET
    @RolesAllowed(Role.READS)
    @Takes({Takes.Shared.PAGE, Takes.Shared.ORDER, Takes.Shared.SHAPE, Takes.Shared.FILTERS})
    @Produces({MediaType.APPLICATION_JSON, Export.NDJSON, Export.CSV})
    @Operation(operationId = "list{Items}", summary = "List {items}")
    public Response list(@Context Request request) {
        return requests.list(type(), call.owner(), request);
    }

    @GET
    @Path("aggregate")
    @RolesAllowed(Role.READS)
    @Takes({Takes.Shared.GROUPS, Takes.Shared.FILTERS})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "aggregate{Items}", summary = "Aggregate {items}")
    public Response aggregate() {
        return requests.aggregate(type(), call.owner());
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.READS)
    @Takes(Takes.Shared.SHAPE)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "get{Item}", summary = "Get one {item}")
    public Response get(@PathParam("id") UUID id, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return requests.item(type(), "id", id, call.owner(), ifNoneMatch);
    }

    @GET
    @Path("by-legacy-id/{legacy_id}")
    @RolesAllowed(Role.READS)
    @Takes(Takes.Shared.SHAPE)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "get{Item}ByLegacyId", summary = "Get one {item} by its legacy id")
    public Response getByLegacyId(
            @PathParam("legacy_id") String legacyId, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        return requests.item(type(), "legacy_id", legacyId, call.owner(), ifNoneMatch);
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed(Role.READS)
    @Takes(Takes.Shared.PAGE)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "get{Item}History", summary = "Get the history of one {item}")
    public Record history(@PathParam("id") UUID id) {
        return history.page(type(), id, Optional.ofNullable(call.owner()));
    }

    @POST
    @RolesAllowed(Role.WRITES)
    @BodyLimit(BodyLimit.ITEM)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "create{Item}", summary = "Create one {item}")
    public Response create(ObjectNode body) {
        return ItemRequests.written(changes.create(type(), call.owner(), body));
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed(Role.WRITES)
    @BodyLimit(BodyLimit.ITEM)
    @Consumes(MERGE_PATCH)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "update{Item}", summary = "Change one {item}")
    public Response patch(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, ObjectNode body) {
        return ItemRequests.written(changes.patch(type(), id, call.owner(), ifMatch, body));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.WRITES)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "delete{Item}", summary = "Delete one {item}")
    public Response delete(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return ItemRequests.written(changes.delete(type(), id, call.owner(), ifMatch));
    }

    @POST
    @Path("bulk")
    @RolesAllowed(Role.WRITES)
    @BodyLimit(BodyLimit.MANY)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "bulk{Items}", summary = "Create or change many {items} by legacy id, all or none")
    public Response bulk(ObjectNode body) {
        return ItemRequests.written(changes.bulk(type(), call.owner(), body));
    }

    /** A named change of an item's state; see {@link ItemChanges#act}. */
    protected Response act(UUID id, @Nullable String ifMatch, @Nullable Record order, Consumer<E> action) {
        return ItemRequests.written(changes.act(type(), id, ifMatch, order, action));
    }

    /** A named change that makes an item of a nested resource; see {@link ItemChanges#creating}. */
    protected Response creating(
            UUID id,
            @Nullable String ifMatch,
            @Nullable Record order,
            Class<? extends Item<?>> result,
            Function<E, UUID> action) {
        return ItemRequests.written(changes.creating(type(), id, ifMatch, order, catalog.any(result), action));
    }
}
