package dev.rejoin.api.read;

import dev.rejoin.api.Catalog;
import dev.rejoin.api.Examples;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Schema;
import dev.rejoin.api.Schemas;
import dev.rejoin.api.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Declares the reading operations that every resource has. */
public final class Reads {
    private final Catalog catalog;
    private final Views views;

    private Reads(Catalog catalog) {
        this.catalog = catalog;
        this.views = new Views(catalog);
    }

    public static List<Operation> of(Catalog catalog) {
        var reads = new Reads(catalog);
        return catalog.resources().stream().flatMap(reads::operations).toList();
    }

    /** The schemas of all resources, by name. */
    public static Map<String, Schema> schemas(Catalog catalog) {
        var views = new Views(catalog);
        var schemas = new TreeMap<String, Schema>();
        for (var resource : catalog.resources()) {
            var embedded = new LinkedHashMap<String, Schema>();
            views.of(resource).expansions().values().forEach(expansion -> {
                var target = Schema.named(expansion.target().schema());
                embedded.put(
                        expansion.name(),
                        switch (expansion) {
                            case Expansion.One _ -> target.nullable();
                            case Expansion.Many _ -> Schema.array(target);
                        });
            });
            schemas.put(resource.schema(), Schemas.whole(catalog, resource, embedded));
            schemas.put(Schemas.partName(resource), Schemas.part(catalog, resource, embedded));
        }
        return schemas;
    }

    private Stream<Operation> operations(Resource resource) {
        return Stream.of(list(resource), aggregate(resource), get(resource), getByLegacyId(resource));
    }

    private Operation list(Resource resource) {
        var view = views.of(resource);
        var collection = new Collection(view, views, owner(resource));
        var parameters = new ArrayList<>(catalog.ownerParameter(resource));
        parameters.addAll(paging(view));
        parameters.addAll(shaping(view));
        parameters.addAll(filters(view));
        return Operation.get(catalog.collectionPath(resource), "list" + resource.plural())
                .permittedTo(resource.reader())
                .tag(resource.name())
                .is(
                        "List %s".formatted(resource.nouns()),
                        resource.description()
                                + " One page by keyset; as application/x-ndjson or text/csv the whole collection,"
                                + " NDJSON ending with a line {\"count\": n}.")
                .takes(parameters)
                .answers(
                        200, "One page.", Schemas.page(Schemas.wholeOrPart(resource)), Examples.page(catalog, resource))
                .answers(
                        200,
                        "The whole collection.",
                        Streamed.NDJSON,
                        Schema.text().with("contentMediaType", Streamed.NDJSON),
                        Examples.lines(catalog, resource))
                .answers(
                        200,
                        "The whole collection.",
                        Streamed.CSV,
                        Schema.text().with("contentMediaType", Streamed.CSV),
                        Examples.csv(catalog, resource))
                .handledBy(collection::answer);
    }

    private Operation aggregate(Resource resource) {
        var view = views.of(resource);
        var aggregate = new Aggregate(view, owner(resource));
        var parameters = new ArrayList<>(catalog.ownerParameter(resource));
        parameters.add(Parameter.query(
                        "group_by",
                        Schema.array(Schema.text().among(aggregate.keys())),
                        "What to group by; dates also by unit, as created_at__month. Without it one group.")
                .example(List.of("created_at__month")));
        parameters.add(Parameter.query(
                        "metrics",
                        Schema.array(Schema.text().among(aggregate.metrics())).with("default", List.of("count")),
                        "What to compute of each group: count, or a function of a field.")
                .example(List.of("count")));
        parameters.add(Parameter.query(
                "limit",
                Schema.integer()
                        .with("minimum", 1)
                        .with("maximum", Aggregate.MOST_GROUPS)
                        .with("default", 100),
                "At most this many groups, the largest first."));
        parameters.addAll(filters(view));
        return Operation.get(catalog.collectionPath(resource) + "/aggregate", "aggregate" + resource.plural())
                .permittedTo(resource.reader())
                .tag(resource.name())
                .is(
                        "Aggregate %s".formatted(resource.nouns()),
                        "Groups, the largest first, with their metrics; a metric is named function_field.")
                .takes(parameters)
                .answers(
                        200,
                        "The groups.",
                        Schema.object()
                                .property(
                                        "results",
                                        Schema.array(Schema.object()
                                                .is("The group's keys and metrics by name.")
                                                .with("additionalProperties", true)))
                                .property("groups", Schema.integer().is("How many groups there are in all.")),
                        Ordered.map(
                                "results",
                                List.of(Ordered.map("created_at__month", "2026-03-01", "count", 12)),
                                "groups",
                                1))
                .handledBy(aggregate::answer);
    }

