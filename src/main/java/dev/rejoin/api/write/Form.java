package dev.rejoin.api.write;

import dev.rejoin.api.Catalog;
import dev.rejoin.api.Field;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Schemas;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a body may say: the fields it can set, and why it cannot set the others.
 *
 * @param table whose constraints the fields keep; empty for the body of an action
 * @param fields what can be set, by name
 * @param refused the other fields of the item, each with the reason
 * @param items for each array of nested items, what each of them may say
 */
public record Form(
        Optional<String> table, Map<String, Field> fields, Map<String, String> refused, Map<String, Form> items) {

    /** The body of an action. */
    public static Form of(Field... fields) {
        var named = new LinkedHashMap<String, Field>();
        for (var field : fields) {
            named.put(field.name(), field);
        }
        return new Form(Optional.empty(), named, Map.of(), Map.of());
    }

    /** What clients write of a resource. */
    static Form of(Catalog catalog, Resource resource) {
        var fields = new LinkedHashMap<String, Field>();
        var refused = new HashMap<String, String>();
        var items = new HashMap<String, Form>();
        var owner = resource.parent().map(Resource.Parent::column).orElse("");
        for (var field : resource.fields()) {
            if (field.name().equals(owner)) {
                refused.put(field.name(), "it is the item in the path");
            } else if (field.writable()) {
                fields.put(field.name(), field);
                if (!field.scalar()) {
                    items.put(
                            field.name(), of(catalog, catalog.get(field.target().orElseThrow())));
                }
            } else {
                refused.put(field.name(), field.stored() ? "the service sets it" : "it is computed");
            }
        }
        return new Form(Optional.of(resource.table()), fields, refused, items);
    }

    /** The schema of a body that creates; {@code partial} where absent fields keep their values. */
    public Schema schema(boolean partial) {
        var schema = Schema.object();
        for (var field : fields.values()) {
            var value = items.containsKey(field.name())
                    ? Schema.array(items.get(field.name()).element(field))
                    : Schemas.written(field);
            schema = field.rule().required() && !partial
                    ? schema.property(field.name(), value)
                    : schema.optional(field.name(), value);
        }
        return schema.with("additionalProperties", false);
    }

    private Schema element(Field array) {
        var required = fields.values().stream()
                .filter(field -> field.rule().required())
                .map(Field::name)
                .filter(name -> !Field.Source.Items.of(array).order().equals(name))
                .toList();
        return schema(true).with("required", List.copyOf(required));
    }
}
