package dev.rejoin.importer.stage;

import dev.rejoin.importer.document.Conflict;
import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.document.SourceTree;
import dev.rejoin.importer.document.SourceTree.TwoValues;
import dev.rejoin.importer.document.SourceTree.Unreadable;
import dev.rejoin.importer.finding.Finding;
import dev.rejoin.importer.finding.Finding.Severity;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.MappedPaths;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.PartKind;
import dev.rejoin.importer.read.Ruling;
import dev.rejoin.importer.read.SourceDocument;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Turns documents of one index into staged rows and findings. Several slices share it. */
final class DocumentStager {
    private final IndexMapping index;
    private final List<PartStager> rows;
    private final List<PartStager> children;
    private final PartStager own;
    private final KnownPaths known = new KnownPaths();
    private final Set<FieldPath> notSeen = ConcurrentHashMap.newKeySet();

    DocumentStager(IndexMapping index, StagePlan plan) {
        this.index = index;
        var parts = plan.parts().stream().filter(p -> p.index() == index).toList();
        this.rows = parts.stream()
                .filter(p -> p.kind() == PartKind.COMPANION || p.kind() == PartKind.OWN)
                .map(p -> new PartStager(p, plan))
                .toList();
        this.children = parts.stream()
                .filter(p -> p.kind() == PartKind.CHILD)
                .map(p -> new PartStager(p, plan))
                .toList();
        this.own = rows.getLast();
        parts.forEach(this::know);
        MappedPaths.of(index).forEach(mapped -> notSeen.add(mapped.path()));
        parts.forEach(part -> part.copies().forEach(copy -> known.add(part.absolute(copy.path()))));
        index.aggregates().forEach(total -> known.add(total.path()));
        index.extras().forEach(extra -> extra.from().forEach(known::add));
        index.ignore().keySet().forEach(known::add);
    }

    private void know(StagePlan.StagePart part) {
        var base = part.row().from();
        base.ifPresent(known::addArray);
        part.row().when().ifPresent(when -> knowPath(when.path(), base.orElse(null)));
        for (var value : part.row().columns().values()) {
            switch (value) {
                case Value.Field field -> field.from().forEach(path -> knowPath(path, base.orElse(null)));
                case Value.Template template ->
                    template.parts().forEach(piece -> {
                        if (piece instanceof FieldPath path) {
                            knowPath(path, base.orElse(null));
                        }
                    });
                case Value.Constant constant -> {}
                case Value.RowKey row -> {}
            }
        }
    }

    private void knowPath(FieldPath path, @Nullable FieldPath base) {
        if (!path.isMeta()) {
            known.add(base == null ? path : path.under(base));
        }
    }

    /** Stages one document: its ledger line, its rows, and what there is to say about it. */
    void stage(SourceDocument document, long number, Batch batch) {
        batch.document(document, number);
        PartStager.Findings findings = finding -> batch.finding(document, number, finding);
        if (document.ruling() != null) {
            tell(document.ruling(), findings);
        }
        if (document.isLeftOut()) {
            return;
        }
        if (document.objection() != null) {
            findings.add(Finding.of(
                            FindingCode.UNSTORABLE_IDENTITY,
                            "the document cannot be kept under its own name: " + document.objection())
                    .in(own.table().name())
                    .suggesting("give it another _id in the source, and import that; what refers to it goes with it"));
            stageEmpty(document, number, batch);
            return;
        }
        switch (SourceTree.parse(document.source(), index.conflicts())) {
            case Unreadable unreadable -> {
                findings.add(Finding.of(unreadable.code(), StorableText.visible(unreadable.message()))
                        .in(own.table().name())
                        .suggesting("correct the document and retry it from the quarantine"));
                stageEmpty(document, number, batch);
            }
            case SourceTree tree -> stage(document, number, tree, batch, findings);
            default -> throw new IllegalStateException("neither a tree nor a reason");
        }
    }

