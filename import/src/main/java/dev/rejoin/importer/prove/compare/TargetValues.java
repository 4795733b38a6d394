package dev.rejoin.importer.prove.compare;

import static dev.rejoin.importer.prove.compare.Target.quoted;

import dev.rejoin.importer.prove.expect.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What only the target can tell of single values: what it reads out of a text, and which it takes for equal. */
record TargetValues(Target target, Connection connection) {

    /** Whether a row with that value in a column goes by this name, as the interpreter gives it. */
    boolean names(String table, String column, String name, String found) throws SQLException {
        var type = target.type(table, column);
        return found.equals(name) || found.equals(literal(type, name)) || takesForEqual(table, column, found, name);
    }

    /**
     * Whether the target takes two values of a column for equal, though they are not the same: its type does, or a unique key
     * whose expression is over that column alone compares them in another form.
     */
    boolean takesForEqual(String table, String column, String one, String other) throws SQLException {
        var type = target.type(table, column);
        if (type.isNumber()) {
            return type.equalForm(one).equals(type.equalForm(other));
        }
        if (!type.isText() && !type.isAnyCase() && !type.base().equals("jsonb")) {
            return false;
        }
        var forms = new ArrayList<>(List.of(quoted(column)));
        forms.addAll(comparisons(table, column));
        var sides = forms.stream()
                // Of the table itself, whose columns may have a collation that takes more for equal.
                .map(form -> "(select %1$s from (%2$s) v) = (select %1$s from (%2$s) v)"
                        .formatted(
                                form,
                                "select t.%1$s from %2$s t where false union all select ?::%3$s"
                                        .formatted(quoted(column), target.name(table), type.full())))
                .collect(Collectors.joining(" or "));
        try (var statement = connection.prepareStatement("select " + sides)) {
            for (int i = 0; i < forms.size(); i++) {
                statement.setString(2 * i + 1, one);
                statement.setString(2 * i + 2, other);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    /** The expressions of a table's unique keys that name this column and no other. */
    private List<String> comparisons(String table, String column) {
        return target.comparisons().getOrDefault(table, List.of()).stream()
                .filter(expression -> {
                    var words = List.of(expression.split("[^\\p{L}\\p{N}_]+"));
                    return words.contains(column)
                            && target.tables().get(table).keySet().stream()
                                    .noneMatch(other -> !other.equals(column) && words.contains(other));
                })
                .toList();
    }

    /** A text as PostgreSQL reads it for a column; null where it is no value of the column's type. */
    @Nullable
    String literal(ColumnType type, String text) throws SQLException {
        if (type.isText() && type.characters() < 0 && type.base().equals(type.full())) {
            return text;
        }
        var composition = target.compositions().get(type.full());
        if (composition != null && isValid(type, text) && !composition.isMeant(text)) {
            return null;
        }
        var key = type.full() + "\u001f" + text;
        var known = target.literals().get(key);
        if (known != null) {
            return known.orElse(null);
        }
        // With the offset the planner does not read the text beforehand, which it would do even where it is not valid.
        var read = Optional.ofNullable(computed(
                type,
                "case when pg_input_is_valid(p, %s)%s then p::%s end from (select ?::text as p offset 0) q"
                        .formatted(Target.text(type.full()), type.keptWhole(), type.full()),
                text));
        if (target.literals().size() < 10_000) {
            target.literals().put(key, read);
        }
        return read.orElse(null);
    }

    private boolean isValid(ColumnType type, String text) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_input_is_valid(?, ?)")) {
            statement.setString(1, text);
            statement.setString(2, type.full());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** What a column's default gives; null where it gives null. */
    @Nullable
    String defaultOf(ColumnType type) throws SQLException {
        return computed(type, "(" + type.defaultsTo() + ")::" + type.full() + " ", null);
    }

    private @Nullable String computed(ColumnType type, String expression, @Nullable String parameter)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select " + type.asText("v") + " from (select " + expression + ") q(v)")) {
            if (parameter != null) {
                statement.setString(1, parameter);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                var text = rows.getString(1);
                return text == null ? null : type.canonical(text);
            }
        }
    }
}
