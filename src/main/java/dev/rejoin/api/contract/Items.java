package dev.rejoin.api.contract;

import dev.rejoin.api.query.Filter;
import dev.rejoin.api.query.Operator;
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
import org.eclipse.microprofile.openapi.models.media.Schema;

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
        schemas.put(create(type), written(type, false).description("What a new %s says.".formatted(type.noun())));
        schemas.put(
                patch(type),
                written(type, true)
                        .description("What changes in a %s: null clears, absent keeps, arrays are replaced."
                                .formatted(type.noun())));
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
            var value = field.scalar()
                    ? typed(field)
                    : Forms.array(Forms.named(
                            catalog.any(field.target().orElseThrow()).schema()));
            var described = (field.alwaysThere() ? value : Forms.nullable(value))
                    .description(
                            field.name().equals("id") ? "The %s's key.".formatted(type.noun()) : field.description());
            Forms.require(item, field.name(), field.writable() ? described : described.readOnly(true));
        }
        catalog.relations(type).values().forEach(relation -> {
            var target = Forms.named(catalog.any(relation.target()).schema());
            item.addProperty(
                    relation.name(),
                    (relation instanceof Relation.ToOne ? Forms.nullable(target) : Forms.array(target))
                            .description("Only with expand=%s.".formatted(relation.name())));
        });
        return item.additionalPropertiesBoolean(false);
    }

    private Schema written(ItemType<?, ?> type, boolean partial) {
        var form = Forms.object();
        for (var field : type.fields().values()) {
            if (!field.writable() || type.isOwner(field)) {
                continue;
            }
            var value = field.scalar() ? constrained(type, field) : Forms.array(element(type, field));
            form.addProperty(
                    field.name(), (field.notNull() ? value : Forms.nullable(value)).description(field.description()));
            if (field.required() && !partial) {
                form.addRequired(field.name());
            }
        }
        return form.additionalPropertiesBoolean(false);
    }

    /** An element of an array is an item of its own, whose key within the array its place may give. */
    private Schema element(ItemType<?, ?> type, ItemField array) {
        var of = catalog.any(array.target().orElseThrow());
        var name = of.schema() + "Element";
        if (!schemas.containsKey(name)) {
            var order = type.elements().get(array.name()).order();
            var element = written(of, false).description("A %s within its %s.".formatted(of.noun(), type.noun()));
            element.setRequired(element.getRequired().stream()
                    .filter(required -> !required.equals(order))
                    .toList());
            schemas.put(name, element);
        }
        return Forms.named(name);
    }

    /** The rules of writes, from Bean Validation; what was imported may break them until somebody mends it. */
    private Schema constrained(ItemType<?, ?> type, ItemField field) {
        var schema = typed(field);
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

    private static Schema typed(ItemField field) {
        return field.enumerated() ? Forms.among(field.values()) : Forms.of(field.type());
    }

    private Schema pageOf(ItemType<?, ?> type) {
        schemas.computeIfAbsent("Page", absent -> links());
        var page = Forms.object().description("A page of %s.".formatted(type.nouns()));
        Forms.require(
                page,
                "results",
                Forms.array(Forms.named(type.schema()))
                        .description("The items; with fields, only those fields of each are there."));
        return page.addAllOf(Forms.named("Page"));
    }

    private static Schema links() {
        var page = Forms.object().description("Where a page stands among all of a list.");
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
            groups.computeIfAbsent(group.component(), absent -> group)
                    .schema()
                    .addProperty(name, Forms.named(lookup(type, filter)));
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
                    "Only items whose %s is such a %s; each of these is a query parameter of its own."
                            .formatted(via.name(), target.noun()),
                    schema);
        }
        return OF_EVERY_ITEM.contains(filter.field().name())
                ? new FilterGroup(
                        "Item.filter",
                        "item",
                        "Only items of which this holds; each of these is a query parameter of its own, as id__in=….",
                        schema)
                : new FilterGroup(
                        type.schema() + ".filter",
                        "filter",
                        "Only %s of which this holds; each of these is a query parameter of its own."
                                .formatted(type.nouns()),
                        schema);
    }

    /** The schema of a filter's value, which all filters share that compare values of the same type in the same way. */
    private String lookup(ItemType<?, ?> type, Filter filter) {
        var field = filter.field();
        var owner = filter.via()
                .<ItemType<?, ?>>map(via -> catalog.any(via.target()))
                .orElse(type);
        var of = filter.operator() == Operator.ISNULL
                ? ""
                : field.enumerated()
                        ? owner.schema() + pascal(field.name())
                        : pascal(field.type().name());
        var name = of + pascal(filter.operator().name());
        schemas.computeIfAbsent(name, absent -> value(filter, of)
                .description(
                        "Only items whose value %s.".formatted(filter.operator().meaning())));
        return name;
    }

    private static Schema value(Filter filter, String of) {
        var field = filter.field();
        return switch (filter.operator()) {
            case ISNULL -> Forms.of(ScalarType.BOOLEAN);
            case IN -> list(field, of + pascal(Operator.EXACT.name()));
            case EXACT, NE, GT, GTE, LT, LTE, ICONTAINS, STARTSWITH -> typed(field);
        };
    }

    /** Text of values separated by commas, as a property of an object that is shown as parameters can be no array. */
    private static Schema list(ItemField field, String exact) {
        var schema = Forms.text();
        if (field.enumerated()) {
            var one = "(%s)".formatted(String.join("|", field.values()));
            schema.pattern("^%s(,%s)*$".formatted(one, one));
        }
        return schema.addExtension(LIST_OF, Map.of("$ref", "#/components/schemas/" + exact));
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
