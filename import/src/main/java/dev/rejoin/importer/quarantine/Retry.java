package dev.rejoin.importer.quarantine;

import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.quarantine.Corrections.Correction;
import dev.rejoin.importer.quarantine.Corrections.Identity;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.ImportRun;
import dev.rejoin.importer.run.RefusedException;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes corrected documents through the checks and the load, with the mapping that their run was made with. Only what
 * differs from what the ledger holds is a correction.
 */
public record Retry(DataSource database, StageProgress progress) {

    /** What is set aside of one document, and why. */
    public record StillAside(String index, String id, String code, String message) {}

    /**
     * What a correction brings, or has brought.
     *
     * @param corrected documents that differ from what the ledger holds
     * @param unchanged documents that were given as they are
     * @param back documents that were set aside and are not any more, as index/id
     * @param still corrected documents that are still set aside
     * @param newly documents that are set aside because of it, as index/id
     */
    public record Result(
            long corrected,
            long unchanged,
            List<String> back,
            List<StillAside> still,
            List<String> newly,
            ImportRun.Report report) {}

    /** A correction as it was made, and what became of it. */
    public record Made(
            long no,
            String index,
            String id,
            String by,
            String at,
            @Nullable String reason,
            @Nullable String outcome,
            @Nullable String withdrawnBy,
            @Nullable String withdrawnAt) {}

    private record Known(Identity identity, byte[] source) {}

    /** The corrections that differ from the ledger. */
    private record Given(Map<Identity, Correction> corrections, long unchanged) {}

