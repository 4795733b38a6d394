package dev.rejoin.imports;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Sql;
import dev.rejoin.api.Type;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value that is read from one of the importer's tables {@code t} and shown under a name of the API. */
record Column(
        String name,
        String sql,
        Type type,
        Schema schema,
        @Nullable Object example) {
    static Column of(String name, String sql, Type type, String description, @Nullable Object example) {
        return new Column(name, sql, type, Schema.of(type).is(description), example);
    }

    Column nullable() {
        return new Column(name, sql, type, schema.nullable(), example);
    }

    Column among(String... values) {
        return new Column(name, sql, type, schema.among(List.of(values)), example);
    }

    /** JSON that the importer has written, of a kind that only it knows. */
    static Column json(String name, String sql, String type, String description, @Nullable Object example) {
        var schema = new Schema(java.util.Map.of("type", type)).is(description);
        return new Column(name, sql, Type.JSON, schema, example);
    }

    static Sql select(List<Column> columns, String table) {
        return Sql.of("select " + columns.stream().map(Column::sql).collect(Collectors.joining(", ")) + " from " + table
                + " t");
    }

    static List<Row> rows(List<Column> columns, ResultSet result) throws SQLException {
        var rows = new ArrayList<Row>();
        while (result.next()) {
            var values = new Object[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = columns.get(i).type.read(result, i + 1);
            }
            rows.add(new Row(columns, values));
        }
        return rows;
    }

    /** The values of these columns. */
    record Row(List<Column> columns, @Nullable Object[] values) {
        /** Inside an object already begun. */
        void write(JsonGenerator json) throws IOException {
            for (int i = 0; i < values.length; i++) {
                json.writeFieldName(columns.get(i).name);
                var value = values[i];
                if (value == null) {
                    json.writeNull();
                } else {
                    columns.get(i).type.write(json, value);
                }
            }
        }
    }

    static Schema schema(List<Column> columns) {
        var schema = Schema.object();
        for (var column : columns) {
            schema = schema.property(column.name, column.schema);
        }
        return schema;
    }
}
