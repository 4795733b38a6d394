package dev.rejoin.db;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Whether a database can keep what is promised of it, to be asked before anything is written to it. */
public final class FitDatabase {
    private FitDatabase() {}

    /**
     * Refuses a database that keeps less.
     *
     * @throws WrongDatabaseException where not all characters have room, or foreign keys and triggers are switched off
     * @throws SQLException where it cannot be reached
     */
    public static void check(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select current_setting('server_encoding'), current_setting('session_replication_role')")) {
            row.next();
            if (!row.getString(1).equals("UTF8")) {
                throw new WrongDatabaseException(
                        "The database's encoding is %s, which does not keep every character as one. Make it anew in UTF8: create database … encoding 'UTF8' template template0."
                                .formatted(row.getString(1)));
            }
            if (!row.getString(2).equals("origin")) {
                throw new WrongDatabaseException(
                        "session_replication_role is %s here, for this user, this database or the whole server: no foreign key and no trigger does anything. Let it be origin again (alter role … reset session_replication_role, or where else it is set)."
                                .formatted(row.getString(2)));
            }
        }
    }

    /**
     * Refuses, besides, a database in which tables without a schema's name are others than Rejoin's own: migrations would make all
     * of them anew beside those that are there.
     */
    public static void checkDomain(DataSource database) throws SQLException {
        check(database);
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select coalesce(current_schema(), 'none'), current_setting('search_path')")) {
            row.next();
            if (!row.getString(1).equals("public")) {
                throw new WrongDatabaseException(
                        "The schema %s comes before public here (search_path is %s), where Rejoin's tables are. Name public first: alter role … in database … set search_path = public."
                                .formatted(row.getString(1), row.getString(2)));
            }
        }
    }
}
