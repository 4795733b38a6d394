package dev.rejoin.importer.stage;

import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.document.RowKeys;
import dev.rejoin.importer.document.SourceTree;
import dev.rejoin.importer.finding.Finding;
import dev.rejoin.importer.finding.Finding.Severity;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.IndexDates;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StagePart;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the row of one part of a mapping: takes the values out of the document, converts and names them. */
final class PartStager {
    private final StagePart part;
    private final StageTable table;
    private final StagePlan plan;
    private final List<Filler> fillers;
    private final SourceValues values;
    private final RowNaming naming;
    private final Map<String, Integer> position = new HashMap<>();
    private final int width;
    private final boolean pairs;

    /** A row as it goes to COPY. */
    record StagedRow(@Nullable String[] values, UUID id, boolean rejected) {}

    /** The elements of an array: those that are one of a kind, and those that repeat one of them. */
    record StagedElements(List<Element> single, List<Repeated> repeated) {
        record Repeated(Element element, Element as) {}
    }

    /** Where findings go. */
    interface Findings {
        void add(Finding finding);
    }

    PartStager(StagePart part, StagePlan plan) {
        this.part = part;
        this.plan = plan;
        this.table = plan.tables().get(part.row().table());
        var staged = table.staged();
        this.width = staged.size();
        for (int i = 0; i < width; i++) {
            position.put(staged.get(i).name(), i);
        }
        this.fillers = Fillers.of(part, plan, position);
        this.values = new SourceValues(part, table);
        this.naming = new RowNaming(part, plan, position);
        this.pairs = fillers.stream()
                .anyMatch(filler -> filler instanceof Filler.OfField of
                        && of.converter().takesPairs()
                        && of.field().from().stream()
                                .anyMatch(
                                        path -> path.relative() && path.names().isEmpty()));
    }

    StagePart part() {
        return part;
    }

    StageTable table() {
        return table;
    }

    boolean applies(DocumentAtHand context, Element element) {
        return applies(part.row().when(), context, element);
    }

    private boolean applies(Optional<Mapping.When> condition, DocumentAtHand context, Element element) {
        if (condition.isEmpty()) {
            return true;
        }
        var when = condition.get();
        var value = values.value(List.of(when.path()), context, element, false, false);
        return !SourceTree.isNone(value, false)
                && (when.in().isEmpty() || when.in().contains(value.asText()));
    }

    private long counted(Filler.OfElements counting, DocumentAtHand context) {
        return Element.all(context.root(), counting.array(), List.of(), null, false).stream()
                .filter(element -> applies(counting.when(), context, element))
                .count();
    }

    /** The elements that this part makes rows of. */
    StagedElements elements(DocumentAtHand context, Findings findings) {
        var from = part.row().from().orElseThrow();
        var all = Element.all(
                context.root(), from, part.row().beside(), part.row().split().orElse(null), pairs);
        var single = new ArrayList<Element>(all.size());
        var repeated = new ArrayList<StagedElements.Repeated>();
        var known = new HashMap<List<Object>, Element>();
        for (var element : all) {
            if (element.isAlone()) {
                findings.add(values.ofArray(
                        Severity.INFO,
                        FindingCode.SCALAR_FOR_ARRAY,
                        element.levels().getLast().place(),
                        StorableText.visible(
                                element.value().isContainerNode()
                                        ? element.value().toString()
                                        : element.value().asText()),
                        "one value stands where an array is expected"));
            }
            var first = part.row().distinct() ? known.putIfAbsent(element.content(), element) : null;
            if (first == null) {
                single.add(element);
            } else {
                repeated.add(new StagedElements.Repeated(element, first));
                findings.add(values.ofArray(
                        Severity.INFO,
                        FindingCode.REPEATED_ELEMENT,
                        element.levels().getLast().place(),
                        StorableText.visible(element.value().toString()),
                        "the same as %s: both make one row"
                                .formatted(first.levels().getLast().place())));
            }
        }
        return new StagedElements(single, repeated);
    }

    StagedRow row(DocumentAtHand context, Element element, Findings findings) {
        var texts = new @Nullable String[width];
        var rejected = new boolean[1];
        rejected[0] = reportUnequal(element, findings);
        for (var filler : fillers) {
            switch (filler) {
                case Filler.OfConstant constant -> texts[constant.at()] = constant.text();
                case Filler.OfRow row -> {
                    var id = context.made(element, row.table());
                    texts[row.at()] = id == null ? null : id.toString();
                }
                case Filler.OfTemplate template -> {
                    var composed = values.composed(template.parts(), context, element);
                    texts[template.at()] = composed == null
                            ? null
                            : StorableText.kept(
                                    composed,
                                    plan.mapping().unicode(),
                                    (severity, code, shown, message) -> findings.add(Finding.of(severity, code, message)
                                            .in(table.name())
                                            .showing(shown)));
                }
                case Filler.OfField field -> fill(field, texts, context, element, findings, rejected);
                case Filler.OfExtra extra -> fill(extra, texts, context, element, findings);
                case Filler.OfElements elements -> texts[elements.at()] = Long.toString(counted(elements, context));
            }
        }
        var id = naming.name(texts, context, element.number());
        texts[position.get(table.keyName())] = id.toString();
        return new StagedRow(texts, id, rejected[0]);
    }

