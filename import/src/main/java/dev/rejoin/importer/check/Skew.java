package dev.rejoin.importer.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.document.SourceTree;
import dev.rejoin.importer.mapping.DateFormats;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.read.Window;
import dev.rejoin.importer.sql.Statements;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Marks the orphans that may be the snapshot's own work, as {@code possible_skew}: their documents were written while it
 * was taken, so that what they refer to may be in the cluster, and merely not in the snapshot. In an index that could be
 * written to while it was read, that is so for every orphan.
 *
 * @param connection the transaction in which the check has run
 */
public record Skew(Connection connection, long run) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORPHANS = "code in ('orphan_reference', 'resurrected')";

    private static final String MARKED = "coalesce(detail ->> 'possible_skew' = 'true', false)";

    /** An index, when it was not steady, and how its documents tell when they were written. */
    public record Unsteady(String index, Window window, IndexMapping mapping) {}

    /**
     * What became of the orphans' documents.
     *
     * @param marked written in the window, or at any time in an index that can be written to
     * @param unjudged of an index with a window, but without a readable time of writing
     */
    private record Judged(List<Long> marked, long unjudged) {}

    /** Marks the findings, and keeps in the run's summary how many, and by which windows. */
    public void mark(List<Unsteady> indices) throws SQLException {
        var sql = new Statements(connection);
        long unjudged = 0;
        var windows = new LinkedHashMap<String, Map<String, String>>();
        for (var index : indices) {
            var judged = judge(index);
            mark(judged.marked, index.window);
            unjudged += judged.unjudged;
            windows.put(
                    index.index,
                    index.window.isAlways()
                            ? Map.of()
                            : Map.of(
                                    "from", String.valueOf(index.window.from()),
                                    "until", String.valueOf(index.window.until())));
        }
        long marked = sql.number(
                "select count(*) from rejoin_import.finding where run_id = ? and %s and %s".formatted(ORPHANS, MARKED),
                run);
        sql.run(
                "update rejoin_import.run set summary = summary || jsonb_build_object('skew', ?::jsonb) where id = ?",
                JSON.valueToTree(Map.of("marked", marked, "unjudged", unjudged, "windows", windows))
                        .toString(),
                run);
    }

    private Judged judge(Unsteady index) throws SQLException {
        var marked = new ArrayList<Long>();
        long unjudged = 0;
        try (var statement = connection.prepareStatement("""
                select d.doc, d.source, d.source_bytes from rejoin_import.document d
                where d.run_id = ? and d.doc in (select f.doc from rejoin_import.finding f
                                                 where f.run_id = ? and f.index_name = ? and f.%s)
                """.formatted(ORPHANS))) {
            statement.setFetchSize(500);
            statement.setLong(1, run);
            statement.setLong(2, run);
            statement.setString(3, index.index);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (index.window.isAlways()) {
                        marked.add(rows.getLong(1));
                        continue;
                    }
                    var text = rows.getString(2);
                    var written =
                            written(index, text == null ? rows.getBytes(3) : text.getBytes(StandardCharsets.UTF_8));
                    if (written.isEmpty()) {
                        unjudged++;
                    } else if (index.window.contains(written.get())) {
                        marked.add(rows.getLong(1));
                    }
                }
            }
        }
        return new Judged(marked, unjudged);
    }

    private static Optional<Instant> written(Unsteady index, byte[] source) {
        var mapping = index.mapping;
        if (mapping.written().isEmpty()
                || !(SourceTree.parse(source, mapping.conflicts()) instanceof SourceTree tree)) {
            return Optional.empty();
        }
        JsonNode value = SourceTree.at(tree.root(), mapping.written().get());
        var dates = mapping.dates();
        return dates.formats().stream()
                .flatMap(format -> DateFormats.of(format).instant(value.asText(), dates.zone()).stream())
                .findFirst();
    }

    private void mark(List<Long> documents, Window window) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update rejoin_import.finding
                set detail = coalesce(detail, '{}'::jsonb) || '{"possible_skew": true}', message = message || ?
                where run_id = ? and doc = any (?) and %s and not %s
                """.formatted(ORPHANS, MARKED))) {
            statement.setString(
                    1,
                    window.isAlways()
                            ? "; its index could be written to while it was read: a later run may find it"
                            : "; this document was written while the snapshot was taken: a newer snapshot may have it");
            statement.setLong(2, run);
            statement.setArray(3, connection.createArrayOf("bigint", documents.toArray()));
            statement.executeUpdate();
        }
    }
}
