package dev.rejoin.importer.read;

import dev.rejoin.importer.read.DumpRecord.BadRecordException;
import dev.rejoin.importer.read.DumpRecord.IncompleteRecordException;
import java.util.Optional;

/** One document on a line of its own, as dump files and the export of the quarantine hold it. */
public final class DocumentLine {
    private DocumentLine() {}

    /** The document with the exact bytes of its source; nothing where the line is none, or names no index. */
    public static Optional<SourceDocument> parse(byte[] line) {
        try {
            return Optional.of(DumpRecord.document(line, ""))
                    .filter(document -> !document.index().isEmpty());
        } catch (BadRecordException | IncompleteRecordException e) {
            return Optional.empty();
        }
    }
}
