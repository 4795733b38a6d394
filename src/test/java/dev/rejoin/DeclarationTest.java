package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rejoin.api.Field;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The declarations say the same as the database's catalog, both ways. */
class DeclarationTest {
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'::text");

    static Stream<Resource> resources() {
        return Features.CATALOG.resources().stream();
    }

    /** A column as the catalog has it. */
    private record Column(String type, boolean required, boolean defaulted, boolean generated) {}

    @ParameterizedTest
    @MethodSource("resources")
    void everyColumnIsDeclaredAsItIs(Resource resource) throws SQLException {
        var columns = columns(resource.table());
        var declared = resource.fields().stream()
                .filter(Field::stored)
                .map(Field::name)
                .collect(Collectors.toCollection(TreeSet::new));
        declared.addAll(resource.hidden());

        assertThat(declared).isEqualTo(new TreeSet<>(columns.keySet()));
        for (var field : resource.fields()) {
            if (field.stored()) {
                var column = columns.get(field.name());
                assertThat(column.type).as(field.name()).isEqualTo(sqlType(field));
                assertThat(field.rule().notNull())
                        .as("%s is required", field.name())
                        .isEqualTo(column.required || field.name().equals("full_name"));
                if (field.writable() && column.required) {
                    assertThat(field.rule().presence() == Rule.Presence.DEFAULTED)
                            .as("%s has a default", field.name())
                            .isEqualTo(column.defaulted);
                }
                assertThat(field.writable())
                        .as("%s is written by clients", field.name())
                        .isEqualTo(!column.generated);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everyEnumerationAllowsWhatItsCheckAllows(Resource resource) throws SQLException {
        for (var field : resource.fields()) {
            if (field.enumerated()) {
                assertThat(allowed(resource.table() + "_" + field.name() + "_allowed"))
                        .as(field.name())
                        .isEqualTo(field.rule().values());
            }
        }
        var checked = strings(
                "select conname from pg_constraint where conrelid = '%s'::regclass and conname like '%%\\_allowed'"
                        .formatted(resource.table()));
        assertThat(checked).hasSize((int)
                resource.fields().stream().filter(Field::enumerated).count());
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everyReferenceIsAForeignKeyToItsResource(Resource resource) throws SQLException {
        for (var field : resource.fields()) {
            if (field.target().isPresent() && field.stored()) {
                var target = Features.CATALOG.get(field.target().get()).table();
                assertThat(strings("""
                                select confrelid::regclass::text from pg_constraint
                                where contype = 'f' and conrelid = '%s'::regclass and conname = '%s_%s_exists'""".formatted(resource.table(), resource.table(), field.referenceName())))
                        .as(field.name())
                        .containsExactly(target);
            }
        }
    }

    @Test
    void everyDomainTableHasItsResource() throws SQLException {
        assertThat(strings("""
                        select relname::text from pg_class c
                        where relnamespace = 'public'::regnamespace and relkind = 'r'
                        and exists (select from pg_attribute where attrelid = c.oid and attname = 'version' and attnum > 0)
                        and relname <> 'flyway_schema_history'
                        order by 1"""))
                .isEqualTo(resources().map(Resource::table).sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everyFieldIsDescribed(Resource resource) {
        assertThat(resource.description()).endsWith(".");
        assertThat(resource.fields())
                .allSatisfy(field ->
                        assertThat(field.description()).as(field.name()).endsWith("."));
    }

    @Test
    void whatTheImportMayLoadWithoutIsSaidToBeMissingInSome() throws IOException {
        var mapping = Path.of("..", "import", "mapping", "import.yaml");
        assumeTrue(Files.exists(mapping), "the importer has been deleted, as it may be after the import");

        var grandfathered = Pattern.compile("(\\w+_required): grandfather")
                .matcher(Files.readString(mapping))
                .results()
                .map(match -> match.group(1));

        assertThat(resources().flatMap(resource -> resource.fields().stream()
                        .filter(field -> field.rule().presence() == Rule.Presence.OWED)
                        .map(field -> "%s_%s_required".formatted(resource.table(), field.name()))))
                .containsExactlyInAnyOrderElementsOf(grandfathered.toList());
    }

    @Test
    void everyPostCanBeRepeatedByItsKey() {
        // A new key is shown once and kept nowhere, and a rule that binds cannot be made to bind once more.
        var others = List.of("createApiKey", "ratchetQualityRule");

        assertThat(Features.operations(() -> {}).stream()
                        .filter(operation -> operation.method() == Operation.Method.POST)
                        .filter(operation -> operation
                                .parameters(Parameter.In.HEADER)
                                .noneMatch(header -> header.name().equals("Idempotency-Key")))
                        .map(Operation::id))
                .containsExactlyInAnyOrderElementsOf(others);
    }

    private static String sqlType(Field field) {
        return switch (field.type()) {
            case INTEGER -> field.name().equals("version") ? "bigint" : "integer";
            case DECIMAL ->
                "numeric(%d,%d)"
                        .formatted(
                                field.rule().digits().precision(),
                                field.rule().digits().scale());
            case BOOLEAN -> "boolean";
            case INSTANT -> "timestamp with time zone";
            case TEXT -> field.name().equals("currency") ? "character(3)" : "text";
            case UUID, DATE -> field.type().sqlName();
            case JSON -> throw new IllegalStateException("no column is JSON");
        };
    }

    private static TreeMap<String, Column> columns(String table) throws SQLException {
        var columns = new TreeMap<String, Column>();
        var sql = """
                select attname, format_type(atttypid, atttypmod), attnotnull, atthasdef, attgenerated <> ''
                from pg_attribute where attrelid = '%s'::regclass and attnum > 0 and not attisdropped""".formatted(table);
        try (var statement = TestDatabase.connection().createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                var owned = List.of("id", "version", "created_at", "updated_at").contains(rows.getString(1));
                columns.put(
                        rows.getString(1),
                        new Column(
                                rows.getString(2),
                                rows.getBoolean(3),
                                rows.getBoolean(4),
                                owned || rows.getBoolean(5)));
            }
        }
        return columns;
    }

    private static List<String> allowed(String constraint) throws SQLException {
        var definition = strings(
                "select pg_get_constraintdef(oid) from pg_constraint where conname = '%s'".formatted(constraint));
        assertThat(definition).as(constraint).hasSize(1);
        return QUOTED.matcher(definition.getFirst())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<String> strings(String sql) throws SQLException {
        var strings = new ArrayList<String>();
        try (var statement = TestDatabase.connection().createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
