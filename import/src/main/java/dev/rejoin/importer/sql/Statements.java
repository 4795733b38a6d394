package dev.rejoin.importer.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one connection, in whatever transaction it is; a failure says which statement it was.
 *
 * @param done hears of every statement that has ended
 */
public record Statements(Connection connection, Runnable done) {

    /** Statements of which nobody has to hear. */
    public Statements(Connection connection) {
        this(connection, () -> {});
    }

    /** Runs a statement with bound texts and numbers; answers how many rows it touched. */
    public long run(String sql, Object... parameters) throws SQLException {
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

    /** The number in the first column of a query's first row. */
    public long number(String sql, Object... parameters) throws SQLException {
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
    public long[] numbers(String sql) throws SQLException {
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
    public List<List<@Nullable String>> texts(String sql) throws SQLException {
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

    /** A text as SQL writes it. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
