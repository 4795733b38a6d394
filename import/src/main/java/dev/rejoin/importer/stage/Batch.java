package dev.rejoin.importer.stage;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.document.Sha256;
import dev.rejoin.importer.finding.Finding;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageColumn;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.stage.PartStager.StagedRow;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** What one worker has staged since its last commit: buffers of COPY text, one per table. Not safe for threads. */
final class Batch {
    private final long run;
    private final CopyBuffer documents = new CopyBuffer();
    private final CopyBuffer findings = new CopyBuffer();
    private final CopyBuffer unmapped = new CopyBuffer();
    private final CopyBuffer held = new CopyBuffer();
    private final Map<String, TableRows> rows = new LinkedHashMap<>();
    private final Map<ElementsOf, long[]> elements = new LinkedHashMap<>();
    private final MessageDigest sha256;
    private long bytes;
    private long received;
    private long errors;

    private record TableRows(StageTable table, CopyBuffer buffer) {}

    private record ElementsOf(String index, int part) {}

    Batch(long run) {
        this.run = run;
        this.sha256 = Sha256.begin();
    }

    void document(SourceDocument document, long number) {
        received++;
        bytes += document.source().length;
        documents
                .number(run)
                .number(number)
                .text(document.index())
                .text(document.id())
                .text(document.routing());
        if (isStorableText(document.source())) {
            documents.utf8(document.source()).nul();
        } else {
            documents.nul().bytea(document.source());
        }
        documents
                .bytea(sha256.digest(document.source()))
                .text(document.ruling() == null ? null : document.ruling().json())
                .endRow();
    }

    /** PostgreSQL's text takes all of UTF-8 but the zero byte. */
    private static boolean isStorableText(byte[] source) {
        boolean ascii = true;
        for (byte b : source) {
            if (b == 0) {
                return false;
            }
            ascii &= b > 0;
        }
        if (ascii) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(source));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    void finding(SourceDocument document, long number, Finding finding) {
        if (finding.severity() == Finding.Severity.ERROR) {
            errors++;
        }
        findings.number(run)
                .plain(finding.severity().name())
                .text(finding.code().code())
                .text(document.index())
                .text(document.id())
                .number(number)
                .text(finding.table())
                .text(shown(finding.path()))
                .text(shown(finding.value()))
                .text(shown(finding.message()))
                .text(finding.suggestion())
                .text(finding.element())
                .endRow();
    }

    private static @Nullable String shown(@Nullable String text) {
        return text == null ? null : StorableText.visible(text);
    }

    void unmapped(SourceDocument document, long number, String path, JsonNode value) {
        unmapped.number(number)
                .text(document.index())
                .text(document.id())
                .text(StorableText.visible(path))
                .text(StorableText.visible(value.asText()))
                .endRow();
    }

    /** How many elements of an array there were, and of how many no row was made. */
    void elements(PartStager part, SourceDocument document, long read, long ignored, long repeated) {
        if (read > 0) {
            elements.merge(
                    new ElementsOf(document.index(), part.part().number()),
                    new long[] {read, ignored, repeated},
                    (a, b) -> new long[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]});
        }
    }

    /** A mapped path that a document of the index holds; told of the first one that does. */
    void held(SourceDocument document, String path) {
        held.text(document.index()).text(path).endRow();
    }

    void row(PartStager part, SourceDocument document, long number, Element element, StagedRow row, boolean rejected) {
        var buffer = rows(part.table());
        buffer.number(number)
                .text(document.index())
                .text(document.id())
                .number(part.part().number())
                .number(element.number())
                .text(element.place())
                .plain(rejected ? "t" : "f");
        for (var value : row.values()) {
            buffer.text(value);
        }
        buffer.endRow();
    }

    private CopyBuffer rows(StageTable table) {
        return rows.computeIfAbsent(table.name(), name -> new TableRows(table, new CopyBuffer())).buffer;
    }

    long bytes() {
        return bytes;
    }

    long received() {
        return received;
    }

    long errors() {
        return errors;
    }

    /** Rows staged since the last clearing, by table. */
    Map<String, Long> staged() {
        return rows.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> e.getValue().buffer.rows()));
    }

    /** Writes everything in the connection's transaction, which the caller commits together with its checkpoint. */
    void write(Connection connection) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        copy(
                copy,
                "rejoin_import.document (run_id, doc, index_name, id, routing, source, source_bytes, sha256, ruling)",
                documents);
        copy(
                copy,
                "rejoin_import.finding (run_id, severity, code, index_name, id, doc, table_name, path, value, message,"
                        + " suggestion, element)",
                findings);
        copy(copy, StagePlan.SCHEMA + "._unmapped (doc, index_name, id, path, value)", unmapped);
        copy(copy, StagePlan.SCHEMA + "._held (index_name, path)", held);
        for (var each : rows.values()) {
            writeRows(connection, each.table, each.table.base());
        }
        writeElements(connection, StagePlan.SCHEMA + "._element", 1);
    }

    /**
     * Writes the counts of elements alone.
     *
     * @param sign -1 to take them off
     */
    void writeElements(Connection connection, String into, int sign) throws SQLException {
        var counts = new CopyBuffer();
        elements.forEach((of, count) -> counts.text(of.index)
                .number(of.part)
                .number(sign * count[0])
                .number(sign * count[1])
                .number(sign * count[2])
                .endRow());
        copy(
                connection.unwrap(PGConnection.class).getCopyAPI(),
                into + " (index_name, part, read, ignored, repeated)",
                counts);
    }

    /** Writes the rows of one table into a table of the same shape. */
    void writeRows(Connection connection, StageTable table, String into) throws SQLException {
        var columns = Stream.concat(StagePlan.FIXED.stream(), table.staged().stream())
                .map(StageColumn::name)
                .map(name -> quoted(name))
                .collect(Collectors.joining(", "));
        copy(connection.unwrap(PGConnection.class).getCopyAPI(), into + " (" + columns + ")", rows(table));
    }

    void clear() {
        documents.clear();
        findings.clear();
        unmapped.clear();
        elements.clear();
        held.clear();
        rows.values().forEach(each -> each.buffer.clear());
        bytes = 0;
        received = 0;
        errors = 0;
    }

    private static void copy(CopyManager copy, String into, CopyBuffer buffer) throws SQLException {
        if (buffer.rows() == 0) {
            return;
        }
        var in = copy.copyIn("copy " + into + " from stdin");
        try {
            in.writeToCopy(buffer.array(), 0, buffer.size());
            in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }
}
