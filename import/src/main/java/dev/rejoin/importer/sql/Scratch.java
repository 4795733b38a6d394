package dev.rejoin.importer.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What becomes of the tables that lie between the statements of a transaction. They are gone with it. But where a session
 * makes the same ones many times a second they stay, and only their rows are gone: to make a table costs more than to fill
 * it with a few rows, and every statement about it would have to be planned anew.
 */
public final class Scratch {
    private final boolean stays;
    private final Set<String> there;
    private final Set<String> used = new HashSet<>();

    private Scratch(boolean stays, Set<String> there) {
        this.stays = stays;
        this.there = there;
    }

    /** Tables that are gone with the transaction. */
    public static Scratch ofTransaction() {
        return new Scratch(false, Set.of());
    }

    /**
     * Tables that stay, for this transaction.
     *
     * @param owner whose tables they are: those of another one, which may have other columns, are dropped
     */
    public static Scratch ofSession(Connection connection, String owner) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select coalesce(current_setting('rejoin.scratch', true), '') = ?,
                       array(select relname::text from pg_class
                             where relnamespace = pg_my_temp_schema() and relkind = 'r')
                """)) {
            statement.setString(1, owner);
            try (var row = statement.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    return new Scratch(true, new HashSet<>(Arrays.asList((String[])
                            row.getArray(2).getArray())));
                }
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute("discard temp");
        }
        try (var statement = connection.prepareStatement("""
                select set_config('rejoin.scratch', ?, false), set_config('rejoin.search_path', reset_val, false)
                from pg_settings where name = 'search_path'
                """)) {
            statement.setString(1, owner);
            statement.execute();
        }
        return new Scratch(true, Set.of());
    }

    /** Whether a table stays, so that it needs neither statistics of each time nor an index made for it. */
    public boolean stays() {
        return stays;
    }

    boolean isThere(String table) {
        return there.contains(table);
    }

    /** Whether anything may be in a table, now that it is used once more. */
    boolean mayHoldRows(String table) {
        return !used.add(table);
    }

    String onCommit() {
        return stays ? "on commit delete rows" : "on commit drop";
    }
}
