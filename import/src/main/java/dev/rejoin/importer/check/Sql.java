package dev.rejoin.importer.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements of the one transaction in which a check runs.
 *
 * @param done hears of every statement that has ended
 */
record Sql(Connection connection, Runnable done) {

    Sql(Connection connection) {
        this(connection, () -> {});
    }

    /** Runs a statement with bound texts and numbers; answers how many rows it touched. */
    long run(String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            long touched = statement.execute() ? 0 : Math.max(0, statement.getLargeUpdateCount());
            done.run();
            return touched;
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nwhile running\n" + sql, e.getSQLState(), e);
        }
    }

    long number(String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var row = statement.executeQuery()) {
                row.next();
                done.run();
                return row.getLong(1);
            }
        }
    }

    /** The numbers of a query's one row. */
    long[] numbers(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            done.run();
            var numbers = new long[row.getMetaData().getColumnCount()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = row.getLong(i + 1);
            }
            return numbers;
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nwhile running\n" + sql, e.getSQLState(), e);
        }
    }

    /** The rows of a query, each as the texts of its columns. */
    List<List<@Nullable String>> texts(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            done.run();
            var texts = new ArrayList<List<@Nullable String>>();
            while (row.next()) {
                var columns = new ArrayList<@Nullable String>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                texts.add(columns);
            }
            return texts;
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nwhile running\n" + sql, e.getSQLState(), e);
        }
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
