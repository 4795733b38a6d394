package dev.rejoin.importer.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rejoin.importer.document.SourceTree;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.read.SourceDocument;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The document at hand, with the rows already made from it.
 *
 * @param tree null where the document cannot be read
 * @param made by place (empty for the document's own) and table
 * @param contradictory it gives a path two values, so that its identity is not certain
 */
record DocumentAtHand(
        SourceDocument document,
        @Nullable SourceTree tree,
        Map<String, Map<String, UUID>> made,
        @Nullable String resurrectedId,
        boolean contradictory) {

    static DocumentAtHand of(SourceDocument document, SourceTree tree, boolean contradictory) {
        return new DocumentAtHand(document, tree, new HashMap<>(), null, contradictory);
    }

    static DocumentAtHand rebuilding(SourceDocument document, SourceTree tree, String id) {
        return new DocumentAtHand(document, tree, new HashMap<>(), id, false);
    }

    static DocumentAtHand unreadable(SourceDocument document) {
        return new DocumentAtHand(document, null, new HashMap<>(), null, false);
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
