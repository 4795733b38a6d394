package dev.rejoin.importer.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one connection, in whatever transaction it is; a failure says which statement it was.
 *
 * @param done hears of every statement that has ended
 * @param scratch what becomes of the tables that lie between them
 */
public record Statements(Connection connection, Runnable done, Scratch scratch) {

    public Statements(Connection connection, Runnable done) {
        this(connection, done, Scratch.ofTransaction());
    }

    /** Statements of which nobody has to hear. */
    public Statements(Connection connection) {
        this(connection, () -> {});
    }

    public Statements(Connection connection, Scratch scratch) {
        this(connection, () -> {}, scratch);
    }

    /** Puts what a query gives into a table of the transaction's own, in the place of what was there; answers how many rows. */
    public long fill(String table, String query, Object... parameters) throws SQLException {
        if (scratch.isThere(table)) {
            if (scratch.mayHoldRows(table)) {
                run("delete from " + table);
            }
            return run("insert into %s %s".formatted(table, query), parameters);
        }
        run("drop table if exists " + table);
        return run("create temporary table %s %s as %s".formatted(table, scratch.onCommit(), query), parameters);
    }

    /** Fills several such tables, in this order. */
    public void fillAll(Map<String, String> queries) throws SQLException {
        var statements = new ArrayList<String>();
        for (var each : queries.entrySet()) {
            var table = each.getKey();
            if (!scratch.isThere(table)) {
                fill(table, each.getValue());
                continue;
            }
            if (scratch.mayHoldRows(table)) {
                statements.add("delete from " + table);
            }
            statements.add("insert into %s %s".formatted(table, each.getValue()));
        }
        all(statements);
    }

    /**
     * Makes an empty table of the transaction's own.
     *
     * @param columns as they are declared
     */
    public void make(String table, String columns) throws SQLException {
        if (!scratch.isThere(table)) {
            run("create temporary table %s (%s) %s".formatted(table, columns, scratch.onCommit()));
        } else if (scratch.mayHoldRows(table)) {
            run("delete from " + table);
        }
    }

    /**
     * The same with a key. A table that stays has none: with each commit its index would be made anew, and whatever was
     * planned of the table with it. So nothing but {@link #lacks} keeps what is there from coming twice.
     */
    public void make(String table, String columns, List<String> key) throws SQLException {
        make(table, scratch.stays() ? columns : "%s, primary key (%s)".formatted(columns, String.join(", ", key)));
    }

    /** The condition that a row is not in a table yet, where no key of it says so; the row's names are those of the table. */
    public String lacks(String table, String row, List<String> key) {
        return scratch.stays()
                ? key.stream()
                        .map(c -> "k.%1$s = %2$s.%1$s".formatted(c, row))
                        .collect(Collectors.joining(
                                " and ", "not exists (select from %s k where ".formatted(table), ")"))
                : "true";
    }

    /** Lets the planner know what is in a table that was just filled, unless it has to do without. */
    public void analyze(String table) throws SQLException {
        if (!scratch.stays()) {
            run("analyze " + table);
        }
    }

    /** Sets the path for the transaction; a driver that saw the word SET would forget all that it has prepared. */
    public void searchPath(String path) throws SQLException {
        run("select set_config('search_path', ?, true)", path);
    }

    /** The path is what it was when the session began. */
    public void resetSearchPath() throws SQLException {
        run(
                scratch.stays()
                        ? "select set_config('search_path', current_setting('rejoin.search_path'), true)"
                        : "set local search_path to default");
    }

    /** Runs a statement with bound texts and numbers; answers how many rows it touched. */
    public long run(String sql, Object... parameters) throws SQLException {
        return all(sql, 1, parameters)[0];
    }

    /** Runs a statement that may say by notices how far it is. */
    public void run(String sql, Notices.Hearer hearer) throws SQLException {
        try (var statement = connection.prepareStatement(sql);
                var _ = Notices.of(statement, hearer)) {
            statement.execute();
            done.run();
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nwhile running\n" + sql, e.getSQLState(), e);
        }
    }

    /** Runs statements one after the other, but asks for all of them at once; answers how many rows each touched. */
    public long[] all(List<String> statements) throws SQLException {
        return statements.isEmpty()
                ? new long[0]
                : all(statements.stream().map(String::strip).collect(Collectors.joining(";\n")), statements.size());
    }

    private long[] all(String sql, int statements, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            var touched = new long[statements];
            boolean rows = statement.execute();
            for (int i = 0; i < statements; i++) {
                touched[i] = rows ? 0 : Math.max(0, statement.getLargeUpdateCount());
                done.run();
                rows = i + 1 < statements && statement.getMoreResults();
            }
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
        try (var statement = connection.prepareStatement(sql);
                var row = statement.executeQuery()) {
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

    /** Those of some tables that hold any row: of the others a statement need not even be planned. */
    public Set<String> filled(Collection<String> tables) throws SQLException {
        var names = List.copyOf(tables);
        var filled = new HashSet<String>();
        if (!names.isEmpty()) {
            var counts = numbers(names.stream()
                    .map(name -> "(select count(*) from (select from %s limit 1) q)".formatted(name))
                    .collect(Collectors.joining(",\n", "select ", "")));
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    filled.add(names.get(i));
                }
            }
        }
        return filled;
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
