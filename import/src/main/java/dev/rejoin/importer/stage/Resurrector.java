package dev.rejoin.importer.stage;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.document.SourceTree;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.PartKind;
import dev.rejoin.importer.plan.StagePlan.StageColumn;
import dev.rejoin.importer.plan.StagePlan.StagePart;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.stage.PartStager.StagedRow;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rebuilds missing rows from the copies in the documents that refer to them: each such document proposes a row, and of
 * each column the value most of them agree on is taken. A rebuilt row stands for the document that it was missed as.
 */
public record Resurrector(Connection connection, StagePlan plan, long run) {

    /** Rebuilds what the orphans ({@code _orphan}: row, document, reference) of one reference column miss. */
    public void rebuild(StagePart referring, String column) throws SQLException {
        var stagers = plan.parts().stream()
                .filter(p -> p.kind() == PartKind.RESURRECTED
                        && p.index() == referring.index()
                        && p.resurrects().orElseThrow().equals(column))
                .map(p -> new PartStager(p, plan))
                .toList();
        var batch = new Batch(run);
        try (var statement = connection.createStatement()) {
            for (var stager : stagers) {
                statement.execute("drop table if exists " + proposals(stager));
                statement.execute(
                        "create temporary table %s (like %s including defaults including identity) on commit drop"
                                .formatted(proposals(stager), stager.table().base()));
            }
            statement.setFetchSize(500);
            try (var rows = statement.executeQuery("""
                    select d.index_name, d.id, d.routing, d.source, d.source_bytes, o.ref, d.doc
                    from _orphan o join rejoin_import.document d on d.run_id = %d and d.doc = o._doc
                    order by d.doc
                    """.formatted(run))) {
                while (rows.next()) {
                    propose(rows, stagers, batch);
                }
            }
            for (var stager : stagers) {
                batch.writeRows(connection, stager.table(), proposals(stager));
            }
            for (var stager : stagers) {
                statement.execute(accept(stager));
            }
        }
    }

    private void propose(ResultSet row, List<PartStager> stagers, Batch batch) throws SQLException {
        var text = row.getString(4);
        var document = new SourceDocument(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                text == null ? row.getBytes(5) : text.getBytes(StandardCharsets.UTF_8));
        var conflicts = stagers.getFirst().part().index().conflicts();
        if (SourceTree.parse(document.source(), conflicts) instanceof SourceTree tree) {
            var context = DocumentAtHand.rebuilding(document, tree, row.getString(6));
            var whole = Element.ofDocument(tree.root());
            var proposed = new LinkedHashMap<PartStager, StagedRow>();
            for (var stager : stagers) {
                if (stager.applies(context, whole)) {
                    var staged = stager.row(context, whole, finding -> {});
                    context.made(whole, stager.table().name(), staged.id());
                    proposed.put(stager, staged);
                }
            }
            // Without any copied value the rows would be invented, not rebuilt.
            if (proposed.entrySet().stream().anyMatch(p -> hasCopy(p.getKey(), p.getValue()))) {
                var missing =
                        new SourceDocument(document.index(), row.getString(6), document.routing(), document.source());
                for (var proposal : proposed.entrySet()) {
                    batch.row(proposal.getKey(), missing, row.getLong(7), whole, proposal.getValue(), false);
                }
            }
        }
    }

    private static boolean hasCopy(PartStager stager, StagedRow row) {
        var columns = stager.table().staged();
        var mapped = stager.part().row().columns();
        return IntStream.range(0, columns.size())
                .filter(i -> row.values()[i] != null)
                .mapToObj(i -> mapped.get(columns.get(i).name()))
                .anyMatch(value -> value instanceof Value.Field || value instanceof Value.Template);
    }

    private static String accept(PartStager stager) {
        var columns = stager.table().staged();
        var modes = columns.stream()
                .map(c ->
                        c.name().equals(stager.table().keyName()) ? quoted(c.name()) : mostFrequent(stager.table(), c))
                .collect(Collectors.joining(", "));
        var names = columns.stream().map(c -> quoted(c.name())).collect(Collectors.joining(", "));
        return """
                insert into %1$s (_id, _part, _position, _rejected, %2$s)
                select min(_id), %3$d, 0, false, %4$s from %5$s p
                where not exists (select from %1$s b where b.%6$s = p.%6$s)
                group by %6$s
                """.formatted(
                        stager.table().base(),
                        names,
                        stager.part().number(),
                        modes,
                        proposals(stager),
                        stager.table().key());
    }

    /** Of equal values that are written differently, and of JSON, which has no order, the texts are counted. */
    private static String mostFrequent(StageTable table, StageColumn column) {
        var values = "p." + quoted(column.name());
        var written = table.data().containsKey(column.name())
                ? table.target().column(column.name()).orElseThrow().asWritten("p")
                : values;
        return written.equals(values)
                ? "mode() within group (order by %s)".formatted(values)
                : "(mode() within group (order by %s))::%s".formatted(written, column.type());
    }

    private static String proposals(PartStager stager) {
        return "pg_temp." + stager.table().own("proposed");
    }
}
