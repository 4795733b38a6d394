package dev.rejoin.importer.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.read.DumpRecord.BadRecordException;
import dev.rejoin.importer.read.DumpRecord.IncompleteRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One document on a line of its own, as dump files and the export of the quarantine hold it. */
public final class DocumentLine {
    /** Holds a source that is no JSON object, as a text. */
    public static final String TEXT = "_source_text";

    /** Holds a source that no text can hold. */
    public static final String BYTES = "_source_base64";

    private static final ObjectMapper JSON = new ObjectMapper();

    private DocumentLine() {}

    /** The document with the exact bytes of its source; nothing where the line is none, or names no index. */
    public static Optional<SourceDocument> parse(byte[] line) {
        try {
            return Optional.of(DumpRecord.document(line, ""))
                    .filter(document -> !document.index().isEmpty());
        } catch (BadRecordException e) {
            return Optional.empty();
        } catch (IncompleteRecordException e) {
            return withoutObject(line);
        }
    }

    /** What was no JSON object when it was exported, and may be one by now. */
    private static Optional<SourceDocument> withoutObject(byte[] line) {
        try {
            var read = JSON.readTree(line);
            var source = source(read);
            return source.isEmpty()
                            || !read.path("_index").isTextual()
                            || !read.path("_id").isTextual()
                    ? Optional.empty()
                    : Optional.of(SourceDocument.of(
                            read.path("_index").textValue(),
                            read.path("_id").textValue(),
                            read.path("_routing").textValue(),
                            source.get()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> source(JsonNode read) throws IOException {
        if (read.path(TEXT).isTextual()) {
            return Optional.of(read.path(TEXT).textValue().getBytes(StandardCharsets.UTF_8));
        }
        return read.path(BYTES).isTextual() ? Optional.of(read.path(BYTES).binaryValue()) : Optional.empty();
    }
}
