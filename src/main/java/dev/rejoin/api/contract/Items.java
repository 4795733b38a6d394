package dev.rejoin.api.contract;

import dev.rejoin.api.query.Filter;
import dev.rejoin.api.query.Reads;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.Relation;
import dev.rejoin.api.resource.ScalarType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** The schemas of items: how they are read, created, changed and filtered. */
final class Items {
    private static final List<String> OF_EVERY_ITEM = List.of("id", "legacy_id", "version", "created_at", "updated_at");

    private final Catalog catalog;
    private final Map<String, Schema> scanned;
    private final Map<String, Schema> schemas;

    /**
     * @param scanned the components that SmallRye has found
     * @param schemas to which what is made here is added, by name
     */
    Items(Catalog catalog, Map<String, Schema> scanned, Map<String, Schema> schemas) {
        this.catalog = catalog;
        this.scanned = scanned;
        this.schemas = schemas;
    }

    static String create(ItemType<?, ?> type) {
        return type.schema() + "Create";
    }

    static String patch(ItemType<?, ?> type) {
        return type.schema() + "Patch";
    }

    static String page(ItemType<?, ?> type) {
        return type.schema() + "Page";
    }

    void add(ItemType<?, ?> type) {
        schemas.put(type.schema(), read(type));
        var patch = written(type)
                .description(
                        "What changes in a %s: null clears, absent keeps, arrays are replaced.".formatted(type.noun()));
        schemas.put(patch(type), patch);
        schemas.put(create(type), created(type, patch));
        schemas.put(page(type), pageOf(type));
        schemas.put(type.schema() + "SortKey", Forms.among(bothWays(Reads.sortKeys(type))));
        schemas.put(
                type.schema() + "Field", Forms.among(List.copyOf(type.fields().keySet())));
        schemas.put(type.schema() + "GroupKey", Forms.among(Reads.groupKeys(type)));
        schemas.put(type.schema() + "Metric", Forms.among(Reads.metrics(type)));
    }

    private Schema read(ItemType<?, ?> type) {
        var item = Forms.object().description(type.description());
        for (var field : type.fields().values()) {
            Forms.require(
                    item, field.name(), OF_EVERY_ITEM.contains(field.name()) ? shared(field) : shown(type, field));
        }
        catalog.relations(type).values().forEach(relation -> {
            var target = Forms.named(catalog.any(relation.target()).schema());
            item.addProperty(
                    relation.name(), relation instanceof Relation.ToOne ? Forms.nullable(target) : Forms.array(target));
        });
        return item.additionalPropertiesBoolean(false);
    }

    private Schema shown(ItemType<?, ?> type, ItemField field) {
        var value = field.scalar()
                ? typed(type, field)
                : Forms.array(
                        Forms.named(catalog.any(field.target().orElseThrow()).schema()));
        var described = (field.alwaysThere() ? value : Forms.nullable(value)).description(field.description());
        // What is written has its example there.
        return field.writable() ? described : described.readOnly(true).examples(example(field));
    }

    /** What every item has is described once, by the field's name. */
    private Schema shared(ItemField field) {
        var name = pascal(field.name());
        var schema = schemas.computeIfAbsent(name, absent -> {
            var value = Forms.of(field.type());
            var described = (field.alwaysThere() ? value : Forms.nullable(value))
                    .description(field.name().equals("id") ? "The item's key." : field.description());
            return field.writable() ? described : described.readOnly(true);
        });
        if (schema.getType().contains(Schema.SchemaType.NULL) == field.alwaysThere()) {
            throw new IllegalStateException(field.name() + " may be null in some items alone");
        }
        return Forms.named(name);
    }

    private static @Nullable List<Object> example(ItemField field) {
        var example = field.example();
        return example == null || !field.scalar() ? null : List.of(Examples.typed(field.type(), example));
    }

