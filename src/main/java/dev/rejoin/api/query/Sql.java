package dev.rejoin.api.query;

import dev.rejoin.api.resource.ScalarType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plain SQL statement, for what is SQL by nature: whatever a client sent is bound, never part of the text. Where an
 * entity says it, HQL does.
 */
public final class Sql {
    private final StringBuilder text = new StringBuilder(512);
    private final List<@Nullable Object> values = new ArrayList<>();

    /** Many values for one {@code any(?)}. */
    private record Many(String sqlName, Object[] values) {}

    public static Sql of(String fragment, @Nullable Object... values) {
        return new Sql().add(fragment, values);
    }

    /** A value for {@code any(?)}. */
    public static Object array(ScalarType type, Collection<?> values) {
        return new Many(type.sqlName(), values.toArray());
    }

    public Sql add(String fragment, @Nullable Object... values) {
        text.append(fragment);
        for (var value : values) {
            this.values.add(value);
        }
        return this;
    }

    public Sql add(Sql other) {
        text.append(other.text);
        values.addAll(other.values);
        return this;
    }

    /** With a question mark for each value. */
    String text() {
        return text.toString();
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        Statements.add();
        var statement = connection.prepareStatement(text.toString());
        for (int i = 0; i < values.size(); i++) {
            bind(connection, statement, i + 1, values.get(i));
        }
        return statement;
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case Many(var sqlName, var elements) ->
                statement.setArray(index, connection.createArrayOf(sqlName, elements));
            case Enum<?> constant -> statement.setString(index, constant.name());
            case null, default -> statement.setObject(index, value);
        }
    }
}
