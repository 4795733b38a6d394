package dev.rejoin.quality;

import dev.rejoin.api.Answer;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Call;
import dev.rejoin.api.Catalog;
import dev.rejoin.api.DatabaseException;
import dev.rejoin.api.Examples;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Paging;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Role;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Sql;
import dev.rejoin.api.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists the rules and what breaks them, and makes a rule binding for all rows once nothing breaks it any more. */
public final class Quality {
    private static final String PATH = "/v1/quality/rules";
    private static final String TAG = "quality";
    private static final String INTEGRITY_VIOLATION = "23";
    private static final int DEFAULT_LIMIT = 100;

    /** Every row of a table is looked at, twice. */
    private static final Duration LONGEST_VALIDATION = Duration.ofMinutes(1);

    private final Catalog catalog;
    private final Map<String, Resource> byTable;
    private final String ownerSql;

    private record Violation(
            String table,
            String id,
            String detail,
            String digest,
            @Nullable String owner) {}

    private Quality(Catalog catalog) {
        this.catalog = catalog;
        this.byTable = catalog.resources().stream().collect(Collectors.toMap(Resource::table, resource -> resource));
        this.ownerSql = catalog.resources().stream()
                .filter(resource -> resource.parent().isPresent())
                .map(resource -> " when '%1$s' then (select %2$s::text from %1$s where id = v.entity_id)"
                        .formatted(
                                resource.table(),
                                resource.parent().orElseThrow().column()))
                .collect(Collectors.joining("", "case v.entity", " end"));
    }

    public static List<Operation> of(Catalog catalog) {
        var quality = new Quality(catalog);
        return List.of(quality.rules(), quality.rule(), quality.violations(), quality.ratchet());
    }

    private Operation rules() {
        return Operation.get(PATH, "listQualityRules")
                .permittedTo(Role.READER)
                .tag(TAG)
                .is(
                        "List the rules of the data",
                        "All of them. Violations are counted of rules that hold for new writes only; ask for a single"
                                + " rule to have those of a check counted.")
                .takes(
                        Parameter.query(
                                "enforcement",
                                Schema.text().among(QualityRule.Enforcement.NAMES),
                                "Only rules that are enforced so."),
                        Parameter.query("kind", Schema.text().among(QualityRule.KINDS), "Only rules of this kind."),
                        Parameter.query(
                                "resource",
                                Schema.text().among(List.copyOf(catalog.names())),
                                "Only rules of this resource."))
                .answers(
                        200,
                        "The rules.",
                        Schema.object().property("results", Schema.array(QualityRule.schema())),
                        Ordered.map("results", List.of(QualityRule.example())))
                .handledBy(this::list);
    }

    private Operation rule() {
        return Operation.get(PATH + "/{rule}", "getQualityRule")
                .permittedTo(Role.READER)
                .tag(TAG)
                .is("Get a rule of the data", "With the number of rows that break it.")
                .takes(name())
                .answers(200, "The rule.", QualityRule.schema(), QualityRule.example())
                .handledBy(call -> answer(QualityRule.get(call.database(), call.path("rule"))));
    }

    private Operation violations() {
        return Operation.get("/v1/quality/violations", "listQualityViolations")
                .permittedTo(Role.READER)
                .tag(TAG)
                .is("List what breaks a rule", "In the order of the items' ids.")
                .takes(Parameter.query("rule", Schema.text(), "The rule's name.")
                        .mandatory()
                        .example("active_group_has_leader"))
                .takes(Paging.parameters(DEFAULT_LIMIT))
                .answers(
                        200,
                        "The items that break the rule.",
                        Schema.object()
                                .property("results", Schema.array(violation()))
                                .property(
                                        "next",
                                        Schema.text()
                                                .with("format", "uri-reference")
                                                .nullable()
                                                .is("The next page, if there is one.")),
                        Ordered.map(
                                "results",
                                List.of(Ordered.map(
                                        "resource",
                                        "groups",
                                        "id",
                                        Examples.ID,
                                        "url",
                                        "/v1/groups/" + Examples.ID,
                                        "detail",
                                        "group P12 has no leader today")),
                                "next",
                                null))
                .handledBy(this::violations);
    }

    private static Schema violation() {
        return Schema.object()
                .property("resource", Schema.text().is("Of which resource the item is."))
                .property("id", Schema.of(Type.UUID).is("The item's id."))
                .property("url", Schema.text().with("format", "uri-reference").is("Where the item is."))
                .property("detail", Schema.text().is("What is wrong with it."))
                .sharedAs("QualityViolation");
    }

    private Operation ratchet() {
        return Operation.post(PATH + "/{rule}/ratchet", "ratchetQualityRule")
                .permittedTo(Role.ADMIN)
                .tag(TAG)
                .is(
                        "Make a rule binding for all rows",
                        "From then on the database guarantees it. Refused while anything breaks the rule, and for a"
                                + " rule that is only checked. A rule that is binding already stays so.")
                .takes(name())
                .answers(
                        200,
                        "The rule, now binding.",
                        QualityRule.schema(),
                        Ordered.map(
                                "name", "meeting_held_has_teacher",
                                "kind", "CHECK",
                                "resource", "meetings",
                                "sentence", "A HELD meeting has a teacher.",
                                "code", "teacher_required",
                                "fields", List.of("teacher_id"),
                                "enforcement", "ENFORCED",
                                "violations", 0))
                .handledBy(this::ratchet);
    }