    private void stage(
            SourceDocument document, long number, SourceTree tree, Batch batch, PartStager.Findings findings) {
        tree.dotted()
                .forEach(path -> findings.add(
                        Finding.of(FindingCode.DOTTED_KEY, "the key is written with dots instead of as an object")
                                .at(path)));
        tree.conflicts().forEach(conflict -> findings.add(finding(conflict)));
        known.findUnknown(tree.root(), (path, value) -> batch.unmapped(document, number, path, value));
        noteHeld(document, tree, batch);
        boolean conflict = tree.conflicts().stream().anyMatch(c -> c.taken() == Conflict.QUARANTINE);
        var context = DocumentAtHand.of(document, tree, conflict);
        var whole = Element.ofDocument(tree.root());
        for (var part : rows) {
            if (part.applies(context, whole)) {
                var row = part.row(context, whole, findings);
                batch.row(part, document, number, whole, row, conflict && part == own || row.rejected());
                context.made(whole, part.table().name(), row.id());
            }
        }
        for (var part : children) {
            stageElements(part, context, number, batch, findings);
        }
    }

    private static void stageElements(
            PartStager part, DocumentAtHand context, long number, Batch batch, PartStager.Findings findings) {
        var document = context.document();
        var elements = part.elements(context, findings);
        int ignored = 0;
        for (var element : elements.single()) {
            if (part.applies(context, element)) {
                var row = part.row(context, element, findings);
                batch.row(part, document, number, element, row, row.rejected());
                context.made(element, part.table().name(), row.id());
            } else {
                ignored++;
            }
        }
        elements.repeated().forEach(repeated -> context.same(repeated.element(), repeated.as(), part.table()));
        batch.elements(
                part,
                document,
                elements.single().size() + elements.repeated().size(),
                ignored,
                elements.repeated().size());
    }

    private static void tell(Ruling ruling, PartStager.Findings findings) {
        if (ruling.excluded() != null) {
            findings.add(Finding.of(
                    FindingCode.EXCLUDED_BY_DECISION,
                    "%s has left it out: %s"
                            .formatted(ruling.excluded().by(), ruling.excluded().because())));
        }
        if (ruling.outdated() != null) {
            findings.add(Finding.of(
                            FindingCode.EXCLUSION_OUTDATED,
                            "%s had left it out (%s), but it says something else since, and counts again"
                                    .formatted(
                                            ruling.outdated().by(),
                                            ruling.outdated().because()))
                    .suggesting("decide again if it is to be left out still"));
        }
    }

    private static Finding finding(TwoValues conflict) {
        boolean setAside = conflict.taken() == Conflict.QUARANTINE;
        var taken =
                switch (conflict.taken()) {
                    case NULL -> ": neither is taken";
                    case NESTED -> ": the one in the object is taken";
                    case DOTTED -> ": the one of the key with dots is taken";
                    case QUARANTINE -> "";
                };
        return Finding.of(
                        setAside ? Severity.ERROR : Severity.WARNING,
                        FindingCode.PATH_CONFLICT,
                        "the path is written both with dots and as an object, with two values" + taken)
                .at(conflict.path())
                .showing(StorableText.visible("%s and %s".formatted(conflict.nested(), conflict.dotted())))
                .suggesting(
                        setAside
                                ? "correct the document and retry it from the quarantine"
                                : "say under \"conflicts\" which of them is right");
    }

    /** A rejected row without values, so that what refers to the document learns that it is set aside, not gone. */
    private void stageEmpty(SourceDocument document, long number, Batch batch) {
        var context = DocumentAtHand.unreadable(document);
        var nothing = Element.ofDocument(context.root());
        var row = own.row(context, nothing, finding -> {});
        batch.row(own, document, number, nothing, row, true);
    }

    @SuppressWarnings("ModifyCollectionInEnhancedForLoop") // A concurrent set: each path is noted by one thread, once.
    private void noteHeld(SourceDocument document, SourceTree tree, Batch batch) {
        for (var path : notSeen) {
            if (!SourceTree.at(tree.root(), path).isMissingNode() && notSeen.remove(path)) {
                batch.held(document, path.text());
            }
        }
    }
}
