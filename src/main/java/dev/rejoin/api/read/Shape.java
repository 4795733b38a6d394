package dev.rejoin.api.read;

import dev.rejoin.api.Call;
import dev.rejoin.api.Field;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a request wants to see of each item: which fields, and which related items inside. */
record Shape(View view, List<Field> shown, List<Embedded> embedded) {
    private static final int DEPTH = 2;

    record Embedded(Expansion expansion, Shape shape) {}

    static Shape whole(View view) {
        return new Shape(view, view.resource().fields(), List.of());
    }

    static Shape of(Call call, View view, Views views) {
        var shown = call.query("fields")
                .map(text -> fields(text, view))
                .orElse(view.resource().fields());
        var tree = new Tree();
        call.query("expand").ifPresent(text -> {
            for (var path : text.split(",", -1)) {
                tree.add(path);
            }
        });
        return new Shape(view, shown, embedded(call, tree, view, views));
    }

    private static List<Field> fields(String text, View view) {
        var shown = new ArrayList<Field>();
        for (var name : text.split(",", -1)) {
            var field = view.fields().get(name);
            if (field == null) {
                throw Parameters.unknown("fields", "field", name, view.fields().keySet());
            }
            if (!shown.contains(field)) {
                shown.add(field);
            }
        }
        return shown;
    }

    private static List<Embedded> embedded(Call call, Tree tree, View view, Views views) {
        var embedded = new ArrayList<Embedded>();
        tree.children.forEach((name, child) -> {
            var expansion = view.expansions().get(name);
            if (expansion == null) {
                throw Parameters.unknown(
                        "expand", "expansion", name, view.expansions().keySet());
            }
            var target = expansion.target();
            if (!call.caller().role().includes(target.reader())) {
                throw new ProblemException(
                        new Problem.Forbidden("'%s' needs the role %s.".formatted(name, target.reader())));
            }
            var inner = views.of(target);
            embedded.add(
                    new Embedded(expansion, new Shape(inner, target.fields(), embedded(call, child, inner, views))));
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
                        "expand", "too_deep", "'%s' is deeper than %d.".formatted(Parameters.shown(path), DEPTH));
            }
            var node = this;
            for (var name : names) {
                node = node.children.computeIfAbsent(name, key -> new Tree());
            }
        }
    }
}
