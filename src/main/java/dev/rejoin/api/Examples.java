package dev.rejoin.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Examples for the contract, put together from the fields' own. */
public final class Examples {
    public static final String ID = "0198c0de-7a11-7000-8000-000000000001";
    private static final String OTHER_ID = "0198c0de-7a11-7000-8000-000000000002";

    private Examples() {}

    /** An item as it is read. */
    public static Map<String, @Nullable Object> item(Catalog catalog, Resource resource) {
        var item = new LinkedHashMap<String, @Nullable Object>();
        for (var field : resource.fields()) {
            item.put(field.name(), value(catalog, field));
        }
        return item;
    }

    /** What creates an item: the fields that are required, and those with an example. */
    public static Map<String, @Nullable Object> created(Catalog catalog, Resource resource) {
        var owner = resource.parent().map(Resource.Parent::column).orElse("");
        var body = new LinkedHashMap<String, @Nullable Object>();
        for (var field : resource.fields()) {
            if (!field.writable() || field.name().equals(owner) || field.name().equals("legacy_id")) {
                continue;
            }
            var initial = resource.initial().filter(only -> only.field().equals(field.name()));
            if (initial.isPresent()) {
                body.put(field.name(), initial.get().value());
            } else if (!field.scalar()) {
                body.put(
                        field.name(),
                        List.of(created(catalog, catalog.get(field.target().orElseThrow()))));
            } else if (field.rule().notNull() || field.example() != null) {
                body.put(field.name(), value(catalog, field));
            }
        }
        return body;
    }

    /** What changes an item: one field with another value. */
    public static Map<String, @Nullable Object> patch(Catalog catalog, Resource resource) {
        var owner = resource.parent().map(Resource.Parent::column).orElse("");
        var changed = resource.fields().stream()
                .filter(field ->
                        field.writable() && field.scalar() && !field.name().equals(owner))
                .filter(field -> !field.rule().unique()
                        && !field.enumerated()
                        && field.target().isEmpty())
                .findFirst();
        return changed.isPresent()
                ? Ordered.map(changed.get().name(), value(catalog, changed.get()))
                : Ordered.map("legacy_id", resource.singular() + "-4711");
    }

    public static Map<String, @Nullable Object> page(Catalog catalog, Resource resource) {
        return page(item(catalog, resource));
    }

    public static Map<String, @Nullable Object> page(Object item) {
        return Ordered.map("results", List.of(item), "next", null, "previous", null, "count", null, "count_kind", null);
    }

    public static String lines(Catalog catalog, Resource resource) {
        return Bytes.json(json -> Json.MAPPER.writeValue(json, item(catalog, resource))) + "\n{\"count\":1}\n";
    }

    public static String csv(Catalog catalog, Resource resource) {
        var item = item(catalog, resource);
        return String.join(",", item.keySet()) + "\r\n"
                + item.values().stream()
                        .map(value -> value == null || value instanceof List ? "" : value.toString())
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static @Nullable Object value(Catalog catalog, Field field) {
        if (field.example() != null) {
            return field.example();
        }
        if (field.enumerated()) {
            return field.rule().values().get(Math.min(1, field.rule().values().size() - 1));
        }
        return switch (field.type()) {
            case UUID -> field.name().equals("id") ? ID : field.rule().notNull() ? OTHER_ID : null;
            case TEXT -> field.rule().notNull() ? field.name().replace('_', ' ') : null;
            case INTEGER -> field.rule().notNull() ? 1 : null;
            case DECIMAL -> "1250.00";
            case BOOLEAN -> true;
            case DATE -> field.rule().notNull() ? "2026-03-01" : null;
            case INSTANT -> field.rule().notNull() ? "2026-03-01T08:00:00Z" : null;
            case JSON -> Arrays.asList(item(catalog, catalog.get(field.target().orElseThrow())));
        };
    }
}
