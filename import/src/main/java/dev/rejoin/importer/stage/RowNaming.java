package dev.rejoin.importer.stage;

import dev.rejoin.importer.document.RowKeys;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StagePart;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.read.SourceDocument;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names the rows of a part. */
final class RowNaming {
    private static final String NATURAL = "\u001f";

    private final StagePart part;
    private final StageTable table;
    private final Map<String, Integer> position;
    private final int[] identity;
    private final boolean hasLegacyId;
    private final boolean namedByIdAlone;

    RowNaming(StagePart part, StagePlan plan, Map<String, Integer> position) {
        this.part = part;
        this.table = plan.tables().get(part.row().table());
        this.position = position;
        this.hasLegacyId = table.hasLegacyId();
        this.namedByIdAlone = plan.isNamedByIdAlone(table.name());
        this.identity = part.row().identity().stream()
                .map(table::link)
                .mapToInt(position::get)
                .toArray();
    }

    /** Names the row: by its identity columns when they are all there, else by its document (and element). */
    UUID name(@Nullable String[] values, DocumentAtHand context, int number) {
        var legacyId = legacyId(values, context, number);
        if (hasLegacyId) {
            values[position.get(StagePlan.LEGACY_ID)] = legacyId;
        }
        if (identity.length > 0 && !context.contradictory()) {
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

    private String legacyId(@Nullable String[] values, DocumentAtHand context, int number) {
        if (hasLegacyId) {
            var mapped = values[position.get(StagePlan.LEGACY_ID)];
            if (mapped != null) {
                return mapped;
            }
        }
        var document = context.document();
        return switch (part.kind()) {
            case CHILD ->
                (hasLegacyId ? document.id() : withIndex(document)) + "#"
                        + part.row().from().orElseThrow().text() + "." + number;
            case RESURRECTED ->
                isLastResurrected()
                        ? context.resurrectedId()
                        : lastResurrected().table() + ":" + context.resurrectedId();
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
