package dev.rejoin.quality;

import dev.rejoin.api.Text;
import dev.rejoin.api.change.Answer;
import dev.rejoin.api.change.ItemChanges;
import dev.rejoin.api.endpoint.Endpoint;
import dev.rejoin.api.endpoint.ItemRequests;
import dev.rejoin.api.endpoint.OncePerKey;
import dev.rejoin.api.endpoint.Takes;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.problem.Refusals;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Paged;
import dev.rejoin.api.query.Paging;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.Role;
import dev.rejoin.api.resource.ScalarType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Lists the rules and what breaks them, and makes a rule binding for all rows once nothing breaks it any more. */
@Path("/v1/quality")
@Tag(name = "quality", description = "Quality.")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class QualityResource implements Endpoint {
    private static final int DEFAULT_LIMIT = 100;
    private static final String INTEGRITY_VIOLATION = "23";
    private static final String RULE_NAME = "The rule's name.";

    /** Every row of a table is looked at, twice. */
    private static final Duration LONGEST_VALIDATION = Duration.ofMinutes(1);

    private final Database database;
    private final Paging paging;
    private final Catalog catalog;
    private final ItemChanges changes;
    private final Call call;
    private final ViolationCounts counts;

    QualityResource(
            Database database, Paging paging, Catalog catalog, ItemChanges changes, Call call, ViolationCounts counts) {
        this.counts = counts;
        this.database = database;
        this.paging = paging;
        this.catalog = catalog;
        this.changes = changes;
        this.call = call;
    }

    /** All rules that were asked for. */
    @Schema(name = "QualityRules")
    public record Rules(List<QualityRule> results) {}

    /** An item that breaks a rule. */
    @Schema(name = "QualityViolation")
    public record Violation(
            @Schema(description = "Of which resource the item is.", examples = "groups")
            String resource,

            @Schema(description = "The item's id.") UUID id,

            @Schema(
                    description = "Where the item is.",
                    format = Paged.URI_REFERENCE,
                    examples = "/v1/groups/0198c0de-7a11-7000-8000-000000000001")
            String url,

            @Schema(description = "What is wrong with it.", examples = "group P12 has no leader today")
            String detail) {}

    private record LocatedViolation(
            String entity,
            UUID entityId,
            String detail,
            String digest,
            @Nullable String owner) {}

    private record RuleTable(String name, String entity) {}

    @GET
    @Path("rules")
    @RolesAllowed(Role.READS)
    @Operation(
            operationId = "listQualityRules",
            summary = "List the rules of the data",
            description =
                    "All of them, each with the number of items that break it as it was within the last minute, and a"
                            + " link to them.")
    public Rules rules(
            @Parameter(
                            description = "Only rules that are enforced so.",
                            schema = @Schema(implementation = QualityRule.Enforcement.class))
                    @QueryParam("enforcement")
                    @Nullable
                    String enforcement,
            @Parameter(
                            description = "Only rules of this kind.",
                            schema = @Schema(implementation = QualityRule.Kind.class))
                    @QueryParam("kind")
                    @Nullable
                    String kind,
            @Parameter(description = "Only rules of this resource.") @QueryParam("resource") @Nullable String resource,
            @Parameter(description = "Only rules that items break (true), or that none breaks (false).")
                    @QueryParam("violated")
                    @Nullable
                    Boolean violated) {
        var sql = Sql.of("select * from quality.rule where true");
        if (enforcement != null) {
            sql.add(" and enforcement = ?", among("enforcement", enforcement, QualityRule.Enforcement.values()));
        }
        if (kind != null) {
            sql.add(" and kind = ?", among("kind", kind, QualityRule.Kind.values()));
        }
        if (resource != null) {
            var type = catalog.find(Problem.Malformed.among("resource", resource, catalog.names()));
            sql.add(" and entity = ?", type.orElseThrow().table());
        }
        return new Rules(database.list(sql.add(" order by entity, name"), QualityRule.Kept.class).stream()
                .map(rule -> QualityRule.of(rule, kept(rule), catalog))
                .filter(rule -> violated == null || violated == (rule.violations() == null || rule.violations() > 0))
                .toList());
    }

    private ViolationCounts.Counted kept(QualityRule.Kept rule) {
        return switch (rule.enforcement()) {
            case ENFORCED -> new ViolationCounts.Counted(0L, Instant.now());
            case NEW_WRITES, CHECKED, ABSENT -> counts.of(rule.name());
        };
    }

    private static String among(String parameter, String text, Enum<?>[] allowed) {
        return Problem.Malformed.among(
                parameter, text, Arrays.stream(allowed).map(Enum::name).collect(Collectors.toSet()));
    }

    @GET
    @Path("rules/{rule}")
    @RolesAllowed(Role.READS)
    @Operation(
            operationId = "getQualityRule",
            summary = "Get a rule of the data",
            description = "With the number of rows that break it.")
    public QualityRule rule(
            @Parameter(description = RULE_NAME, example = "meeting_held_has_teacher") @PathParam("rule") String name) {
        return database.first(Sql.of("select * from quality.rule where name = ?", name), QualityRule.Kept.class)
                .map(rule -> QualityRule.of(rule, now(rule), catalog))
                .orElseThrow(() -> unknown(name));
    }

    private record Number(long violations) {}

    private ViolationCounts.Counted now(QualityRule.Kept rule) {
        var violations = rule.enforcement() == QualityRule.Enforcement.ENFORCED
                ? 0
                : database.first(
                                Sql.of("select count(*) as violations from quality.violations(?)", rule.name()),
                                Number.class)
                        .orElseThrow()
                        .violations();
        return new ViolationCounts.Counted(violations, Instant.now());
    }

    @GET
    @Path("violations")
    @RolesAllowed(Role.READS)
    @Takes(value = Takes.Shared.PAGE, limit = DEFAULT_LIMIT)
    @Operation(
            operationId = "listQualityViolations",
            summary = "List what breaks a rule",
            description = "In the order of the items' ids.")
    public Paged<Violation> violations(
            @Parameter(description = RULE_NAME, required = true, example = "active_group_has_leader")
                    @QueryParam("rule")
                    String rule) {
        var role = call.caller().role();
        var tables = tables();
        Problem.Malformed.among("rule", rule, tables.keySet());
        catalog.ofTable(Objects.requireNonNull(tables.get(rule)))
                .map(ItemType::reader)
                .filter(reader -> !role.includes(reader))
                .ifPresent(reader -> {
                    throw new ProblemException(
                            new Problem.Forbidden("What breaks '%s' needs the role %s.".formatted(rule, reader)));
                });
        var readable = catalog.types().stream()
                .filter(type -> role.includes(type.reader()))
                .map(ItemType::table)
                .toList();
        var wanted = paging.wanted(DEFAULT_LIMIT);
        // By a digest of the detail, which may name people: cursors stand in URLs, and URLs in logs.
        var sql = Sql.of("select v.*, " + owner() + " as owner").add("""
                         from (select *, md5(detail) as digest from quality.violations(?)) v
                        where v.entity = any(?)""", rule, Sql.array(ScalarType.TEXT, readable));
        wanted.after()
                .ifPresent(last -> sql.add(" and (v.entity, v.entity_id, v.digest) > (?, ?::uuid, ?)", last.toArray()));
        sql.add(" order by v.entity, v.entity_id, v.digest limit ?", wanted.limit() + 1);
        var found = database.list(sql, LocatedViolation.class);
        return new Paged<>(
                wanted.shown(found).stream().map(this::shown).toList(),
                wanted.next(
                        found, last -> List.of(last.entity(), last.entityId().toString(), last.digest())));
    }

    /** The item that a nested one belongs to stands in its path. */
    private String owner() {
        return catalog.types().stream()
                .flatMap(type -> type.owner().stream()
                        .map(owner -> " when '%1$s' then (select %2$s::text from %1$s where id = v.entity_id)"
                                .formatted(type.table(), owner.reference().name())))
                .collect(Collectors.joining("", "case v.entity", " end"));
    }

    private Violation shown(LocatedViolation found) {
        var type = catalog.ofTable(found.entity).orElseThrow();
        return new Violation(
                type.name(),
                found.entityId,
                catalog.itemPath(type, found.owner, found.entityId.toString()),
                found.detail);
    }

    @POST
    @OncePerKey
    @Path("rules/{rule}/ratchet")
    @RolesAllowed(Role.ADMINISTERS)
    @Operation(
            operationId = "ratchetQualityRule",
            summary = "Make a rule binding for all rows",
            description = "From then on the database guarantees it. Refused while anything breaks the rule, and for a"
                    + " rule that is only checked. A rule that is binding already stays so.")
    @APIResponse(
            responseCode = "200",
            description = "The rule, now binding.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = QualityRule.class)))
    public Response ratchet(
            @Parameter(description = RULE_NAME, example = "meeting_held_has_teacher") @PathParam("rule") String name) {
        call.mayTake(LONGEST_VALIDATION);
        try {
            return ItemRequests.written(
                    changes.run(() -> Answer.of(200, database.patiently(LONGEST_VALIDATION, () -> ratcheted(name)))));
        } catch (RuntimeException e) {
            if (Refusals.in(e)
                    .map(SQLException::getSQLState)
                    .filter(state -> state.startsWith(INTEGRITY_VIOLATION))
                    .isPresent()) {
                // A write came in between, and PostgreSQL has the last word.
                throw violationsLeft(name, 1);
            }
            throw e;
        }
    }

    private QualityRule ratcheted(String name) {
        var rule = rule(name);
        switch (rule.enforcement()) {
            case ENFORCED -> {}
            case NEW_WRITES -> {
                var left = Objects.requireNonNull(rule.violations());
                if (left > 0) {
                    throw violationsLeft(name, left);
                }
                // A guard binds every write already, and no statement makes it bind the next import.
                if (rule.kind() != QualityRule.Kind.TRIGGER) {
                    database.query(Sql.of("select quality.ratchet(?)", name), rows -> rows.next());
                    counts.forget();
                }
            }
            case CHECKED ->
                throw ItemChanges.conflict(
                        "only_checked",
                        "'%s' is a check and no constraint; it can be listed, but not enforced.".formatted(name));
            case ABSENT ->
                throw ItemChanges.conflict("constraint_absent", "The database has no constraint '%s'.".formatted(name));
        }
        return rule(name);
    }

    private static ProblemException violationsLeft(String name, long left) {
        return ItemChanges.conflict(
                "violations_left",
                "%d %s the rule '%s'; /v1/quality/violations?rule=%s lists them."
                        .formatted(left, left == 1 ? "row still breaks" : "rows still break", name, name));
    }

    private ProblemException unknown(String name) {
        var nearest = Text.nearest(name, tables().keySet())
                .map(" The nearest one is '%s'."::formatted)
                .orElse("");
        return new ProblemException(new Problem.NotFound(
                "unknown_rule", "There is no rule '%s'.%s".formatted(Text.shorten(name), nearest)));
    }

    /** The tables that all rules are about, by the rules' names. */
    private Map<String, String> tables() {
        return database.list(Sql.of("select name, entity from quality.registered_rule"), RuleTable.class).stream()
                .collect(Collectors.toMap(RuleTable::name, RuleTable::entity));
    }
}
