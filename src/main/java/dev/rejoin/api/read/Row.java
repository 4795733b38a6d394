package dev.rejoin.api.read;

import dev.rejoin.api.Field;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one row, in the order of the fields that were selected. */
record Row(@Nullable Object[] values) {
    static Row read(ResultSet rows, List<Field> fields, int offset) throws SQLException {
        var values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields.get(i).type().read(rows, offset + i + 1);
        }
        return new Row(values);
    }

    @Nullable
    Object at(int index) {
        return values[index];
    }
}
