package dev.rejoin.search;

import dev.rejoin.api.endpoint.BodyLimit;
import dev.rejoin.api.endpoint.Endpoint;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Says which saved searches a text would match. */
@Path("/v1/search/percolate")
@Tag(name = "search", description = "Search.")
@RunOnVirtualThread
public class PercolateResource implements Endpoint {
    private final Database database;

    PercolateResource(Database database) {
        this.database = database;
    }

    /** A text that is not kept. */
    @Schema(name = "Percolate")
    public record Order(
            @NotNull @Schema(description = "What it is called.", examples = "Audit in Lyon")
            String title,

            @Schema(description = "What it says.", examples = "Un audit de trois jours.") @Nullable
            String text,

            @Schema(description = "As what it is taken; note by default.", examples = "mission") @Nullable
            String resource) {}

    /** What it matches. */
    @Schema(name = "Percolated")
    public record Percolated(List<PercolatedSearch> results) {}

    /** A saved search that matches. */
    @Schema(name = "PercolatedSearch")
    public record PercolatedSearch(
            @Schema(description = "The saved search's id.") UUID id,

            @Schema(description = "What it is called.", examples = "Audits in Lyon")
            String name) {}

    @POST
    @RolesAllowed(Role.READS)
    @BodyLimit(256 * 1024)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "percolate",
            summary = "Say which saved searches a text matches",
            description = "Nothing is kept. Searches that ask for a status, a region or a country are left out.")
    public Percolated percolate(@RequestBody(required = true) Order order) {
        var resource = order.resource() == null
                ? "note"
                : Problem.Malformed.among("resource", order.resource(), Searched.NAMES);
        return new Percolated(
                database.list(Sql.of("""
                        select s.id, s.name
                        from search.matching_searches(search.as_document(?, ?, ?)) m
                        join search.saved_search s on s.id = m
                        order by s.name, s.id limit 1000""", resource, order.title(), order.text()), PercolatedSearch.class));
    }
}
