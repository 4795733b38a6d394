package dev.rejoin.api.read;

import dev.rejoin.api.Field;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Sql;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One filter of a collection: a field, here or on the item that a reference points to, and an operator. */
record Filter(String parameter, Field field, Operator operator, Optional<Expansion.One> via, Resource owner) {

    private static final Set<String> BOOKKEEPING = Set.of("version", "created_at", "updated_at");

    /** All filters of a resource, by parameter name. */
    static Map<String, Filter> of(Resource resource, Iterable<Expansion> expansions) {
        var filters = new LinkedHashMap<String, Filter>();
        add(filters, resource, "", Optional.empty());
        for (var expansion : expansions) {
            if (expansion instanceof Expansion.One one && one.reference().stored() && !isOwner(resource, one)) {
                add(filters, one.target(), one.name() + "__", Optional.of(one));
            }
        }
        return filters;
    }

    /** The owner is in the path already. */
    private static boolean isOwner(Resource resource, Expansion.One one) {
        return resource.parent()
                .filter(parent -> parent.reference().equals(one.name()))
                .isPresent();
    }

    private static void add(Map<String, Filter> filters, Resource owner, String prefix, Optional<Expansion.One> via) {
        for (var field : owner.fields()) {
            if (via.isPresent() && (!field.stored() || BOOKKEEPING.contains(field.name()))) {
                continue;
            }
            for (var operator : Operator.values()) {
                if (operator.fits(field)) {
                    var name = prefix + field.name() + operator.suffix();
                    filters.put(name, new Filter(name, field, operator, via, owner));
                }
            }
        }
    }

    Sql condition(String text) {
        if (via.isEmpty()) {
            return operator.condition(field.sql(), field, parameter, text);
        }
        var one = via.get();
        return Sql.of("exists (select from %s r where r.id = %s and "
                        .formatted(one.target().table(), one.reference().sql()))
                .add(operator.condition("r." + field.name(), field, parameter, text))
                .add(")");
    }

    Parameter declared() {
        var where = via.map(one -> " of its " + one.name().replace('_', ' ')).orElse("");
        return Parameter.query(
                        parameter,
                        operator.schema(field),
                        "Only items whose %s%s %s.".formatted(field.name(), where, operator.meaning()))
                .sharedAs(owner.schema() + "." + parameter);
    }
}
