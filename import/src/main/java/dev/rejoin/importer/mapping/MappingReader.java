package dev.rejoin.importer.mapping;

import dev.rejoin.importer.document.Conflict;
import dev.rejoin.importer.document.Conflicts;
import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.document.Sha256;
import dev.rejoin.importer.mapping.Mapping.Aggregate;
import dev.rejoin.importer.mapping.Mapping.Conversion;
import dev.rejoin.importer.mapping.Mapping.Copy;
import dev.rejoin.importer.mapping.Mapping.Dates;
import dev.rejoin.importer.mapping.Mapping.Extra;
import dev.rejoin.importer.mapping.Mapping.FileLine;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.Mapping.Money;
import dev.rejoin.importer.mapping.Mapping.Orphans;
import dev.rejoin.importer.mapping.Mapping.Policy;
import dev.rejoin.importer.mapping.Mapping.Reference;
import dev.rejoin.importer.mapping.Mapping.RowMapping;
import dev.rejoin.importer.mapping.Mapping.Rule;
import dev.rejoin.importer.mapping.Mapping.TargetCheck;
import dev.rejoin.importer.mapping.Mapping.Transform;
import dev.rejoin.importer.mapping.Mapping.Unicode;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.mapping.Mapping.When;
import dev.rejoin.importer.mapping.MappingException.MappingError;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads a mapping folder. Nothing but the YAML itself is checked here; {@link MappingCheck} holds it to the target. */
public final class MappingReader {
    private static final String RUN_FILE = "import.yaml";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");
    private static final Dates ISO = new Dates(ZoneOffset.UTC, List.of("iso"));

    private final List<MappingError> errors = new ArrayList<>();

    private MappingReader() {}

    /**
     * Reads all {@code *.yaml} of a folder.
     *
     * @throws MappingException with every error found
     */
    public static Mapping read(Path folder) {
        return new MappingReader().readFolder(folder);
    }

    private Mapping readFolder(Path folder) {
        var files = yamlFiles(folder);
        var digest = Sha256.begin();
        var texts = new LinkedHashMap<String, String>();
        for (var file : files) {
            var text = textOf(file);
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            texts.put(file.getFileName().toString(), text);
        }
        var run = compose(RUN_FILE, texts.getOrDefault(RUN_FILE, "{}")).allow(Keys.RUN);
        var dates =
                run.section("dates").map(s -> dates(s.allow(Keys.DATES), ISO)).orElse(ISO);
        var policies = new LinkedHashMap<String, Policy>();
        run.section("constraints").ifPresent(s -> s.keys()
                .forEach(k -> s.choice(k, Policy.class).ifPresent(policy -> policies.put(k, policy))));
        var conflicts = conflicts(run, Conflicts.UNSAID);
        var indices = new ArrayList<IndexMapping>();
        texts.forEach((file, text) -> {
            if (!file.equals(RUN_FILE)) {
                indices.add(index(compose(file, text), dates, conflicts));
            }
        });
        refuseTwoOfOneIndex(indices);
        var mapping = new Mapping(
                run.text("schema").orElse("public"),
                dates,
                run.pairs("exclude"),
                policies,
                conflicts,
                run.choice("unicode", Unicode.class).orElse(Unicode.AS_WRITTEN),
                run.sections("checks").stream().map(MappingReader::check).toList(),
                run.sections("money").stream().map(MappingReader::money).toList(),
                run.texts("before_load"),
                run.texts("after_load"),
                run.texts("before_delta"),
                run.texts("after_delta"),
                List.copyOf(indices),
                HexFormat.of().formatHex(digest.digest()),
                texts,
                folder);
        if (!errors.isEmpty()) {
            throw new MappingException(errors);
        }
        return mapping;
    }

    /** Only one of them would be used, and nobody would know which. */
    private void refuseTwoOfOneIndex(List<IndexMapping> indices) {
        var files = new LinkedHashMap<String, String>();
        for (var index : indices) {
            var other = files.putIfAbsent(index.index(), index.place().file());
            if (other != null && !index.index().isEmpty()) {
                errors.add(new MappingError(
                        index.place(), "%s is about the index \"%s\" already".formatted(other, index.index())));
            }
        }
    }

