package dev.rejoin.importer.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * A CSV file that PostgreSQL writes by itself, so that its size does not matter. It opens in a spreadsheet as it should:
 * a byte order mark says that it is UTF-8, and no text is a formula ({@link SpreadsheetText}).
 *
 * @param columns the query's columns, in order
 * @param query what it holds; {@code :run} is the run's number
 */
record CsvFile(String name, List<String> columns, String query) {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    static CsvFile of(String name, String columns, String query) {
        return new CsvFile(name, Arrays.asList(columns.split(", ")), query);
    }

    /** Writes the file and answers how many rows it has, beside the head. */
    long write(Connection connection, long run, Path folder) throws SQLException, IOException {
        var selected = columns.stream().map(CsvFile::guarded).collect(Collectors.joining(", "));
        var sql = "copy (select %s from (%s) q) to stdout with (format csv, header true)"
                .formatted(selected, query.strip().replace(":run", Long.toString(run)));
        try (var out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), 1 << 16)) {
            out.write(BYTE_ORDER_MARK);
            return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
        }
    }

    private static String guarded(String column) {
        return "%s as %s".formatted(SpreadsheetText.sql('"' + column + '"'), '"' + column + '"');
    }
}
