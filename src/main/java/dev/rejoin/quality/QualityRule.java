package dev.rejoin.quality;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.api.Database;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Sql;
import dev.rejoin.api.Text;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the data and how far it is kept.
 *
 * @param violations how many rows break it, where that was counted
 */
record QualityRule(
        String name,
        String kind,
        String table,
        String code,
        List<String> fields,
        String sentence,
        Enforcement enforcement,
        Optional<Long> violations) {

    private static final String COLUMNS = "name, kind, entity, code, fields, description, enforcement";
    private static final String COUNT = "select count(*) from quality.violations(name)";

    static final List<String> KINDS =
            List.of("NOT_NULL", "CHECK", "PRIMARY_KEY", "UNIQUE", "FOREIGN_KEY", "EXCLUDE", "TRIGGER", "VIEW");

    /** For whom the rule holds; as quality.rule has it. */
    enum Enforcement {
        ENFORCED,
        NEW_WRITES,
        CHECKED,
        ABSENT;

        static final List<String> NAMES = List.of(ENFORCED.name(), NEW_WRITES.name(), CHECKED.name(), ABSENT.name());
    }

    /** One rule, its violations counted. */
    static QualityRule get(Database database, String name) {
        var sql = Sql.of("select ")
                .add(COLUMNS + ", case enforcement when 'ENFORCED' then 0 else (" + COUNT + ") end")
                .add(" from quality.rule where name = ?", name);
        return database.query(sql, rows -> rows.next() ? Optional.of(read(rows)) : Optional.<QualityRule>empty())
                .orElseThrow(() -> unknown(database, name));
    }

    /** All rules of which {@code condition} holds; violations are counted only where a constraint waits for their end. */
    static List<QualityRule> list(Database database, Sql condition) {
        var sql = Sql.of("select ")
                .add(COLUMNS + ", case enforcement when 'ENFORCED' then 0 when 'NEW_WRITES' then (" + COUNT + ") end")
                .add(" from quality.rule where true")
                .add(condition)
                .add(" order by entity, name");
        return database.query(sql, rows -> {
            var rules = new ArrayList<QualityRule>();
            while (rows.next()) {
                rules.add(read(rows));
            }
            return rules;
        });
    }

    /** The tables that all rules are about, by the rules' names. */
    static Map<String, String> tables(Database database) {
        return database.query(Sql.of("select name, entity from quality.registered_rule"), rows -> {
            var tables = new HashMap<String, String>();
            while (rows.next()) {
                tables.put(rows.getString(1), rows.getString(2));
            }
            return tables;
        });
    }

    private static QualityRule read(ResultSet rows) throws SQLException {
        return new QualityRule(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                List.of((String[]) rows.getArray(5).getArray()),
                rows.getString(6),
                Enforcement.valueOf(rows.getString(7)),
                Optional.ofNullable(rows.getObject(8, Long.class)));
    }

    private static ProblemException unknown(Database database, String name) {
        var nearest = Text.nearest(name, tables(database).keySet())
                .map(" The nearest one is '%s'."::formatted)
                .orElse("");
        return new ProblemException(new Problem.NotFound(
                "unknown_rule", "There is no rule '%s'.%s".formatted(Text.shorten(name), nearest)));
    }

    void write(JsonGenerator json, Map<String, Resource> byTable) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("kind", kind);
        json.writeStringField(
                "resource",
                Optional.ofNullable(byTable.get(table)).map(Resource::name).orElse(null));
        json.writeStringField("sentence", sentence);
        json.writeStringField("code", code);
        json.writeArrayFieldStart("fields");
        for (var field : fields) {
            json.writeString(field);
        }
        json.writeEndArray();
        json.writeStringField("enforcement", enforcement.name());
        if (violations.isPresent()) {
            json.writeNumberField("violations", violations.get());
        } else {
            json.writeNullField("violations");
        }
        json.writeEndObject();
    }

    static Schema schema() {
        return Schema.object()
                .is("A rule of the data, and how far it is kept.")
                .property("name", Schema.text().is("The rule's name, which is also the constraint's."))
                .property("kind", Schema.text().among(KINDS).is("What keeps it: a kind of constraint, or a view."))
                .property("resource", Schema.text().nullable().is("Whose items must keep it."))
                .property("sentence", Schema.text().is("The rule for people."))
                .property("code", Schema.text().is("The code of the problem when it is broken."))
                .property("fields", Schema.array(Schema.text()).is("The fields that may be wrong then."))
                .property(
                        "enforcement",
                        Schema.text()
                                .among(Enforcement.NAMES)
                                .is("ENFORCED: no item breaks it. NEW_WRITES: old items may, every write keeps it."
                                        + " CHECKED: not enforced, but listed. ABSENT: the constraint is missing."))
                .property(
                        "violations",
                        Schema.integer()
                                .nullable()
                                .is("How many rows break it; null where counting was not asked for."))
                .sharedAs("QualityRule");
    }

    static Map<String, @Nullable Object> example() {
        return Ordered.map(
                "name", "meeting_held_has_teacher",
                "kind", "CHECK",
                "resource", "meetings",
                "sentence", "A HELD meeting has a teacher.",
                "code", "teacher_required",
                "fields", List.of("teacher_id"),
                "enforcement", "NEW_WRITES",
                "violations", 12);
    }
}
