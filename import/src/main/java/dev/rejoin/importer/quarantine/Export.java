package dev.rejoin.importer.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.read.DocumentLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Writes what was set aside into a file, a line a document, with its source as it was received. The file appears under its
 * name only when it is whole; documents go through one by one, however many there are.
 */
public record Export(DataSource database) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 500;
    private static final long MOST_BYTES = 16L << 20;

    /** Answers how many documents were written. */
    public long write(long run, Optional<String> index, Path file) throws SQLException, IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            long count;
            try (var out = Files.newBufferedWriter(unfinished)) {
                count = write(run, index, out);
            }
            move(unfinished, file);
            return count;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void move(Path unfinished, Path file) throws IOException {
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private long write(long run, Optional<String> index, BufferedWriter out) throws SQLException, IOException {
        long count = 0;
        try (var connection = database.getConnection()) {
            // Rows come page by page only within a transaction.
            connection.setAutoCommit(false);
            int page = page(connection, run, index);
            try (var statement = connection.prepareStatement("""
                    select q.index_name, q.id, d.routing, q.source, q.source_bytes, coalesce(q.reasons, '[]')::text,
                           to_json(q.elements)::text
                    from rejoin_import.quarantine q join rejoin_import.document d using (run_id, doc)
                    where q.run_id = ? and (?::text is null or q.index_name = ?) order by q.index_name, q.id, q.doc
                    """)) {
                statement.setFetchSize(page);
                statement.setLong(1, run);
                statement.setString(2, index.orElse(null));
                statement.setString(3, index.orElse(null));
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        out.write(line(rows));
                        out.write('\n');
                        count++;
                    }
                }
            }
        }
        return count;
    }

    /** As many rows as are held at once: few of them where there are large ones. */
    private static int page(Connection connection, long run, Optional<String> index) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select coalesce(max(coalesce(octet_length(source), length(source_bytes))), 0) from rejoin_import.quarantine
                where run_id = ? and (?::text is null or index_name = ?)
                """)) {
            statement.setLong(1, run);
            statement.setString(2, index.orElse(null));
            statement.setString(3, index.orElse(null));
            try (var row = statement.executeQuery()) {
                row.next();
                return (int) Math.clamp(MOST_BYTES / Math.max(1, row.getLong(1)), 1, PAGE);
            }
        }
    }

    private static String line(ResultSet row) throws SQLException {
        var line = new StringBuilder("{\"_index\":" + text(row.getString(1)) + ",\"_id\":" + text(row.getString(2)));
        if (row.getString(3) != null) {
            line.append(",\"_routing\":").append(text(row.getString(3)));
        }
        var source = row.getString(4);
        if (source == null) {
            line.append(",\"" + DocumentLine.BYTES + "\":\"")
                    .append(Base64.getEncoder().encodeToString(row.getBytes(5)))
                    .append('"');
        } else if (Content.isObject(source)) {
            // Outside of texts a line's end is but a space, and within them it is written as \n.
            line.append(",\"_source\":").append(source.replace('\n', ' ').replace('\r', ' '));
        } else {
            line.append(",\"" + DocumentLine.TEXT + "\":").append(text(source));
        }
        line.append(",\"reasons\":").append(row.getString(6).replace('\n', ' '));
        if (row.getString(7) != null) {
            line.append(",\"elements\":").append(row.getString(7));
        }
        return line.append('}').toString();
    }

    private static String text(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