    private static Parameter name() {
        return Parameter.path("rule", Schema.text(), "The rule's name.").example("meeting_held_has_teacher");
    }

    private Answer list(Call call) {
        var condition = new Sql();
        call.query("enforcement")
                .ifPresent(text -> condition.add(
                        " and enforcement = ?", among("enforcement", text, Set.copyOf(QualityRule.Enforcement.NAMES))));
        call.query("kind")
                .ifPresent(text -> condition.add(" and kind = ?", among("kind", text, Set.copyOf(QualityRule.KINDS))));
        call.query("resource")
                .ifPresent(text -> condition.add(
                        " and entity = ?",
                        catalog.get(among("resource", text, catalog.names())).table()));
        var rules = QualityRule.list(call.database(), condition);
        return Answer.json(Bytes.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (var rule : rules) {
                rule.write(json, byTable);
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static String among(String parameter, String text, Set<String> allowed) {
        if (!allowed.contains(text)) {
            throw new ProblemException(Problem.Malformed.unknown(parameter, parameter, text, allowed));
        }
        return text;
    }

    private Answer violations(Call call) {
        var paging = Paging.of(call, DEFAULT_LIMIT);
        var name = call.query("rule").orElseThrow();
        var role = call.caller().role();
        var table = table(call, name);
        if (byTable.containsKey(table) && !role.includes(byTable.get(table).reader())) {
            throw new ProblemException(new Problem.Forbidden("What breaks '%s' needs the role %s."
                    .formatted(name, byTable.get(table).reader())));
        }
        var readable = catalog.resources().stream()
                .filter(resource -> role.includes(resource.reader()))
                .map(Resource::table)
                .toList();
        // By a digest of the detail, which may name people: cursors stand in URLs, and URLs in logs.
        var sql = Sql.of("select v.entity, v.entity_id, v.detail, v.digest, " + ownerSql)
                .add("""
                         from (select *, md5(detail) as digest from quality.violations(?)) v
                        where v.entity = any(?)""", name, Sql.array(Type.TEXT, readable));
        paging.after()
                .ifPresent(values ->
                        sql.add(" and (v.entity, v.entity_id, v.digest) > (?, ?::uuid, ?)", values.toArray()));
        sql.add(" order by v.entity, v.entity_id, v.digest limit ?", paging.limit() + 1);
        return write(paging, call.database().query(sql, rows -> {
            var violations = new ArrayList<Violation>();
            while (rows.next()) {
                violations.add(new Violation(
                        rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5)));
            }
            return violations;
        }));
    }

    private static String table(Call call, String name) {
        var tables = QualityRule.tables(call.database());
        among("rule", name, tables.keySet());
        return tables.get(name);
    }

    private Answer write(Paging paging, List<Violation> violations) {
        var more = violations.size() > paging.limit();
        var page = more ? violations.subList(0, paging.limit()) : violations;
        return Answer.json(Bytes.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (var violation : page) {
                var resource = byTable.get(violation.table);
                json.writeStartObject();
                json.writeStringField("resource", resource.name());
                json.writeStringField("id", violation.id);
                json.writeStringField("url", catalog.itemPath(resource, violation.owner, violation.id));
                json.writeStringField("detail", violation.detail);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField(
                    "next",
                    more
                            ? paging.next(
                                    page.getLast().table(),
                                    page.getLast().id(),
                                    page.getLast().digest())
                            : null);
            json.writeEndObject();
        }));
    }

    private Answer ratchet(Call call) {
        var name = call.path("rule");
        try {
            return answer(call.database().patiently(LONGEST_VALIDATION, () -> ratcheted(call, name)));
        } catch (DatabaseException e) {
            var state = e.failure().getSQLState();
            if (state != null && state.startsWith(INTEGRITY_VIOLATION)) {
                // A write came in between, and PostgreSQL has the last word.
                throw violationsLeft(name, 1);
            }
            throw e;
        }
    }

    private static QualityRule ratcheted(Call call, String name) {
        var rule = QualityRule.get(call.database(), name);
        switch (rule.enforcement()) {
            case ENFORCED -> {}
            case NEW_WRITES -> {
                var left = rule.violations().orElseThrow();
                if (left > 0) {
                    throw violationsLeft(name, left);
                }
                call.database().query(Sql.of("select quality.ratchet(?)", name), rows -> rows.next());
            }
            case CHECKED ->
                throw conflict(
                        "only_checked",
                        "'%s' is a check and no constraint; it can be listed, but not enforced.".formatted(name));
            case ABSENT -> throw conflict("constraint_absent", "The database has no constraint '%s'.".formatted(name));
        }
        return QualityRule.get(call.database(), name);
    }

    private static ProblemException violationsLeft(String name, long left) {
        return conflict(
                "violations_left",
                "%d %s the rule '%s'; /v1/quality/violations?rule=%s lists them."
                        .formatted(left, left == 1 ? "row still breaks" : "rows still break", name, name));
    }

    private static ProblemException conflict(String code, String detail) {
        return new ProblemException(new Problem.Conflict(code, detail, List.of()));
    }

    private Answer answer(QualityRule rule) {
        return Answer.json(Bytes.json(json -> rule.write(json, byTable)));
    }
}
