package dev.rejoin.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A fresh migrated database with one connection, for tests that speak plain SQL. */
final class Database implements AutoCloseable {
    private static final AtomicInteger EMPTY = new AtomicInteger();

    private final EmbeddedDatabase server;
    private final DataSource source;
    private final Connection connection;

    private Database(EmbeddedDatabase server) {
        this(server, server.dataSource());
    }

    private Database(EmbeddedDatabase server, DataSource source) {
        this.server = server;
        this.source = source;
        this.connection = connect();
    }

    static Database fresh() {
        return new Database(EmbeddedDatabase.fresh());
    }

    /** One in which there is nothing yet. */
    static Database empty() {
        var name = "empty_" + EMPTY.incrementAndGet();
        var server = EmbeddedDatabase.fresh();
        var source = (PGSimpleDataSource) server.dataSource();
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template template0");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        source.setDatabaseName(name);
        return new Database(server, source);
    }

    /** In another locale, as {@code create database} says it. */
    static Database fresh(String locale) {
        return new Database(EmbeddedDatabase.fresh(locale));
    }

    DataSource source() {
        return source;
    }

    Connection connect() {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs statements that must succeed. */
    void run(String sql) {
        try {
            execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + "\n" + sql, e);
        }
    }

    /** The first column of every row. */
    List<String> strings(String sql) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + "\n" + sql, e);
        }
    }

    /** The first column of the only row. */
    String string(String sql) {
        var found = strings(sql);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " rows: " + sql);
        }
        return found.getFirst();
    }

    /** What a statement says while it runs. */
    List<String> notices(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            var said = new ArrayList<String>();
            for (var notice = statement.getWarnings(); notice != null; notice = notice.getNextWarning()) {
                said.add(notice.getMessage());
            }
            return said;
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + "\n" + sql, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        server.close();
    }
}
