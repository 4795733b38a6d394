package dev.rejoin.importer.stage;

import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.read.SourceDocument;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stages a few documents in the caller's own transaction: what is staged is there for that one alone, and gone with it.
 *
 * @param indices the mapping of each index, by the name that its documents are recorded under
 */
public record StagedTogether(StagePlan plan, Map<String, IndexMapping> indices, Map<String, DocumentStager> stagers) {

    public StagedTogether(StagePlan plan, Map<String, IndexMapping> indices) {
        this(plan, indices, new HashMap<>());
    }

    /** A document, and the number by which the ledger knows it. */
    public record Numbered(long number, SourceDocument document) {}

    /** Takes away what was staged before. */
    public void clear(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : plan.tables().values()) {
                statement.addBatch("delete from " + table.base());
            }
            for (var table : List.of("_unmapped", "_held", "_element")) {
                statement.addBatch("delete from %s.%s".formatted(StagePlan.SCHEMA, table));
            }
            statement.executeBatch();
        }
    }

    /** Stages documents, and keeps them as those of a run. */
    public void stage(Connection connection, long run, List<Numbered> documents) throws SQLException {
        staged(run, documents).write(connection);
    }

    /**
     * Counts the elements of documents into a table, as staging does, and stages nothing.
     *
     * @param sign -1 to take them off
     */
    public void count(Connection connection, List<Numbered> documents, String into, int sign) throws SQLException {
        staged(0, documents).writeElements(connection, into, sign);
    }

    private Batch staged(long run, List<Numbered> documents) {
        var batch = new Batch(run);
        for (var each : documents) {
            var index = each.document().index();
            stagers.computeIfAbsent(index, name -> new DocumentStager(indices.get(name), plan))
                    .stage(each.document(), each.number(), batch);
        }
        return batch;
    }
}