    /**
     * What may be changed may be said at birth, and some of it has to be. It has one property itself, as some generators
     * look for what is required in all parts only of a schema that has.
     */
    private Schema created(ItemType<?, ?> type, Schema patch) {
        var create = Forms.object()
                .description("What a new %s says.".formatted(type.noun()))
                .addAllOf(Forms.named(patch(type)));
        patch.getProperties().entrySet().stream()
                .findFirst()
                .ifPresent(property -> create.addProperty(property.getKey(), property.getValue()));
        writable(type).filter(ItemField::required).map(ItemField::name).forEach(create::addRequired);
        return create;
    }

    private static Stream<ItemField> writable(ItemType<?, ?> type) {
        return type.fields().values().stream().filter(field -> field.writable() && !type.isOwner(field));
    }

    private Schema written(ItemType<?, ?> type) {
        var form = Forms.object();
        writable(type).forEach(field -> {
            if (OF_EVERY_ITEM.contains(field.name())) {
                form.addProperty(field.name(), shared(field));
                return;
            }
            var value = field.scalar() ? constrained(type, field) : Forms.array(element(type, field));
            form.addProperty(
                    field.name(),
                    (field.notNull() ? value : Forms.nullable(value))
                            .description(field.description())
                            .examples(example(field)));
        });
        return form.additionalPropertiesBoolean(false);
    }

    /** An element of an array is an item of its own, whose key within the array its place may give. */
    private Schema element(ItemType<?, ?> type, ItemField array) {
        var of = catalog.any(array.target().orElseThrow());
        var name = of.schema() + "Element";
        if (!schemas.containsKey(name)) {
            var order = type.elements().get(array.name()).order();
            var element = written(of).description("A %s within its %s.".formatted(of.noun(), type.noun()));
            element.setRequired(writable(of)
                    .filter(ItemField::required)
                    .map(ItemField::name)
                    .filter(required -> !required.equals(order))
                    .toList());
            schemas.put(name, element);
        }
        return Forms.named(name);
    }

    /** The rules of writes, from Bean Validation; what was imported may break them until somebody mends it. */
    private Schema constrained(ItemType<?, ?> type, ItemField field) {
        var schema = typed(type, field);
        var form = scanned.get(create(type));
        var found = form == null ? null : form.getProperties().get(field.name());
        if (found == null) {
            throw new IllegalStateException(
                    "%s.%s is not in the scanned schema %s".formatted(type.name(), field.name(), create(type)));
        }
        if (field.type() == ScalarType.TEXT && !field.enumerated()) {
            schema.pattern(found.getPattern()).maxLength(found.getMaxLength());
        }
        if (field.type() == ScalarType.INTEGER) {
            schema.minimum(found.getMinimum())
                    .exclusiveMinimum(found.getExclusiveMinimum())
                    .maximum(found.getMaximum());
        }
        return schema;
    }

    /** The schema of a field's values; one that is longer than its name is a component, unless null is among them. */
    private Schema typed(ItemType<?, ?> type, ItemField field) {
        return field.notNull() && field.alwaysThere() ? named(type, field) : plain(field);
    }

    private static Schema plain(ItemField field) {
        return field.enumerated() ? Forms.among(field.values()) : Forms.of(field.type());
    }

    private Schema named(ItemType<?, ?> type, ItemField field) {
        if (!field.enumerated() && field.type() != ScalarType.DECIMAL) {
            return plain(field);
        }
        var name = field.enumerated()
                ? type.schema() + pascal(field.name())
                : pascal(field.type().name());
        schemas.computeIfAbsent(name, absent -> plain(field));
        return Forms.named(name);
    }

    private Schema pageOf(ItemType<?, ?> type) {
        schemas.computeIfAbsent("Page", absent -> links());
        var page = Forms.object();
        Forms.require(page, "results", Forms.array(Forms.named(type.schema())));
        return page.addAllOf(Forms.named("Page"));
    }

    private static Schema links() {
        var page = Forms.object()
                .description("Where a page stands among all of a list. Of its results only the fields are there that"
                        + " the parameter fields asks for.");
        for (var link : List.of("next", "previous")) {
            Forms.require(
                    page,
                    link,
                    Forms.nullable(Forms.text().format("uri-reference"))
                            .description("The %s page, if there is one.".formatted(link)));
        }
        Forms.require(
                page, "count", Forms.nullable(Forms.integer()).description("How many items there are, if asked for."));
        Forms.require(
                page,
                "count_kind",
                Forms.nullable(Forms.among(List.of("exact", "estimated", "at_least")))
                        .description("How well the count is known."));
        return page;
    }

