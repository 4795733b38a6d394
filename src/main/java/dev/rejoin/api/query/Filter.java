package dev.rejoin.api.query;

import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.Relation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One filter of a collection: a field, here or on the item that a reference names, and an operator.
 *
 * @param path of the field in HQL, from the item on
 */
public record Filter(String parameter, ItemField field, Operator operator, String path, Optional<Relation.ToOne> via) {

    private static final Set<String> BOOKKEEPING = Set.of("version", "created_at", "updated_at");

    /** All filters of a resource, by parameter name. */
    public static Map<String, Filter> of(Catalog catalog, ItemType<?, ?> type) {
        var filters = new LinkedHashMap<String, Filter>();
        add(filters, type, "", "", Optional.empty());
        for (var reference : type.references().values()) {
            // The owner is in the path already.
            if (reference.reference().stored() && !type.isOwner(reference.reference())) {
                add(
                        filters,
                        catalog.any(reference.target()),
                        reference.name() + "__",
                        reference.path() + ".",
                        Optional.of(reference));
            }
        }
        return filters;
    }

    private static void add(
            Map<String, Filter> filters,
            ItemType<?, ?> type,
            String prefix,
            String path,
            Optional<Relation.ToOne> via) {
        for (var field : type.fields().values()) {
            if (via.isPresent() && (!field.stored() || BOOKKEEPING.contains(field.name()))) {
                continue;
            }
            for (var operator : Operator.values()) {
                if (operator.fits(field)) {
                    var name = prefix + field.name() + operator.suffix();
                    filters.put(name, new Filter(name, field, operator, path + field.conditionPath(), via));
                }
            }
        }
    }

    /** The condition on the item that {@code alias} stands for. */
    String condition(Hql hql, String alias, String text) {
        return operator.condition(hql, alias + "." + path, field, parameter, text);
    }
}
