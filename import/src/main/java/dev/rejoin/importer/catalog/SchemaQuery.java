package dev.rejoin.importer.catalog;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Asks the catalog about one schema: the only parameter of each question is its name. */
record SchemaQuery(Connection connection, String schema) {

    /** Takes what it wants of a row of the answer. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    void each(String sql, RowReader reader) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, quoted(schema));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    static List<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(String::valueOf)
                .toList();
    }
}