    /**
     * Filters that clients send together: an object whose properties are query parameters of their own.
     *
     * @param component the name of the parameter in the contract, which all types share that have these filters
     * @param name of the parameter
     */
    record FilterGroup(String component, String name, String description, Schema schema) {}

    /** All filters of a type: its own, those of what every item has, and those of each item that a reference names. */
    List<FilterGroup> filters(ItemType<?, ?> type) {
        var groups = new LinkedHashMap<String, FilterGroup>();
        Filter.of(catalog, type).forEach((name, filter) -> {
            var group = group(type, filter);
            groups.computeIfAbsent(group.component(), absent -> group).schema().addProperty(name, lookup(type, filter));
        });
        return List.copyOf(groups.values());
    }

    /**
     * The group that a filter belongs to, still empty. Its schema stands in the parameter itself, since generators look
     * only there for how an object is sent.
     */
    private FilterGroup group(ItemType<?, ?> type, Filter filter) {
        var schema = Forms.object().additionalPropertiesBoolean(false);
        if (filter.via().isPresent()) {
            var via = filter.via().get();
            var target = catalog.any(via.target());
            return new FilterGroup(
                    target.schema() + ".filter.as." + via.name(),
                    via.name(),
                    "Of the item's %s; each of these is a query parameter of its own.".formatted(via.name()),
                    schema);
        }
        return OF_EVERY_ITEM.contains(filter.field().name())
                ? new FilterGroup(
                        "Item.filter",
                        "item",
                        "Of what every item has; each of these is a query parameter of its own, as id__in=….",
                        schema)
                : new FilterGroup(
                        type.schema() + ".filter",
                        "filter",
                        "Of %s; each of these is a query parameter of its own.".formatted(type.nouns()),
                        schema);
    }

    /** The schema of a filter's value; those that are longer than a line are shared by all filters of such values. */
    private Schema lookup(ItemType<?, ?> type, Filter filter) {
        var owner = filter.via()
                .<ItemType<?, ?>>map(via -> catalog.any(via.target()))
                .orElse(type);
        return switch (filter.operator()) {
            case ISNULL -> Forms.of(ScalarType.BOOLEAN);
            case IN -> list(owner, filter.field());
            case EXACT, NE, GT, GTE, LT, LTE, ICONTAINS, STARTSWITH -> named(owner, filter.field());
        };
    }

    /** Text of values separated by commas, as a property of an object that is shown as parameters can be no array. */
    private Schema list(ItemType<?, ?> owner, ItemField field) {
        var name = (field.enumerated()
                        ? owner.schema() + pascal(field.name())
                        : pascal(field.type().name()))
                + "In";
        schemas.computeIfAbsent(name, absent -> {
            var list = Forms.text();
            if (field.enumerated()) {
                var value = "(%s)".formatted(String.join("|", field.values()));
                list.pattern("^%s(,%s)*$".formatted(value, value));
            }
            var of = named(owner, field);
            var each = new LinkedHashMap<String, Object>();
            if (of.getRef() == null) {
                each.put("type", of.getType().getFirst().toString());
                if (of.getFormat() != null) {
                    each.put("format", of.getFormat());
                }
            } else {
                each.put("$ref", of.getRef());
            }
            return list.addExtension(LIST_OF, each);
        });
        return Forms.named(name);
    }

    /** Says of a text of values separated by commas what each of them is. */
    static final String LIST_OF = "x-list-of";

    /** "StatusIn" of "status_in" and of "STATUS_IN". */
    private static String pascal(String name) {
        return Arrays.stream(name.toLowerCase(java.util.Locale.ROOT).split("_"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    static List<String> bothWays(List<String> keys) {
        var both = new ArrayList<String>();
        keys.forEach(key -> {
            both.add(key);
            both.add("-" + key);
        });
        return both;
    }
}
