package dev.rejoin.clients;

import dev.rejoin.api.problem.ProblemCodes;
import dev.rejoin.clients.ClientModel.Endpoint;
import dev.rejoin.clients.ClientModel.Property;
import dev.rejoin.clients.ClientModel.ResourceModel;
import dev.rejoin.clients.ClientModel.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The generated module of the TypeScript client: an interface for each structure, a class for each resource. */
final class TypeScriptClient {
    private static final String HEAD = """
            /** What the service does and answers. Generated from openapi/openapi.yaml: do not edit. */

            import { Http, Resource, key, once } from "./runtime.js";
            import type {
              Aggregation,
              BatchAnswer,
              BatchOperation,
              BulkResult,
              CallOptions,
              ChangeOptions,
              Decimal,
              Instant,
              LocalDate,
              Page,
              PostOptions,
              Settings,
              Uuid,
            } from "./runtime.js";
            """;

    private static final String CHOICES = """
            /**
             * The values that fields can have. Generated from openapi/openapi.yaml: do not edit.
             *
             * A later service may answer with values that are not here.
             */
            """;
    private static final String SENTENCES = """
            /**
             * What users are told, by the code of a problem and the language.
             *
             * Generated from src/main/resources/dev/rejoin/api/problem/sentences.csv: do not edit.
             */
            export const SENTENCES: Record<string, { en: string; fr: string }> = {
            """;

    private final ClientModel model;

    private TypeScriptClient(ClientModel model) {
        this.model = model;
    }

    /** The files by their paths in the client's folder. */
    static Map<String, String> of(ClientModel model) {
        return Map.of(
                "src/api.ts",
                new TypeScriptClient(model).api(),
                "src/choices.ts",
                choices(model),
                "src/sentences.ts",
                sentences());
    }

    private static String choices(ClientModel model) {
        return CHOICES
                + Choices.of(model).stream()
                        .map(each -> "\n/** The %s of %s. */\nexport const %s = {\n%s} as const;\n"
                                .formatted(
                                        each.property(),
                                        each.structure(),
                                        each.name(),
                                        each.values().stream()
                                                .map(value -> "  %s: \"%s\",\n".formatted(Names.constant(value), value))
                                                .collect(Collectors.joining())))
                        .collect(Collectors.joining());
    }

    private static String sentences() {
        return SENTENCES
                + ProblemCodes.sentences().entrySet().stream()
                        .map(entry -> "  %s: {\n    en: \"%s\",\n    fr: \"%s\",\n  },\n"
                                .formatted(
                                        entry.getKey(),
                                        entry.getValue().english(),
                                        entry.getValue().french()))
                        .collect(Collectors.joining())
                + "};\n";
    }

    private String api() {
        return HEAD
                + model.structures().stream().map(this::answered).collect(Collectors.joining())
                + model.resources().stream().map(this::resource).collect(Collectors.joining())
                + client();
    }

    private String answered(Structure structure) {
        var properties = new ArrayList<>(structure.properties());
        if (structure.hasPages()) {
            properties.add(new Property(
                    "next_cursor",
                    new Shape.OrNull(Shape.Scalar.TEXT),
                    true,
                    "What cursor is for the page after this one; null at the end."));
        }
        return type(structure.name(), "", structure.description(), properties, false);
    }

    private String resource(ResourceModel resource) {
        var item = resource.structure();
        var text = new StringBuilder();
        text.append(type(item + "Filters", "", "What limits a list.", resource.filters(), true));
        text.append(type(item + "Query", item + "Filters", "What a list takes.", resource.paging(), true));
        text.append(type(item + "Grouping", item + "Filters", "What an aggregate takes.", resource.grouping(), true));
        resource.endpoints().forEach(endpoint -> {
            switch (endpoint.kind()) {
                case CREATE -> text.append(type(item + "Create", "", "What a new item says.", endpoint.body(), false));
                case UPDATE -> text.append(type(item + "Patch", "", "What changes in an item.", endpoint.body(), true));
                default -> {}
            }
        });
        text.append("\n/** %s */\nexport class %s extends Resource {\n"
                .formatted(resource.description(), Names.pascal(resource.name())));
        text.append(resource.endpoints().stream()
                .map(endpoint -> method(endpoint, item))
                .collect(Collectors.joining("\n")));
        return text.append("}\n").toString();
    }

    private String type(String name, String base, String description, List<Property> properties, boolean optional) {
        var text = new StringBuilder("\n");
        if (!description.isEmpty()) {
            text.append("/** %s */\n".formatted(description));
        }
        text.append("export interface %s%s {\n".formatted(name, base.isEmpty() ? "" : " extends " + base));
        for (var property : properties) {
            if (!property.description().isEmpty() && !optional) {
                text.append("  /** %s */\n".formatted(property.description()));
            }
            text.append("  %s;\n".formatted(member(property, optional || !property.required())));
        }
        return text.append("}\n").toString();
    }

