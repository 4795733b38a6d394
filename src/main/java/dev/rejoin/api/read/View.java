package dev.rejoin.api.read;

import dev.rejoin.api.Catalog;
import dev.rejoin.api.Field;
import dev.rejoin.api.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A resource as clients can read it: what it embeds, filters and sorts by, worked out once from the declarations. */
final class View {
    private final Catalog catalog;
    private final Resource resource;
    private final Map<String, Expansion> expansions = new LinkedHashMap<>();
    private final Map<String, Field> fields;
    private final Map<String, Field> sortable;
    private final Map<String, Filter> filters;

    View(Catalog catalog, Resource resource) {
        this.catalog = catalog;
        this.resource = resource;
        this.fields = resource.fields().stream()
                .collect(Collectors.toMap(Field::name, field -> field, (a, b) -> a, LinkedHashMap::new));
        this.sortable = resource.fields().stream()
                .filter(Field::scalar)
                .collect(Collectors.toMap(Field::name, field -> field, (a, b) -> a, LinkedHashMap::new));
        resource.fields().stream().filter(Field::scalar).forEach(this::addReference);
        catalog.childrenOf(resource)
                .forEach(child -> addInverse(
                        child.segment(), child, child.parent().orElseThrow().column()));
        for (var other : catalog.resources()) {
            for (var inverse : other.inverses()) {
                var reference = other.field(inverse.reference() + "_id").orElseThrow();
                if (reference.target().equals(Optional.of(resource.name()))) {
                    addInverse(inverse.name(), other, reference.name());
                }
            }
        }
        this.filters = Filter.of(resource, expansions.values());
    }

    private void addReference(Field field) {
        field.target()
                .ifPresent(target -> expansions.put(
                        field.referenceName(), new Expansion.One(field.referenceName(), field, catalog.get(target))));
    }

    private void addInverse(String name, Resource other, String reference) {
        var field = fields.get(name);
        if (field != null && field.target().equals(Optional.of(other.name()))) {
            // These are always shown inside their owner and need not be embedded once more.
            return;
        }
        var expansion = new Expansion.Many(name, other.field(reference).orElseThrow(), other);
        if (field != null || expansions.put(name, expansion) != null) {
            throw new IllegalStateException("%s has two things called %s".formatted(resource.name(), name));
        }
    }

    Resource resource() {
        return resource;
    }

    Map<String, Expansion> expansions() {
        return expansions;
    }

    Map<String, Field> fields() {
        return fields;
    }

    Map<String, Field> sortable() {
        return sortable;
    }

    Map<String, Filter> filters() {
        return filters;
    }
}
