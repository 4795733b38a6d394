package dev.rejoin.search;

import dev.rejoin.api.Json;
import dev.rejoin.api.change.Answer;
import dev.rejoin.api.change.ItemChanges;
import dev.rejoin.api.endpoint.BodyLimit;
import dev.rejoin.api.endpoint.Endpoint;
import dev.rejoin.api.endpoint.ItemRequests;
import dev.rejoin.api.endpoint.OfThePrimary;
import dev.rejoin.api.endpoint.OncePerKey;
import dev.rejoin.api.endpoint.Takes;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Paged;
import dev.rejoin.api.query.Paging;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.Role;
import dev.rejoin.api.resource.ScalarType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Searches that are kept, and what newly matches them: what Elasticsearch calls percolation. */
@Path("/v1/saved-searches")
@Tag(name = "saved searches", description = "Saved searches.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SavedSearchResource implements Endpoint {
    static final int LONGEST_ORDER = 64 * 1024;
    private static final String COLUMNS =
            "s.id, s.name, s.q, s.resources as resource, s.facets ->> 'status' as status, s.facets ->> 'region' as region,"
                    + " s.facets ->> 'country' as country, s.created_by, s.created_at";
    private static final String BEGINNING = "0";

    private final Database database;
    private final FacetValues values;
    private final Paging paging;
    private final ItemChanges changes;
    private final Percolation percolation;

    SavedSearchResource(
            Database database, FacetValues values, Paging paging, ItemChanges changes, Percolation percolation) {
        this.database = database;
        this.values = values;
        this.paging = paging;
        this.changes = changes;
        this.percolation = percolation;
    }

    /** A search that is kept. */
    @Schema(name = "SavedSearch")
    public record SavedSearch(
            @Schema(description = "Its id.") UUID id,

            @Schema(description = "What it is called.", examples = "Audits in Lyon")
            String name,

            @Schema(description = "What it looks for, as in /v1/search.", examples = "audit lyon -draft")
            String q,

            @Schema(description = "Only these kinds of things; all where it is empty.", examples = "[\"mission\"]")
            List<String> resource,

            @Schema(description = "Only what has this status.", examples = "CONFIRMED", nullable = true) @Nullable
            String status,

            @Schema(description = "Only what is of this region.", examples = "Rhône", nullable = true) @Nullable
            String region,

            @Schema(description = "Only what is of this country.", examples = "FR", nullable = true) @Nullable
            String country,

            @Schema(description = "Who saved it.", examples = "key:django", nullable = true) @Nullable
            String createdBy,

            @Schema(description = "When.") OffsetDateTime createdAt) {}

    /** What is said of a search to be kept. */
    @Schema(name = "SavedSearchCreate")
    public record Order(
            @NotBlank(message = "a text with more than spaces in it")
            @Schema(description = "What it is called.", examples = "Audits in Lyon")
            String name,

            @NotNull
            @Schema(
                    description = "What it looks for, as in /v1/search; its last word is a whole one.",
                    examples = "audit lyon -draft")
            String q,

            @Schema(description = "Only these kinds of things; all by default.", examples = "[\"mission\"]") @Nullable
            List<String> resource,

            @Schema(description = "Only what has this status.", examples = "CONFIRMED") @Nullable
            String status,

            @Schema(description = "Only what is of this region.", examples = "Rhône") @Nullable
            String region,

            @Schema(description = "Only what is of this country.", examples = "FR") @Nullable
            String country) {}

    /** What matches a saved search since it was saved. */
    @Schema(name = "SavedSearchMatches")
    public record Matches(
            List<Match> results,

            @Schema(description = "Where to go on: send it as after.", examples = "9021-17")
            String cursor,

            @Schema(description = "Whether to go on at once; false at the end, for now.", examples = "false")
            boolean more) {}

    /** Something that began to match. */
    @Schema(name = "SavedSearchMatch")
    public record Match(
            @Schema(description = "What kind of thing it is.", examples = "mission")
            Searched resource,

            @Schema(description = "Its id.") UUID id,

            @Schema(description = "What it is called.", examples = "Audit")
            String title,

            @Schema(description = "What tells it from others of that name.", examples = "MI-1", nullable = true)
            @Nullable
            String subtitle,

            @Schema(description = "When the match was found.")
            OffsetDateTime matchedAt) {}

    private record KeptMatch(
            Searched resource,
            UUID id,
            String title,
            @Nullable String subtitle,
            OffsetDateTime matchedAt,
            String position) {
        Match match() {
            return new Match(resource, id, title, subtitle, matchedAt);
        }
    }

    private record Saved(UUID id) {}

    private record Ahead(boolean ahead) {}

    @GET
    @RolesAllowed(Role.READS)
    @Takes(Takes.Shared.PAGE)
    @Operation(operationId = "listSavedSearches", summary = "List saved searches", description = "The latest first.")
    public Paged<SavedSearch> list() {
        var wanted = paging.wanted(Takes.LIMIT);
        var sql = Sql.of("select " + COLUMNS + " from search.saved_search s");
        wanted.after().ifPresent(last -> sql.add(" where s.id < ?::uuid", last.toArray()));
        var rows = database.list(sql.add(" order by s.id desc limit ?", wanted.limit() + 1), SavedSearch.class);
        return wanted.page(rows, row -> List.of(row.id().toString()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.READS)
    @Operation(operationId = "getSavedSearch", summary = "Get one saved search")
    public SavedSearch get(@PathParam("id") UUID id) {
        return found(id);
    }

    @POST
    @OncePerKey
    @RolesAllowed(Role.WRITES)
    @BodyLimit(LONGEST_ORDER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createSavedSearch",
            summary = "Save a search",
            description = "From then on whatever is written or changed and has all its words is a match.")
    @APIResponse(
            responseCode = "201",
            description = "The saved search.",
            content = @Content(schema = @Schema(implementation = SavedSearch.class)))
    public Response create(@RequestBody(required = true) Order order) {
        var resources = order.resource() == null
                ? List.<String>of()
                : order.resource().stream()
                        .map(name -> Problem.Malformed.among("resource", name, Searched.NAMES))
                        .distinct()
                        .toList();
        if (order.status() != null) {
            values.check(resources, Map.of(Facet.STATUS, order.status()));
        }
        var facets = Json.MAPPER.createObjectNode();
        put(facets, "status", order.status());
        put(facets, "region", order.region());
        put(facets, "country", order.country());
        return ItemRequests.written(changes.run(() -> {
            var saved = database.list(
                            Sql.of(
                                    "select search.save(?, ?, ?, ?::jsonb, nullif(current_setting('rejoin.actor', true), '')) as id",
                                    order.name(),
                                    order.q(),
                                    Sql.array(ScalarType.TEXT, resources),
                                    facets.toString()),
                            Saved.class)
                    .getFirst();
            return Answer.of(201, found(saved.id()));
        }));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.WRITES)
    @Operation(
            operationId = "deleteSavedSearch",
            summary = "Forget a saved search",
            description = "Its matches are forgotten, too.")
    @APIResponse(responseCode = "204", description = "It is forgotten.")
    public void delete(@PathParam("id") UUID id) {
        if (database.update(Sql.of("delete from search.saved_search where id = ?", id)) == 0) {
            throw missing(id);
        }
    }

    @OfThePrimary("What waits to be matched is matched first, and the feed ends where a transaction still runs.")
    @GET
    @Path("{id}/matches")
    @RolesAllowed(Role.READS)
    @Operation(
            operationId = "listSavedSearchMatches",
            summary = "Follow what matches a saved search",
            description = "Each thing once when it begins to match, also when it was changed to. Go on from the cursor"
                    + " that each answer gives, also an empty one: none is missed. A match appears when no older"
                    + " transaction runs any more.")
    public Matches matches(
            @PathParam("id") UUID id,
            @Parameter(description = "The cursor of the answer before; absent for the first match ever.")
                    @QueryParam("after")
                    @Nullable
                    String after,
            @Parameter(description = "At most this many.", schema = @Schema(minimum = "1", maximum = "500"))
                    @DefaultValue("100")
                    @QueryParam("limit")
                    int limit) {
        found(id);
        percolation.run();
        var position = position(after);
        var rows = database.list(Sql.of("""
                        select upper(m.resource) as resource, d.id, d.title, d.subtitle, m.matched_at,
                               m.transaction_id || '-' || m.seq as position
                        from search.saved_search_match m
                        join search_document d on d.resource = m.resource and d.id = m.document
                        where m.saved_search_id = ? and (m.transaction_id, m.seq) > (?::xid8, ?::int8)
                          and m.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                        order by m.transaction_id, m.seq limit ?""", id, position[0], position[1], limit + 1), KeptMatch.class);
        if (rows.isEmpty() && isAhead(position[0])) {
            throw new ProblemException(
                    Problem.Malformed.parameter(
                            "after",
                            "cursor_ahead",
                            "it is ahead of the database, which must have been restored to an earlier state. Begin without it."));
        }
        var shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        return new Matches(
                shown.stream().map(KeptMatch::match).toList(),
                shown.isEmpty()
                        ? position[0] + "-" + position[1]
                        : shown.getLast().position(),
                rows.size() > limit);
    }

    /** No match was ever shown of a transaction that is still to come. */
    private boolean isAhead(String transaction) {
        return database.first(
                        Sql.of("select ?::xid8 >= pg_snapshot_xmax(pg_current_snapshot()) as ahead", transaction),
                        Ahead.class)
                .orElseThrow()
                .ahead();
    }

    private static String[] position(@Nullable String after) {
        if (after == null) {
            return new String[] {BEGINNING, BEGINNING};
        }
        if (!after.matches("[0-9]{1,18}-[0-9]{1,18}")) {
            throw new ProblemException(Problem.Malformed.parameter(
                    "after", "invalid_cursor", "it is no cursor of these matches. Start again without it."));
        }
        return after.split("-");
    }

    private SavedSearch found(UUID id) {
        return database.first(
                        Sql.of("select " + COLUMNS + " from search.saved_search s where s.id = ?", id),
                        SavedSearch.class)
                .orElseThrow(() -> missing(id));
    }

    private static ProblemException missing(UUID id) {
        return new ProblemException(Problem.NotFound.item("saved search", "id", id.toString()));
    }

    private static void put(
            com.fasterxml.jackson.databind.node.ObjectNode facets, String name, @Nullable String value) {
        if (value != null) {
            facets.put(name, value);
        }
    }
}