    private static String member(Property property, boolean optional) {
        return optional
                ? "%s?: %s | undefined".formatted(property.name(), type(property.shape()))
                : "%s: %s".formatted(property.name(), type(property.shape()));
    }

    private String method(Endpoint endpoint, String item) {
        var owners = endpoint.pathParameters().stream()
                .filter(name -> !name.equals("id") && !name.equals("legacy_id"))
                .map(name -> Names.camel(name) + ": Uuid")
                .toList();
        var path = path(endpoint, "id");
        var itemPath = path(endpoint, "item");
        var query = "query: %sQuery = {}".formatted(item);
        return switch (endpoint.kind()) {
            case LIST ->
                define(
                                "One page; see iterate for all.",
                                "list",
                                join(owners, query, "options: CallOptions = {}"),
                                "Promise<Page<%s>>".formatted(item),
                                "this.http.json(\"GET\", %s, { ...options, query: { ...query } })".formatted(path))
                        + "\n"
                        + define(
                                "All items, page by page as they are needed.",
                                "iterate",
                                join(owners, query, "options: CallOptions = {}"),
                                "AsyncGenerator<%s>".formatted(item),
                                "this.iterate_(%s, { ...query }, options)".formatted(path))
                        + "\n"
                        + define(
                                "All items as one stream; throws IncompleteExport at the end unless they are all there.",
                                "export",
                                join(owners, query, "options: CallOptions = {}"),
                                "AsyncGenerator<%s>".formatted(item),
                                "this.export_(%s, { ...query }, options)".formatted(path));
            case AGGREGATE ->
                define(
                        endpoint.summary() + ".",
                        "aggregate",
                        join(owners, "query: %sGrouping = {}".formatted(item), "options: CallOptions = {}"),
                        "Promise<Aggregation>",
                        "this.http.json(\"GET\", %s, { ...options, query: { ...query } })".formatted(path));
            case GET ->
                define(
                        endpoint.summary() + ".",
                        "get",
                        join(owners, "id: Uuid", shaping(endpoint, item), "options: CallOptions = {}"),
                        "Promise<%s>".formatted(item),
                        "this.http.json(\"GET\", %s, { ...options, query: { ...query } })".formatted(path));
            case GET_BY_LEGACY_ID ->
                define(
                        endpoint.summary() + ".",
                        "getByLegacyId",
                        join(owners, "legacyId: string", shaping(endpoint, item), "options: CallOptions = {}"),
                        "Promise<%s>".formatted(item),
                        "this.http.json(\"GET\", %s, { ...options, query: { ...query } })".formatted(path));
            case CREATE ->
                define(
                        endpoint.summary() + ".",
                        "create",
                        join(owners, "body: %sCreate".formatted(item), "options: PostOptions = {}"),
                        "Promise<%s>".formatted(item),
                        "this.http.json(\"POST\", %s, { ...once(options), body })".formatted(path));
            case UPDATE ->
                define(
                        "Changes what differs from the item as it was read; throws Stale if it has changed since.",
                        "update",
                        join(
                                owners,
                                "item: %s | Uuid".formatted(item),
                                "changes: %sPatch".formatted(item),
                                "options: ChangeOptions = {}"),
                        "Promise<%s>".formatted(item),
                        "this.update_(%s, item, changes, options)".formatted(itemPath));
            case DELETE ->
                define(
                        endpoint.summary() + ".",
                        "delete",
                        join(owners, "item: %s | Uuid".formatted(item), "options: ChangeOptions = {}"),
                        "Promise<void>",
                        "this.delete_(%s, item, options)".formatted(itemPath));
            case BULK ->
                define(
                        "Creates or changes many by legacy_id, all or none.",
                        "bulk",
                        join(owners, "items: %sPatch[]".formatted(item), "options: PostOptions = {}"),
                        "Promise<BulkResult>",
                        "this.http.json(\"POST\", %s, { ...once(options), body: { items } })".formatted(path));
            case OTHER -> other(endpoint, "this.http");
        };
    }

    /** What a single item is trimmed and completed by. */
    private static String shaping(Endpoint endpoint, String item) {
        var names = endpoint.query().stream()
                .map(property -> "\"" + property.name() + "\"")
                .collect(Collectors.joining(" | "));
        return names.isEmpty() ? "query: object = {}" : "query: Pick<%sQuery, %s> = {}".formatted(item, names);
    }

