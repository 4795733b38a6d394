package dev.rejoin.api.contract;

import dev.rejoin.api.Caller;
import dev.rejoin.api.Catalog;
import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Schema;
import dev.rejoin.api.read.Reads;
import dev.rejoin.api.write.Writes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds the OpenAPI 3.1 document as a tree. What clients read here is what the service routes and checks by. */
public final class Contract {
    private static final String DESCRIPTION = """
            Data that Elasticsearch could not join is joined again.

            Lists are paged by keyset: follow `next`. Filters are Django's lookups; an unknown parameter is refused. \
            Every error is an RFC 9457 problem with a stable `code`. Send an API key, or an access \
            token, as a bearer token.""";

    private final Catalog catalog;
    private final List<Operation> operations;
    private final Map<String, Object> parameters = new TreeMap<>();

    private Contract(Catalog catalog, List<Operation> operations) {
        this.catalog = catalog;
        this.operations = operations;
    }

    public static Map<String, Object> of(Catalog catalog, List<Operation> operations) {
        return new Contract(catalog, operations).document();
    }

    private Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Ordered.map(
                        "title",
                        "Rejoin",
                        "version",
                        "1.0.0",
                        "description",
                        DESCRIPTION,
                        "license",
                        Ordered.map("name", "Apache-2.0", "identifier", "Apache-2.0")));
        document.put("servers", List.of(Ordered.map("url", "/", "description", "Where this document comes from.")));
        document.put("security", List.of(Map.of("apiKey", List.of()), Map.of("accessToken", List.of())));
        document.put("tags", tags());
        document.put("paths", paths());
        document.put("components", components());
        return sharing(document);
    }

    /** The document with each schema that is shared among the components, and a reference wherever it stood. */
    private static Map<String, Object> sharing(Map<String, Object> document) {
        var shared = new TreeMap<String, Object>();
        var whole = new LinkedHashMap<String, Object>();
        document.forEach((name, value) -> whole.put(name, sharing(value, shared)));
        var components = (Map<?, ?>) whole.get("components");
        ((Map<?, ?>) components.get("schemas")).forEach((name, schema) -> shared.put((String) name, schema));
        var all = new LinkedHashMap<String, Object>();
        components.forEach((name, value) -> all.put((String) name, name.equals("schemas") ? shared : value));
        whole.put("components", all);
        return whole;
    }

    private static Object sharing(Object node, Map<String, Object> shared) {
        if (node instanceof List<?> list) {
            return list.stream()
                    .map(value -> value == null ? null : sharing(value, shared))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
        if (!(node instanceof Map<?, ?> map)) {
            return node;
        }
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, value) -> copy.put((String) name, value == null ? null : sharing(value, shared)));
        if (copy.remove(Schema.SHARED) instanceof String name) {
            shared.put(name, copy);
            return Map.of("$ref", "#/components/schemas/" + name);
        }
        return copy;
    }

    private List<Object> tags() {
        var names = new LinkedHashMap<String, Object>();
        for (var operation : operations) {
            names.computeIfAbsent(operation.tag(), tag -> Ordered.map("name", tag, "description", describe(tag)));
        }
        return List.copyOf(names.values());
    }

    private String describe(String tag) {
        return catalog.find(tag).map(resource -> resource.description()).orElse("Beyond the resources: " + tag + ".");
    }

    private Map<String, Object> paths() {
        var paths = new LinkedHashMap<String, Map<String, Object>>();
        for (var operation : operations) {
            paths.computeIfAbsent(operation.path(), path -> new LinkedHashMap<>())
                    .put(operation.method().name().toLowerCase(Locale.ROOT), operation(operation));
        }
        return new LinkedHashMap<>(paths);
    }

    private Map<String, Object> operation(Operation operation) {
        var item = new LinkedHashMap<String, Object>();
        item.put("tags", List.of(operation.tag()));
        item.put("summary", operation.summary());
        item.put("description", operation.description() + " Needs the role " + operation.role() + ".");
        item.put("operationId", operation.id());
        var parameters = new ArrayList<>(operation.parameters());
        if (operation.method() != Operation.Method.GET) {
            parameters.add(Caller.ACTOR_PARAMETER);
        }
        if (!parameters.isEmpty()) {
            item.put("parameters", parameters.stream().map(this::parameter).toList());
        }
        operation.body().ifPresent(body -> item.put("requestBody", requestBody(body)));
        item.put("responses", responses(operation));
        return item;
    }

    private Object parameter(Parameter parameter) {
        if (parameter.component().isEmpty()) {
            return full(parameter);
        }
        parameters.putIfAbsent(parameter.component(), full(parameter));
        return Map.of("$ref", "#/components/parameters/" + parameter.component());
    }

    private static Map<String, Object> full(Parameter parameter) {
        var item = new LinkedHashMap<String, Object>();
        item.put("name", parameter.name());
        item.put("in", parameter.in().name().toLowerCase(Locale.ROOT));
        item.put("description", parameter.description());
        if (parameter.required()) {
            item.put("required", true);
        }
        if ("array".equals(parameter.schema().keywords().get("type"))) {
            item.put("style", "form");
            item.put("explode", false);
        }
        item.put("schema", parameter.schema().keywords());
        if (parameter.example() != null) {
            item.put("example", parameter.example());
        }
        return item;
    }

    private static Map<String, Object> requestBody(Operation.Body body) {
        var content = new LinkedHashMap<String, Object>();
        content.put("schema", body.schema().keywords());
        content.put("example", body.example());
        return Ordered.map("required", body.required(), "content", Map.of(body.mediaType(), content));
    }

    private static Map<String, Object> responses(Operation operation) {
        var responses = new TreeMap<String, Object>();
        var byStatus = new LinkedHashMap<Integer, List<Operation.Result>>();
        operation.results().forEach(result -> byStatus.computeIfAbsent(result.status(), status -> new ArrayList<>())
                .add(result));
        byStatus.forEach((status, results) -> responses.put(String.valueOf(status), response(results)));
        for (var error : Failure.of(operation)) {
            responses.put(String.valueOf(error.status()), Map.of("$ref", "#/components/responses/" + error.name()));
        }
        return responses;
    }

    private static Map<String, Object> response(List<Operation.Result> results) {
        var response = new LinkedHashMap<String, Object>();
        response.put("description", results.getFirst().description());
        var headers = new LinkedHashMap<String, Object>();
        results.getFirst().headers().forEach(name -> headers.put(name, header(name)));
        if (!headers.isEmpty()) {
            response.put("headers", headers);
        }
        var content = new LinkedHashMap<String, Object>();
        for (var result : results) {
            result.mediaType().ifPresent(type -> {
                var media = new LinkedHashMap<String, Object>();
                media.put("schema", result.schema().keywords());
                media.put("example", result.example());
                content.put(type, media);
            });
        }
        if (!content.isEmpty()) {
            response.put("content", content);
        }
        return response;
    }

    private static Map<String, Object> header(String name) {
        var description =
                switch (name) {
                    case "ETag" -> "The item's version, followed by a digest where other items show in it.";
                    case "Location" -> "Where the new item is.";
                    default -> throw new IllegalStateException("the header " + name + " is not described");
                };
        return Ordered.map("description", description, "schema", Map.of("type", "string"));
    }

    private Map<String, Object> components() {
        var schemas = new TreeMap<String, Object>();
        Reads.schemas(catalog).forEach((name, schema) -> schemas.put(name, schema.keywords()));
        Writes.schemas(catalog).forEach((name, schema) -> schemas.put(name, schema.keywords()));
        schemas.put("Problem", Failure.schema().keywords());
        var components = new LinkedHashMap<String, Object>();
        components.put("schemas", schemas);
        components.put("responses", Failure.responses());
        components.put("parameters", parameters);
        components.put(
                "securitySchemes",
                Ordered.map(
                        "apiKey",
                        Ordered.map(
                                "type", "http",
                                "scheme", "bearer",
                                "description", "An API key, as rj_5f2c0a9e1b7d4c38_…"),
                        "accessToken",
                        Ordered.map(
                                "type", "http",
                                "scheme", "bearer",
                                "bearerFormat", "JWT",
                                "description", "An access token of the identity provider, where one is configured.")));
        return components;
    }
}
