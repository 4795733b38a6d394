package dev.rejoin.api.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.Relation;
import dev.rejoin.api.resource.ScalarType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns of one statement: what is shown of an item, followed by what the kernel needs besides. */
final class Selection {
    private final ItemType<?, ?> type;
    private final List<ItemField> shown;
    private final List<Embedded> embedded;
    private final List<ItemField> columns;
    private final SerializableString[] names;
    private final List<Relation.ToOne> joined;
    private final String hql;
    private final String chosen;
    private final String completed;

    /**
     * Related items inside, and what is shown of them.
     *
     * @param most items inside each, 0 for all
     */
    record Embedded(Relation relation, Selection selection, Order order, int most) {}

    Selection(
            Catalog catalog,
            ItemType<?, ?> type,
            List<ItemField> shown,
            List<Embedded> embedded,
            List<ItemField> needed) {
        this.type = type;
        this.shown = shown;
        this.embedded = embedded;
        var all = new LinkedHashSet<>(shown);
        all.add(type.get("id"));
        all.add(type.get("version"));
        for (var inner : embedded) {
            if (inner.relation() instanceof Relation.ToOne one) {
                all.add(one.reference());
            }
        }
        all.addAll(needed);
        this.columns = List.copyOf(all);
        this.names =
                shown.stream().map(field -> new SerializedString(field.name())).toArray(SerializableString[]::new);
        this.joined = columns.stream()
                .filter(ItemField::elsewhere)
                .map(field -> passed(type, field))
                .distinct()
                .toList();
        this.hql = columns.stream()
                .map(field -> field.elsewhere() ? "of_" + field.conditionPath() : expression(catalog, type, field))
                .collect(Collectors.joining(", "));
        var inner = new ArrayList<String>();
        var outer = new ArrayList<String>();
        for (var field : columns) {
            if (field.elsewhere()) {
                outer.add("of_" + field.conditionPath());
            } else {
                var name = "c" + inner.size();
                inner.add(expression(catalog, type, field) + " as " + name);
                outer.add("k." + name);
            }
        }
        for (var reference : joined) {
            inner.add("e.%s as key_%s".formatted(reference.reference().path(), reference.path()));
        }
        this.chosen = String.join(", ", inner);
        this.completed = String.join(", ", outer);
    }

    /** The reference on the way to a field of another item. */
    private static Relation.ToOne passed(ItemType<?, ?> type, ItemField field) {
        var path = field.conditionPath();
        return Objects.requireNonNull(type.references().get(path.substring(0, path.indexOf('.'))));
    }

    static Selection whole(Catalog catalog, ItemType<?, ?> type) {
        return new Selection(catalog, type, List.copyOf(type.fields().values()), List.of(), List.of());
    }

    /** The same with further columns. */
    Selection with(Catalog catalog, List<ItemField> needed) {
        return columns.containsAll(needed) ? this : new Selection(catalog, type, shown, embedded, needed);
    }

    /** The same with what fits into a line of cells. */
    Selection flat(Catalog catalog) {
        return new Selection(
                catalog, type, shown.stream().filter(ItemField::scalar).toList(), List.of(), List.of());
    }

    private static String expression(Catalog catalog, ItemType<?, ?> type, ItemField field) {
        return field.origin() == ItemField.Origin.ELEMENTS ? elements(catalog, type, field) : "e." + field.path();
    }

    /** The array of an item's elements, in the item's own statement and in the form that JSON shows. */
    private static String elements(Catalog catalog, ItemType<?, ?> type, ItemField field) {
        var declared = type.elements().get(field.name());
        var element = catalog.any(declared.of());
        var pairs = element.fields().values().stream()
                .filter(ItemField::scalar)
                .map(inner -> "'%s', %s".formatted(inner.name(), json(inner)))
                .collect(Collectors.joining(", "));
        return "(select json_in_order(json_build_object(%s), x.%s) from %s x where x.%s = e.id)"
                .formatted(
                        pairs,
                        element.get(declared.order()).path(),
                        element.entity().getName(),
                        element.owner().orElseThrow().reference().path());
    }

    private static String json(ItemField field) {
        var path = "x." + field.path();
        return switch (field.type()) {
            case DECIMAL -> "cast(%s as string)".formatted(path);
            case INSTANT -> "json_instant(%s)".formatted(path);
            case TEXT, UUID, INTEGER, BOOLEAN, DATE, JSON -> path;
        };
    }

    ItemType<?, ?> type() {
        return type;
    }

    List<ItemField> shown() {
        return shown;
    }

    List<Embedded> embedded() {
        return embedded;
    }

    List<ItemField> columns() {
        return columns;
    }

    int index(ItemField field) {
        var index = columns.indexOf(field);
        if (index < 0) {
            throw new IllegalStateException(field.name() + " is not selected");
        }
        return index;
    }

    int index(String name) {
        return index(type.get(name));
    }

    /** "select e.id, e.data.name, …", to be followed by {@link #from}. */
    String select() {
        return "select " + hql;
    }

    /** " from Member e" with the items beside it that are read from. */
    String from() {
        return " from %s e%s"
                .formatted(
                        type.entity().getName(),
                        joined.stream()
                                .map(reference -> " left join e.%1$s of_%1$s".formatted(reference.path()))
                                .collect(Collectors.joining()));
    }

    /** Whether something is read from items beside it. */
    boolean joins() {
        return !joined.isEmpty();
    }

    /** The columns that are the item's own, "e.id as c0, …", for a page that is cut before other items are looked at. */
    String own() {
        return chosen;
    }

    /** All columns once the page is cut, from its {@link #own} ones under the alias k. */
    String completed() {
        return completed;
    }

    /** The items that a page already cut is completed with. */
    String completing() {
        return joined.stream()
                .map(reference -> " left join %1$s of_%2$s on of_%2$s.id = k.key_%2$s"
                        .formatted(reference.target().getName(), reference.path()))
                .collect(Collectors.joining());
    }

    /** Writes the fields that are shown, inside an object already begun. */
    void write(JsonGenerator json, @Nullable Object[] row) throws IOException {
        for (int i = 0; i < names.length; i++) {
            json.writeFieldName(names[i]);
            write(json, columns.get(i).type(), row[i]);
        }
    }

    static void write(JsonGenerator json, ScalarType type, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else {
            type.write(json, value);
        }
    }
}
