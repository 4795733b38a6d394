package dev.rejoin.contract;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** A table as PostgreSQL's own catalog has it. */
public record Table(String name, Map<String, Column> columns) {
    /** Which table keeps which resource's items: the one thing that neither the contract nor the database says. */
    private static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry("organizations", "organization"),
            Map.entry("people", "person"),
            Map.entry("staff", "staff"),
            Map.entry("members", "member"),
            Map.entry("subscriptions", "subscription"),
            Map.entry("groups", "member_group"),
            Map.entry("memberships", "group_membership"),
            Map.entry("leaderships", "group_leadership"),
            Map.entry("teachers", "teacher"),
            Map.entry("topics", "topic"),
            Map.entry("teacher-topics", "teacher_topic"),
            Map.entry("venues", "venue"),
            Map.entry("meetings", "meeting"),
            Map.entry("attendances", "meeting_attendance"),
            Map.entry("events", "event"),
            Map.entry("participations", "event_participation"),
            Map.entry("missions", "mission"),
            Map.entry("invoices", "invoice"),
            Map.entry("invoice-lines", "invoice_line"),
            Map.entry("payments", "payment"),
            Map.entry("notes", "note"),
            Map.entry("users", "user_account"));

    /**
     * A column.
     *
     * @param type with its length or digits, as {@code numeric(12,2)}
     * @param generated whether PostgreSQL computes it from others
     */
    public record Column(String type, boolean required, boolean defaulted, boolean generated) {}

    /** The name of the table that keeps a resource's items. */
    static String of(String resource) {
        return Optional.ofNullable(TABLES.get(resource))
                .orElseThrow(() -> new IllegalStateException("no table is known to keep the " + resource));
    }

    public static Table read(DataSource source, String name) {
        var columns = new TreeMap<String, Column>();
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement("""
                        select attname, format_type(atttypid, atttypmod), attnotnull, atthasdef, attgenerated <> ''
                        from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped""")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(
                            rows.getString(1),
                            new Column(rows.getString(2), rows.getBoolean(3), rows.getBoolean(4), rows.getBoolean(5)));
                }
            }
            return new Table(name, columns);
        } catch (SQLException e) {
            throw new IllegalStateException("the columns of %s cannot be read".formatted(name), e);
        }
    }
}
