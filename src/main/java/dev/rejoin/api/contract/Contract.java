package dev.rejoin.api.contract;

import dev.rejoin.api.change.Idempotency;
import dev.rejoin.api.endpoint.Batch;
import dev.rejoin.api.endpoint.Endpoint;
import dev.rejoin.api.endpoint.Operation;
import dev.rejoin.api.endpoint.Operations;
import dev.rejoin.api.query.Operator;
import dev.rejoin.api.resource.Catalog;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;

/**
 * Completes the document that SmallRye reads from the annotations by what these cannot say of shared methods: the items'
 * schemas, the filters of lists, names, shared headers and errors. It asks what the service itself works by, so that
 * document and behaviour cannot differ.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class Contract implements OASFilter {
    private static final String DESCRIPTION = """
            Data that Elasticsearch could not join is joined again.

            Lists are paged by keyset: follow `next`. A list answers one page, or the whole collection as
            `application/x-ndjson`, whose last line is `{"count": n}`, and as `text/csv`. Related items, as the
            `organization` of a member, are there only where `expand` asks for them; lists of them in the order of creation,
            or as `expand=meetings(sort:-month,limit:5)` says. Every error is an RFC 9457 problem with a stable `code`. Send
            an API key, or an access token, as a bearer token. Where replicas answer reads, one that sends the
            `Rejoin-Position` of an answer to a write sees that write.

            Filters are Django's lookups, each a query parameter of its own (`status__in=ACTIVE,PAUSED`, and by a reference
            `organization__status=ACTIVE`); an unknown parameter is refused. Of a field `name` a list shows only the items
            whose value:

            """;

    private final Catalog catalog;
    private final List<Operation> operations;
    private final List<Class<?>> records;

    /** @param index of the application's classes, which the build hands over */
    public Contract(IndexView index) {
        catalog = new Catalog(index.getAnnotations(Entity.class).stream()
                .map(entity -> load(entity.target().asClass()))
                // The build's index may know a class twice.
                .distinct());
        operations = Operations.declared(
                index.getAllKnownImplementations(Endpoint.class).stream()
                        .filter(type -> type.hasDeclaredAnnotation(Path.class))
                        .<Class<?>>map(Contract::load)
                        .distinct()
                        .toList(),
                catalog);
        records = index.getAnnotations(org.eclipse.microprofile.openapi.annotations.media.Schema.class).stream()
                .map(AnnotationInstance::target)
                .filter(target -> target.kind() == AnnotationTarget.Kind.CLASS)
                .map(AnnotationTarget::asClass)
                // What is written of an item is completed with the item.
                .filter(type -> type.isRecord() && !type.hasDeclaredAnnotation(Embeddable.class))
                .<Class<?>>map(Contract::load)
                .distinct()
                .toList();
    }

    private static Class<?> load(ClassInfo type) {
        try {
            return Class.forName(
                    type.name().toString(), false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("an indexed class cannot be loaded", e);
        }
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        new Completion(document, catalog, operations, records).complete();
    }

    /** One document being completed. */
    private static final class Completion {
        private final OpenAPI document;
        private final Catalog catalog;
        private final List<Operation> operations;
        private final List<Class<?>> records;
        private final Map<String, Schema> schemas;
        private final Map<String, Parameter> parameters = new TreeMap<>();
        private final Map<String, APIResponse> responses = new TreeMap<>();

        Completion(OpenAPI document, Catalog catalog, List<Operation> operations, List<Class<?>> records) {
            this.document = document;
            this.catalog = catalog;
            this.operations = operations;
            this.records = records;
            this.schemas = new TreeMap<>(document.getComponents().getSchemas());
        }

        void complete() {
            var scanned = Map.copyOf(schemas);
            var items = new Items(catalog, scanned, schemas);
            catalog.types().forEach(items::add);
            var completed = new Records(schemas);
            completed.complete(Batch.Order.class, true);
            for (var operation : operations) {
                Bodies.taken(operation.method())
                        .ifPresent(body -> completed.complete(body.getParameterizedType(), true));
            }
            operations.forEach(
                    operation -> completed.complete(operation.method().getGenericReturnType(), false));
            records.forEach(record -> completed.complete(record, false));
            SharedAnswers.add(schemas);
            info();
            paths(items);
            document.getComponents().setParameters(parameters);
            responses.putAll(Failure.responses());
            document.getComponents().setResponses(responses);
            document.getComponents()
                    .addHeader("ETag", header("The item's version, followed by a digest where other items show in it."))
                    .addHeader("Location", header("Where the item is, if it is new."))
                    .addHeader(
                            Idempotency.REPLAYED,
                            header(
                                    "true where this was answered to the same Idempotency-Key before, and nothing was done now."));
            document.getComponents().setSchemas(schemas);
            document.getComponents().setSecuritySchemes(schemes());
            new Normalization(document, schemas, scanned.keySet()).run();
            inReadingOrder();
        }

        /** The model keeps its parts in the order in which they came. */
        private void inReadingOrder() {
            var info = document.getInfo();
            var servers = document.getServers();
            var security = document.getSecurity();
            var tags = document.getTags();
            var paths = document.getPaths();
            var components = document.getComponents();
            document.info(null)
                    .servers(null)
                    .security(null)
                    .tags(null)
                    .paths(null)
                    .components(null);
            document.info(info)
                    .servers(servers)
                    .security(security)
                    .tags(tags)
                    .paths(paths)
                    .components(components);
        }

        private static Header header(String description) {
            return OASFactory.createHeader().description(description).schema(Forms.text());
        }

        private void info() {
            document.setInfo(OASFactory.createInfo()
                    .title("Rejoin")
                    .version("1.0.0")
                    .description(DESCRIPTION + lookups())
                    .license(OASFactory.createLicense().name("Apache-2.0").identifier("Apache-2.0")));
            document.setServers(
                    List.of(OASFactory.createServer().url("/").description("Where this document comes from.")));
            document.setSecurity(List.of(
                    OASFactory.createSecurityRequirement().addScheme("apiKey"),
                    OASFactory.createSecurityRequirement().addScheme("accessToken")));
        }

        private static String lookups() {
            return Arrays.stream(Operator.values())
                    .map(operator -> "- `name%s` %s".formatted(operator.suffix(), operator.meaning()))
                    .collect(Collectors.joining("\n"));
        }

        private static Map<String, SecurityScheme> schemes() {
            var schemes = new LinkedHashMap<String, SecurityScheme>();
            schemes.put(
                    "apiKey",
                    OASFactory.createSecurityScheme()
                            .type(SecurityScheme.Type.HTTP)
                            .scheme("bearer")
                            .description("An API key, as rj_5f2c0a9e1b7d4c38_…"));
            schemes.put(
                    "accessToken",
                    OASFactory.createSecurityScheme()
                            .type(SecurityScheme.Type.HTTP)
                            .scheme("bearer")
                            .bearerFormat("JWT")
                            .description("An access token of the identity provider, where one is configured."));
            return schemes;
        }

        /** In the order of the specification. */
        private static final List<String> VERBS = List.of("GET", "PUT", "POST", "DELETE", "PATCH");

        private record Shown(Operation operation, org.eclipse.microprofile.openapi.models.Operation scanned) {}

        private void paths(Items items) {
            var scanned = document.getPaths();
            var described = new OperationDescriptions(catalog, items, parameters, schemas, responses);
            var all = OASFactory.createPaths();
            operations.stream()
                    .flatMap(operation -> described.shown(operation, operations).stream()
                            .map(shown -> new Shown(shown, scanned(scanned.getPathItems(), operation))))
                    .sorted(Comparator.comparing(
                                    (Shown shown) -> shown.operation().path())
                            // The virtual machine has no order of methods that it would keep.
                            .thenComparing(
                                    shown -> VERBS.indexOf(shown.operation().verb())))
                    .forEach(shown -> {
                        var operation = shown.operation();
                        var item = all.getPathItem(operation.path());
                        if (item == null) {
                            item = OASFactory.createPathItem();
                            all.addPathItem(operation.path(), item);
                        }
                        item.setOperation(
                                HttpMethod.valueOf(operation.verb()), described.of(operation, shown.scanned()));
                    });
            all.getPathItems().values().forEach(Completion::share);
            document.setPaths(all);
        }

        /** Says once of a path what all its operations take. */
        private static void share(PathItem path) {
            var operations = path.getOperations().values();
            var common = new ArrayList<>(parameters(operations.iterator().next()));
            operations.forEach(operation -> common.retainAll(parameters(operation)));
            if (operations.size() < 2 || common.isEmpty()) {
                return;
            }
            path.setParameters(common);
            operations.forEach(operation -> {
                var own = new ArrayList<>(parameters(operation));
                own.removeAll(common);
                operation.setParameters(own.isEmpty() ? null : own);
            });
        }

        private static List<Parameter> parameters(org.eclipse.microprofile.openapi.models.Operation operation) {
            return operation.getParameters() == null ? List.of() : operation.getParameters();
        }

        private static org.eclipse.microprofile.openapi.models.Operation scanned(
                Map<String, PathItem> paths, Operation operation) {
            return paths.entrySet().stream()
                    .filter(path -> path.getKey()
                            .replaceAll("\\{[^}]*}", "([^/]+)")
                            .equals(operation.pattern().pattern()))
                    .map(path -> path.getValue().getOperations().get(HttpMethod.valueOf(operation.verb())))
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(operation.id() + " was not scanned"));
        }
    }
}
