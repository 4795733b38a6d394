package dev.rejoin.importer.run;

import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.document.SourceTree;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.AbsentPaths;
import dev.rejoin.importer.mapping.MappedPaths;
import dev.rejoin.importer.mapping.MappedPaths.MappedPath;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.MappingException;
import dev.rejoin.importer.mapping.MappingException.MappingError;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.stage.Stage.Assignment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Whether documents hold what a mapping takes from them. A path that none of them did hold is refused where the index says
 * why, and else a finding: a column that is empty in every row is nobody's wish.
 */
public record HeldPaths(List<Assignment> assignments) {

    /**
     * Judges what was held, once everything is staged.
     *
     * @throws MappingException for paths of which the index itself says why no document holds them
     */
    void judge(DataSource database, long run) throws SQLException {
        var errors = new ArrayList<MappingError>();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement =
                    connection.prepareStatement("delete from rejoin_import.finding where run_id = ? and code = '"
                            + FindingCode.PATH_HELD_BY_NO_DOCUMENT.code() + "'")) {
                statement.setLong(1, run);
                statement.executeUpdate();
            }
            for (var entry : byMapping().entrySet()) {
                judge(connection, run, entry.getKey(), entry.getValue(), errors);
            }
            connection.commit();
        }
        if (!errors.isEmpty()) {
            throw new MappingException(errors);
        }
    }

    private void judge(
            Connection connection, long run, IndexMapping index, List<Assignment> from, List<MappingError> errors)
            throws SQLException {
        long documents = from.stream().mapToLong(each -> each.index().count()).sum();
        if (documents == 0) {
            return;
        }
        var held = held(connection, from);
        for (var mapped : MappedPaths.of(index)) {
            boolean arrayHeld =
                    mapped.array().map(array -> held.contains(array.text())).orElse(true);
            if (held.contains(mapped.path().text()) || !arrayHeld) {
                continue;
            }
            var reason = saidByAll(from, mapped.path());
            if (reason.isPresent()) {
                errors.add(new MappingError(
                        mapped.place(),
                        "none of the %,d documents read holds \"%s\": %s"
                                .formatted(documents, mapped.path(), reason.get())));
            } else {
                report(connection, run, from.getFirst().name(), mapped, documents);
            }
        }
    }

    private static void report(Connection connection, long run, String index, MappedPath mapped, long documents)
            throws SQLException {
        try (var statement =
                connection.prepareStatement("""
                insert into rejoin_import.finding (run_id, severity, code, index_name, path, message, suggestion, detail)
                values (?, %s, ?, ?, ?, ?, jsonb_build_object('documents', ?::bigint))
                """.formatted(FindingCode.PATH_HELD_BY_NO_DOCUMENT.literals()))) {
            statement.setLong(1, run);
            statement.setString(2, index);
            statement.setString(3, mapped.path().text());
            statement.setString(
                    4,
                    "the mapping takes something from here, and none of all %,d documents holds it"
                            .formatted(documents));
            statement.setString(5, "correct the path in %s, or take it out".formatted(mapped.place()));
            statement.setLong(6, documents);
            statement.executeUpdate();
        }
    }

    /**
     * Says anew what no document holds, since some were written or went: of a path that none held only these need be asked.
     * That the last one is gone which held a path shows only when all are read again.
     *
     * @param indices the mapping of each of the run's indices
     */
    public static void judgeAgain(
            Connection connection, long run, Map<String, IndexMapping> indices, Collection<SourceDocument> written)
            throws SQLException {
        var said = said(connection, run);
        said.keySet().retainAll(indices.keySet());
        // Of an index that was empty nothing was said.
        var first = new LinkedHashMap<IndexMapping, String>();
        indices.forEach((index, mapping) -> first.putIfAbsent(mapping, index));
        written.stream()
                .map(document -> indices.get(document.index()))
                .filter(mapping -> said.keySet().stream().noneMatch(index -> indices.get(index) == mapping))
                .forEach(mapping -> said.putIfAbsent(first.get(mapping), Set.of()));
        for (var each : said.entrySet()) {
            judgeAgain(connection, run, indices, written, each.getKey(), each.getValue());
        }
    }

    private static void judgeAgain(
            Connection connection,
            long run,
            Map<String, IndexMapping> indices,
            Collection<SourceDocument> written,
            String index,
            Set<String> said)
            throws SQLException {
        var mapping = Objects.requireNonNull(indices.get(index));
        var mapped = MappedPaths.of(mapping);
        var own = written.stream()
                .filter(document -> indices.get(document.index()) == mapping)
                .toList();
        long documents = documents(connection, run, indices, mapping);
        boolean all = documents == own.size();
        if (said.isEmpty() && !all) {
            return;
        }
        var unheld = new HashSet<>(said);
        // Where no document has an array, nothing was said of what its elements lack.
        mapped.stream()
                .filter(each -> all
                        || each.array()
                                .map(array -> said.contains(array.text()))
                                .orElse(false))
                .map(each -> each.path().text())
                .forEach(unheld::add);
        for (var document : own) {
            if (!document.isLeftOut()
                    && document.objection() == null
                    && SourceTree.parse(document.source(), mapping.conflicts()) instanceof SourceTree tree) {
                mapped.stream()
                        .filter(each -> !SourceTree.at(tree.root(), each.path()).isMissingNode())
                        .forEach(each -> unheld.remove(each.path().text()));
            }
        }
        forget(connection, run, index);
        for (var each : mapped) {
            boolean arrayHeld =
                    each.array().map(array -> !unheld.contains(array.text())).orElse(true);
            if (documents > 0 && arrayHeld && unheld.contains(each.path().text())) {
                report(connection, run, index, each, documents);
            }
        }
    }

    /** The paths that are said to be held by none, by the index of which it is said. */
    private static Map<String, Set<String>> said(Connection connection, long run) throws SQLException {
        var said = new LinkedHashMap<String, Set<String>>();
        try (var statement = connection.prepareStatement(
                "select index_name, path from rejoin_import.finding where run_id = ? and code = ? order by no")) {
            statement.setLong(1, run);
            statement.setString(2, FindingCode.PATH_HELD_BY_NO_DOCUMENT.code());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    said.computeIfAbsent(rows.getString(1), index -> new HashSet<>())
                            .add(rows.getString(2));
                }
            }
        }
        return said;
    }

    /** Takes back what was said of an index. */
    private static void forget(Connection connection, long run, String index) throws SQLException {
        try (var statement = connection.prepareStatement(
                "delete from rejoin_import.finding where run_id = ? and code = ? and index_name = ?")) {
            statement.setLong(1, run);
            statement.setString(2, FindingCode.PATH_HELD_BY_NO_DOCUMENT.code());
            statement.setString(3, index);
            statement.executeUpdate();
        }
    }

    /** How many documents there are by now of all indices that have a mapping. */
    private static long documents(
            Connection connection, long run, Map<String, IndexMapping> indices, IndexMapping mapping)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                select coalesce(sum(expected), 0) from rejoin_import.source_index where run_id = ? and name = any (?)
                """)) {
            statement.setLong(1, run);
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            indices.entrySet().stream()
                                    .filter(each -> each.getValue() == mapping)
                                    .map(Map.Entry::getKey)
                                    .toArray()));
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static Set<String> held(Connection connection, List<Assignment> from) throws SQLException {
        var held = new HashSet<String>();
        try (var statement = connection.prepareStatement(
                "select distinct path from rejoin_stage._held where index_name = any (?)")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", from.stream().map(Assignment::name).toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    held.add(rows.getString(1));
                }
            }
        }
        return held;
    }

    /** What all indices under a mapping say of a path; nothing where one of them says nothing. */
    private static Optional<String> saidByAll(List<Assignment> from, FieldPath path) {
        Optional<String> reason = Optional.empty();
        for (var assignment : from) {
            var mapping = assignment.index().mapping();
            reason =
                    mapping == null ? Optional.empty() : AbsentPaths.of(mapping).usually(path);
            if (reason.isEmpty()) {
                return reason;
            }
        }
        return reason;
    }

    private Map<IndexMapping, List<Assignment>> byMapping() {
        var byMapping = new LinkedHashMap<IndexMapping, List<Assignment>>();
        for (var assignment : assignments) {
            byMapping
                    .computeIfAbsent(assignment.mapping(), key -> new ArrayList<>())
                    .add(assignment);
        }
        return byMapping;
    }
}
