package dev.rejoin.importer.load;

import java.sql.Connection;
import java.sql.SQLException;

/** Statements of the load transaction; a failure says which one it was. */
record Statements(Connection connection) {

    /** Runs a statement with bound values; answers how many rows it touched. */
    long run(String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.execute() ? 0 : Math.max(0, statement.getLargeUpdateCount());
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nwhile running\n" + sql, e.getSQLState(), e);
        }
    }

    long number(String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The numbers of a query's one row. */
    long[] numbers(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            var numbers = new long[row.getMetaData().getColumnCount()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = row.getLong(i + 1);
            }
            return numbers;
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nwhile running\n" + sql, e.getSQLState(), e);
        }
    }
}
