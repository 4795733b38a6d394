package dev.rejoin.importer.run;

import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.read.Scope;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.read.SourceIndex;
import dev.rejoin.importer.stage.Stage;
import dev.rejoin.importer.stage.Stage.Assignment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * What was received, before anything is made of it: counting is not identity. A page that came twice in place of another
 * has the right number of documents, and a source that was written to while it was read has the right number of any time.
 */
public record Received(Source source, Scope scope, DataSource database, StagePlan plan, long run) {

    private record Repeated(String index, String id, long documents, long others) {}

    /** @throws SourceIncompleteException when a document was received twice, or the source is not what it was */
    void verify(List<Assignment> assignments) throws SQLException {
        verifyIdentities();
        verifyFingerprints(assignments);
    }

    private void verifyIdentities() throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var repeated = repeated(connection);
            if (repeated.isPresent()) {
                var found = repeated.get();
                // So that a resume reads the index again, and not what was received of it.
                Stage.discard(connection, plan, run, found.index());
                connection.commit();
                throw new SourceIncompleteException(
                        ("Index \"%s\" gave document %s %d times%s: a page was repeated, or a dump holds documents more"
                                        + " than once. Which of them is meant, and what is missing instead, cannot be"
                                        + " known.")
                                .formatted(
                                        found.index(),
                                        found.id(),
                                        found.documents(),
                                        found.others() == 0 ? "" : ", and %,d others too".formatted(found.others())));
            }
            reportRoutings(connection, run);
            connection.commit();
        }
    }

    /**
     * Documents of one id under several routings are several documents, and look like one to whoever reads of them. They
     * are counted in one pass over a window: of staging that was just written the planner knows nothing, and a join of it
     * with itself became a loop in a loop (ten minutes for 100,000 documents).
     */
    public static void reportRoutings(Connection connection, long run) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : routings(run, "")) {
                statement.executeUpdate(sql);
            }
        }
    }

    /**
     * The statements that do it.
     *
     * @param which a further condition on {@code index_name} and {@code id}
     */
    public static List<String> routings(long run, String which) {
        return List.of("""
                delete from rejoin_import.finding where run_id = %d and code = '%s'%s
                """.formatted(run, FindingCode.ID_UNDER_SEVERAL_ROUTINGS.code(), which), """
                insert into rejoin_import.finding (run_id, severity, code, index_name, id, doc, path, value, message,
                                                   suggestion)
                select run_id, %s, index_name, id, doc, '_routing', routing,
                       format('this is the document under %%s; the same _id stands under %%s',
                              coalesce('the routing ' || routing, 'no routing'),
                              string_agg(coalesce(routing, 'no routing'), ', ') over (
                                  partition by index_name, id order by routing
                                  rows between unbounded preceding and unbounded following)),
                       'where the _id names the row, only one of them can have it: add _routing to its legacy_id'
                from (select run_id, index_name, id, doc, routing,
                             count(*) over (partition by index_name, id) documents
                      from rejoin_import.document where run_id = %d%s) counted
                where documents > 1
                """.formatted(
                        FindingCode.ID_UNDER_SEVERAL_ROUTINGS.literals(), run, which));
    }

    private Optional<Repeated> repeated(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select index_name, id, count(*), count(*) over (partition by index_name) - 1
                from rejoin_import.document where run_id = ?
                group by index_name, id, routing having count(*) > 1
                order by index_name, id limit 1
                """)) {
            statement.setLong(1, run);
            try (var rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new Repeated(rows.getString(1), rows.getString(2), rows.getLong(3), rows.getLong(4)))
                        : Optional.empty();
            }
        }
    }

    /** @throws SourceIncompleteException when an index is not what it was when its reading began */
    public void verifyFingerprints(List<Assignment> assignments) {
        Map<String, String> now = source.contents(scope).indices().stream()
                .collect(Collectors.toMap(SourceIndex::name, SourceIndex::fingerprint));
        for (var assignment : assignments) {
            var index = assignment.index();
            if (!index.fingerprint().equals(now.get(index.name()))) {
                throw new SourceIncompleteException(
                        "Index \"%s\" was %s while it was read. Block writes, or read a restored snapshot."
                                .formatted(index.name(), now.containsKey(index.name()) ? "written to" : "taken away"));
            }
        }
    }
}
