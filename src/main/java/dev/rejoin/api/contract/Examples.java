package dev.rejoin.api.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rejoin.api.Json;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.ScalarType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Examples of items, put together from those of their fields. */
final class Examples {
    static final String ID = "0198c0de-7a11-7000-8000-000000000001";
    private static final String OTHER_ID = "0198c0de-7a11-7000-8000-000000000002";

    private final Catalog catalog;

    Examples(Catalog catalog) {
        this.catalog = catalog;
    }

    /** An item as it is read. */
    Map<String, @Nullable Object> item(ItemType<?, ?> type) {
        var item = new LinkedHashMap<String, @Nullable Object>();
        type.fields().values().forEach(field -> item.put(field.name(), value(field)));
        return item;
    }

    /** What creates an item: the fields that are required, and those with an example. */
    Map<String, @Nullable Object> created(ItemType<?, ?> type) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        for (var field : type.fields().values()) {
            if (!field.writable() || type.isOwner(field) || field.name().equals("legacy_id")) {
                continue;
            }
            var birth = type.birth().filter(only -> only.field().name().equals(field.name()));
            if (birth.isPresent()) {
                body.put(field.name(), birth.get().value());
            } else if (!field.scalar()) {
                body.put(
                        field.name(), List.of(created(catalog.any(field.target().orElseThrow()))));
            } else if (field.notNull() || field.example() != null) {
                body.put(field.name(), value(field));
            }
        }
        return body;
    }

    /** What changes an item: one field with another value. */
    Map<String, @Nullable Object> patch(ItemType<?, ?> type) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        type.fields().values().stream()
                .filter(field -> field.writable() && field.scalar() && !type.isOwner(field))
                .filter(field ->
                        !field.unique() && !field.enumerated() && field.target().isEmpty())
                .findFirst()
                .ifPresentOrElse(
                        field -> body.put(field.name(), value(field)),
                        () -> body.put("legacy_id", type.names().singular() + "-4711"));
        return body;
    }

    Map<String, @Nullable Object> page(ItemType<?, ?> type) {
        var page = new LinkedHashMap<String, @Nullable Object>();
        page.put("results", List.of(item(type)));
        for (var name : List.of("next", "previous", "count", "count_kind")) {
            page.put(name, null);
        }
        return page;
    }

    String lines(ItemType<?, ?> type) {
        try {
            return Json.MAPPER.writeValueAsString(item(type)) + "\n{\"count\":1}\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an example is no JSON", e);
        }
    }

    String csv(ItemType<?, ?> type) {
        var item = item(type);
        return String.join(",", item.keySet()) + "\r\n"
                + item.values().stream()
                        .map(value -> value == null || value instanceof List ? "" : value.toString())
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private @Nullable Object value(ItemField field) {
        var example = field.example();
        if (example != null) {
            return typed(field.type(), example);
        }
        if (field.enumerated()) {
            return field.values().get(Math.min(1, field.values().size() - 1));
        }
        return switch (field.type()) {
            case UUID -> field.name().equals("id") ? ID : field.notNull() ? OTHER_ID : null;
            case TEXT -> field.notNull() ? field.name().replace('_', ' ') : null;
            case INTEGER -> field.notNull() ? 1 : null;
            case DECIMAL -> "1250.00";
            case BOOLEAN -> true;
            case DATE -> field.notNull() ? "2026-03-01" : null;
            case INSTANT -> field.notNull() ? "2026-03-01T08:00:00Z" : null;
            case JSON -> Arrays.asList(item(catalog.any(field.target().orElseThrow())));
        };
    }

    private static Object typed(ScalarType type, String example) {
        return switch (type) {
            case INTEGER -> Long.valueOf(example);
            case BOOLEAN -> Boolean.valueOf(example);
            case TEXT, UUID, DECIMAL, DATE, INSTANT, JSON -> example;
        };
    }
}
