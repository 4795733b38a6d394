package dev.rejoin.security;

import dev.rejoin.api.change.Idempotency;
import dev.rejoin.api.change.ItemChanges;
import dev.rejoin.api.endpoint.BodyLimit;
import dev.rejoin.api.endpoint.Endpoint;
import dev.rejoin.api.endpoint.OfThePrimary;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.resource.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Creates, lists and revokes API keys. */
@Path(ApiKeyResource.PATH)
@Tag(name = "api-keys", description = "API keys.")
@RunOnVirtualThread
@OfThePrimary("Who looks whether a key is revoked must not be told that it is not.")
public class ApiKeyResource implements Endpoint {
    static final String PATH = "/v1/api-keys";
    private static final int LONGEST_ORDER = 4096;

    private final ApiKeys keys;
    private final KeyRing ring;
    private final Call call;

    ApiKeyResource(Database database, KeyRing ring, Call call) {
        this.keys = new ApiKeys(database);
        this.ring = ring;
        this.call = call;
    }

    /** All keys. */
    @Schema(name = "ApiKeys")
    public record All(@Schema(required = true) List<Shown> results) {}

    /** A key without its secret. */
    @Schema(name = "ApiKey")
    public record Shown(
            @Schema(
                    required = true,
                    description = "The part of the key between the underscores.",
                    examples = "5f2c0a9e1b7d4c38")
            String id,

            @Schema(required = true, description = "Who uses it.", examples = "django")
            String name,

            @Schema(required = true, description = "What it may do.")
            Role role,

            @Schema(required = true, description = "Whether it may name the user in whose name it acts.")
            boolean mayActAs,

            @Schema(required = true, nullable = true, description = "When it stops.") @Nullable
            OffsetDateTime expiresAt,

            @Schema(
                    required = true,
                    nullable = true,
                    description = "When it was last used, to about half a minute.",
                    examples = "2026-03-01T08:00:00Z")
            @Nullable
            OffsetDateTime lastUsedAt,

            @Schema(required = true, nullable = true, description = "When it was revoked.") @Nullable
            OffsetDateTime revokedAt,

            @Schema(required = true, description = "When it was created.", examples = "2026-01-15T09:30:00Z")
            OffsetDateTime createdAt) {

        private static Shown of(ApiKey key) {
            return new Shown(
                    key.id(),
                    key.name(),
                    key.role(),
                    key.mayActAs(),
                    key.expiresAt(),
                    key.lastUsedAt(),
                    key.revokedAt(),
                    key.createdAt());
        }
    }

    /** A new key, this once with its secret. */
    @Schema(name = "ApiKeyCreated")
    public record Created(
            @Schema(
                    required = true,
                    description = "To be sent as a bearer token; shown once.",
                    examples = "rj_5f2c0a9e1b7d4c38_…")
            String key,

            @com.fasterxml.jackson.annotation.JsonUnwrapped Shown shown) {}

    /** What is said of a key to be. */
    @Schema(name = "ApiKeyCreate")
    public record Order(
            @NotBlank(message = "a text with more than spaces in it")
            @Schema(description = "Who uses it.", examples = "django")
            String name,

            @NotNull @Schema(description = "What it may do.", examples = "EDITOR")
            Role role,

            @Schema(
                    description = "Whether it may name the user in whose name it acts.",
                    defaultValue = "false",
                    examples = "true")
            @Nullable
            Boolean mayActAs,

            @Schema(nullable = true, description = "When it stops; never by default.") @Nullable
            OffsetDateTime expiresAt) {}

    @GET
    @RolesAllowed(Role.ADMINISTERS)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listApiKeys",
            summary = "List API keys",
            description = "All keys, revoked and expired ones too; never their secrets.")
    public All list() {
        return new All(keys.list().stream().map(Shown::of).toList());
    }

    @POST
    @RolesAllowed(Role.ADMINISTERS)
    @BodyLimit(LONGEST_ORDER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createApiKey",
            summary = "Create an API key",
            description = "The answer is the only place where the key is ever shown.")
    @APIResponse(
            responseCode = "201",
            description = "The key.",
            content = @Content(schema = @Schema(implementation = Created.class)))
    public Response create(@RequestBody(required = true) Order order) {
        // To answer alike again, the secret would have to be kept.
        if (call.idempotencyKey() != null) {
            throw new ProblemException(Problem.Malformed.parameter(
                    Idempotency.HEADER,
                    "invalid_header",
                    "a key is shown once, and to no repetition. Leave the header out; where an answer was lost, the key that"
                            + " nobody knows is the last one that GET %s lists, to be revoked.".formatted(PATH)));
        }
        if (order.expiresAt() != null && ApiKey.isPast(order.expiresAt())) {
            throw ItemChanges.invalid("expires_at", "already_expired", "This is past: such a key would let nobody in.");
        }
        var credential = ring.change(() ->
                keys.create(order.name(), order.role(), Boolean.TRUE.equals(order.mayActAs()), order.expiresAt()));
        var key = keys.find(credential.id()).orElseThrow();
        return Response.status(201)
                .header("Location", PATH + "/" + key.id())
                .entity(new Created(credential.text(), Shown.of(key)))
                .build();
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.ADMINISTERS)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "revokeApiKey",
            summary = "Revoke an API key",
            description = "It stops at once and stays in the list.")
    @APIResponse(responseCode = "204", description = "The key is revoked.")
    public void revoke(
            @PathParam("id")
                    @Parameter(
                            description = "The key's id, the part between the underscores.",
                            example = "5f2c0a9e1b7d4c38")
                    String id) {
        if (!ring.change(() -> keys.revoke(id))) {
            throw new ProblemException(Problem.NotFound.item("api-key", "id", id));
        }
    }
}
