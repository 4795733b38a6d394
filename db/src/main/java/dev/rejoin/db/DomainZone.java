package dev.rejoin.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The zone in which the domain's days begin: a setting of the database, which views, constraints, importer and service
 * all ask by {@code domain_zone()}. {@code REJOIN_ZONE} decides it before there is any data.
 */
public final class DomainZone {
    /** The environment variable that names it, as {@code America/Montreal}. */
    public static final String VARIABLE = "REJOIN_ZONE";

    private DomainZone() {}

    /**
     * Makes the database use this zone.
     *
     * @param wanted none to leave it as it is
     * @return whether it was another one: connections that are open still use that
     * @throws IllegalStateException where there is no such zone, or data whose months and days were decided in another one
     */
    public static boolean decide(DataSource database, Optional<String> wanted) {
        if (wanted.filter(zone -> !zone.isBlank()).isEmpty()) {
            return false;
        }
        try (var connection = database.getConnection()) {
            return decide(connection, wanted.get());
        } catch (SQLException e) {
            throw new IllegalStateException("The zone of the domain's days could not be decided.", e);
        }
    }

    /**
     * Refuses a database that uses another zone, and changes nothing.
     *
     * @param wanted none where any is right
     * @throws WrongDatabaseException where it is another one
     */
    static void require(DataSource database, Optional<String> wanted) {
        if (wanted.filter(zone -> !zone.isBlank()).isEmpty()) {
            return;
        }
        try (var connection = database.getConnection()) {
            var present = text(connection, "select domain_zone()", null);
            if (!present.equals(wanted.get())) {
                throw new WrongDatabaseException(
                        "%1$s=%2$s, but the days of this database begin in %3$s. While it holds no data, ./rejoin migrate decides that; else set %1$s=%3$s, or leave it out."
                                .formatted(VARIABLE, wanted.get(), present));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The zone of the domain's days could not be read.", e);
        }
    }

    private static boolean decide(Connection connection, String wanted) throws SQLException {
        var present = text(connection, "select domain_zone()", null);
        if (present.equals(wanted)) {
            return false;
        }
        if (text(connection, "select count(*)::text from pg_timezone_names where name = ?", wanted)
                .equals("0")) {
            throw new IllegalStateException(
                    "%s=%s: PostgreSQL knows no such time zone. Name one of pg_timezone_names, as Europe/Paris."
                            .formatted(VARIABLE, wanted));
        }
        if (!text(connection, "select exists (select from audit.change)::text", null)
                .equals("false")) {
            throw new IllegalStateException(
                    "%1$s=%2$s, but the days and months of the data here were decided in %3$s. Set %1$s=%3$s, or leave it out."
                            .formatted(VARIABLE, wanted, present));
        }
        var alter = text(
                connection, "select format('alter database %I set rejoin.zone = %L', current_database(), ?)", wanted);
        try (var statement = connection.createStatement()) {
            statement.execute(alter);
            // For this connection, too, which may go back into a pool.
            statement.execute("select set_config('rejoin.zone', '" + wanted.replace("'", "''") + "', false)");
        }
        return true;
    }

    private static String text(Connection connection, String sql, @Nullable String parameter) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            if (parameter != null) {
                statement.setString(1, parameter);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
