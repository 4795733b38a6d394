package dev.rejoin.db;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.db.Rule.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The catalog, constraints.csv, its copy in SQL and the tables of README.md say the same, both ways. */
class RulesTest {

    private static final Path SQL = Path.of("migration/R__900_registered_rules.sql");
    private static final Path README = Path.of("README.md");
    private static final Predicate<Rule> ROUTINE = rule -> switch (rule.kind()) {
        case NOT_NULL, PRIMARY_KEY -> true;
        case FOREIGN_KEY -> rule.code().equals("unknown_reference");
        case UNIQUE -> rule.name().endsWith("_legacy_id_unique");
        case CHECK -> List.of("too_long", "blank", "malformed", "not_allowed").contains(rule.code());
        case EXCLUDE, TRIGGER, VIEW -> false;
    };

    private static final Rules RULES = Rules.load();
    private static Database database;

    @BeforeAll
    static void start() {
        database = Database.fresh();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void everyConstraintOfTheDomainIsRegisteredAndExists() {
        var catalog = database.strings("""
                select concat_ws(' ', c.conname, case when c.conperiod and c.contype = 'u' then 'EXCLUDE' else case c.contype
                           when 'n' then 'NOT_NULL' when 'c' then 'CHECK' when 'p' then 'PRIMARY_KEY'
                           when 'u' then 'UNIQUE' when 'f' then 'FOREIGN_KEY' when 'x' then 'EXCLUDE' end end, r.relname)
                from pg_constraint c join pg_class r on r.oid = c.conrelid
                where r.relnamespace = 'public'::regnamespace and c.contype <> 't'
                  and r.relname not in ('flyway_schema_history', 'search_document', 'search_vector')
                union all
                select concat_ws(' ', k.relname, 'UNIQUE', r.relname)
                from pg_index i join pg_class k on k.oid = i.indexrelid join pg_class r on r.oid = i.indrelid
                where r.relnamespace = 'public'::regnamespace and i.indisunique
                  and r.relname not in ('flyway_schema_history', 'search_document', 'search_vector')
                  and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
                """);

        assertThat(RULES.all().stream()
                        .filter(rule -> rule.kind() != Kind.TRIGGER && rule.kind() != Kind.VIEW)
                        .map(rule -> rule.name() + " " + rule.kind() + " " + rule.entity()))
                .containsExactlyInAnyOrderElementsOf(catalog);
    }

    @Test
    void everyQualityViewIsRegisteredAndExists() {
        var guards = RULES.all().stream()
                .filter(rule -> rule.kind() == Kind.TRIGGER)
                .map(Rule::name)
                .toList();
        var views = database.strings("""
                select viewname from pg_views where schemaname = 'quality' and viewname <> 'rule'
                """);

        assertThat(RULES.all().stream().filter(rule -> rule.kind() == Kind.VIEW).map(Rule::name))
                .containsExactlyInAnyOrderElementsOf(
                        views.stream().filter(view -> !guards.contains(view)).toList());
    }

    @Test
    void everyGuardRaisesARegisteredName() {
        var raised = database.strings("""
                select distinct match[1]
                from pg_proc p, regexp_matches(p.prosrc, 'refuse\\(''\\w+'', ''(\\w+)''', 'g') match
                where p.pronamespace = 'public'::regnamespace
                """);

        assertThat(RULES.all().stream()
                        .filter(rule -> rule.kind() == Kind.TRIGGER)
                        .map(Rule::name))
                .containsExactlyInAnyOrderElementsOf(raised);
    }

    @Test
    void everyFieldIsAColumnOfTheEntity() {
        var columns = database.strings(
                "select table_name || '.' || column_name from information_schema.columns where table_schema = 'public'");

        assertThat(RULES.all().stream()
                        // Who lowers the capacity of an event breaks a rule of its participations.
                        .filter(rule -> !rule.name().equals("event_participation_capacity"))
                        .flatMap(rule -> rule.fields().stream().map(field -> rule.entity() + "." + field)))
                .isSubsetOf(columns);
    }

    @Test
    void theCopyInSqlIsTheSame() throws IOException {
        assertSameOrWrite(SQL, sql());
        assertThat(database.strings("""
                        select concat_ws(';', name, kind, entity, code, array_to_string(fields, ','), sentence)
                        from quality.registered_rule
                        """))
                .containsExactlyInAnyOrderElementsOf(RULES.all().stream()
                        .map(rule -> String.join(
                                ";",
                                rule.name(),
                                rule.kind().name(),
                                rule.entity(),
                                rule.code(),
                                String.join(",", rule.fields()),
                                rule.sentence()))
                        .toList());
    }

    @Test
    void theTablesOfTheReadmeAreTheSame() throws IOException {
        var readme = Files.readString(README);
        var written = replaceBetween(readme, "rules", table(ROUTINE.negate()));
        written = replaceBetween(written, "routine", table(ROUTINE));
        assertSameOrWrite(README, written);
    }

    @Test
    void aRefusalNamesItsRule() {
        assertThat(brokenBy("insert into venue (name) values (null)")).isEqualTo("venue_name_required");
        assertThat(brokenBy("insert into venue (name, capacity) values ('Hall', 0)"))
                .isEqualTo("venue_capacity_positive");
    }

    private static String brokenBy(String sql) {
        try {
            database.execute(sql);
            throw new AssertionError("was accepted: " + sql);
        } catch (SQLException e) {
            return RULES.brokenBy(e).orElseThrow().name();
        }
    }

    /** {@code mvn -pl db test -Dtest=RulesTest -Drejoin.write=true} writes the copies from constraints.csv. */
    private static void assertSameOrWrite(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("rejoin.write")) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file))
                .as("%s, a copy of constraints.csv (-Drejoin.write=true writes it)", file)
                .isEqualTo(expected);
    }

    private static String sql() {
        return """
                -- Generated from src/main/resources/dev/rejoin/db/constraints.csv by RulesTest; change that file.
                delete from quality.registered_rule;
                insert into quality.registered_rule (name, kind, entity, code, fields, sentence) values
                """
                + RULES.all().stream()
                        .map(rule -> "    (%s, %s, %s, %s, %s, %s)"
                                .formatted(
                                        quoted(rule.name()),
                                        quoted(rule.kind().name()),
                                        quoted(rule.entity()),
                                        quoted(rule.code()),
                                        quoted("{" + String.join(",", rule.fields()) + "}"),
                                        quoted(rule.sentence())))
                        .collect(joining(",\n", "", ";\n"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String table(Predicate<Rule> which) {
        var lines = new ArrayList<String>();
        lines.add("| rule | says | enforced by | problem code |");
        lines.add("|---|---|---|---|");
        RULES.all().stream()
                .filter(which)
                .forEach(rule -> lines.add("| `%s` | %s | %s | `%s` |"
                        .formatted(rule.name(), rule.sentence(), enforcedBy(rule.kind()), rule.code())));
        return String.join("\n", lines);
    }

    private static String enforcedBy(Kind kind) {
        return switch (kind) {
            case NOT_NULL -> "NOT NULL";
            case CHECK -> "CHECK";
            case PRIMARY_KEY -> "primary key";
            case UNIQUE -> "UNIQUE";
            case FOREIGN_KEY -> "foreign key";
            case EXCLUDE -> "EXCLUDE or temporal key";
            case TRIGGER -> "trigger";
            case VIEW -> "quality view";
        };
    }

    private static String replaceBetween(String text, String marker, String content) {
        var start = "<!-- " + marker + " -->\n";
        var end = "<!-- /" + marker + " -->";
        var from = text.indexOf(start) + start.length();
        var to = text.indexOf(end);
        assertThat(from).as("marker %s", marker).isLessThanOrEqualTo(to);
        return text.substring(0, from) + content + "\n" + text.substring(to);
    }
}
