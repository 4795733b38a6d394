package dev.rejoin.api.query;

import dev.rejoin.api.Text;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ItemType;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a request wants to see of each item: {@code fields}, and related items inside by {@code expand}. */
@Singleton
class Selections {
    private static final int DEPTH = 2;

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
        var tree = new Tree();
        expand.ifPresent(text -> {
            for (var path : text.split(",", -1)) {
                tree.add(path);
            }
        });
        return new Selection(catalog, type, shown, embedded(call, tree, type), List.of());
    }

    private static List<ItemField> fields(String text, ItemType<?, ?> type) {
        var shown = new ArrayList<ItemField>();
        for (var name : text.split(",", -1)) {
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

    private List<Selection.Embedded> embedded(Call call, Tree tree, ItemType<?, ?> type) {
        var embedded = new ArrayList<Selection.Embedded>();
        var relations = catalog.relations(type);
        tree.children.forEach((name, child) -> {
            var relation = relations.get(name);
            if (relation == null) {
                throw Parameters.unknown("expand", "expansion", name, relations.keySet());
            }
            var target = catalog.any(relation.target());
            if (!call.caller().role().includes(target.reader())) {
                throw new ProblemException(
                        new Problem.Forbidden("'%s' needs the role %s.".formatted(name, target.reader())));
            }
            embedded.add(new Selection.Embedded(
                    relation,
                    new Selection(
                            catalog,
                            target,
                            List.copyOf(target.fields().values()),
                            embedded(call, child, target),
                            relation instanceof dev.rejoin.api.resource.Relation.ToMany many
                                    ? List.of(many.reference())
                                    : List.of())));
        });
        return embedded;
    }

    /** Expansion paths by their common beginnings, so that each relation is read once. */
    private static final class Tree {
        private final Map<String, Tree> children = new LinkedHashMap<>();

        void add(String path) {
            var names = path.split("\\.", -1);
            if (names.length > DEPTH) {
                throw Parameters.malformed(
                        "expand", "too_deep", "'%s' is deeper than %d.".formatted(Text.shorten(path), DEPTH));
            }
            var node = this;
            for (var name : names) {
                node = node.children.computeIfAbsent(name, key -> new Tree());
            }
        }
    }
}
