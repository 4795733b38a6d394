package dev.rejoin.api.contract;

import dev.rejoin.api.change.Bulk;
import dev.rejoin.api.change.Idempotency;
import dev.rejoin.api.endpoint.Batch;
import dev.rejoin.api.endpoint.DescribedOnce;
import dev.rejoin.api.endpoint.OncePerKey;
import dev.rejoin.api.endpoint.Operations;
import dev.rejoin.api.endpoint.Takes;
import dev.rejoin.api.http.ActingUser;
import dev.rejoin.api.query.Aggregate;
import dev.rejoin.api.query.Export;
import dev.rejoin.api.query.Paging;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.ScalarType;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Describes one operation after another: what SmallRye has read of it, completed. */
final class OperationDescriptions {
    private static final String JSON = "application/json";
    /** As many parameters of an operation's own are read more easily as the lines of one table. */
    private static final int MANY = 8;

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]*)}");

    private final Catalog catalog;
    private final Items items;
    private final Map<String, Parameter> shared;
    private final Map<String, Schema> schemas;
    private final Map<String, APIResponse> responses;

    /**
     * @param shared to which the parameters are added that several operations take
     * @param responses to which the answers are added that several operations give
     */
    OperationDescriptions(
            Catalog catalog,
            Items items,
            Map<String, Parameter> shared,
            Map<String, Schema> schemas,
            Map<String, APIResponse> responses) {
        this.catalog = catalog;
        this.items = items;
        this.shared = shared;
        this.schemas = schemas;
        this.responses = responses;
    }

    /** The operation as the contract shows it: one that all resources have alike stands there once, for the first of them. */
    Optional<dev.rejoin.api.endpoint.Operation> shown(
            dev.rejoin.api.endpoint.Operation operation, List<dev.rejoin.api.endpoint.Operation> all) {
        var once = operation.method().getAnnotation(DescribedOnce.class);
        if (once == null) {
            return Optional.of(operation);
        }
        var alike = all.stream()
                .filter(other -> other.method().equals(operation.method()))
                .map(OperationDescriptions::segment)
                .sorted()
                .toList();
        if (!alike.getFirst().equals(segment(operation))) {
            return Optional.empty();
        }
        shared.computeIfAbsent(DescribedOnce.RESOURCE, absent -> pathParameter(
                        DescribedOnce.RESOURCE, Forms.among(alike), "What the item is one of.")
                .example("members"));
        return Optional.of(operation.everywhere(once.value()));
    }

    /** That of the resource in the path. */
    private static String segment(dev.rejoin.api.endpoint.Operation operation) {
        return operation.path().split("/")[2];
    }

    Operation of(dev.rejoin.api.endpoint.Operation operation, Operation scanned) {
        var documented = operation.method().getAnnotation(org.eclipse.microprofile.openapi.annotations.Operation.class);
        var type = operation.type();
        var described = OASFactory.createOperation()
                .tags(
                        operation.method().isAnnotationPresent(DescribedOnce.class)
                                ? List.of("search")
                                : scanned.getTags())
                .operationId(operation.id())
                .summary(type.map(of -> Operations.named(documented.summary(), of))
                        .orElse(documented.summary()))
                .description(description(operation, documented.operationId(), documented.description()));
        parameters(operation, scanned).forEach(described::addParameter);
        body(operation, documented.operationId(), scanned.getRequestBody()).ifPresent(described::setRequestBody);
        var answered = new TreeMap<String, APIResponse>(answers(operation, documented.operationId(), scanned));
        var conditional = takes(operation, "If-Match");
        for (var failure : Failure.of(operation, conditional || operation.endpoint() == Batch.class)) {
            answered.put(String.valueOf(failure.status()), failure.reference());
        }
        if (operation.endpoint() == Batch.class) {
            answered.put("404", Failure.NOT_FOUND.reference());
        }
        if (scanned.getResponses().hasAPIResponse("404")) {
            answered.put("404", Failure.NOT_FOUND.reference());
        }
        if (repeatable(operation)) {
            answered.forEach((status, answer) -> {
                if (status.startsWith("2")) {
                    shared(answer)
                            .addHeader(
                                    Idempotency.REPLAYED,
                                    OASFactory.createHeader().ref("#/components/headers/" + Idempotency.REPLAYED));
                }
            });
        }
        var all = OASFactory.createAPIResponses();
        answered.forEach(all::addAPIResponse);
        all.setDefaultValue(Failure.refused());
        return described.responses(all);
    }

    private static String description(dev.rejoin.api.endpoint.Operation operation, String template, String own) {
        var text = new ArrayList<String>();
        if (!own.isEmpty()) {
            text.add(own);
        }
        if (template.equals("update{Item}")) {
            operation
                    .type()
                    .orElseThrow()
                    .transitions()
                    .forEach(transition -> text.add("%s %s comes by %s, not here."
                            .formatted(transition.field().name(), transition.value(), transition.action())));
        }
        text.add("Needs %s.".formatted(operation.role()));
        return String.join(" ", text);
    }

    private static boolean takes(dev.rejoin.api.endpoint.Operation operation, String header) {
        return Arrays.stream(operation.method().getParameters())
                .map(parameter -> parameter.getAnnotation(jakarta.ws.rs.HeaderParam.class))
                .anyMatch(taken -> taken != null && taken.value().equals(header));
    }

    private List<Parameter> parameters(dev.rejoin.api.endpoint.Operation operation, Operation scanned) {
        var all = new ArrayList<Parameter>();
        path(operation, scanned, all);
        var takes = operation.method().getAnnotation(Takes.class);
        if (takes != null) {
            for (var group : takes.value()) {
                group(operation, group, takes.limit(), all);
            }
        }
        var own = own(scanned).stream()
                .filter(parameter -> parameter.getIn() == In.QUERY)
                .map(parameter -> typed(operation, parameter))
                .toList();
        if (!own.isEmpty() && ofManyResources(operation)) {
            var name = operation.path().replaceFirst(".*/", "");
            all.add(reference(name, () -> together(name, own)));
        } else {
            var simple = own.stream().filter(OperationDescriptions::simple).toList();
            var many = simple.size() >= MANY;
            own.stream().filter(parameter -> !many || !simple(parameter)).forEach(all::add);
            if (many) {
                all.add(together("each", simple));
            }
        }
        if (takes(operation, "If-None-Match")) {
            all.add(reference(
                    "If-None-Match",
                    () -> header("If-None-Match", Forms.text(), "Answers 304 if the item still has this ETag.")));
        }
        if (takes(operation, "If-Match")) {
            all.add(ifMatch(operation));
        }
        if (repeatable(operation)) {
            all.add(reference(Idempotency.HEADER, () -> header(
                            Idempotency.HEADER,
                            Forms.text().minLength(1).maxLength(255),
                            "Names this request, so that it can be repeated: for a day, the same request with the same"
                                    + " key is answered as the first time and done once. Another request with it is refused.")
                    .example("5c1f7c1e-0a8e-4f0e-9d57-2d3c8a1b9e10")));
        }
        if (!operation.verb().equals("GET")) {
            all.add(reference(
                    ActingUser.HEADER,
                    () -> header(
                            ActingUser.HEADER,
                            Forms.text().minLength(1).maxLength(320),
                            "The user in whose name a service writes; the change log records both. Needs a key that may act as"
                                    + " others. What is not ASCII is percent-encoded UTF-8.")));
        }
        return all;
    }

    /** Several parameters as the properties of one that is exploded. */
    private static Parameter together(String name, List<Parameter> parameters) {
        var all = Forms.object().additionalPropertiesBoolean(false);
        parameters.forEach(parameter -> {
            var schema = parameter.getSchema().description(parameter.getDescription());
            if (parameter.getExample() != null) {
                schema.addExample(parameter.getExample());
            }
            all.addProperty(parameter.getName(), schema);
        });
        return query(name, all, "Each of these is a query parameter of its own.")
                .style(Parameter.Style.FORM)
                .explode(true)
                .example(Map.of());
    }

    /** Not required, and no list. */
    private static boolean simple(Parameter parameter) {
        return !Boolean.TRUE.equals(parameter.getRequired())
                && parameter.getSchema().getItems() == null;
    }

    /** What a base class declares, all its resources take. */
    private static boolean ofManyResources(dev.rejoin.api.endpoint.Operation operation) {
        return Modifier.isAbstract(operation.method().getDeclaringClass().getModifiers());
    }

    private static boolean repeatable(dev.rejoin.api.endpoint.Operation operation) {
        return operation.verb().equals("POST")
                && (operation.endpoint().isAnnotationPresent(OncePerKey.class)
                        || operation.method().isAnnotationPresent(OncePerKey.class));
    }

    /** The answer itself, or the component that it refers to. */
    private APIResponse shared(APIResponse answer) {
        return answer.getRef() == null
                ? answer
                : Objects.requireNonNull(
                        responses.get(answer.getRef().substring(answer.getRef().lastIndexOf('/') + 1)));
    }

    private Parameter ifMatch(dev.rejoin.api.endpoint.Operation operation) {
        return operation.verb().equals("POST")
                ? reference("If-Match.optional", () -> header(
                                "If-Match",
                                Forms.text(),
                                "The ETag of the item; the action is refused if it has changed since.")
                        .example("\"3\""))
                : reference("If-Match", () -> header(
                                "If-Match",
                                Forms.text(),
                                "The ETag of the item as it was read; the request is refused if the item has changed"
                                        + " since. * for whatever it is now.")
                        .required(true)
                        .example("\"3\""));
    }

    private static List<Parameter> own(Operation scanned) {
        return scanned.getParameters() == null ? List.of() : scanned.getParameters();
    }

    /** SmallRye forgets the type where an annotation says what values of it are allowed. */
    private static Parameter typed(dev.rejoin.api.endpoint.Operation operation, Parameter parameter) {
        var schema = parameter.getSchema();
        if (schema.getRef() == null && schema.getType() == null) {
            var type = Arrays.stream(operation.method().getParameters())
                    .filter(taken -> Optional.ofNullable(taken.getAnnotation(QueryParam.class))
                            .filter(query -> query.value().equals(parameter.getName()))
                            .isPresent())
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalStateException("%s takes no %s".formatted(operation.id(), parameter.getName())))
                    .getType();
            schema.addType(
                    type == int.class || type == Integer.class || type == long.class || type == Long.class
                            ? Schema.SchemaType.INTEGER
                            : Schema.SchemaType.STRING);
        }
        return query(parameter.getName(), schema, parameter.getDescription())
                .required(parameter.getRequired())
                .explode(parameter.getExplode())
                .style(parameter.getStyle())
                .example(parameter.getExample());
    }

    /** In the order of the path; of resources each is the id of an item, or its legacy id. */
    private void path(dev.rejoin.api.endpoint.Operation operation, Operation scanned, List<Parameter> all) {
        var names = PATH_PARAMETER
                .matcher(operation.path())
                .results()
                .map(match -> match.group(1))
                .toList();
        for (var name : names) {
            if (operation.method().isAnnotationPresent(DescribedOnce.class)) {
                all.add(
                        name.equals(DescribedOnce.RESOURCE)
                                ? reference(name, () -> {
                                    throw new IllegalStateException("nobody has said which resources there are");
                                })
                                : itemId(name, "The item's id."));
                continue;
            }
            if (operation.type().isEmpty()) {
                own(scanned).stream()
                        .filter(parameter -> parameter.getIn() == In.PATH
                                && parameter.getName().equals(name))
                        .findFirst()
                        .ifPresent(parameter -> all.add(pathParameter(scanned, parameter)));
                continue;
            }
            var type = operation.type().orElseThrow();
            if (name.equals("legacy_id")) {
                all.add(reference(
                        name, () -> pathParameter(name, Forms.text(), "The document's old _id, which is a key too.")
                                .example(type.names().singular() + "-4711")));
            } else {
                // That of a nested item is named by what it is.
                var nested = name.equals(type.itemParameter()) && !name.equals("id");
                all.add(itemId(name, nested ? "The %s's id.".formatted(type.noun()) : "The item's id."));
            }
        }
    }

    /** What numbers something stands in several paths of its tag, and is described once. */
    private Parameter pathParameter(Operation scanned, Parameter parameter) {
        if (List.of(Schema.SchemaType.INTEGER).equals(parameter.getSchema().getType())) {
            return reference(scanned.getTags().getFirst() + "." + parameter.getName(), () -> parameter);
        }
        return parameter.getExample() == null && parameter.getName().equals("id")
                ? parameter.example(Examples.ID)
                : parameter;
    }

    private Parameter itemId(String name, String description) {
        return reference(name, () -> pathParameter(name, Forms.of(ScalarType.UUID), description)
                .example(Examples.ID));
    }

    private void group(
            dev.rejoin.api.endpoint.Operation operation, Takes.Shared group, int limit, List<Parameter> all) {
        switch (group) {
            case PAGE -> {
                all.add(reference(
                        limit == Takes.LIMIT ? "limit" : "limit." + limit,
                        () -> limit(limit, Paging.MOST, "The size of the page.")));
                all.add(reference(
                        "cursor",
                        () -> query(
                                "cursor",
                                Forms.text(),
                                "Where the page begins; comes with the links next and previous.")));
            }
            case ORDER -> {
                var type = operation.type().orElseThrow();
                all.add(commas("sort", Forms.named(type.schema() + "SortKey"), "In which order; -key is descending."));
                all.add(reference(
                        "count",
                        () -> query(
                                "count",
                                Forms.among(List.of("none", "exact", "estimated"))
                                        .defaultValue("none"),
                                "Whether to count the whole collection.")));
            }
            case SHAPE -> {
                var type = operation.type().orElseThrow();
                all.add(reference(
                        type.schema() + ".fields",
                        () -> commas("fields", Forms.named(type.schema() + "Field"), "Only these fields.")));
                var relations = catalog.relations(type).keySet();
                if (!relations.isEmpty()) {
                    all.add(reference(
                            type.schema() + ".expand",
                            () -> commas(
                                    "expand",
                                    Forms.text(),
                                    "Related items to embed, up to two levels by a point: %s."
                                            .formatted(String.join(", ", relations)))));
                }
            }
            case FILTERS -> {
                var type = operation.type().orElseThrow();
                if (type.searchName().isPresent()) {
                    all.add(reference(
                            "q",
                            () -> query(
                                    "q",
                                    Forms.text(),
                                    "Only items whose text has these words; \"phrases\", or, -not.")));
                }
                for (var filters : items.filters(type)) {
                    all.add(reference(
                            filters.component(), () -> query(filters.name(), filters.schema(), filters.description())
                                    .style(Parameter.Style.FORM)
                                    .explode(true)
                                    // Else Swagger UI would send an example of every one.
                                    .example(Map.of())));
                }
            }
            case GROUPS -> {
                var type = operation.type().orElseThrow();
                all.add(commas("group_by", Forms.named(type.schema() + "GroupKey"), "What to group by.")
                        .example(List.of("created_at__month")));
                var metrics =
                        commas("metrics", Forms.named(type.schema() + "Metric"), "What to compute of each group.");
                metrics.getSchema().setDefaultValue(List.of("count"));
                all.add(metrics);
                all.add(reference(
                        "groups.limit",
                        () -> limit(
                                Aggregate.DEFAULT_LIMIT,
                                Aggregate.MOST_GROUPS,
                                "At most this many groups, the largest first.")));
            }
        }
    }

    private Parameter reference(String component, java.util.function.Supplier<Parameter> parameter) {
        shared.computeIfAbsent(component, absent -> parameter.get());
        return OASFactory.createParameter().ref("#/components/parameters/" + component);
    }

    private static Parameter query(String name, Schema schema, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(In.QUERY)
                .description(description)
                .schema(schema);
    }

    private static Parameter limit(int absent, int most, String description) {
        return query(
                "limit",
                Forms.integer()
                        .minimum(java.math.BigDecimal.ONE)
                        .maximum(java.math.BigDecimal.valueOf(most))
                        .defaultValue(absent),
                description);
    }

    /** Values separated by commas. */
    private static Parameter commas(String name, Schema value, String description) {
        return query(name, Forms.array(value), description).explode(false);
    }

    private static Parameter header(String name, Schema schema, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(In.HEADER)
                .description(description)
                .schema(schema);
    }

    private static Parameter pathParameter(String name, Schema schema, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(In.PATH)
                .description(description)
                .required(true)
                .schema(schema);
    }

    private Optional<RequestBody> body(
            dev.rejoin.api.endpoint.Operation operation, String template, @Nullable RequestBody scanned) {
        var taken = Bodies.taken(operation.method());
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        var mediaType = operation.consumes().orElse(JSON);
        var media = OASFactory.createMediaType();
        switch (template) {
            case "create{Item}" -> {
                var type = operation.type().orElseThrow();
                media.schema(Forms.named(Items.create(type)));
            }
            case "update{Item}" -> {
                var type = operation.type().orElseThrow();
                media.schema(Forms.named(Items.patch(type)));
            }
            case "bulk{Items}" -> {
                var type = operation.type().orElseThrow();
                var items = Forms.object().additionalPropertiesBoolean(false);
                Forms.require(
                        items,
                        "items",
                        Forms.array(Forms.named(Items.patch(type))).minItems(1).maxItems(Bulk.MOST_ITEMS));
                media.schema(items);
            }
            default -> {
                var type = taken.orElseThrow().getType();
                var schema =
                        Record.class.isAssignableFrom(type) ? Forms.named(Records.name(type)) : scannedSchema(scanned);
                media.schema(schema).example(scannedExample(scanned));
            }
        }
        return Optional.of(OASFactory.createRequestBody()
                .required(operation.bodyRequired())
                .content(OASFactory.createContent().addMediaType(mediaType, media)));
    }

    private static @Nullable Object scannedExample(@Nullable RequestBody scanned) {
        return scanned == null || scanned.getContent() == null
                ? null
                : scanned.getContent().getMediaTypes().values().stream()
                        .map(media -> media.getExample())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static Schema scannedSchema(@Nullable RequestBody scanned) {
        if (scanned == null || scanned.getContent() == null) {
            return Forms.object();
        }
        return scanned.getContent().getMediaTypes().values().iterator().next().getSchema();
    }

    private Map<String, APIResponse> answers(
            dev.rejoin.api.endpoint.Operation operation, String template, Operation scanned) {
        var answers = new LinkedHashMap<String, APIResponse>();
        operation.type().ifPresentOrElse(type -> items(type, template, scanned, answers), () -> succeeding(scanned)
                .forEach((status, response) -> answers.put(
                        status,
                        // What is done later is answered alike by whatever asks for it.
                        status.equals("202") ? shared("Accepted", () -> own(response)) : own(response))));
        return answers;
    }

    private static Map<String, APIResponse> succeeding(Operation scanned) {
        return scanned.getResponses().getAPIResponses().entrySet().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private APIResponse own(APIResponse scanned) {
        var response = OASFactory.createAPIResponse()
                .description(scanned.getDescription() == null ? "OK" : scanned.getDescription());
        if (scanned.getHeaders() != null) {
            response.setHeaders(scanned.getHeaders());
        }
        if (scanned.getContent() != null && scanned.getContent().getMediaTypes() != null) {
            var content = OASFactory.createContent();
            scanned.getContent().getMediaTypes().forEach((name, media) -> {
                if (media.getSchema() != null) {
                    content.addMediaType(
                            name,
                            OASFactory.createMediaType()
                                    .schema(media.getSchema())
                                    .example(media.getExample()));
                }
            });
            if (!content.getMediaTypes().isEmpty()) {
                response.setContent(content);
            }
        }
        return response;
    }

    private void items(ItemType<?, ?> type, String template, Operation scanned, Map<String, APIResponse> answers) {
        switch (template) {
            case "list{Items}" ->
                answers.put(
                        "200",
                        OASFactory.createAPIResponse()
                                .description("A page, or all.")
                                .content(OASFactory.createContent()
                                        .addMediaType(JSON, media(Forms.named(Items.page(type))))
                                        .addMediaType(Export.NDJSON, media(Forms.text()))
                                        .addMediaType(Export.CSV, media(Forms.text()))));
            case "aggregate{Items}" -> {
                var group = new LinkedHashMap<String, Object>();
                group.put("created_at__month", "2026-03-01");
                group.put("count", 12);
                var example = new LinkedHashMap<String, Object>();
                example.put("results", List.of(group));
                example.put("groups", 1);
                answers.put(
                        "200",
                        shared(
                                "Groups",
                                () -> answer(
                                        "The groups, the largest first, with their metrics; a metric is named"
                                                + " function_field.",
                                        Forms.named(SharedAnswers.GROUPS),
                                        example)));
            }
            case "get{Item}", "get{Item}ByLegacyId" -> {
                answers.put("200", one(type));
                answers.put("304", shared("NotModified", () -> OASFactory.createAPIResponse()
                        .description("The item still has this ETag.")));
            }
            case "get{Item}History" ->
                answers.put(
                        "200",
                        shared(
                                "History",
                                () -> answer(
                                        "The changes, newest first; also those of an item that is deleted. One that was"
                                                + " imported begins with the entry IMPORTED, which stands for the whole run.",
                                        scannedSchema("History"),
                                        null)));
            case "getSimilar{Items}" ->
                answers.put(
                        "200",
                        shared(
                                "SimilarItems",
                                () -> answer(
                                        "Of the same resource, those that share the most telling words with it, or mean the"
                                                + " nearest, best first.",
                                        scannedSchema("SimilarItems"),
                                        null)));
            case "create{Item}" -> answers.put("201", one(type));
            case "update{Item}" -> answers.put("200", one(type));
            case "delete{Item}" ->
                answers.put("204", shared("Deleted", () -> OASFactory.createAPIResponse()
                        .description("It is deleted. While others name it, that is refused with 409 in_use;"
                                + " dependents says how many.")));
            case "bulk{Items}" -> {
                var done = new LinkedHashMap<String, Object>();
                done.put("id", Examples.ID);
                done.put("legacy_id", "member-4711");
                done.put("outcome", "CREATED");
                var example = new LinkedHashMap<String, Object>();
                example.put("results", List.of(done));
                example.put("created", 1);
                example.put("updated", 0);
                example.put("unchanged", 0);
                answers.put(
                        "200",
                        shared(
                                "BulkResult",
                                () -> answer(
                                        "What became of each: one whose legacy_id was not there is created, one that"
                                                + " was there is changed as by a merge patch; all or none.",
                                        Forms.named("BulkResult"),
                                        example)));
            }
            default -> action(type, scanned, answers);
        }
    }

    /** An action answers the item as it has become, unless it declares which new one it makes. */
    private void action(ItemType<?, ?> type, Operation scanned, Map<String, APIResponse> answers) {
        var making = scanned.getResponses().getAPIResponse("201");
        if (making == null) {
            answers.put("200", one(type));
            return;
        }
        var made = Forms.componentOf(
                making.getContent().getMediaTypes().values().iterator().next().getSchema());
        var of = catalog.types().stream()
                .filter(other -> other.schema().equals(made))
                .findFirst()
                .orElseThrow();
        answers.put("201", one(of));
    }

    /** What is read, and what is written as it then is. */
    private APIResponse one(ItemType<?, ?> type) {
        return shared(type.schema(), () -> answer(
                        "The %s as it is now.".formatted(type.noun()), Forms.named(type.schema()), null)
                .addHeader("ETag", OASFactory.createHeader().ref("#/components/headers/ETag"))
                .addHeader("Location", OASFactory.createHeader().ref("#/components/headers/Location")));
    }

    /** Where the feature is not there that declares the schema, any object. */
    private Schema scannedSchema(String name) {
        return schemas.containsKey(name) ? Forms.named(name) : Forms.object();
    }

    private APIResponse shared(String component, java.util.function.Supplier<APIResponse> response) {
        responses.computeIfAbsent(component, absent -> response.get());
        return OASFactory.createAPIResponse().ref("#/components/responses/" + component);
    }

    private static MediaType media(Schema schema) {
        return OASFactory.createMediaType().schema(schema);
    }

    private static APIResponse answer(String description, Schema schema, @Nullable Object example) {
        Content content =
                OASFactory.createContent().addMediaType(JSON, media(schema).example(example));
        return OASFactory.createAPIResponse().description(description).content(content);
    }
}
