package dev.rejoin.importer.prove.expect;

import dev.rejoin.importer.prove.expect.Specification.Conflicts;
import dev.rejoin.importer.prove.expect.Specification.How;
import dev.rejoin.importer.prove.expect.Specification.OfIndex;
import dev.rejoin.importer.prove.expect.Specification.OfRow;
import dev.rejoin.importer.prove.expect.Specification.OfValue;
import dev.rejoin.importer.prove.expect.Specification.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads a mapping folder as plain maps, lists and texts. Mistakes in it have been refused before anything was loaded. */
public final class SpecificationReader {

    private static final int PREFER_UNLESS_SAID = 100;

    /** Dates of a run or of an index: what a column says of its own comes first. */
    private record Dates(ZoneId zone, List<String> formats) {

        static final Dates UNSAID = new Dates(ZoneOffset.UTC, List.of("iso"));

        Dates with(Map<?, ?> said) {
            return new Dates(
                    said.get("zone") == null ? zone : ZoneId.of(text(said, "zone")),
                    said.get("formats") == null ? formats : texts(said.get("formats")));
        }
    }

    private SpecificationReader() {}

    public static Specification read(Path folder) {
        var run = yaml(folder.resolve("import.yaml"));
        var dates = Dates.UNSAID.with(map(run.get("dates")));
        var defaulted = new HashSet<String>();
        map(run.get("constraints")).forEach((name, policy) -> {
            if ("default".equals(policy)) {
                defaulted.add(String.valueOf(name));
            }
        });
        var indices = new ArrayList<OfIndex>();
        for (var file : files(folder)) {
            if (!file.getFileName().toString().equals("import.yaml")) {
                indices.add(index(yaml(file), dates, conflicts(run, new Conflicts("null", Map.of()))));
            }
        }
        var schema = run.get("schema");
        return new Specification(
                schema == null ? "public" : schema.toString(),
                "nfc".equals(run.get("unicode")),
                Set.copyOf(map(run.get("exclude")).keySet().stream()
                        .map(String::valueOf)
                        .toList()),
                defaulted,
                List.copyOf(indices));
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every scalar stays the text it is written as: {@code on}, {@code 007} and {@code 1.10} are not for YAML to judge. */
    private static Map<?, ?> yaml(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        var options = new LoaderOptions();
        var plain = new Resolver() {
            @Override
            protected void addImplicitResolvers() {
                // No scalar has a meaning of its own.
            }
        };
        var yaml = new Yaml(
                new SafeConstructor(options),
                new Representer(new DumperOptions()),
                new DumperOptions(),
                options,
                plain);
        try {
            return map(yaml.load(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OfIndex index(Map<?, ?> said, Dates ofRun, Conflicts conflicts) {
        var dates = ofRun.with(map(said.get("dates")));
        var resurrected = new LinkedHashMap<String, List<OfRow>>();
        map(said.get("resurrect"))
                .forEach((column, rows) -> resurrected.put(column.toString(), rows(rows, column.toString(), dates)));
        return new OfIndex(
                text(said, "index"),
                rows(said.get("rows"), "rows", dates),
                rows(said.get("children"), "children", dates),
                resurrected,
                conflicts(said, conflicts));
    }

    private static Conflicts conflicts(Map<?, ?> said, Conflicts before) {
        return switch (said.get("conflicts")) {
            case null -> before;
            case Map<?, ?> paths -> {
                var byPath = new LinkedHashMap<>(before.byPath());
                paths.forEach((path, taken) -> byPath.put(path.toString(), String.valueOf(taken)));
                yield new Conflicts(before.otherwise(), byPath);
            }
            case Object taken -> new Conflicts(taken.toString(), Map.of());
        };
    }

    private static List<OfRow> rows(@Nullable Object said, String part, Dates dates) {
        var rows = new ArrayList<OfRow>();
        for (var row : list(said)) {
            rows.add(row(map(row), "%s[%d]".formatted(part, rows.size()), dates));
        }
        return List.copyOf(rows);
    }

    private static OfRow row(Map<?, ?> said, String part, Dates dates) {
        var columns = new LinkedHashMap<String, OfValue>();
        map(said.get("columns")).forEach((column, value) -> columns.put(column.toString(), value(value, dates)));
        var when = said.get("when");
        return new OfRow(
                part,
                text(said, "table"),
                columns,
                texts(said.get("identity")),
                said.get("prefer") == null ? PREFER_UNLESS_SAID : Integer.parseInt(text(said, "prefer")),
                optional(said, "newest"),
                when instanceof Map<?, ?> condition ? text(condition, "path") : (String) when,
                when instanceof Map<?, ?> condition ? texts(condition.get("in")) : List.of(),
                optional(said, "from"),
                texts(said.get("beside")),
                optional(said, "split"),
                "true".equals(said.get("distinct")));
    }

    private static OfValue value(@Nullable Object said, Dates dates) {
        if (!(said instanceof Map<?, ?> keys)) {
            return new OfValue.Taken(List.of(String.valueOf(said)), how(Map.of(), dates), null);
        }
        if (keys.containsKey("value")) {
            var constant = keys.get("value");
            boolean none = constant == null || constant.toString().isEmpty() || constant.equals("~");
            return new OfValue.Constant(none ? null : constant.toString());
        }
        if (keys.containsKey("row")) {
            return new OfValue.OwnRow(text(keys, "row"));
        }
        if (keys.containsKey("template")) {
            return new OfValue.Template(text(keys, "template"));
        }
        return new OfValue.Taken(texts(keys.get("from")), how(keys, dates), reference(keys));
    }

    private static @Nullable Reference reference(Map<?, ?> keys) {
        if (!keys.containsKey("to")) {
            return null;
        }
        var orphans = optional(keys, "orphans");
        return new Reference(
                text(keys, "to"),
                optional(keys, "by"),
                optional(keys, "index"),
                orphans == null ? "quarantine" : orphans);
    }

    private static How how(Map<?, ?> keys, Dates otherwise) {
        var dates = otherwise.with(keys);
        var values = new LinkedHashMap<String, String>();
        map(keys.get("values")).forEach((from, to) -> values.put(from.toString(), to.toString()));
        return new How(
                values,
                optional(keys, "otherwise"),
                dates.formats(),
                dates.zone(),
                texts(keys.get("transform")),
                optional(keys, "default"),
                "true".equals(keys.get("keep_empty")),
                keys.containsKey("bad"));
    }

    private static Map<?, ?> map(@Nullable Object said) {
        return said instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@Nullable Object said) {
        return said instanceof List<?> list ? list : List.of();
    }

    private static List<String> texts(@Nullable Object said) {
        if (said instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return said == null ? List.of() : List.of(said.toString());
    }

    private static String text(Map<?, ?> said, String key) {
        return String.valueOf(said.get(key));
    }

    private static @Nullable String optional(Map<?, ?> said, String key) {
        var value = said.get(key);
        return value == null ? null : value.toString();
    }
}
