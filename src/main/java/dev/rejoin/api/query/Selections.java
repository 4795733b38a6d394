package dev.rejoin.api.query;

import dev.rejoin.api.http.Call;
import dev.rejoin.api.http.ListValue;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.Relation;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a request wants to see of each item: {@code fields}, and related items inside by {@code expand}. */
@Singleton
class Selections {
    private final Catalog catalog;
    private final Map<Class<?>, Selection> whole = new ConcurrentHashMap<>();

    Selections(Catalog catalog) {
        this.catalog = catalog;
    }

    Selection whole(ItemType<?, ?> type) {
        return whole.computeIfAbsent(type.entity(), entity -> Selection.whole(catalog, type));
    }

    Selection of(Call call, ItemType<?, ?> type) {
        var fields = call.query("fields");
        var expand = call.query("expand");
        if (fields.isEmpty() && expand.isEmpty()) {
            return whole(type);
        }
        var shown = fields.map(text -> fields(text, type))
                .orElse(List.copyOf(type.fields().values()));
        var tree = expand.map(Expansion::parse).orElseGet(Expansion::new);
        return new Selection(catalog, type, shown, embedded(call, tree, type), List.of());
    }

    private static List<ItemField> fields(String text, ItemType<?, ?> type) {
        var shown = new ArrayList<ItemField>();
        for (var name : ListValue.split("fields", text)) {
            var field = type.field(name);
            if (field.isEmpty()) {
                throw Parameters.unknown("fields", "field", name, type.fields().keySet());
            }
            if (!shown.contains(field.get())) {
                shown.add(field.get());
            }
        }
        return shown;
    }

    private List<Selection.Embedded> embedded(Call call, Expansion tree, ItemType<?, ?> type) {
        var embedded = new ArrayList<Selection.Embedded>();
        var relations = catalog.relations(type);
        tree.children().forEach((name, child) -> {
            var relation = relations.get(name);
            if (relation == null) {
                throw Parameters.unknown("expand", "expansion", name, relations.keySet());
            }
            var target = catalog.any(relation.target());
            if (!call.caller().role().includes(target.reader())) {
                throw new ProblemException(
                        new Problem.Forbidden("'%s' needs the role %s.".formatted(name, target.reader())));
            }
            var many = relation instanceof Relation.ToMany;
            if (!many && child.hasOptions()) {
                throw Parameters.malformed(
                        "expand",
                        "invalid_value",
                        "'%s' is one item, which has no order and no limit.".formatted(name));
            }
            embedded.add(new Selection.Embedded(
                    relation,
                    new Selection(
                            catalog,
                            target,
                            List.copyOf(target.fields().values()),
                            embedded(call, child, target),
                            relation instanceof Relation.ToMany list ? List.of(list.reference()) : List.of()),
                    Order.parse("expand", child.sort(), target),
                    child.limit()));
        });
        return embedded;
    }
}