    private List<Path> yamlFiles(Path folder) {
        try (var list = Files.list(folder)) {
            var all = list.sorted().toList();
            all.stream()
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yml"))
                    .forEach(name -> errors.add(new MappingError(
                            new FileLine(name, 0),
                            "the files of a mapping are named *.yaml: rename it, or take it away")));
            var files = all.stream()
                    .filter(file -> file.getFileName().toString().endsWith(".yaml"))
                    .toList();
            if (files.isEmpty()) {
                errors.add(
                        new MappingError(new FileLine(folder.toString(), 0), "no *.yaml file in this mapping folder"));
                throw new MappingException(errors);
            }
            if (files.size() == 1 && files.getFirst().endsWith(RUN_FILE)) {
                errors.add(new MappingError(
                        new FileLine(RUN_FILE, 0),
                        "no file of an index lies beside it, and nothing would be imported: write <index>.yaml"));
            }
            return files;
        } catch (IOException e) {
            errors.add(new MappingError(new FileLine(folder.toString(), 0), "this mapping folder cannot be read"));
            throw new MappingException(errors);
        }
    }

    private String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            errors.add(new MappingError(
                    new FileLine(file.getFileName().toString(), 0),
                    e instanceof CharacterCodingException
                            ? "it is not written in UTF-8"
                            : "it cannot be read: " + e.getMessage()));
            throw new MappingException(errors);
        }
    }

    private Section compose(String file, String text) {
        try {
            var node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            return node == null
                    ? new Section(file, new Yaml().compose(new StringReader("{}")), errors)
                    : new Section(file, node, errors);
        } catch (MarkedYAMLException e) {
            var line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            errors.add(new MappingError(new FileLine(file, line), "this is not YAML: " + e.getProblem()));
            throw new MappingException(errors);
        }
    }

    private IndexMapping index(Section s, Dates runDates, Conflicts runConflicts) {
        s.allow(Keys.INDEX);
        var dates = s.section("dates")
                .map(d -> dates(d.allow(Keys.DATES), runDates))
                .orElse(runDates);
        var rows = rows(s, "rows", dates);
        if (rows.isEmpty()) {
            s.error(s.place(), "\"rows\" is missing: which rows does one document become?");
        }
        var resurrect = new LinkedHashMap<String, List<RowMapping>>();
        s.section("resurrect").ifPresent(r -> r.keys().forEach(k -> resurrect.put(k, rows(r, k, dates))));
        var ignore = new LinkedHashMap<FieldPath, String>();
        s.pairs("ignore").forEach((path, reason) -> ignore.put(FieldPath.literal(path), reason));
        return new IndexMapping(
                s.place(),
                s.required("index"),
                s.texts("called").stream().map(FieldPath::of).toList(),
                s.text("decided_by"),
                dates,
                s.text("written").map(FieldPath::of),
                conflicts(s, runConflicts),
                rows,
                rows(s, "children", dates),
                copies(s, dates),
                aggregates(s),
                resurrect,
                extras(s, dates),
                s.sections("rules").stream().map(MappingReader::rule).toList(),
                ignore);
    }

    /** One policy for all paths, or one for each that is named; the others keep what was said before. */
    private static Conflicts conflicts(Section s, Conflicts before) {
        if (!s.has("conflicts")) {
            return before;
        }
        if (s.node("conflicts") instanceof ScalarNode) {
            return new Conflicts(s.choice("conflicts", Conflict.class).orElse(before.otherwise()), Map.of());
        }
        var byPath = new LinkedHashMap<>(before.byPath());
        s.section("conflicts").ifPresent(paths -> paths.keys()
                .forEach(path -> paths.choice(path, Conflict.class).ifPresent(conflict -> byPath.put(path, conflict))));
        return new Conflicts(before.otherwise(), byPath);
    }

    private List<RowMapping> rows(Section s, String key, Dates dates) {
        var rows = new ArrayList<RowMapping>();
        for (var item : s.sections(key)) {
            rows.add(row(item, key + "[" + rows.size() + "]", key.equals("children"), dates));
        }
        return List.copyOf(rows);
    }

    private RowMapping row(Section s, String part, boolean child, Dates dates) {
        s.allow(child ? Keys.CHILD : Keys.ROW);
        if (child) {
            s.required("from");
        }
        var columns = new LinkedHashMap<String, Value>();
        s.section("columns").ifPresent(c -> c.keys().forEach(k -> columns.put(k, value(c, k, dates))));
        return new RowMapping(
                s.place(),
                part,
                s.required("table"),
                columns,
                s.texts("identity"),
                s.number("prefer", 100),
                s.text("newest"),
                when(s),
                s.text("from").map(FieldPath::of),
                s.texts("beside").stream().map(FieldPath::of).toList(),
                s.text("split"),
                s.flag("distinct"),
                copies(s, dates));
    }

    private Optional<When> when(Section s) {
        if (!s.has("when")) {
            return Optional.empty();
        }
        if (s.node("when") instanceof ScalarNode) {
            return s.text("when").map(path -> new When(FieldPath.of(path), List.of()));
        }
        return s.section("when")
                .map(w -> w.allow(Keys.WHEN))
                .map(w -> new When(FieldPath.of(w.required("path")), w.texts("in")));
    }

    private Value value(Section columns, String column, Dates dates) {
        var place = columns.placeOf(column);
        if (columns.node(column) instanceof ScalarNode) {
            return new Value.Field(
                    place, List.of(FieldPath.of(columns.text(column).orElse(""))), plain(), Optional.empty());
        }
        Node node = columns.node(column);
        if (!(node instanceof MappingNode)) {
            columns.error(place, "\"" + column + "\" takes a path, or keys such as from, value, row, template");
            return new Value.Constant(place, null);
        }
        var s = columns.section(column).orElseThrow();
        if (s.has("value")) {
            s.allow(Keys.CONSTANT);
            return new Value.Constant(place, s.text("value").orElse(null));
        }
        if (s.has("row")) {
            s.allow(Keys.ROW_KEY);
            return new Value.RowKey(place, s.required("row"));
        }
        if (s.has("template")) {
            s.allow(Keys.TEMPLATE);
            return new Value.Template(place, templateParts(s.required("template")));
        }
        s.allow(Keys.FIELD);
        if (!s.has("from")) {
            s.required("from");
        }
        return new Value.Field(place, paths(s), conversion(s, dates), reference(s));
    }

    private static Optional<Reference> reference(Section s) {
        if (!s.has("to")) {
            for (var key : List.of("by", "index", "orphans")) {
                if (s.has(key)) {
                    s.error(s.placeOf(key), "\"" + key + "\" goes with \"to\"");
                }
            }
            return Optional.empty();
        }
        return Optional.of(new Reference(
                s.required("to"),
                s.text("by"),
                s.text("index"),
                s.choice("orphans", Orphans.class).orElse(Orphans.QUARANTINE)));
    }

    private static List<FieldPath> paths(Section s) {
        return s.texts("from").stream().map(FieldPath::of).toList();
    }

    private static List<Object> templateParts(String template) {
        var parts = new ArrayList<Object>();
        var matcher = PLACEHOLDER.matcher(template);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() > end) {
                parts.add(template.substring(end, matcher.start()));
            }
            parts.add(FieldPath.of(matcher.group(1)));
            end = matcher.end();
        }
        if (end < template.length()) {
            parts.add(template.substring(end));
        }
        return parts;
    }

    private static Conversion plain() {
        return new Conversion(
                Map.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), false, false, false);
    }

    private Conversion conversion(Section s, Dates dates) {
        if (s.has("bad") && !s.text("bad").equals(Optional.of("null"))) {
            s.error(s.placeOf("bad"), "\"bad\" takes null only: drop the value and report it");
        }
        var transforms = new ArrayList<Transform>();
        s.texts("transform").forEach(t -> s.choose(s.placeOf("transform"), t, Transform.class)
                .ifPresent(transforms::add));
        return new Conversion(
                s.pairs("values"),
                s.text("otherwise"),
                Optional.of(dates(s, dates)),
                transforms,
                s.text("default"),
                s.flag("required"),
                s.flag("keep_empty"),
                s.has("bad"));
    }

    private Dates dates(Section s, Dates otherwise) {
        var formats = s.texts("formats");
        for (var format : formats) {
            try {
                DateFormats.of(format);
            } catch (IllegalArgumentException e) {
                s.error(s.placeOf("formats"), "\"" + format + "\" is not a date format: " + e.getMessage());
            }
        }
        var zone = otherwise.zone();
        if (s.has("zone")) {
            try {
                zone = ZoneId.of(s.text("zone").orElse(""));
            } catch (DateTimeException e) {
                s.error(
                        s.placeOf("zone"),
                        "this zone is not known"
                                + Nearest.hint(s.text("zone").orElse(""), ZoneId.getAvailableZoneIds()));
            }
        }
        return new Dates(zone, formats.isEmpty() ? otherwise.formats() : formats);
    }

    private List<Copy> copies(Section s, Dates dates) {
        var copies = new ArrayList<Copy>();
        s.section("copies").ifPresent(c -> c.keys().forEach(path -> {
            var item = c.section(path).orElseThrow().allow(Keys.COPY);
            copies.add(new Copy(
                    c.placeOf(path),
                    FieldPath.of(path),
                    item.required("of"),
                    item.required("column"),
                    conversion(item, dates)));
        }));
        return copies;
    }

    private List<Aggregate> aggregates(Section s) {
        var aggregates = new ArrayList<Aggregate>();
        s.section("aggregates").ifPresent(a -> a.keys().forEach(path -> {
            var item = a.section(path).orElseThrow().allow(Keys.AGGREGATE);
            if (Stream.of("count", "sum", "elements").filter(item::has).count() != 1) {
                item.error(
                        item.place(),
                        "an aggregate takes one of \"count: table\", \"sum: column\" with \"of: table\", or"
                                + " \"elements: array\"");
            }
            for (var key : item.has("elements") ? List.of("of", "by", "where") : List.of("when")) {
                if (item.has(key)) {
                    item.error(
                            item.placeOf(key),
                            "\"" + key + "\" does not go with \"" + (item.has("elements") ? "elements" : "count")
                                    + "\"");
                }
            }
            if (item.has("of") && !item.has("sum") && !item.has("elements")) {
                item.error(item.placeOf("of"), "\"of\" goes with \"sum\"");
            }
            aggregates.add(new Aggregate(
                    a.placeOf(path),
                    FieldPath.of(path),
                    item.has("sum") ? item.required("of") : item.text("count").orElse(""),
                    item.has("elements") ? "" : item.required("by"),
                    item.text("sum"),
                    item.text("where"),
                    item.text("elements").map(FieldPath::of),
                    when(item)));
        }));
        return aggregates;
    }

    private List<Extra> extras(Section s, Dates dates) {
        var extras = new ArrayList<Extra>();
        s.section("extras").ifPresent(e -> e.keys().forEach(name -> {
            var item = e.section(name).orElseThrow().allow(Keys.EXTRA);
            if (!item.has("from")) {
                item.required("from");
            }
            extras.add(new Extra(
                    e.placeOf(name), name, paths(item), item.text("type").orElse("text"), conversion(item, dates)));
        }));
        return extras;
    }

    private static TargetCheck check(Section s) {
        s.allow(Keys.CHECK);
        var view = s.required("view");
        return new TargetCheck(
                s.place(),
                view,
                s.text("code").orElse(view.substring(view.lastIndexOf('.') + 1)),
                isQuarantine(s),
                s.text("table"),
                s.texts("key"),
                s.text("message"),
                s.text("suggestion"));
    }

    private static boolean isQuarantine(Section s) {
        var policy = s.text("policy").orElse("report");
        if (!policy.matches("report|quarantine")) {
            s.error(s.placeOf("policy"), "\"policy\" takes report or quarantine");
        }
        return policy.equals("quarantine");
    }

    private static Money money(Section s) {
        s.allow(Keys.MONEY);
        return new Money(
                s.place(),
                s.required("name"),
                s.required("table"),
                s.required("sum"),
                s.text("where"),
                s.text("currency"));
    }

    private static Rule rule(Section s) {
        s.allow(Keys.RULE);
        return new Rule(
                s.place(),
                s.required("code"),
                s.required("table"),
                s.required("where"),
                isQuarantine(s),
                s.text("message").orElse("the rule " + s.text("code").orElse("") + " is broken"),
                s.text("suggestion"));
    }
}
