package dev.rejoin.importer.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rejoin.importer.catalog.TargetCatalog.Column;
import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.document.RowKeys;
import dev.rejoin.importer.document.SourceTree;
import dev.rejoin.importer.finding.Finding;
import dev.rejoin.importer.finding.Finding.Severity;
import dev.rejoin.importer.mapping.IndexDates;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.Mapping.Conversion;
import dev.rejoin.importer.mapping.Mapping.Reference;
import dev.rejoin.importer.mapping.Mapping.Unicode;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.Kind;
import dev.rejoin.importer.plan.StagePlan.Part;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.read.SourceDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
    private final boolean pairs;

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

        record OfElements(int at, FieldPath array, Optional<Mapping.When> when) implements Filler {}

        /** A copy, stored total or extra: never loaded, so that a value that cannot be read is a warning only. */
        record OfExtra(int at, List<FieldPath> from, List<FieldPath> paths, Converter converter, String column)
                implements Filler {}
    }

    /** A row as it goes to COPY. */
    record StagedRow(@Nullable String[] values, UUID id, boolean rejected) {}

    /**
     * The document at hand, with the rows already made from it.
     *
     * @param tree null where the document cannot be read
     * @param made by place (empty for the document's own) and table
     * @param contradictory it gives a path two values, so that its identity is not certain
     */
    record Context(
            SourceDocument document,
            @Nullable SourceTree tree,
            Map<String, Map<String, UUID>> made,
            @Nullable String resurrectedId,
            boolean contradictory) {

        static Context of(SourceDocument document, SourceTree tree, boolean contradictory) {
            return new Context(document, tree, new HashMap<>(), null, contradictory);
        }

        static Context rebuilding(SourceDocument document, SourceTree tree, String id) {
            return new Context(document, tree, new HashMap<>(), id, false);
        }

        static Context unreadable(SourceDocument document) {
            return new Context(document, null, new HashMap<>(), null, false);
        }

        JsonNode asWritten(JsonNode value) {
            return tree == null ? value : tree.asWritten(value);
        }

        JsonNode root() {
            return tree == null ? MissingNode.getInstance() : tree.root();
        }

        void made(Element element, String table, UUID row) {
            made.computeIfAbsent(element.levels().getLast().place(), place -> new HashMap<>())
                    .put(table, row);
        }

        /** An element that makes no row of its own, since it is the same as another one. */
        void same(Element element, Element as, StageTable table) {
            var row = made(as, table.name());
            if (row != null) {
                made(element, table.name(), row);
            }
        }

        /** The row of that table made of the element, or of the nearest that it lies in, or of the document. */
        @Nullable
        UUID made(Element element, String table) {
            for (var level : element.levels().reversed()) {
                var row = made.getOrDefault(level.place(), Map.of()).get(table);
                if (row != null) {
                    return row;
                }
            }
            return null;
        }
    }

    /** The elements of an array: those that are one of a kind, and those that repeat one of them. */
    record Elements(List<Element> single, List<Repeated> repeated) {
        record Repeated(Element element, Element as) {}
    }

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
        this.pairs = fillers.stream()
                .anyMatch(filler -> filler instanceof Filler.OfField of
                        && of.converter().takesPairs()
                        && of.field().from().stream()
                                .anyMatch(
                                        path -> path.relative() && path.names().isEmpty()));
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
                        new Converter(type, field.conversion(), plan.mapping().dates(), form(reference)),
                        reference.isEmpty(),
                        reference.isPresent() ? position.get(table.ref(name)) : -1,
                        reference.filter(plan::isDerived).isPresent());
            }
        };
    }

    /** An id is what it is; what refers by a column is kept as that column is. */
    private Unicode form(Optional<Reference> reference) {
        return reference.isPresent() && reference.get().by().isEmpty()
                ? Unicode.AS_WRITTEN
                : plan.mapping().unicode();
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
                    new Converter(
                            column,
                            copy.conversion(),
                            plan.mapping().dates(),
                            plan.mapping().unicode()),
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
                    new Converter(column, PLAIN, dates, Unicode.AS_WRITTEN),
                    "total"));
            if (total.elements().isPresent()) {
                fillers.add(new Filler.OfElements(
                        position.get(StagePlan.elementsColumn(part, i)),
                        total.elements().get(),
                        total.when()));
            }
        }
        for (var extra : index.extras()) {
            var column = new Column(
                    extra.name(), extra.type(), baseType(extra.type()), -1, Optional.empty(), false, Optional.empty());
            fillers.add(new Filler.OfExtra(
                    position.get(extra.name()),
                    extra.from(),
                    extra.from(),
                    new Converter(
                            column, extra.conversion(), dates, plan.mapping().unicode()),
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

    boolean applies(Context context, Element element) {
        return applies(part.row().when(), context, element);
    }

    private boolean applies(Optional<Mapping.When> condition, Context context, Element element) {
        if (condition.isEmpty()) {
            return true;
        }
        var when = condition.get();
        var value = value(List.of(when.path()), context, element, false, false);
        return !SourceTree.isNone(value, false)
                && (when.in().isEmpty() || when.in().contains(value.asText()));
    }

    private long counted(Filler.OfElements counting, Context context) {
        return Element.all(context.root(), counting.array, List.of(), null, false).stream()
                .filter(element -> applies(counting.when, context, element))
                .count();
    }

    /** The elements that this part makes rows of. */
    Elements elements(Context context, Findings findings) {
        var from = part.row().from().orElseThrow();
        var all = Element.all(
                context.root(), from, part.row().beside(), part.row().split().orElse(null), pairs);
        var single = new ArrayList<Element>(all.size());
        var repeated = new ArrayList<Elements.Repeated>();
        var known = new HashMap<List<Object>, Element>();
        for (var element : all) {
            if (element.isAlone()) {
                findings.add(finding(
                        Severity.INFO,
                        "scalar_for_array",
                        element.levels().getLast().place(),
                        null,
                        Converter.visible(
                                element.value().isContainerNode()
                                        ? element.value().toString()
                                        : element.value().asText()),
                        "one value stands where an array is expected",
                        null));
            }
            var first = part.row().distinct() ? known.putIfAbsent(element.content(), element) : null;
            if (first == null) {
                single.add(element);
            } else {
                repeated.add(new Elements.Repeated(element, first));
                findings.add(finding(
                        Severity.INFO,
                        "repeated_element",
                        element.levels().getLast().place(),
                        null,
                        Converter.visible(element.value().toString()),
                        "the same as %s: both make one row"
                                .formatted(first.levels().getLast().place()),
                        null));
            }
        }
        return new Elements(single, repeated);
    }

    private Finding finding(
            Severity severity,
            String code,
            String path,
            @Nullable Element element,
            @Nullable String shown,
            String message,
            @Nullable String suggestion) {
        boolean ofElement = element != null && element.array() != null;
        return new Finding(
                severity,
                code,
                table.name(),
                path,
                shown,
                message,
                suggestion,
                ofElement ? part.label(element.number()) : null);
    }

    StagedRow row(Context context, Element element, Findings findings) {
        var values = new @Nullable String[width];
        var rejected = new boolean[1];
        rejected[0] = reportUnequal(element, findings);
        for (var filler : fillers) {
            switch (filler) {
                case Filler.OfConstant constant -> values[constant.at] = constant.text;
                case Filler.OfRow row -> {
                    var id = context.made(element, row.table);
                    values[row.at] = id == null ? null : id.toString();
                }
                case Filler.OfTemplate template -> {
                    var composed = composed(template.parts, context, element);
                    values[template.at] = composed == null
                            ? null
                            : Converter.kept(
                                    composed,
                                    plan.mapping().unicode(),
                                    (severity, code, shown, message, suggestion) -> findings.add(new Finding(
                                            severity, code, table.name(), null, shown, message, suggestion, null)));
                }
                case Filler.OfField field -> fill(field, values, context, element, findings, rejected);
                case Filler.OfExtra extra -> fill(extra, values, context, element, findings);
                case Filler.OfElements elements -> values[elements.at] = Long.toString(counted(elements, context));
            }
        }
        var id = name(values, context, element.number());
        values[position.get(table.keyName())] = id.toString();
        return new StagedRow(values, id, rejected[0]);
    }

    /** Arrays that go by the same positions, but are not of one length: which element belongs to which is not known. */
    private boolean reportUnequal(Element element, Findings findings) {
        boolean rejected = false;
        for (int i = 0; i < element.beside().size(); i++) {
            if (element.beside().get(i) == null) {
                var array = part.row().beside().get(i);
                boolean needed = needs(array);
                rejected |= needed;
                findings.add(finding(
                        needed ? Severity.ERROR : Severity.WARNING,
                        "unequal_arrays",
                        element.levels().getLast().place(),
                        element,
                        null,
                        "%s and %s are not of one length: which of their elements belong together is not known"
                                .formatted(part.row().from().orElseThrow(), array),
                        needed ? "correct the document and retry it from the quarantine" : null));
            }
        }
        return rejected;
    }

    private boolean needs(FieldPath array) {
        return fillers.stream().anyMatch(filler -> switch (filler) {
            case Filler.OfField field ->
                !field.field.conversion().badIsNull()
                        && field.field.from().stream().anyMatch(array::isAtOrAbove);
            case Filler.OfTemplate template ->
                template.parts.stream().anyMatch(piece -> piece instanceof FieldPath path && array.isAtOrAbove(path));
            case Filler.OfConstant constant -> false;
            case Filler.OfRow row -> false;
            case Filler.OfExtra extra -> false;
            case Filler.OfElements elements -> false;
        });
    }

    private void fill(
            Filler.OfExtra filler, @Nullable String[] values, Context context, Element element, Findings findings) {
        var value = value(filler.from, context, element, false, false);
        if (SourceTree.isNone(value, false)) {
            values[filler.at] = filler.converter.defaultValue().orElse(null);
            return;
        }
        int found = found(filler.from, false, context, element, false);
        var path = element.place(filler.from.get(found), part.row().beside());
        values[filler.at] = filler.converter.convert(
                scalar(value, path, element, findings),
                ofIndex(filler.converter, filler.paths.get(found), context),
                (severity, code, shown, message, suggestion) -> findings.add(finding(
                        severity == Severity.ERROR ? Severity.WARNING : severity,
                        code,
                        path,
                        element,
                        shown,
                        message,
                        suggestion)));
    }

    private void fill(
            Filler.OfField filler,
            @Nullable String[] values,
            Context context,
            Element element,
            Findings findings,
            boolean[] rejected) {
        var field = filler.field;
        boolean takesObjects = filler.whole && filler.converter.takesWhole();
        var value = value(field.from(), context, element, filler.converter.keepsEmpty(), takesObjects);
        String text;
        if (SourceTree.isNone(value, filler.converter.keepsEmpty())) {
            text = filler.converter.defaultValue().orElse(null);
            if (text == null && filler.converter.takesArrays() && isEmptyArray(field.from(), context, element)) {
                text = "{}";
            }
        } else {
            int found = found(field.from(), filler.converter.keepsEmpty(), context, element, takesObjects);
            var path = element.place(field.from().get(found), part.row().beside());
            var single = takesObjects
                    ? whole(filler.converter, context.asWritten(value), path, element, findings)
                    : scalar(value, path, element, findings);
            var ofIndex = ofIndex(filler.converter, filler.paths.get(found), context);
            text = filler.converter.convert(single, ofIndex, (severity, code, shown, message, suggestion) -> {
                rejected[0] |= severity == Severity.ERROR;
                findings.add(finding(severity, code, path, element, shown, message, suggestion));
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
    private boolean isEmptyArray(List<FieldPath> from, Context context, Element element) {
        return from.stream().anyMatch(path -> value(List.of(path), context, element, true, true) instanceof ArrayNode);
    }

    /** Which of the paths has the value. */
    private int found(List<FieldPath> from, boolean keepEmpty, Context context, Element element, boolean takesObjects) {
        int found = 0;
        while (found < from.size() - 1
                && SourceTree.isNone(
                        value(List.of(from.get(found)), context, element, keepEmpty, takesObjects), keepEmpty)) {
            found++;
        }
        return found;
    }

    /** The date formats that the document's index has for the path at which the value was found. */
    private List<IndexDates.Format> ofIndex(Converter converter, FieldPath path, Context context) {
        return converter.readsDates() ? plan.datesOf(context.document.index()).at(path) : List.of();
    }

    /** A value as a whole; of several points, which are no value of one column, the first. */
    private JsonNode whole(Converter converter, JsonNode value, String path, Element element, Findings findings) {
        if (!converter.takesPairs() || !(value instanceof ArrayNode array) || SourceTree.isPair(array)) {
            return value;
        }
        return first(array, SourceTree.opened(array, true), path, element, findings);
    }

    private JsonNode scalar(JsonNode value, String path, Element element, Findings findings) {
        return value instanceof ArrayNode array
                ? first(array, SourceTree.opened(array, false), path, element, findings)
                : value;
    }

    private JsonNode first(ArrayNode array, List<JsonNode> opened, String path, Element element, Findings findings) {
        var all = opened.stream().filter(e -> !e.isNull()).toList();
        boolean one = array.size() == 1 && all.size() == 1;
        findings.add(finding(
                one ? Severity.INFO : Severity.WARNING,
                "array_for_scalar",
                path,
                element,
                Converter.visible(array.toString()),
                one
                        ? "an array stands where one value is expected"
                        : "an array of %d values stands where one is expected: the first is taken"
                                .formatted(Math.max(array.size(), all.size())),
                null));
        return all.getFirst();
    }

    /** @param takesObjects whether keys with dots that begin with the path are its value, as an object */
    private JsonNode value(
            List<FieldPath> from, Context context, Element element, boolean keepEmpty, boolean takesObjects) {
        JsonNode found = MissingNode.getInstance();
        for (var path : from) {
            found = switch (path.text()) {
                case "_id" -> TextNode.valueOf(context.document.id());
                case "_index" -> TextNode.valueOf(context.document.index());
                case "_routing" ->
                    context.document.routing() == null
                            ? MissingNode.getInstance()
                            : TextNode.valueOf(context.document.routing());
                default ->
                    path.isPosition()
                            ? IntNode.valueOf(element.position(path))
                            : element.at(path, part.row().beside());
            };
            if (found instanceof SourceTree.OfDottedKeys && !takesObjects) {
                found = MissingNode.getInstance();
            }
            if (!SourceTree.isNone(found, keepEmpty)) {
                return found;
            }
        }
        return found;
    }

    private @Nullable String composed(List<Object> parts, Context context, Element element) {
        var text = new StringBuilder();
        for (var piece : parts) {
            if (piece instanceof FieldPath path) {
                var value = value(List.of(path), context, element, false, false);
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
