package dev.rejoin.importer.run;

import dev.rejoin.importer.read.SourceInfo;
import dev.rejoin.importer.stage.Stage.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The room that an import is going to take, as far as it can be known before anything is read. All in bytes.
 *
 * @param source what the documents take at the source
 * @param estimate what the import adds to the database: kept documents, staging, rows, indexes
 * @param before what the database takes now
 * @param free what is left on the database's disk, where this machine can see it: PostgreSQL itself does not tell
 */
record Space(long source, long estimate, long before, OptionalLong free) {
    /** Measured on the sample, see the README: text of dump files to what the database has grown by. */
    private static final double FOR_EACH_BYTE_OF_TEXT = 7;

    /** The same for the files of a cluster's shards, which are compressed, and hold indexes. */
    private static final double FOR_EACH_BYTE_OF_SHARDS = 12;

    private static final int CLOCKS_DIFFER_BY_SECONDS = 3;

    static Space of(SourceInfo info, List<Assignment> assignments, Connection connection) throws SQLException {
        long source = assignments.stream().mapToLong(a -> a.index().bytes()).sum();
        double factor = info.kind().equals("dump") ? FOR_EACH_BYTE_OF_TEXT : FOR_EACH_BYTE_OF_SHARDS;
        return new Space(source, (long) (source * factor), size(connection), free(connection));
    }

    /** What the database takes on disk now. */
    static long size(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_database_size(current_database())")) {
            row.next();
            return row.getLong(1);
        }
    }

    Map<String, Long> recorded() {
        var all = new LinkedHashMap<String, Long>();
        all.put("source", source);
        all.put("estimate", estimate);
        all.put("before", before);
        free.ifPresent(bytes -> all.put("free", bytes));
        return all;
    }

    String sentence() {
        var known = "The source takes %s; estimated by that, the import adds %s to the database, and needs room for its"
                        .formatted(shown(source), shown(estimate))
                + " write-ahead log beside.";
        if (free.isEmpty()) {
            return known + " Make sure that the database's disk has it.";
        }
        return known
                + (free.getAsLong() > estimate
                        ? " Its disk has %s left.".formatted(shown(free.getAsLong()))
                        : (" ITS DISK HAS BUT %s LEFT, which will hardly do: make room now, or when the import stops for"
                                        + " want of it, and resume.")
                                .formatted(shown(free.getAsLong())));
    }

    private static String shown(long bytes) {
        return bytes < 1L << 30 ? "%,.1f MB".formatted(bytes / 0x1p20) : "%,.1f GB".formatted(bytes / 0x1p30);
    }

    /** Only where the server's own folder is found here, which its process file proves: a name alone proves nothing. */
    private static OptionalLong free(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select current_setting('data_directory'), pg_tablespace_location(dattablespace),
                               extract(epoch from pg_postmaster_start_time())::bigint, current_setting('port')
                        from pg_database
                        where datname = current_database() and pg_has_role('pg_read_all_settings', 'usage')
                        """)) {
            if (!row.next()) {
                return OptionalLong.empty();
            }
            var data = Path.of(row.getString(1));
            var process = Files.readAllLines(data.resolve("postmaster.pid"));
            long apart = Math.abs(Long.parseLong(process.get(2).strip()) - row.getLong(3));
            if (apart > CLOCKS_DIFFER_BY_SECONDS || !process.get(3).strip().equals(row.getString(4))) {
                return OptionalLong.empty();
            }
            var tables = row.getString(2).isEmpty() ? data : Path.of(row.getString(2));
            return OptionalLong.of(Files.getFileStore(tables).getUsableSpace());
        } catch (IOException | RuntimeException _) {
            return OptionalLong.empty();
        }
    }
}
