package dev.rejoin.importer.catalog;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What triggers before an insert write into the new row, as far as the text of their functions tells. */
final class RowTriggers {
    private static final Pattern UNSAID = Pattern.compile("--[^\n\r]*|/\\*.*?\\*/|'[^']*'", Pattern.DOTALL);
    private static final Pattern OF_UPDATES = pattern("\\btg_op\\b.*'update'");

    /** Where a statement begins: elsewhere the equals sign compares. */
    private static final String BEGINNING = "(?:^|;|>>|\\b(?:begin|then|else|loop)\\b)\\s*";

    private static final String INTO = "\\binto\\s+(?:strict\\s+)?(?:[\\w$.\"]+\\s*,\\s*)*";
    private static final Pattern WHOLE =
            pattern("\\bnew\\s*:=|%snew\\s*=|%snew\\b(?!\\s*\\.)|\\balias\\s+for\\s+new\\b".formatted(BEGINNING, INTO));

    /**
     * A trigger before an insert.
     *
     * @param source its function's text without comments and literals
     * @param told its first argument
     * @param asksForUpdates whether it does one thing in an insert and another one in an update
     */
    private record Trigger(String language, String source, String told, boolean asksForUpdates) {

        /** PostgreSQL's own write the column that they are told, and no other one. */
        boolean assigns(String column) {
            return switch (language) {
                case "plpgsql" -> assigning(column).matcher(source).find();
                case "internal" -> told.equals(column);
                default -> false;
            };
        }

        boolean mayWrite(String column) {
            return switch (language) {
                case "plpgsql" -> assigns(column) || WHOLE.matcher(source).find();
                case "internal" -> assigns(column);
                default -> true;
            };
        }
    }

    private final Map<String, List<Trigger>> byTable = new HashMap<>();

    private RowTriggers() {}

    /** Reads those of a schema. The bits of tgtype: 1 is each row, 2 before it, 4 INSERT. */
    static RowTriggers of(Connection connection, String schema) throws SQLException {
        var triggers = new RowTriggers();
        try (var statement = connection.prepareStatement("""
                select c.relname, l.lanname, f.prosrc, t.tgargs
                from pg_trigger t join pg_class c on c.oid = t.tgrelid
                join pg_proc f on f.oid = t.tgfoid join pg_language l on l.oid = f.prolang
                where c.relnamespace = to_regnamespace(?)
                and not t.tgisinternal and t.tgenabled <> 'D' and t.tgtype & 7 = 7
                """)) {
            statement.setString(1, TargetCatalog.quoted(schema));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var source = rows.getString(3);
                    triggers.byTable
                            .computeIfAbsent(rows.getString(1), table -> new ArrayList<>())
                            .add(new Trigger(
                                    rows.getString(2),
                                    UNSAID.matcher(source).replaceAll(" "),
                                    first(rows.getBytes(4)),
                                    OF_UPDATES.matcher(source).find()));
                }
            }
        }
        return triggers;
    }

    /** Each argument ends in a zero. */
    private static String first(byte[] arguments) {
        return new String(arguments, StandardCharsets.UTF_8).split("\0", 2)[0];
    }

    /** Whether one may write that column: it says so, or it gives the whole row another value, or nobody can read it. */
    boolean mayWrite(String table, String column) {
        return of(table).stream().anyMatch(trigger -> trigger.mayWrite(column));
    }

    /** Whether one says that it assigns that column; to read it, to compare it, is not to assign it. */
    boolean assigns(String table, String column) {
        return of(table).stream().anyMatch(trigger -> trigger.assigns(column) && !trigger.asksForUpdates);
    }

    private List<Trigger> of(String table) {
        return byTable.getOrDefault(table, List.of());
    }

    private static Pattern assigning(String column) {
        var name = column.equals(column.toLowerCase(Locale.ROOT))
                ? "\"?%s\"?".formatted(Pattern.quote(column))
                : "(?-i:\"%s\")".formatted(Pattern.quote(column.replace("\"", "\"\"")));
        var whole = "\\bnew\\s*\\.\\s*" + name + "(?![\\w$\"])";
        var target = whole + "(?:\\s*\\[[^]]*]|\\s*\\.\\s*\\w+)*\\s*";
        return pattern(target + ":=|" + BEGINNING + target + "=|" + INTO + whole);
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(
                text,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL);
    }
}
