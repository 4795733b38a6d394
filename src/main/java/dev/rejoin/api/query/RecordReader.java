package dev.rejoin.api.query;

import dev.rejoin.api.Text;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows into a record, each component from the column of its name in snake case: text, numbers, booleans, dates,
 * instants, UUIDs, enumerations, arrays of text as a List and of floats, which are not null, and other records from columns without a prefix; such a record
 * is null where all its columns are, as those of an outer join without a partner.
 */
record RecordReader<T extends Record>(Constructor<T> constructor, List<Column> columns) {
    private static final Map<Class<?>, RecordReader<?>> READERS = new ConcurrentHashMap<>();

    private record Column(String name, Class<?> type) {}

    @SuppressWarnings("unchecked")
    static <T extends Record> RecordReader<T> of(Class<T> type) {
        var known = READERS.get(type);
        if (known == null) {
            known = make(type);
            READERS.put(type, known);
        }
        return (RecordReader<T>) known;
    }

    private static <T extends Record> RecordReader<T> make(Class<T> type) {
        var components = type.getRecordComponents();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return new RecordReader<>(
                    constructor,
                    Arrays.stream(components)
                            .map(component -> new Column(Text.snake(component.getName()), component.getType()))
                            .toList());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }

    T read(ResultSet rows) throws SQLException {
        return made(values(rows));
    }

    private @Nullable T readJoined(ResultSet rows) throws SQLException {
        var values = values(rows);
        return Arrays.stream(values).allMatch(Objects::isNull) ? null : made(values);
    }

    private @Nullable Object[] values(ResultSet rows) throws SQLException {
        var values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(rows, columns.get(i));
        }
        return values;
    }

    private T made(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be made of a row".formatted(constructor), e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Object value(ResultSet rows, Column column) throws SQLException {
        var type = column.type;
        if (type.isRecord()) {
            return of((Class<? extends Record>) type).readJoined(rows);
        }
        if (type == String.class) {
            return rows.getString(column.name);
        }
        if (type.isEnum()) {
            var text = rows.getString(column.name);
            return text == null ? null : Enum.valueOf((Class<? extends Enum>) type, text);
        }
        if (type == List.class) {
            var array = rows.getArray(column.name);
            return array == null ? null : List.of((Object[]) array.getArray());
        }
        if (type == float[].class) {
            return floats((Float[]) rows.getArray(column.name).getArray());
        }
        if (type == UUID.class
                || type == LocalDate.class
                || type == OffsetDateTime.class
                || type == BigDecimal.class
                || type == byte[].class) {
            return rows.getObject(column.name, type);
        }
        return number(rows, column);
    }

    private static float[] floats(Float[] boxed) {
        var floats = new float[boxed.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = boxed[i];
        }
        return floats;
    }

    private static @Nullable Object number(ResultSet rows, Column column) throws SQLException {
        var type = column.type;
        Object value;
        if (type == long.class || type == Long.class) {
            value = rows.getLong(column.name);
        } else if (type == int.class || type == Integer.class) {
            value = rows.getInt(column.name);
        } else if (type == double.class || type == Double.class) {
            value = rows.getDouble(column.name);
        } else if (type == boolean.class || type == Boolean.class) {
            value = rows.getBoolean(column.name);
        } else {
            throw new IllegalStateException("no column is read as " + type);
        }
        return rows.wasNull() ? null : value;
    }
}
