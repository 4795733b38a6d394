package dev.rejoin.api;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement being put together from the kernel's own fragments; whatever a client sent is bound, never part of the text. */
public final class Sql {
    private final StringBuilder text = new StringBuilder(512);
    private final List<@Nullable Object> values = new ArrayList<>();

    /** Many values for one {@code any(?)}. */
    record Values(String sqlName, Object[] values) {}

    public static Sql of(String fragment, @Nullable Object... values) {
        return new Sql().add(fragment, values);
    }

    public static Object array(Type type, Collection<?> values) {
        return new Values(type.sqlName(), values.toArray());
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

    public String text() {
        return text.toString();
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        var statement = connection.prepareStatement(text.toString());
        for (int i = 0; i < values.size(); i++) {
            bind(connection, statement, i + 1, values.get(i));
        }
        return statement;
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        if (value instanceof Values(var sqlName, var elements)) {
            statement.setArray(index, connection.createArrayOf(sqlName, elements));
        } else {
            statement.setObject(index, value);
        }
    }
}
