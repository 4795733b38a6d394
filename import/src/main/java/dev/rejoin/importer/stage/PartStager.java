package dev.rejoin.importer.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rejoin.importer.mapping.FieldPath;
import dev.rejoin.importer.mapping.IndexDates;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.Mapping.Conversion;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.mapping.RowKeys;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.stage.Finding.Severity;
import dev.rejoin.importer.stage.StagePlan.Kind;
import dev.rejoin.importer.stage.StagePlan.Part;
import dev.rejoin.importer.stage.StagePlan.StageTable;
import dev.rejoin.importer.target.TargetCatalog.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the row of one part of a mapping: takes the values out of the document, converts and names them. */
final class PartStager {
    private static final Conversion PLAIN = new Conversion(
            Map.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), false, false, false);
    private static final String NATURAL = "\u001f";

    private final Part part;
    private final StageTable table;
    private final StagePlan plan;
    private final List<Filler> fillers = new ArrayList<>();
    private final Map<String, Integer> position = new HashMap<>();
    private final int[] identity;
    private final boolean hasLegacyId;
    private final boolean namedByIdAlone;
    private final int width;

    /** One staged column and what fills it. */
    private sealed interface Filler {
        int at();

        record OfField(
                int at,
                Value.Field field,
                List<FieldPath> paths,
                Converter converter,
                boolean whole,
                int refAt,
                boolean derived)
                implements Filler {}

        record OfConstant(int at, @Nullable String text) implements Filler {}

        record OfRow(int at, String table) implements Filler {}

        record OfTemplate(int at, List<Object> parts) implements Filler {}

        /** A copy, stored total or extra: never loaded, so that a value that cannot be read is a warning only. */
        record OfExtra(int at, List<FieldPath> from, List<FieldPath> paths, Converter converter, String column)
                implements Filler {}
    }

    /** A row as it goes to COPY. */
    record StagedRow(@Nullable String[] values, UUID id, boolean rejected) {}

    /**
     * The document at hand, with the rows already made from it.
     *
     * @param contradictory it gives a path two values, so that its identity is not certain
     */
    record Context(
            SourceDocument document,
            JsonNode root,
            Map<String, UUID> companions,
            @Nullable String resurrectedId,
            boolean contradictory) {}

    /** Where findings go. */
    interface Findings {
        void add(Finding finding);
    }

    PartStager(Part part, StagePlan plan) {
        this.part = part;
        this.plan = plan;
        this.table = plan.tables().get(part.row().table());
        var staged = table.staged();
        this.width = staged.size();
        for (int i = 0; i < width; i++) {
            position.put(staged.get(i).name(), i);
        }
        this.hasLegacyId = table.hasLegacyId();
        this.namedByIdAlone = plan.isNamedByIdAlone(table.name());
        part.row().columns().forEach((column, value) -> fillers.add(filler(column, value)));
        addCopies();
        if (part.kind() == Kind.OWN) {
            addExtras();
        }
        this.identity = part.row().identity().stream()
                .map(table::link)
                .mapToInt(position::get)
                .toArray();
    }

    Part part() {
        return part;
    }

    StageTable table() {
        return table;
    }

    private Filler filler(String name, Value value) {
        int at = position.get(name);
        var column = table.data().get(name);
        return switch (value) {
            case Value.Constant constant -> new Filler.OfConstant(at, constant.text());
            case Value.RowKey row -> new Filler.OfRow(position.get(table.link(name)), row.table());
            case Value.Template template -> new Filler.OfTemplate(at, template.parts());
            case Value.Field field -> {
                var reference = field.reference();
                var type = reference.isPresent() ? textColumn(name) : column;
                yield new Filler.OfField(
                        reference.isPresent() ? position.get(table.link(name)) : at,
                        field,
                        field.from().stream().map(part::absolute).toList(),
                        new Converter(type, field.conversion(), plan.mapping().dates()),
                        reference.isEmpty()
                                && (column.base().startsWith("json")
                                        || column.element().isPresent()),
                        reference.isPresent() ? position.get(table.ref(name)) : -1,
                        reference.filter(plan::isDerived).isPresent());
            }
        };
    }

    private static Column textColumn(String name) {
        return new Column(name, "text", "text", -1, Optional.empty(), false, Optional.empty());
    }

    private void addCopies() {
        for (int i = 0; i < part.copies().size(); i++) {
            var copy = part.copies().get(i);
            var column = StagePlan.copied(table.target(), copy, part, plan.catalog());
            fillers.add(new Filler.OfExtra(
                    position.get(StagePlan.copyColumn(part, i)),
                    List.of(copy.path()),
                    List.of(part.absolute(copy.path())),
                    new Converter(column, copy.conversion(), plan.mapping().dates()),
                    column.name()));
        }
    }

    private void addExtras() {
        var index = part.index();
        var dates = plan.mapping().dates();
        for (int i = 0; i < index.aggregates().size(); i++) {
            var total = index.aggregates().get(i);
            var column = new Column("total", "numeric", "numeric", -1, Optional.empty(), false, Optional.empty());
            fillers.add(new Filler.OfExtra(
                    position.get(StagePlan.aggregateColumn(part, i)),
                    List.of(total.path()),
                    List.of(total.path()),
                    new Converter(column, PLAIN, dates),
                    "total"));
        }
        for (var extra : index.extras()) {
            var column = new Column(
                    extra.name(), extra.type(), baseType(extra.type()), -1, Optional.empty(), false, Optional.empty());
            fillers.add(new Filler.OfExtra(
                    position.get(extra.name()),
                    extra.from(),
                    extra.from(),
                    new Converter(column, extra.conversion(), dates),
                    extra.name()));
        }
    }

    private static String baseType(String type) {
        return switch (type) {
            case "timestamptz" -> "timestamp with time zone";
            case "timestamp" -> "timestamp without time zone";
            case "int", "int4" -> "integer";
            case "bigint", "int8" -> "bigint";
            case "bool" -> "boolean";
            default -> type;
        };
    }

    boolean applies(Context context, JsonNode element) {
        if (part.row().when().isEmpty()) {
            return true;
        }
        var when = part.row().when().get();
        var value = value(List.of(when.path()), context, element, 0, false);
        return !SourceTree.isNone(value, false)
                && (when.in().isEmpty() || when.in().contains(value.asText()));
    }

    /** The elements that this part makes rows of; the document itself for parts that are not children. */
    List<JsonNode> elements(JsonNode root, Findings findings) {
        if (part.kind() != Kind.CHILD) {
            return List.of(root);
        }
        var from = part.row().from().orElseThrow();
        var value = SourceTree.at(root, from);
        if (SourceTree.isNone(value, false)) {
            return List.of();
        }
        if (value instanceof ArrayNode array) {
            var elements = new ArrayList<JsonNode>(array.size());
            array.forEach(e -> {
                if (!e.isNull()) {
                    elements.add(e);
                }
            });
            return part.row().distinct() ? elements.stream().distinct().toList() : elements;
        }
        if (part.row().split().isPresent() && value.isTextual()) {
            var elements = new ArrayList<JsonNode>();
            for (var piece :
                    value.textValue().split(Pattern.quote(part.row().split().get()))) {
                if (!piece.isBlank()) {
                    elements.add(TextNode.valueOf(piece.strip()));
                }
            }
            return elements;
        }
        findings.add(new Finding(
                Severity.INFO,
                "scalar_for_array",
                table.name(),
                from.text(),
                Converter.visible(value.isContainerNode() ? value.toString() : value.asText()),
                "one value stands where an array is expected",
                null));
        return List.of(value);
    }

    StagedRow row(Context context, JsonNode element, int number, Findings findings) {
        var values = new @Nullable String[width];
        var rejected = new boolean[1];
        for (var filler : fillers) {
            switch (filler) {
                case Filler.OfConstant constant -> values[constant.at] = constant.text;
                case Filler.OfRow row -> {
                    var id = context.companions.get(row.table);
                    values[row.at] = id == null ? null : id.toString();
                }
                case Filler.OfTemplate template ->
                    values[template.at] = composed(template.parts, context, element, number);
                case Filler.OfField field -> fill(field, values, context, element, number, findings, rejected);
                case Filler.OfExtra extra -> {
                    var value = value(extra.from, context, element, number, false);
                    if (!SourceTree.isNone(value, false)) {
                        var path = extra.paths.getFirst();
                        values[extra.at] = extra.converter.convert(
                                scalar(value, path, findings),
                                ofIndex(extra.converter, extra.from, extra.paths, context, element, number),
                                (severity, code, shown, message, suggestion) -> findings.add(new Finding(
                                        severity == Severity.ERROR ? Severity.WARNING : severity,
                                        code,
                                        table.name(),
                                        path.text(),
                                        shown,
                                        message,
                                        suggestion)));
                    } else {
                        values[extra.at] = extra.converter.defaultValue().orElse(null);
                    }
                }
            }
        }
        var id = name(values, context, number);
        values[position.get(table.keyName())] = id.toString();
        return new StagedRow(values, id, rejected[0]);
    }

    private void fill(
            Filler.OfField filler,
            @Nullable String[] values,
            Context context,
            JsonNode element,
            int number,
            Findings findings,
            boolean[] rejected) {
        var field = filler.field;
        var value = value(field.from(), context, element, number, filler.converter.keepsEmpty());
        var path = filler.paths.getFirst();
        String text;
        if (SourceTree.isNone(value, filler.converter.keepsEmpty())) {
            text = filler.converter.defaultValue().orElse(null);
            if (text == null
                    && filler.converter.takesArrays()
                    && isEmptyArray(field.from(), context, element, number)) {
                text = "{}";
            }
        } else {
            var single = filler.whole ? value : scalar(value, path, findings);
            var ofIndex = ofIndex(filler.converter, field.from(), filler.paths, context, element, number);
            text = filler.converter.convert(single, ofIndex, (severity, code, shown, message, suggestion) -> {
                rejected[0] |= severity == Severity.ERROR;
                findings.add(new Finding(severity, code, table.name(), path.text(), shown, message, suggestion));
            });
        }
        if (filler.refAt < 0) {
            values[filler.at] = text;
        } else {
            values[filler.refAt] = text;
            if (filler.derived && text != null) {
                values[filler.at] = RowKeys.id(field.reference().orElseThrow().table(), text)
                        .toString();
            }
        }
    }

    /** For a column that holds arrays, an empty one is a value. */
    private boolean isEmptyArray(List<FieldPath> from, Context context, JsonNode element, int number) {
        return from.stream()
                .anyMatch(path -> value(List.of(path), context, element, number, true) instanceof ArrayNode);
    }

    /** The date formats that the document's index has for the path at which the value was found. */
    private List<IndexDates.Format> ofIndex(
            Converter converter,
            List<FieldPath> from,
            List<FieldPath> paths,
            Context context,
            JsonNode element,
            int number) {
        if (!converter.readsDates()) {
            return List.of();
        }
        int found = 0;
        while (found < from.size() - 1
                && SourceTree.isNone(
                        value(List.of(from.get(found)), context, element, number, converter.keepsEmpty()),
                        converter.keepsEmpty())) {
            found++;
        }
        return plan.datesOf(context.document.index()).at(paths.get(found));
    }

    private JsonNode scalar(JsonNode value, FieldPath path, Findings findings) {
        if (!(value instanceof ArrayNode array)) {
            return value;
        }
        if (array.size() == 1) {
            findings.add(new Finding(
                    Severity.INFO,
                    "array_for_scalar",
                    table.name(),
                    path.text(),
                    Converter.visible(array.toString()),
                    "an array stands where one value is expected",
                    null));
        } else {
            findings.add(new Finding(
                    Severity.WARNING,
                    "array_for_scalar",
                    table.name(),
                    path.text(),
                    Converter.visible(array.toString()),
                    "an array of %d values stands where one is expected: the first is taken".formatted(array.size()),
                    null));
        }
        return array.valueStream().filter(e -> !e.isNull()).findFirst().orElseThrow();
    }

    private JsonNode value(List<FieldPath> from, Context context, JsonNode element, int number, boolean keepEmpty) {
        JsonNode found = MissingNode.getInstance();
        for (var path : from) {
            found = switch (path.text()) {
                case "_id" -> TextNode.valueOf(context.document.id());
                case "_index" -> TextNode.valueOf(context.document.index());
                case "_routing" ->
                    context.document.routing() == null
                            ? MissingNode.getInstance()
                            : TextNode.valueOf(context.document.routing());
                case "#" -> IntNode.valueOf(number);
                default -> path.relative() ? SourceTree.at(element, path) : SourceTree.at(context.root, path);
            };
            if (!SourceTree.isNone(found, keepEmpty)) {
                return found;
            }
        }
        return found;
    }

    private @Nullable String composed(List<Object> parts, Context context, JsonNode element, int number) {
        var text = new StringBuilder();
        for (var piece : parts) {
            if (piece instanceof FieldPath path) {
                var value = value(List.of(path), context, element, number, false);
                if (SourceTree.isNone(value, false)) {
                    return null;
                }
                text.append(value.asText());
            } else {
                text.append(piece);
            }
        }
        return text.toString();
    }

    /** Names the row: by its identity columns when they are all there, else by its document (and element). */
    private UUID name(@Nullable String[] values, Context context, int number) {
        var legacyId = legacyId(values, context, number);
        if (hasLegacyId) {
            values[position.get(StagePlan.LEGACY_ID)] = legacyId;
        }
        if (identity.length > 0 && !context.contradictory) {
            var key = new StringBuilder();
            for (int at : identity) {
                if (values[at] == null) {
                    return RowKeys.id(table.name(), legacyId);
                }
                key.append(NATURAL).append(values[at]);
            }
            return RowKeys.id(table.name(), key.toString());
        }
        return RowKeys.id(table.name(), legacyId);
    }

    private String legacyId(@Nullable String[] values, Context context, int number) {
        if (hasLegacyId) {
            var mapped = values[position.get(StagePlan.LEGACY_ID)];
            if (mapped != null) {
                return mapped;
            }
        }
        var document = context.document;
        return switch (part.kind()) {
            case CHILD ->
                (hasLegacyId ? document.id() : withIndex(document)) + "#"
                        + part.row().from().orElseThrow().text() + "." + number;
            case RESURRECTED ->
                isLastResurrected() ? context.resurrectedId : lastResurrected().table() + ":" + context.resurrectedId;
            case OWN, COMPANION ->
                part.row().identity().isEmpty() && namedByIdAlone ? document.id() : withIndex(document);
        };
    }

    /** A document's whole identity; with a routing, several of an index may have one id. */
    private String withIndex(SourceDocument document) {
        return document.index() + ":" + document.id()
                + (hasLegacyId || document.routing() == null ? "" : ":" + document.routing());
    }

    private boolean isLastResurrected() {
        return lastResurrected() == part.row();
    }

    private Mapping.RowMapping lastResurrected() {
        return part.index().resurrect().get(part.resurrects().orElseThrow()).getLast();
    }
}