    /** Arrays that go by the same positions, but are not of one length: which element belongs to which is not known. */
    private boolean reportUnequal(Element element, Findings findings) {
        boolean rejected = false;
        for (int i = 0; i < element.beside().size(); i++) {
            if (element.beside().get(i) == null) {
                var array = part.row().beside().get(i);
                boolean needed = needs(array);
                rejected |= needed;
                var finding = values.finding(
                        needed ? Severity.ERROR : Severity.WARNING,
                        FindingCode.UNEQUAL_ARRAYS,
                        element.levels().getLast().place(),
                        element,
                        null,
                        "%s and %s are not of one length: which of their elements belong together is not known"
                                .formatted(part.row().from().orElseThrow(), array));
                findings.add(
                        needed ? finding.suggesting("correct the document and retry it from the quarantine") : finding);
            }
        }
        return rejected;
    }

    private boolean needs(FieldPath array) {
        return fillers.stream().anyMatch(filler -> switch (filler) {
            case Filler.OfField field ->
                !field.field().conversion().badIsNull()
                        && field.field().from().stream().anyMatch(array::isAtOrAbove);
            case Filler.OfTemplate template ->
                template.parts().stream().anyMatch(piece -> piece instanceof FieldPath path && array.isAtOrAbove(path));
            case Filler.OfConstant constant -> false;
            case Filler.OfRow row -> false;
            case Filler.OfExtra extra -> false;
            case Filler.OfElements elements -> false;
        });
    }

    private void fill(
            Filler.OfExtra filler,
            @Nullable String[] texts,
            DocumentAtHand context,
            Element element,
            Findings findings) {
        var value = values.value(filler.from(), context, element, false, false);
        if (SourceTree.isNone(value, false)) {
            texts[filler.at()] = filler.converter().defaultValue().orElse(null);
            return;
        }
        int found = values.found(filler.from(), false, context, element, false);
        var path = element.place(filler.from().get(found), part.row().beside());
        texts[filler.at()] = filler.converter()
                .convert(
                        values.scalar(value, path, element, findings),
                        ofIndex(filler.converter(), filler.paths().get(found), context),
                        (severity, code, shown, message) -> findings.add(values.finding(
                                severity == Severity.ERROR ? Severity.WARNING : severity,
                                code,
                                path,
                                element,
                                shown,
                                message)));
    }

    private void fill(
            Filler.OfField filler,
            @Nullable String[] texts,
            DocumentAtHand context,
            Element element,
            Findings findings,
            boolean[] rejected) {
        var field = filler.field();
        boolean takesObjects = filler.whole() && filler.converter().takesWhole();
        var value =
                values.value(field.from(), context, element, filler.converter().keepsEmpty(), takesObjects);
        String text;
        if (SourceTree.isNone(value, filler.converter().keepsEmpty())) {
            text = filler.converter().defaultValue().orElse(null);
            if (text == null
                    && filler.converter().takesArrays()
                    && values.isEmptyArray(field.from(), context, element)) {
                text = "{}";
            }
        } else {
            int found = values.found(field.from(), filler.converter().keepsEmpty(), context, element, takesObjects);
            var path = element.place(field.from().get(found), part.row().beside());
            var single = takesObjects
                    ? values.whole(filler.converter(), context.asWritten(value), path, element, findings)
                    : values.scalar(value, path, element, findings);
            var ofIndex = ofIndex(filler.reading(), filler.paths().get(found), context);
            text = filler.converter().convert(single, ofIndex, (severity, code, shown, message) -> {
                rejected[0] |= severity == Severity.ERROR;
                findings.add(values.finding(severity, code, path, element, shown, message));
            });
            if (text != null && filler.name().isPresent()) {
                // What is no value of that column names nothing, and is said to do so as it was written.
                var named = filler.name().get().convert(single, ofIndex, Converter.Doubts.NONE);
                text = named == null ? text : named;
            }
        }
        if (filler.refAt() < 0) {
            texts[filler.at()] = text;
        } else {
            texts[filler.refAt()] = text;
            if (filler.derived() && text != null) {
                texts[filler.at()] = RowKeys.id(field.reference().orElseThrow().table(), text)
                        .toString();
            }
        }
    }

    /** The date formats that the document's index has for the path at which the value was found. */
    private List<IndexDates.Format> ofIndex(Converter converter, FieldPath path, DocumentAtHand context) {
        return converter.readsDates() ? plan.datesOf(context.document().index()).at(path) : List.of();
    }
}
