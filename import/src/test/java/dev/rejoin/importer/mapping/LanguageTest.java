package dev.rejoin.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader, the schema for editors and the description speak of the same language. */
class LanguageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EVERY_KEY = Path.of("src/test/resources/every-key");
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

    @TempDir
    private Path temporary;

    /** A place of the example where these keys stand. */
    private record Place(Keys keys, String file, String pointer) {}

    static Stream<Place> places() {
        return Stream.of(
                new Place(Keys.RUN, "import.yaml", ""),
                new Place(Keys.DATES, "import.yaml", "/dates"),
                new Place(Keys.CHECK, "import.yaml", "/checks/0"),
                new Place(Keys.MONEY, "import.yaml", "/money/0"),
                new Place(Keys.INDEX, "things.yaml", ""),
                new Place(Keys.DATES, "things.yaml", "/dates"),
                new Place(Keys.ROW, "things.yaml", "/rows/0"),
                new Place(Keys.WHEN, "things.yaml", "/rows/0/when"),
                new Place(Keys.CONSTANT, "things.yaml", "/rows/0/columns/origin"),
                new Place(Keys.ROW_KEY, "things.yaml", "/rows/0/columns/owner_id"),
                new Place(Keys.TEMPLATE, "things.yaml", "/rows/0/columns/label"),
                new Place(Keys.FIELD, "things.yaml", "/rows/0/columns/maker_id"),
                new Place(Keys.CHILD, "things.yaml", "/children/0"),
                new Place(Keys.COPY, "things.yaml", "/copies/maker.name"),
                new Place(Keys.AGGREGATE, "things.yaml", "/aggregates/number"),
                new Place(Keys.AGGREGATE, "things.yaml", "/aggregates/total"),
                new Place(Keys.AGGREGATE, "things.yaml", "/aggregates/odd"),
                new Place(Keys.WHEN, "things.yaml", "/aggregates/odd/when"),
                new Place(Keys.ROW, "things.yaml", "/resurrect/maker_id/0"),
                new Place(Keys.EXTRA, "things.yaml", "/extras/boss"),
                new Place(Keys.RULE, "things.yaml", "/rules/0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            import.yaml            | ISO-8859-1 | schema: small             | import.yaml: no file of an index lies beside it
            import.yaml boats.yml  | ISO-8859-1 | index: boats              | boats.yml: the files of a mapping are named *.yaml
            boats.yaml more.yaml   | UTF-8      | index: boats              | more.yaml:1: boats.yaml is about the index "boats" already
            boats.yaml             | ISO-8859-1 | index: b\u00e9lougas     | boats.yaml: it is not written in UTF-8
            boats.yaml             | UTF-16     | index: boats              | boats.yaml: it is not written in UTF-8
            """)
    void whatIsNoMappingIsSaidAndNotWhatWentWrongLater(String files, String charset, String text, String said)
            throws IOException {
        for (var file : files.split(" ")) {
            Files.write(temporary.resolve(file), text.getBytes(Charset.forName(charset)));
        }
        assertThatThrownBy(() -> MappingReader.read(temporary))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @EnumSource
    void theSchemaKnowsTheKeysThatTheReaderKnows(Keys keys) {
        var properties = MappingSchema.DOCUMENT.at("/definitions/" + definition(keys) + "/properties");
        assertThat(properties.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(keys.names());
    }

    @Test
    void theExampleHoldsEveryKeyAndBothAcceptIt() throws IOException {
        var seen = new ArrayList<String>();
        places().forEach(place ->
                at(place, example(place)).fieldNames().forEachRemaining(k -> seen.add(place.keys() + " " + k)));
        assertThat(Set.copyOf(seen))
                .isEqualTo(Set.copyOf(EnumSet.allOf(Keys.class).stream()
                        .flatMap(keys -> keys.names().stream().map(name -> keys + " " + name))
                        .toList()));
        MappingReader.read(EVERY_KEY);
        assertThat(MappingSchema.errors(EVERY_KEY)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("places")
    void anUnknownKeyIsRefusedByBoth(Place place) throws IOException {
        var changed = example(place);
        at(place, changed).put("unknown_key", "x");

        assertThatThrownBy(() -> read(place, changed)).hasMessageContaining("unknown key \"unknown_key\"");
        assertThat(MappingSchema.errors(changed)).isNotEmpty();
    }

    /** A key that one of them insists on, the other insists on too. */
    @ParameterizedTest
    @MethodSource("places")
    void bothMissTheSameKeys(Place place) throws IOException {
        for (var key : place.keys().names()) {
            var changed = example(place);
            at(place, changed).remove(key);
            assertSameJudgement(place, changed, "without " + key);
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void bothRefuseAValueOfTheWrongShape(Place place) throws IOException {
        for (var shape : List.of("{\"a\": {\"b\": 1}}", "[[1]]")) {
            for (var key : place.keys().names()) {
                var changed = example(place);
                at(place, changed).set(key, JSON.readTree(shape));
                assertThat(MappingSchema.errors(changed))
                        .as("%s: %s", key, shape)
                        .isNotEmpty();
                assertSameJudgement(place, changed, key + ": " + shape);
            }
        }
    }

    /** The names that a value is chosen from; for the schema, all and no others. */
    @ParameterizedTest
    @CsvSource({
        "orphans, /definitions/field/properties/orphans, things.yaml, /rows/0/columns/maker_id",
        "transform, /definitions/transform, things.yaml, /rows/0/columns/maker_id",
        "policy, /definitions/rule/properties/policy, things.yaml, /rules/0",
        "a_required, /definitions/run/properties/constraints/additionalProperties, import.yaml, /constraints",
    })
    void bothKnowTheSameNames(String key, String pointer, String file, String where) throws IOException {
        var place = new Place(Keys.INDEX, file, where);
        var names = new LinkedHashSet<JsonNode>();
        MappingSchema.DOCUMENT.at(pointer).path("enum").forEach(names::add);
        Stream.of(Mapping.Orphans.values(), Mapping.Transform.values(), Mapping.Policy.values())
                .flatMap(Stream::of)
                .forEach(name -> names.add(JSON.valueToTree(name.name().toLowerCase(java.util.Locale.ROOT))));
        for (var name : names) {
            var changed = example(place);
            at(place, changed).set(key, name);
            assertSameJudgement(place, changed, key + ": " + name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mapping", "src/test/resources/library/mapping", "src/test/resources/workshop/mapping"})
    void theSchemaAcceptsWhatTheReaderAccepts(String folder) throws IOException {
        MappingReader.read(Path.of(folder));
        assertThat(MappingSchema.errors(Path.of(folder))).isEmpty();
    }

    @Test
    void everyShippedFileNamesTheSchemaInItsFirstLine() throws IOException {
        try (var files = Files.list(Path.of("mapping"))) {
            for (var file : files.toList()) {
                var schema = Files.readAllLines(file).getFirst().replace("# yaml-language-server: $schema=", "");
                assertThat(file.resolveSibling(schema)).exists();
            }
        }
    }

    /** Headings of the language's description, and of which keys the table below each speaks. */
    @ParameterizedTest
    @CsvSource({
        "### `import.yaml`: the run, RUN",
        "### `<index>.yaml`: one source index, INDEX",
        "**`rows[]` and `children[]`**, CHILD",
        "**A condition**, WHEN",
        "**A column's value**, FIELD CONSTANT ROW_KEY TEMPLATE",
        "**`copies`**, COPY",
        "**`aggregates`**, AGGREGATE",
        "**`extras`**, EXTRA",
        "**`money`**, MONEY",
        "**`rules`**, RULE",
        "**Dates**, DATES",
    })
    void theDescriptionNamesEveryKeyAndNoOther(String heading, String keys) throws IOException {
        var expected = Stream.of(keys.split(" "))
                .flatMap(name -> Keys.valueOf(name).names().stream())
                .toList();
        assertThat(described(heading)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Set<String> described(String heading) throws IOException {
        var lines = Files.readAllLines(Path.of("README.md"));
        assertThat(lines).contains(heading);
        var names = new LinkedHashSet<String>();
        lines.stream()
                .skip(lines.indexOf(heading))
                .dropWhile(line -> !line.equals("| key | meaning |"))
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|")[1])
                .forEach(cell -> NAME.matcher(cell).results().forEach(match -> names.add(match.group(1))));
        return names;
    }

    private void assertSameJudgement(Place place, JsonNode changed, String what) throws IOException {
        var refusal = refusal(place, changed);
        assertThat(MappingSchema.errors(changed).isEmpty())
                .as(
                        "%s at %s of %s: the schema says %s, the reader %s",
                        what, place.pointer(), place.file(), MappingSchema.errors(changed), refusal)
                .isEqualTo(refusal.isEmpty());
    }

    private Optional<String> refusal(Place place, JsonNode changed) throws IOException {
        try {
            read(place, changed);
            return Optional.empty();
        } catch (MappingException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** JSON is YAML. */
    private void read(Place place, JsonNode changed) throws IOException {
        for (var file : List.of("import.yaml", "things.yaml")) {
            Files.writeString(
                    temporary.resolve(file),
                    file.equals(place.file())
                            ? JSON.writeValueAsString(changed)
                            : Files.readString(EVERY_KEY.resolve(file)));
        }
        MappingReader.read(temporary);
    }

    private static JsonNode example(Place place) {
        return MappingSchema.yaml(EVERY_KEY.resolve(place.file()));
    }

    private static ObjectNode at(Place place, JsonNode document) {
        return (ObjectNode) document.at(place.pointer());
    }

    private static String definition(Keys keys) {
        return keys == Keys.ROW_KEY ? "rowKey" : keys.name().toLowerCase(java.util.Locale.ROOT);
    }
}
