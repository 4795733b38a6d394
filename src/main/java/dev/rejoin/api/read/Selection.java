package dev.rejoin.api.read;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.rejoin.api.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of one statement: what the shape shows, followed by what the kernel needs besides. */
final class Selection {
    private final Shape shape;
    private final List<Field> columns;
    private final SerializableString[] names;

    Selection(Shape shape, List<Field> needed) {
        this.shape = shape;
        var all = new LinkedHashSet<>(shape.shown());
        var fields = shape.view().fields();
        all.add(fields.get("id"));
        all.add(fields.get("version"));
        for (var embedded : shape.embedded()) {
            if (embedded.expansion() instanceof Expansion.One one) {
                all.add(one.reference());
            }
        }
        all.addAll(needed);
        this.columns = List.copyOf(all);
        this.names = shape.shown().stream()
                .map(field -> new SerializedString(field.name()))
                .toArray(SerializableString[]::new);
    }

    Shape shape() {
        return shape;
    }

    List<Field> columns() {
        return columns;
    }

    int index(Field field) {
        var index = columns.indexOf(field);
        if (index < 0) {
            throw new IllegalStateException(field.name() + " is not selected");
        }
        return index;
    }

    int index(String name) {
        return index(shape.view().fields().get(name));
    }

    /** "t.id, t.name, …". */
    String sql() {
        return columns.stream().map(Field::sql).collect(Collectors.joining(", "));
    }

    /** The joins that these fields need: each to at most one row, so that none adds or loses an item. */
    static String joins(View view, Iterable<Field> fields) {
        Set<String> joins = new LinkedHashSet<>();
        for (var field : fields) {
            switch (field.source()) {
                case Field.Source.Through(var reference, var column) -> joins.add(join(view, reference));
                case Field.Source.Joined(var names, var sql) ->
                    names.forEach(name -> joins.add(view.resource().joins().get(name)));
                case Field.Source.Column _, Field.Source.Owned _, Field.Source.Derived _, Field.Source.Items _ -> {}
            }
        }
        return String.join("", joins);
    }

    private static String join(View view, String reference) {
        var one = (Expansion.One) view.expansions().get(reference);
        var alias = Field.alias(reference);
        return " left join %s %s on %s.id = %s"
                .formatted(one.target().table(), alias, alias, one.reference().sql());
    }

    /** Writes the fields that are shown, inside an object already begun. */
    void write(JsonGenerator json, Row row) throws IOException {
        for (int i = 0; i < names.length; i++) {
            json.writeFieldName(names[i]);
            var value = row.at(i);
            if (value == null) {
                json.writeNull();
            } else {
                columns.get(i).type().write(json, value);
            }
        }
    }

    /** The fields of both lists, for example to join what a filter needs. */
    static List<Field> union(List<Field> a, List<Field> b) {
        var all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }
}
