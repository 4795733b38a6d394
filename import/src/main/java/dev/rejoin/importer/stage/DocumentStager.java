package dev.rejoin.importer.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rejoin.importer.mapping.FieldPath;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.stage.Finding.Severity;
import dev.rejoin.importer.stage.PartStager.Context;
import dev.rejoin.importer.stage.SourceTree.Unreadable;
import dev.rejoin.importer.stage.StagePlan.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns documents of one index into staged rows and findings. Immutable, so that several slices share it. */
final class DocumentStager {
    private final List<PartStager> rows;
    private final List<PartStager> children;
    private final PartStager own;
    private final KnownPaths known = new KnownPaths();

    DocumentStager(IndexMapping index, StagePlan plan) {
        var parts = plan.parts().stream().filter(p -> p.index() == index).toList();
        this.rows = parts.stream()
                .filter(p -> p.kind() == Kind.COMPANION || p.kind() == Kind.OWN)
                .map(p -> new PartStager(p, plan))
                .toList();
        this.children = parts.stream()
                .filter(p -> p.kind() == Kind.CHILD)
                .map(p -> new PartStager(p, plan))
                .toList();
        this.own = rows.getLast();
        parts.forEach(this::know);
        parts.forEach(part -> part.copies().forEach(copy -> known.add(part.absolute(copy.path()))));
        index.aggregates().forEach(total -> known.add(total.path()));
        index.extras().forEach(extra -> extra.from().forEach(known::add));
        index.ignore().keySet().forEach(known::add);
    }

    private void know(StagePlan.Part part) {
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
        if (document.objection() != null) {
            findings.add(new Finding(
                    Severity.ERROR,
                    "unstorable_identity",
                    own.table().name(),
                    null,
                    null,
                    "the document cannot be kept under its own name: " + document.objection(),
                    "give it another _id in the source, and import that; what refers to it goes with it"));
            stageEmpty(document, number, batch);
            return;
        }
        switch (SourceTree.parse(document.source())) {
            case Unreadable unreadable -> {
                findings.add(new Finding(
                        Severity.ERROR,
                        unreadable.code(),
                        own.table().name(),
                        null,
                        null,
                        Converter.visible(unreadable.message()),
                        "correct the document and retry it from the quarantine"));
                stageEmpty(document, number, batch);
            }
            case SourceTree tree -> stage(document, number, tree, batch, findings);
            default -> throw new IllegalStateException("neither a tree nor a reason");
        }
    }

    private void stage(
            SourceDocument document, long number, SourceTree tree, Batch batch, PartStager.Findings findings) {
        tree.dotted()
                .forEach(path -> findings.add(new Finding(
                        Severity.INFO,
                        "dotted_key",
                        null,
                        path,
                        null,
                        "the key is written with dots instead of as an object",
                        null)));
        tree.conflicts()
                .forEach(path -> findings.add(new Finding(
                        Severity.ERROR,
                        "path_conflict",
                        null,
                        path,
                        null,
                        "the path is written both with dots and as an object, with two values",
                        null)));
        known.findUnknown(tree.root(), (path, value) -> batch.unmapped(document, number, path, value));
        boolean conflict = !tree.conflicts().isEmpty();
        var context = new Context(document, tree.root(), new HashMap<>(), null, conflict);
        for (var part : rows) {
            if (part.applies(context, tree.root())) {
                var row = part.row(context, tree.root(), 0, findings);
                batch.row(part, document, number, 0, row, conflict && part == own || row.rejected());
                context.companions().put(part.table().name(), row.id());
            }
        }
        for (var part : children) {
            int position = 0;
            for (var element : part.elements(tree.root(), findings)) {
                position++;
                if (part.applies(context, element)) {
                    var row = part.row(context, element, position, findings);
                    batch.row(part, document, number, position, row, row.rejected());
                }
            }
        }
    }

    /** A rejected row without values, so that what refers to the document learns that it is set aside, not gone. */
    private void stageEmpty(SourceDocument document, long number, Batch batch) {
        JsonNode nothing = MissingNode.getInstance();
        var context = new Context(document, nothing, new HashMap<String, UUID>(), null, false);
        var row = own.row(context, nothing, 0, finding -> {});
        batch.row(own, document, number, 0, row, true);
    }
}