    private Operation get(Resource resource) {
        var view = views.of(resource);
        var item = new Item(view, views);
        var name = catalog.itemParameter(resource);
        var parameters = new ArrayList<>(catalog.ownerParameter(resource));
        parameters.add(Parameter.id(name, resource));
        return item(Operation.get(catalog.itemPath(resource), "get" + resource.schema()), resource, parameters)
                .is("Get one %s".formatted(resource.noun()), resource.description())
                .handledBy(call -> item.byId(call, name));
    }

    private Operation getByLegacyId(Resource resource) {
        var item = new Item(views.of(resource), views);
        var parameters = new ArrayList<>(catalog.ownerParameter(resource));
        parameters.add(Parameter.path("legacy_id", Schema.of(Type.TEXT), "The document's old _id.")
                .example(resource.singular() + "-4711"));
        return item(
                        Operation.get(
                                catalog.collectionPath(resource) + "/by-legacy-id/{legacy_id}",
                                "get" + resource.schema() + "ByLegacyId"),
                        resource,
                        parameters)
                .is("Get one %s by its legacy id".formatted(resource.noun()), "The old document id is a key, too.")
                .handledBy(item::byLegacyId);
    }

    private Operation.Declaration item(
            Operation.Declaration declaration, Resource resource, List<Parameter> parameters) {
        return declaration
                .permittedTo(resource.reader())
                .tag(resource.name())
                .takes(parameters)
                .takes(shaping(views.of(resource)))
                .takes(Parameter.header("If-None-Match", Schema.text(), "Answers 304 if the item still has this ETag.")
                        .sharedAs("If-None-Match"))
                .answers(200, "The item.", Schemas.wholeOrPart(resource), Examples.item(catalog, resource), "ETag")
                .answers(304, "The item still has this ETag.");
    }

    private Owner owner(Resource resource) {
        return new Owner(resource.parent().map(parent -> catalog.get(parent.resource())));
    }

    private static List<Parameter> paging(View view) {
        var keys = view.sortable().keySet().stream()
                .flatMap(name -> Stream.of(name, "-" + name))
                .toList();
        return List.of(
                Parameter.query(
                                "limit",
                                Schema.integer()
                                        .with("minimum", 1)
                                        .with("maximum", Collection.MOST_ITEMS)
                                        .with("default", 50),
                                "The size of the page.")
                        .sharedAs("limit"),
                Parameter.query(
                                "cursor",
                                Schema.text(),
                                "Where the page begins; comes with the links next and previous.")
                        .sharedAs("cursor"),
                Parameter.query(
                        "sort",
                        Schema.array(Schema.text().among(keys)),
                        "Sort keys, each descending if it begins with a minus; ties are broken by id."),
                Parameter.query(
                                "count",
                                Schema.text()
                                        .among(List.of("none", "exact", "estimated"))
                                        .with("default", "none"),
                                "Whether to count the whole collection.")
                        .sharedAs("count"));
    }

    private static List<Parameter> shaping(View view) {
        var shaping = new ArrayList<Parameter>();
        shaping.add(Parameter.query(
                        "fields",
                        Schema.array(
                                Schema.text().among(List.copyOf(view.fields().keySet()))),
                        "Only these fields.")
                .sharedAs(view.resource().schema() + ".fields"));
        if (!view.expansions().isEmpty()) {
            shaping.add(Parameter.query(
                            "expand",
                            Schema.array(Schema.text()),
                            "Related items to embed, up to two levels by a point: %s."
                                    .formatted(
                                            String.join(", ", view.expansions().keySet())))
                    .sharedAs(view.resource().schema() + ".expand"));
        }
        return shaping;
    }

    private static List<Parameter> filters(View view) {
        var filters = new ArrayList<Parameter>();
        if (view.resource().searchName().isPresent()) {
            filters.add(
                    Parameter.query("q", Schema.text(), "Only items whose text has these words; \"phrases\", or, -not.")
                            .sharedAs("q"));
        }
        view.filters().values().forEach(filter -> filters.add(filter.declared()));
        return filters;
    }
}
