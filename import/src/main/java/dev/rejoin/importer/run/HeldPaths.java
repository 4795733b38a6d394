package dev.rejoin.importer.run;

import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.AbsentPaths;
import dev.rejoin.importer.mapping.MappedPaths;
import dev.rejoin.importer.mapping.MappedPaths.MappedPath;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.MappingException;
import dev.rejoin.importer.mapping.MappingException.MappingError;
import dev.rejoin.importer.stage.Stage.Assignment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Whether documents hold what a mapping takes from them. A path that none of them did hold is refused where the index says
 * why, and else a finding: a column that is empty in every row is nobody's wish.
 */
record HeldPaths(List<Assignment> assignments) {

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
                report(connection, run, from, mapped, documents);
            }
        }
    }

    private static void report(
            Connection connection, long run, List<Assignment> from, MappedPath mapped, long documents)
            throws SQLException {
        try (var statement =
                connection.prepareStatement("""
                insert into rejoin_import.finding (run_id, severity, code, index_name, path, message, suggestion, detail)
                values (?, %s, ?, ?, ?, ?, jsonb_build_object('documents', ?::bigint))
                """.formatted(FindingCode.PATH_HELD_BY_NO_DOCUMENT.literals()))) {
            statement.setLong(1, run);
            statement.setString(2, from.getFirst().name());
            statement.setString(3, mapped.path().text());
            statement.setString(
                    4,
                    "the mapping takes something from here, and when all %,d documents were read, none of them held it"
                            .formatted(documents));
            statement.setString(5, "correct the path in %s, or take it out".formatted(mapped.place()));
            statement.setLong(6, documents);
            statement.executeUpdate();
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
