package dev.rejoin.history;

import dev.rejoin.api.endpoint.Endpoint;
import dev.rejoin.api.endpoint.OfThePrimary;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Signing;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The feed of all changes, see {@link Feed}. */
@Path("/v1/changes")
@Tag(name = "changes", description = "Changes.")
@RunOnVirtualThread
public class ChangesResource implements Endpoint {
    private static final String NOW = "now";

    private final Feed feed;
    private final Catalog catalog;
    private final Signing signing;
    private final Call call;

    ChangesResource(Feed feed, Catalog catalog, Signing signing, Call call) {
        this.feed = feed;
        this.catalog = catalog;
        this.signing = signing;
        this.call = call;
    }

    /** What is answered. */
    @Schema(name = "Changes")
    public record Changes(
            List<Change> results,

            @Schema(description = "Where to go on: send it as after.", examples = "c2lnbmVkLi4uWyI5MDIxMCJd")
            String cursor,

            @Schema(description = "Whether to go on at once; false at the end, for now.", examples = "false")
            boolean more) {}

    @OfThePrimary("A standby does not know which transactions still run, which decides where the feed ends for now.")
    @GET
    @RolesAllowed(Role.READS)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listChanges",
            summary = "Follow all changes",
            description = "Every change once, those of an item in their order, transactions never mixed. Go on from the"
                    + " cursor that each answer gives, also an empty one. A change appears when no older transaction"
                    + " runs any more. To keep a copy in step: take a cursor with after=now, read the collections, then"
                    + " follow from that cursor. After the entry IMPORTED, which has no resource, read the collections"
                    + " again.")
    public Changes changes(
            @Parameter(
                            description = "The cursor of the answer before; now for a cursor to begin with, absent for"
                                    + " the first change ever.",
                            example = NOW)
                    @QueryParam("after")
                    @Nullable
                    String after,
            @Parameter(
                            description = "Only changes of these, separated by commas; by default all that the role may"
                                    + " read.",
                            explode = Explode.FALSE,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
                    @QueryParam("resource")
                    @Nullable
                    String resource,
            @Parameter(description = "At most this many changes.", schema = @Schema(minimum = "1", maximum = "500"))
                    @DefaultValue("100")
                    @QueryParam("limit")
                    int limit,
            @Parameter(
                            description = "Seconds to wait for a change if there is none.",
                            schema = @Schema(minimum = "0", maximum = "30"))
                    @DefaultValue("0")
                    @QueryParam("wait")
                    int wait) {
        var tables = tables(resource);
        if (NOW.equals(after)) {
            return shown(new Feed.Page(List.of(), feed.end(), false));
        }
        var position = after == null || after.isEmpty() ? Position.START : Position.parse(after, signing.signature());
        call.waits(Duration.ofSeconds(wait));
        var page = feed.read(tables, position, limit);
        return shown(page.empty() && wait > 0 ? feed.awaited(tables, page, limit, Duration.ofSeconds(wait)) : page);
    }

    private Changes shown(Feed.Page page) {
        return new Changes(
                page.changes().stream().map(entry -> Change.of(entry, catalog)).toList(),
                page.next().print(signing.signature()),
                page.more());
    }

    private Set<String> tables(@Nullable String names) {
        var role = call.caller().role();
        var wanted = names == null
                ? catalog.types().stream().filter(type -> role.includes(type.reader()))
                : Arrays.stream(names.split(",", -1)).map(name -> readable(name, role));
        return wanted.map(ItemType::table).collect(Collectors.toSet());
    }

    private ItemType<?, ?> readable(String name, Role role) {
        var type = catalog.find(Problem.Malformed.among("resource", name, catalog.names()))
                .orElseThrow();
        if (!role.includes(type.reader())) {
            throw new ProblemException(new Problem.Forbidden("'%s' needs the role %s.".formatted(name, type.reader())));
        }
        return type;
    }
}
