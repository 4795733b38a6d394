package dev.rejoin.importer.stage;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.catalog.TargetColumn;
import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageColumn;
import dev.rejoin.importer.plan.StagePlan.StagePart;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates the staging schema of a plan. */
public final class StagingTables {
    private StagingTables() {}

    /** Drops what an earlier run has left and creates all tables and views, in the caller's transaction. */
    public static void create(Connection connection, StagePlan plan) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + StagePlan.SCHEMA + " cascade");
            statement.execute("drop schema if exists " + StagePlan.VIEWS + " cascade");
            statement.execute("create schema " + StagePlan.SCHEMA);
            statement.execute("create schema " + StagePlan.VIEWS);
            for (var table : plan.tables().values()) {
                statement.execute(base(table));
                statement.execute(view(table, plan));
            }
            statement.execute("""
                    create unlogged table rejoin_stage._unmapped (
                        doc bigint, index_name text, id text, path text, value text)
                    """);
            statement.execute("create unlogged table rejoin_stage._held (index_name text, path text)");
            statement.execute("""
                    create unlogged table rejoin_stage._part (
                        part smallint primary key, table_name text, label text, own boolean, child boolean,
                        resurrected boolean, prefer integer)
                    """);
            statement.execute("""
                    create unlogged table rejoin_stage._path (
                        part smallint, column_name text, path text, up smallint, rest text, beside text)
                    """);
            statement.execute("""
                    create unlogged table rejoin_stage._element (
                        index_name text, part smallint, read bigint, ignored bigint, repeated bigint)
                    """);
        }
        describeParts(connection, plan);
    }

    /**
     * Makes ready for documents that come a few at a time: the tables are not looked after between the transactions, and
     * what is planned of them holds for as long as they stay small.
     */
    public static void prepareForFew(Connection connection, StagePlan plan) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : plan.tables().values()) {
                for (var column : List.of(table.key(), "_doc", "_row")) {
                    statement.execute("create index on %s (%s)".formatted(table.base(), column));
                }
                statement.execute("alter table %s set (autovacuum_enabled = false)".formatted(table.base()));
            }
        }
    }

    private static String base(StageTable table) {
        var columns = Stream.concat(StagePlan.FIXED.stream(), table.staged().stream())
                .map(c -> quoted(c.name()) + " " + c.type())
                .collect(Collectors.joining(",\n    "));
        return """
                create unlogged table %s (
                    _row bigint generated always as identity (cache 1000),
                    _merged boolean not null default false,
                    %s)
                """.formatted(table.base(), columns);
    }

    private static String view(StageTable table, StagePlan plan) {
        return "create view %s as\n%s"
                .formatted(table.view(), rows(table, plan, "not s._rejected and not s._merged", false));
    }

    /** All staged rows, as the view shows those that will be loaded; what the target cannot read is null. */
    public static String allRows(StageTable table, StagePlan plan) {
        return rows(table, plan, "true", true);
    }

    /**
     * Rows with the defaults and generated columns that the target would give them: also a row of a part that does not map
     * a column takes its default, where another part maps it.
     *
     * @param anyText whether values may be there that the target cannot read
     */
    private static String rows(StageTable table, StagePlan plan, String condition, boolean anyText) {
        var data = table.data();
        var fixed = Stream.of(
                        Stream.of("_row", "_merged"),
                        StagePlan.FIXED.stream().map(StageColumn::name),
                        table.staged().stream().map(StageColumn::name).filter(name -> !data.containsKey(name)))
                .flatMap(s -> s)
                .map(name -> quoted(name));
        var columns = data.values().stream().map(column -> filled(column, table, plan, anyText));
        var others = table.target().columns().values().stream()
                .filter(c -> !data.containsKey(c.name()) && !c.generated())
                .map(c -> "(%s)::%s as %s"
                        .formatted(
                                // To look at what a row will draw would be to draw it.
                                c.drawsValues() ? "null" : c.expression().orElse("null"), c.shown(), quoted(c.name())));
        var inner = Stream.of(fixed, columns, others).flatMap(s -> s).collect(Collectors.joining(", "));
        var generated = table.target().columns().values().stream()
                .filter(TargetColumn::generated)
                .filter(c -> c.expression().isPresent())
                .map(c -> "(%s) as %s".formatted(c.expression().orElseThrow(), quoted(c.name())));
        var outer = Stream.concat(Stream.of("b.*"), generated).collect(Collectors.joining(", "));
        return "select %s from (select %s from %s s where %s) b".formatted(outer, inner, table.base(), condition);
    }

    private static String filled(TargetColumn column, StageTable table, StagePlan plan, boolean anyText) {
        var name = quoted(column.name());
        var value = !column.isReadByDatabase()
                ? name
                : anyText
                        ? "case when pg_input_is_valid(%1$s, '%2$s') then %1$s::%3$s end"
                                .formatted(name, column.type().replace("'", "''"), column.type())
                        : "%s::%s".formatted(name, column.type());
        var silent = plan.parts().stream()
                .filter(part -> part.row().table().equals(table.name())
                        && !part.row().columns().containsKey(column.name()))
                .map(part -> String.valueOf(part.number()))
                .collect(Collectors.joining(", "));
        // What is equal to the target has to be equal here.
        var collated = column.collation().map(" collate "::concat).orElse("");
        if (column.expression().isEmpty() || silent.isEmpty() || table.isOurs(column.name())) {
            return column.isReadByDatabase() || !collated.isEmpty() ? value + collated + " as " + name : name;
        }
        return "coalesce(%s, case when _part in (%s) then (%s)::%s end)%s as %s"
                .formatted(value, silent, column.expression().orElseThrow(), column.shown(), collated, name);
    }

    private static void describeParts(Connection connection, StagePlan plan) throws SQLException {
        try (var parts = connection.prepareStatement("insert into rejoin_stage._part values (?, ?, ?, ?, ?, ?, ?)");
                var paths = connection.prepareStatement("insert into rejoin_stage._path values (?, ?, ?, ?, ?, ?)")) {
            for (var part : plan.parts()) {
                parts.setInt(1, part.number());
                parts.setString(2, part.row().table());
                parts.setString(3, part.row().part());
                parts.setBoolean(4, part.kind() == StagePlan.PartKind.OWN);
                parts.setBoolean(5, part.kind() == StagePlan.PartKind.CHILD);
                parts.setBoolean(6, part.kind() == StagePlan.PartKind.RESURRECTED);
                parts.setInt(7, part.row().prefer());
                parts.addBatch();
                for (var column : part.row().columns().entrySet()) {
                    if (column.getValue() instanceof Value.Field field) {
                        describePath(paths, part, column.getKey(), field.from().getFirst());
                    }
                }
                for (int i = 0; i < part.copies().size(); i++) {
                    describePath(
                            paths,
                            part,
                            StagePlan.copyColumn(part, i),
                            part.copies().get(i).path());
                }
            }
            parts.executeBatch();
            paths.executeBatch();
        }
    }

    private static void describePath(PreparedStatement paths, StagePart part, String column, FieldPath path)
            throws SQLException {
        paths.setInt(1, part.number());
        paths.setString(2, column);
        paths.setString(3, part.absolute(path).text());
        paths.setInt(4, path.up());
        paths.setString(5, path.relative() ? String.join(".", path.names()) : null);
        paths.setString(6, null);
        for (var array : part.row().beside()) {
            if (!path.relative() && array.isAtOrAbove(path)) {
                var from = part.row().from().orElseThrow();
                int shared = array.shared(from);
                paths.setInt(4, from.names().size() - shared);
                paths.setString(
                        5,
                        String.join(
                                ".", array.names().subList(shared, array.names().size())));
                paths.setString(
                        6,
                        String.join(
                                ".",
                                path.names()
                                        .subList(
                                                array.names().size(),
                                                path.names().size())));
            }
        }
        paths.addBatch();
    }

    /** All columns of a staging table but {@code _row}, for copying rows between tables of one shape. */
    public static String allColumns(StageTable table) {
        return Stream.of(
                        Stream.of("_merged"),
                        StagePlan.FIXED.stream().map(StageColumn::name),
                        table.staged().stream().map(StageColumn::name))
                .flatMap(s -> s)
                .map(name -> quoted(name))
                .collect(Collectors.joining(", "));
    }
}
