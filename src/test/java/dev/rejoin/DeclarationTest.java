package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Field;
import dev.rejoin.contract.Operation;
import dev.rejoin.contract.Resource;
import dev.rejoin.contract.Schema;
import dev.rejoin.contract.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract says of every field what the database's catalog says of its column, both ways. */
class DeclarationTest {
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'::text");

    static Stream<Resource> resources() {
        return Contract.committed().resources();
    }

    /** What every item has, and the database alone writes. */
    private static final List<String> OWNED = List.of("id", "version", "created_at", "updated_at");

    /** Columns that no client needs to see: the periods that rules are about, computed from two dates. */
    private static final Map<String, Set<String>> HIDDEN =
            Map.of("subscriptions", Set.of("period"), "memberships", Set.of("period"), "leaderships", Set.of("term"));

    @ParameterizedTest
    @MethodSource("resources")
    void everyColumnIsDeclaredAsItIs(Resource resource) {
        var columns = TestDatabase.table(resource.table()).columns();
        var declared = resource.fields().stream()
                .filter(field -> columns.containsKey(field.name()))
                .map(Field::name)
                .collect(Collectors.toCollection(TreeSet::new));
        declared.addAll(HIDDEN.getOrDefault(resource.name(), Set.of()));

        assertThat(declared).isEqualTo(new TreeSet<>(columns.keySet()));
        for (var field : resource.fields()) {
            var column = columns.get(field.name());
            assertThat(field.shown().readOnly())
                    .as("%s is said to be read-only", field.name())
                    .isEqualTo(!field.writable());
            if (column == null) {
                // Computed, or the items of another table.
                assertThat(field.writable())
                        .as("%s has no column", field.name())
                        .isEqualTo(field.type() == Type.JSON);
                continue;
            }
            assertThat(column.type()).as(field.name()).matches(sqlType(field));
            assertThat(field.notNull())
                    .as("%s is required", field.name())
                    .isEqualTo(column.required() || field.name().equals("full_name"));
            if (field.writable() && column.required()) {
                assertThat(field.defaulted())
                        .as("%s has a default", field.name())
                        .isEqualTo(column.defaulted());
            }
            assertThat(field.writable())
                    .as("%s is written by clients", field.name())
                    .isEqualTo(!column.generated() && !OWNED.contains(field.name()));
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void whatIsWrittenIsOfTheTypeThatIsShown(Resource resource) {
        var create = resource.create().body().orElseThrow().schema().properties();
        var patch = resource.update().body().orElseThrow().schema().properties();

        assertThat(patch.keySet()).isEqualTo(create.keySet());
        assertThat(resource.fields().stream().map(Field::name)).containsAll(create.keySet());
        for (var field : resource.fields()) {
            for (var body : List.of(create, patch)) {
                var written = body.get(field.name());
                if (written != null) {
                    assertThat(written.type()).as(field.name()).isEqualTo(field.type());
                    assertThat(written.values()).as(field.name()).isEqualTo(field.values());
                    assertThat(written.nullable()).as(field.name()).isEqualTo(!field.notNull());
                }
            }
        }
        assertThat(resource.update().body().orElseThrow().schema().required()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everyFieldHasTheFiltersThatItsTypeAllows(Resource resource) {
        var expected = new TreeSet<String>();
        resource.fields().forEach(field -> expected.addAll(filters("", field)));
        for (var reference : resource.fields()) {
            if (reference.scalar()
                    && reference.target().isPresent()
                    && !reference.owner()
                    && stored(resource, reference)) {
                var target = Contract.committed().resource(reference.target().get());
                target.fields().stream()
                        .filter(field -> stored(target, field))
                        .filter(field -> field.name().equals("id") || !OWNED.contains(field.name()))
                        .forEach(field -> expected.addAll(filters(reference.referenceName() + "__", field)));
            }
        }
        var others = List.of("limit", "cursor", "sort", "count", "fields", "expand", "q");

        var offered = new TreeSet<>(resource.list().queryNames());
        offered.removeAll(others);
        var aggregated = new TreeSet<>(resource.aggregate().queryNames());
        aggregated.removeAll(List.of("limit", "group_by", "metrics", "q"));

        assertThat(offered).isEqualTo(expected);
        assertThat(aggregated).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void listsAreSortedTrimmedAndExpandedByEverythingThatItemsShow(Resource resource) {
        var fields = resource.fields().stream().map(Field::name).toList();
        var scalars = resource.fields().stream()
                .filter(Field::scalar)
                .map(Field::name)
                .toList();

        assertThat(resource.list().sortKeys()).isEqualTo(scalars);
        for (var read : List.of(resource.list(), resource.get())) {
            assertThat(read.fields()).isEqualTo(fields);
            assertThat(read.expansions())
                    .containsExactlyElementsOf(resource.expansions().keySet());
        }
        assertThat(resource.aggregate().groupKeys()).containsAll(scalars);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everyEnumerationAllowsWhatItsCheckAllows(Resource resource) throws SQLException {
        for (var field : resource.fields()) {
            if (field.enumerated()) {
                assertThat(allowed(resource.table() + "_" + field.name() + "_allowed"))
                        .as(field.name())
                        .isEqualTo(field.values());
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
            if (field.type() == Type.UUID && !field.name().equals("id")) {
                assertThat(field.target()).as("what %s refers to", field.name()).isPresent();
                if (!stored(resource, field)) {
                    continue;
                }
                var target = Contract.committed().resource(field.target().get()).table();
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
                        assertThat(field.shown().description()).as(field.name()).endsWith("."));
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
                        .filter(field -> field.owed())
                        .map(field -> "%s_%s_required".formatted(resource.table(), field.name()))))
                .containsExactlyInAnyOrderElementsOf(grandfathered.toList());
    }

    @Test
    void everyPostCanBeRepeatedByItsKey() {
        // A new key is shown once and kept nowhere, and percolating and searching write nothing.
        var others = List.of("createApiKey", "percolate", "searchByMeaning");

        assertThat(Contract.committed().operations().stream()
                        .filter(operation -> operation.method().equals("POST"))
                        .filter(operation -> !operation.takesHeader("Idempotency-Key"))
                        .map(Operation::id))
                .containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void everyPostThatCanBeRepeatedSaysHowARepetitionIsMarked() {
        var document = Contract.committed().document();
        for (var operation : Contract.committed().operations()) {
            if (!operation.takesHeader("Idempotency-Key")) {
                continue;
            }
            var responses = document.get("paths")
                    .get(operation.path())
                    .get(operation.method().toLowerCase(Locale.ROOT))
                    .get("responses");
            assertThat(responses.properties())
                    .as(operation.id())
                    .filteredOn(response -> response.getKey().startsWith("2"))
                    .isNotEmpty()
                    .allMatch(response -> Schema.resolved(document, response.getValue())
                            .path("headers")
                            .has("Idempotent-Replayed"));
        }
    }

    @Test
    void everyWriteDeclaresWhatRulesTriggersAndRepetitionsAnswer() {
        for (var operation : Contract.committed().operations()) {
            if (operation.method().equals("GET")) {
                continue;
            }
            // The data forbids it, the body breaks a rule, the database is busy.
            var expected = new TreeSet<>(Set.of(400, 401, 403, 409, 422, 503));
            if (operation.takesHeader("If-Match")) {
                expected.addAll(Set.of(404, 412, 428));
            }
            if (operation.body().isPresent()) {
                expected.addAll(Set.of(413, 415));
            }
            assertThat(operation.statuses()).as(operation.id()).containsAll(expected);
        }
    }

    private static boolean stored(Resource resource, Field field) {
        return TestDatabase.table(resource.table()).columns().containsKey(field.name());
    }

    /** Django's lookups, those that fit the field. */
    private static List<String> filters(String prefix, Field field) {
        var filters = new ArrayList<String>();
        if (field.scalar()) {
            filters.add("");
            if (field.type() != Type.BOOLEAN) {
                filters.addAll(List.of("__ne", "__in"));
            }
            if (field.type().ordered()) {
                filters.addAll(List.of("__gt", "__gte", "__lt", "__lte"));
            }
            if (field.type() == Type.TEXT && !field.enumerated()) {
                filters.addAll(List.of("__icontains", "__startswith"));
            }
            if (!field.alwaysThere()) {
                filters.add("__isnull");
            }
        }
        filters.replaceAll(operator -> prefix + field.name() + operator);
        return filters;
    }

    /** A pattern, as the contract does not say how many digits a number has; what writes make of them is tested there. */
    private static Predicate<String> sqlType(Field field) {
        return switch (field.type()) {
            case INTEGER -> Predicate.isEqual(field.name().equals("version") ? "bigint" : "integer");
            case DECIMAL -> Pattern.compile("numeric\\(\\d+,\\d+\\)").asMatchPredicate();
            case BOOLEAN -> Predicate.isEqual("boolean");
            case INSTANT -> Predicate.isEqual("timestamp with time zone");
            case TEXT -> Predicate.isEqual(field.name().equals("currency") ? "character(3)" : "text");
            case UUID, DATE -> Predicate.isEqual(field.type().sqlName());
            case JSON -> throw new IllegalStateException("no column is JSON");
        };
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
