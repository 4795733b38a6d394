package dev.rejoin.importer.apply;

import dev.rejoin.importer.read.SourceDocument;
import org.jspecify.annotations.Nullable;

/** What a document is called: its index, as the run recorded it, its id and, where it has one, its routing. */
public record DocumentName(
        String index, String id, @Nullable String routing) {

    public static DocumentName of(SourceDocument document) {
        return new DocumentName(document.index(), document.id(), document.routing());
    }
}