    private String other(Endpoint endpoint, String http) {
        var parameters = new ArrayList<String>();
        endpoint.pathParameters()
                .forEach(name -> parameters.add(
                        Names.camel(name) + (name.equals("id") ? ": { id: Uuid } | string" : ": string | number")));
        var call = new ArrayList<String>();
        var options = endpoint.idempotent() ? "PostOptions" : endpoint.conditional() ? "ChangeOptions" : "CallOptions";
        if (endpoint.idempotent() && endpoint.conditional()) {
            options = "PostOptions & ChangeOptions";
        }
        call.add(
                endpoint.idempotent() && !endpoint.conditional()
                        ? "...once(options)"
                        : endpoint.idempotent() ? "...options, ...once(options)" : "...options");
        if (!endpoint.query().isEmpty()) {
            parameters.add(inline("query", endpoint.query()));
            call.add("query: { ...query }");
        }
        if (!endpoint.body().isEmpty()) {
            parameters.add(inline("body", endpoint.body()));
            call.add("body");
        }
        parameters.add("options: %s = {}".formatted(options));
        var returns = endpoint.returns().map(TypeScriptClient::type).orElse("void");
        return define(
                endpoint.summary() + ".",
                Names.camel(endpoint.name()),
                String.join(", ", parameters),
                "Promise<%s>".formatted(returns),
                "%s.json(\"%s\", %s, { %s })"
                        .formatted(http, endpoint.method(), path(endpoint, "id"), String.join(", ", call)));
    }

    private static String inline(String name, List<Property> properties) {
        var members = properties.stream()
                .map(property -> member(property, !property.required()))
                .collect(Collectors.joining("; "));
        var none = properties.stream().noneMatch(Property::required);
        return "%s: { %s }%s".formatted(name, members, none ? " = {}" : "");
    }

    private String client() {
        var fields = model.resources().stream()
                .map(resource ->
                        "  readonly %s: %s;\n".formatted(Names.camel(resource.name()), Names.pascal(resource.name())))
                .collect(Collectors.joining());
        var made = model.resources().stream()
                .map(resource -> "    this.%s = new %s(http);\n"
                        .formatted(Names.camel(resource.name()), Names.pascal(resource.name())))
                .collect(Collectors.joining());
        return """

                /** All operations of the API. */
                export class Client extends Resource {
                %s
                  constructor(settings: Settings) {
                    const http = new Http(settings);
                    super(http);
                %s  }

                  /** Up to 1000 writes over any resources, all or none; a later one may use an earlier one's id, "$0.id". */
                  batch(operations: BatchOperation[], options: PostOptions = {}): Promise<BatchAnswer> {
                    return this.http.json("POST", "/v1/batch", { ...once(options), body: { operations } });
                  }
                %s}
                """.formatted(
                        fields,
                        made,
                        model.operations().stream()
                                .map(endpoint -> "\n" + other(endpoint, "this.http"))
                                .collect(Collectors.joining()));
    }

    private static String path(Endpoint endpoint, String key) {
        var path = endpoint.path();
        for (var name : endpoint.pathParameters()) {
            path = path.replaceFirst("\\{}", "\\${key(%s)}".formatted(name.equals("id") ? key : Names.camel(name)));
        }
        return path.contains("$") ? "`" + path + "`" : "\"" + path + "\"";
    }

    private static String join(List<String> owners, String... more) {
        return Stream.concat(owners.stream(), Stream.of(more)).collect(Collectors.joining(", "));
    }

    private static String define(String description, String name, String parameters, String returns, String body) {
        // A key that cannot be one is a rejection too, and not an exception on the way.
        var waiting = returns.startsWith("Promise<") ? "async " : "";
        return """
                  /** %s */
                  %s%s(%s): %s {
                    return %s;
                  }
                """.formatted(description, waiting, name, parameters, returns, body);
    }

    private static String type(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar -> scalar(scalar);
            case Shape.Choice(var values) ->
                values.stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(" | "));
            case Shape.Sequence(var of) ->
                of instanceof Shape.Choice || of instanceof Shape.OrNull
                        ? "(%s)[]".formatted(type(of))
                        : type(of) + "[]";
            case Shape.Table(var of) -> "Record<string, %s>".formatted(type(of));
            case Shape.Named(var name) -> name;
            case Shape.OrNull(var of) -> type(of) + " | null";
        };
    }

    private static String scalar(Shape.Scalar scalar) {
        return switch (scalar) {
            case TEXT -> "string";
            case UUID -> "Uuid";
            case INTEGER, NUMBER -> "number";
            case DECIMAL -> "Decimal";
            case BOOLEAN -> "boolean";
            case DATE -> "LocalDate";
            case INSTANT -> "Instant";
            case JSON -> "unknown";
        };
    }
}
