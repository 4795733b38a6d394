package dev.rejoin.importer.stage;

import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.read.SourceDocument;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Stages a few documents in the caller's own transaction: what is staged is there for that one alone, and gone with it.
 *
 * @param indices the mapping of each index, by the name that its documents are recorded under
 * @param since documents that were staged since the tables were truncated
 */
public record StagedTogether(
        StagePlan plan, Map<String, IndexMapping> indices, Map<String, DocumentStager> stagers, AtomicLong since) {

    /** Rows that are only deleted make tables large, and large tables plans that are not made for a few rows. */
    private static final long MOST_LEFT = 5_000;

    public StagedTogether(StagePlan plan, Map<String, IndexMapping> indices) {
        this(plan, indices, new HashMap<>(), new AtomicLong());
    }

    /** A document, and the number by which the ledger knows it. */
    public record Numbered(long number, SourceDocument document) {}

    /** Takes away what was staged before. */
    public void clear(Connection connection) throws SQLException {
        var tables = Stream.concat(
                        plan.tables().values().stream().map(StageTable::base),
                        Stream.of("_unmapped", "_held", "_element").map(name -> StagePlan.SCHEMA + "." + name))
                .toList();
        boolean truncates = since.get() > MOST_LEFT;
        try (var statement = connection.createStatement()) {
            if (truncates) {
                statement.execute("truncate " + String.join(", ", tables));
                since.set(0);
            } else {
                for (var table : tables) {
                    statement.addBatch("delete from " + table);
                }
                statement.executeBatch();
            }
        }
    }

    /**
     * Stages documents, and keeps them as those of a run.
     *
     * @return the tables that they make rows of
     */
    public Set<String> stage(Connection connection, long run, List<Numbered> documents) throws SQLException {
        var batch = staged(run, documents);
        batch.write(connection);
        since.addAndGet(documents.size());
        return batch.staged().keySet();
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
