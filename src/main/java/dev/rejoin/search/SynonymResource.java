package dev.rejoin.search;

import dev.rejoin.api.change.Answer;
import dev.rejoin.api.change.ItemChanges;
import dev.rejoin.api.endpoint.BodyLimit;
import dev.rejoin.api.endpoint.Endpoint;
import dev.rejoin.api.endpoint.ItemRequests;
import dev.rejoin.api.endpoint.OncePerKey;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.Role;
import dev.rejoin.api.resource.ScalarType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Words that mean the same: who looks for one finds the others, from the next request on. */
@Path("/v1/search/synonyms")
@Tag(name = "search", description = "Search.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SynonymResource implements Endpoint {
    private final Database database;
    private final ItemChanges changes;

    SynonymResource(Database database, ItemChanges changes) {
        this.database = database;
        this.changes = changes;
    }

    /** All of them. */
    @Schema(name = "SynonymSets")
    public record All(List<SynonymSet> results) {}

    /** Words that mean the same. */
    @Schema(name = "SynonymSet")
    public record SynonymSet(
            @Schema(description = "Its id.") UUID id,

            @Schema(description = "The words.", examples = "[\"PDG\", \"président-directeur général\"]")
            List<String> words,

            @Schema(description = "Since when.") OffsetDateTime createdAt) {}

    /** Words that are to mean the same. */
    @Schema(name = "SynonymSetCreate")
    public record Order(
            @NotNull
            @Schema(
                    description = "Two or more; one of several words is found as a phrase, and looked for in quotes.",
                    examples = "[\"PDG\", \"président-directeur général\"]")
            List<String> words) {}

    private record Saved(UUID id) {}

    @GET
    @RolesAllowed(Role.READS)
    @Operation(operationId = "listSynonyms", summary = "List synonyms", description = "All of them, the oldest first.")
    public All list() {
        return new All(database.list(
                Sql.of("select id, written as words, created_at from search.synonym order by id"), SynonymSet.class));
    }

    @POST
    @OncePerKey
    @RolesAllowed(Role.ADMINISTERS)
    @BodyLimit(SavedSearchResource.LONGEST_ORDER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createSynonyms",
            summary = "Make words mean the same",
            description = "For searches from then on; nothing is indexed anew.")
    @APIResponse(
            responseCode = "201",
            description = "The words.",
            content = @Content(schema = @Schema(implementation = SynonymSet.class)))
    public Response create(@RequestBody(required = true) Order order) {
        return ItemRequests.written(changes.run(() -> {
            var saved = database.list(
                    Sql.of("""
                            insert into search.synonym (words, written)
                            select array_agg(distinct words), ? from (
                                select search_text(word) as words from unnest(?) word) w
                            where words <> '' having count(distinct words) > 1 returning id""", Sql.array(ScalarType.TEXT, order.words()), Sql.array(ScalarType.TEXT, order.words())),
                    Saved.class);
            if (saved.isEmpty()) {
                throw ItemChanges.invalid("words", "too_few", "Synonyms are two different words or more.");
            }
            return Answer.of(201, shown(saved.getFirst().id()));
        }));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.ADMINISTERS)
    @Operation(operationId = "deleteSynonyms", summary = "Let words no longer mean the same")
    @APIResponse(responseCode = "204", description = "They do not any more.")
    public void delete(@PathParam("id") UUID id) {
        if (database.update(Sql.of("delete from search.synonym where id = ?", id)) == 0) {
            throw new ProblemException(Problem.NotFound.item("group of synonyms", "id", id.toString()));
        }
    }

    private SynonymSet shown(UUID id) {
        return database.first(
                        Sql.of("select id, written as words, created_at from search.synonym where id = ?", id),
                        SynonymSet.class)
                .orElseThrow();
    }
}