    /** Says what these documents would bring, and leaves everything as it is. */
    public Result preview(long run, List<SourceDocument> documents, Optional<Path> mapping)
            throws SQLException, IOException {
        var given = given(run, documents);
        var result =
                run(run, given, mapping, ImportRun.Options.standard().asDelta().asDryRun());
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("delete from rejoin_import.run where id = ?")) {
            statement.setLong(1, result.report.run());
            statement.executeUpdate();
        }
        return result;
    }

    /** Writes the corrections down and applies them. */
    public Result apply(
            long run, List<SourceDocument> documents, Optional<Path> mapping, String by, @Nullable String why)
            throws SQLException, IOException {
        return apply(run, documents, mapping, by, document -> why);
    }

    private Result apply(
            long run,
            List<SourceDocument> documents,
            Optional<Path> mapping,
            String by,
            Function<Identity, @Nullable String> why)
            throws SQLException, IOException {
        var given = given(run, documents);
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (var correction : given.corrections.entrySet()) {
                keep(connection, run, correction.getKey(), correction.getValue(), by, why.apply(correction.getKey()));
            }
            connection.commit();
        }
        var result = run(run, given, mapping, ImportRun.Options.standard().asDelta());
        new Quarantine(database).settle(result.report.run());
        return result;
    }

    /**
     * Applies decisions about many documents at once; each keeps its own reason with the corrections.
     *
     * @param by who decided; without it nothing is changed, and it is only said what it would bring
     */
    public Result decide(long run, Decisions decisions, Optional<Path> mapping, Optional<String> by)
            throws SQLException, IOException {
        var reasons = new HashMap<Identity, String>();
        var documents = new LinkedHashMap<Identity, SourceDocument>();
        for (var decision : decisions.decisions()) {
            for (var document : decisions.decided(database, run, decision)) {
                var identity = new Identity(document.index(), document.id(), document.routing());
                documents.putIfAbsent(identity, document);
                reasons.putIfAbsent(identity, decision.because());
            }
        }
        if (documents.isEmpty()) {
            throw new RefusedException(
                    "No document in the quarantine of run %d is what these decisions are about.".formatted(run));
        }
        return by.isPresent()
                ? apply(run, List.copyOf(documents.values()), mapping, by.get(), reasons::get)
                : preview(run, List.copyOf(documents.values()), mapping);
    }

    /** Takes the last correction of a document back: what the source says counts again. */
    public Result withdraw(long run, String index, String id, Optional<Path> mapping, String by)
            throws SQLException, IOException {
        var original = new ArrayList<SourceDocument>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select d.routing, d.source, d.source_bytes
                        from rejoin_import.correction c
                        join rejoin_import.document d on d.index_name = c.index_name and d.id = c.id and d.sha256 = c.wrong_sha256
                        where c.index_name = ? and c.id = ? and c.withdrawn_at is null
                        order by c.no limit 1
                        """)) {
            statement.setString(1, index);
            statement.setString(2, id);
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new RefusedException(
                            "There is no correction of %s/%s to take back, or what it corrected is not kept any more."
                                    .formatted(index, id));
                }
                original.add(new SourceDocument(index, id, row.getString(1), source(row, 2)));
            }
        }
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        update rejoin_import.correction set withdrawn_at = now(), withdrawn_by = ?
                        where index_name = ? and id = ? and withdrawn_at is null
                        """)) {
            statement.setString(1, by);
            statement.setString(2, index);
            statement.setString(3, id);
            statement.executeUpdate();
        }
        return run(
                run, given(run, original), mapping, ImportRun.Options.standard().asDelta());
    }

    /** All corrections, the last one first. */
    public List<Made> made() throws SQLException {
        var made = new ArrayList<Made>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select no, index_name, id, corrected_by, to_char(corrected_at, 'YYYY-MM-DD HH24:MI TZ'), reason,
                               outcome, withdrawn_by, to_char(withdrawn_at, 'YYYY-MM-DD HH24:MI TZ')
                        from rejoin_import.correction order by no desc
                        """)) {
            while (rows.next()) {
                made.add(new Made(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getString(7),
                        rows.getString(8),
                        rows.getString(9)));
            }
        }
        return made;
    }

    private Given given(long run, List<SourceDocument> documents) throws SQLException {
        var corrections = new LinkedHashMap<Identity, Correction>();
        long unchanged = 0;
        try (var connection = database.getConnection()) {
            for (var document : documents) {
                var known = known(connection, run, document);
                if (Arrays.equals(Content.digest(known.source), Content.digest(document.source()))) {
                    unchanged++;
                } else {
                    corrections.put(known.identity, Correction.of(known.source, document.source()));
                }
            }
        }
        if (corrections.isEmpty()) {
            throw new RefusedException(
                    "None of the %,d documents differs from what is kept of it: there is nothing to do."
                            .formatted(documents.size()));
        }
        return new Given(corrections, unchanged);
    }

    private static Known known(Connection connection, long run, SourceDocument document) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select routing, source, source_bytes from rejoin_import.document
                where run_id = ? and index_name = ? and id = ? and (?::text is null or routing = ?)
                order by exists (select from rejoin_import.quarantine q
                                 where q.run_id = document.run_id and q.doc = document.doc) desc
                """)) {
            statement.setLong(1, run);
            statement.setString(2, document.index());
            statement.setString(3, document.id());
            statement.setString(4, document.routing());
            statement.setString(5, document.routing());
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new RefusedException(
                            "Run %d has read no document %s/%s.".formatted(run, document.index(), document.id()));
                }
                return new Known(new Identity(document.index(), document.id(), row.getString(1)), source(row, 2));
            }
        }
    }

    private static byte[] source(ResultSet row, int at) throws SQLException {
        var text = row.getString(at);
        return text == null ? row.getBytes(at + 1) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static void keep(
            Connection connection, long run, Identity identity, Correction correction, String by, @Nullable String why)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into rejoin_import.correction (index_name, id, routing, run_id, wrong_sha256, wrong_content_sha256,
                                                      source, corrected_by, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            statement.setString(1, identity.index());
            statement.setString(2, identity.id());
            statement.setString(3, identity.routing());
            statement.setLong(4, run);
            statement.setBytes(5, correction.wrong());
            statement.setBytes(6, correction.wrongContent());
            statement.setString(7, new String(correction.right(), StandardCharsets.UTF_8));
            statement.setString(8, by);
            statement.setString(9, why);
            statement.executeUpdate();
        }
    }

    private Result run(long run, Given given, Optional<Path> mapping, ImportRun.Options options)
            throws SQLException, IOException {
        var quarantine = new Quarantine(database);
        var before = quarantine.names(run);
        var source = new CorrectedSource(
                new LedgerSource(database, run), Corrections.read(database, "").and(given.corrections));
        var folder = mapping.isPresent() ? mapping.get() : mappingOf(run);
        try {
            var report = new ImportRun(source, database, MappingReader.read(folder), options, progress).run();
            var after = quarantine.names(report.run());
            var still = new ArrayList<StillAside>();
            for (var identity : given.corrections.keySet()) {
                for (var entry :
                        quarantine.entries(report.run(), Optional.of(identity.index()), Optional.of(identity.id()))) {
                    var reason = entry.reasons().path(0);
                    still.add(new StillAside(
                            entry.index(),
                            entry.id(),
                            reason.path("code").asText(),
                            reason.path("message").asText()));
                }
            }
            return new Result(
                    given.corrections.size(),
                    given.unchanged,
                    before.stream().filter(name -> !after.contains(name)).toList(),
                    still,
                    after.stream().filter(name -> !before.contains(name)).toList(),
                    report);
        } finally {
            if (mapping.isEmpty()) {
                delete(folder);
            }
        }
    }

    /** The mapping that a run was made with, as it was kept. */
    private Path mappingOf(long run) throws SQLException, IOException {
        var folder = Files.createTempDirectory("rejoin-mapping-");
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "select name, content from rejoin_import.mapping_file where run_id = ?")) {
            statement.setLong(1, run);
            try (var rows = statement.executeQuery()) {
                int files = 0;
                while (rows.next()) {
                    Files.writeString(folder.resolve(rows.getString(1)), rows.getString(2));
                    files++;
                }
                if (files == 0) {
                    throw new RefusedException(
                            "Run %d did not keep its mapping: name the folder it lies in with --mapping."
                                    .formatted(run));
                }
            }
        }
        return folder;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
