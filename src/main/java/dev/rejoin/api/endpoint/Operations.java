package dev.rejoin.api.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.api.Text;
import dev.rejoin.api.http.Encoding;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.query.Filter;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.Role;
import io.quarkus.arc.All;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/** All operations, read from the annotations of the JAX-RS methods. */
@ApplicationScoped
public class Operations {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");

    private final Map<Class<?>, Endpoint> endpoints = new HashMap<>();
    private final Map<String, Operation> byId = new LinkedHashMap<>();
    private final Map<MethodKey, Operation> byMethod = new HashMap<>();

    private record MethodKey(Class<?> type, Method method) {}

    Operations(@All List<Endpoint> all, Catalog catalog) {
        all.forEach(endpoint -> endpoints.put(declared(endpoint.getClass()), endpoint));
        for (var operation : declared(endpoints.keySet(), catalog)) {
            if (byId.put(operation.id(), operation) != null) {
                throw new IllegalStateException("two operations are called " + operation.id());
            }
            byMethod.put(new MethodKey(operation.endpoint(), operation.method()), operation);
        }
    }

    /** The operations of classes with a path, as their annotations alone declare them. */
    public static List<Operation> declared(Collection<Class<?>> endpoints, Catalog catalog) {
        return endpoints.stream()
                .flatMap(declared -> Arrays.stream(declared.getMethods())
                        .flatMap(
                                method -> verb(method).map(verb -> declared(declared, method, verb, catalog)).stream()))
                .toList();
    }

    /** The bean whose method an operation is. */
    Endpoint endpoint(Operation operation) {
        return java.util.Objects.requireNonNull(endpoints.get(operation.endpoint()));
    }

    public Collection<Operation> all() {
        return byId.values();
    }

    public Optional<Operation> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The operation that a JAX-RS method of this class is. */
    public Optional<Operation> of(Class<?> type, Method method) {
        return Optional.ofNullable(byMethod.get(new MethodKey(declared(type), method)));
    }

    /** The operation for a method and a raw path. */
    Optional<Operation> find(String verb, String rawPath) {
        var wanted = verb.equals("HEAD") ? "GET" : verb;
        return matching(rawPath)
                .filter(operation -> operation.verb().equals(wanted))
                .findFirst();
    }

    /** The methods that a raw path offers. */
    Set<String> offered(String rawPath) {
        var offered = new TreeSet<String>();
        matching(rawPath).forEach(operation -> offered.add(operation.verb()));
        if (offered.contains("GET")) {
            offered.add("HEAD");
        }
        return offered;
    }

    private java.util.stream.Stream<Operation> matching(String rawPath) {
        // A literal segment wins over a parameter, so that "aggregate" is never taken for an id.
        var best = byId.values().stream()
                .filter(operation -> operation.pattern().matcher(rawPath).matches())
                .map(Operation::path)
                .min(java.util.Comparator.comparingLong(
                        path -> path.chars().filter(c -> c == '{').count()));
        return best.stream().flatMap(path -> byId.values().stream()
                .filter(operation -> operation.path().equals(path)));
    }

    /** Says how far a path was known, and what is nearest to the first segment that is not. */
    Problem unknown(String rawPath) {
        var templates = byId.values().stream()
                .map(operation -> List.of(operation.path().substring(1).split("/")))
                .toList();
        var known = new StringBuilder();
        var segments = rawPath.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            var index = i;
            var segment = Encoding.decode(segments[i]);
            var reachable = templates.stream()
                    .filter(template -> template.size() > index && begins(template, segments, index))
                    .map(template -> template.get(index))
                    .toList();
            if (reachable.stream().noneMatch(part -> part.equals(segment) || isParameter(part) && !segment.isEmpty())) {
                var literals = reachable.stream()
                        .filter(part -> !isParameter(part))
                        .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
                var nearest = elsewhere(segment)
                        .or(() -> Text.nearest(segment, literals).map(name -> "%s/%s".formatted(known, name)))
                        .map(" The nearest path is %s."::formatted)
                        .orElse(" GET /v1 lists what is there.");
                return notFound("There is nothing at %s/%s.%s".formatted(known, Text.shorten(segment), nearest));
            }
            known.append('/').append(Text.shorten(segment));
        }
        return notFound("There is nothing at %s itself.".formatted(known));
    }

    /** Where a name lies that was looked for at another place: memberships lie under a group, all under /v1. */
    private Optional<String> elsewhere(String segment) {
        return byId.values().stream()
                .map(Operation::path)
                .filter(path -> path.endsWith("/" + segment))
                .min(java.util.Comparator.comparingInt(String::length));
    }

    private static boolean begins(List<String> template, String[] segments, int length) {
        for (int i = 0; i < length; i++) {
            var segment = Encoding.decode(segments[i]);
            if (!template.get(i).equals(segment) && !(isParameter(template.get(i)) && !segment.isEmpty())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static Problem notFound(String detail) {
        return new Problem.NotFound("unknown_path", detail);
    }

    /** Refuses who has another role than is needed. */
    static ProblemException forbidden(Role needed, Role had) {
        return new ProblemException(
                new Problem.Forbidden("This needs the role %s; you have %s.".formatted(needed, had)));
    }

    /** The names of a resource in a text: {Item}, {Items}, {item}, {items}. */
    public static String named(String text, ItemType<?, ?> type) {
        return text.replace("{Item}", type.schema())
                .replace("{Items}", type.plural())
                .replace("{item}", type.noun())
                .replace("{items}", type.nouns());
    }

    private static Operation declared(Class<?> declared, Method method, String verb, Catalog catalog) {
        Optional<ItemType<?, ?>> type = ItemEndpoint.class.isAssignableFrom(declared)
                ? Optional.of(catalog.any(entity(declared)))
                : Optional.empty();
        var documented = method.getAnnotation(org.eclipse.microprofile.openapi.annotations.Operation.class);
        if (documented == null) {
            throw new IllegalStateException("%s has no @Operation".formatted(method));
        }
        var id = type.map(of -> named(documented.operationId(), of)).orElse(documented.operationId());
        var base = declared.getAnnotation(Path.class).value();
        var path = Optional.ofNullable(method.getAnnotation(Path.class))
                .map(sub -> (base.equals("/") ? "" : base) + "/" + sub.value())
                .orElse(base);
        var shown = type.map(of -> shown(path, of)).orElse(path);
        var allowed = Role.valueOf(method.getAnnotation(RolesAllowed.class).value()[0]);
        var role = type.map(of -> allowed.includes(of.names().onlyFor())
                        ? allowed
                        : of.names().onlyFor())
                .orElse(allowed);
        var required = new ArrayList<String>();
        return new Operation(
                id,
                verb,
                shown,
                type,
                role,
                query(method, type, required, catalog),
                required,
                values(method.getAnnotation(Produces.class), Produces::value),
                consumes(method),
                bodyRequired(method),
                Optional.ofNullable(method.getAnnotation(BodyLimit.class))
                        .map(BodyLimit::value)
                        .orElse(BodyLimit.ORDER),
                declared,
                method,
                Pattern.compile(path.replaceAll("\\{[^}]*}", "([^/]+)")),
                PARAMETER.matcher(path).results().map(found -> found.group(1)).toList());
    }

    /** The entity of a resource, which its superclass names first. */
    private static Class<?> entity(Class<?> resource) {
        return (Class<?>) ((ParameterizedType) resource.getGenericSuperclass()).getActualTypeArguments()[0];
    }

    /** The path as the contract shows it: the owner has {@code id}, its items a name of their own. */
    public static String shown(String path, ItemType<?, ?> type) {
        return path.replace("{id}", "{" + type.itemParameter() + "}").replace("{owner}", "{id}");
    }

    private static Set<String> query(
            Method method, Optional<ItemType<?, ?>> type, List<String> required, Catalog catalog) {
        var names = new LinkedHashSet<String>();
        var takes = method.getAnnotation(Takes.class);
        for (var shared : takes == null ? new Takes.Shared[0] : takes.value()) {
            switch (shared) {
                case PAGE -> names.addAll(List.of("limit", "cursor"));
                case ORDER -> names.addAll(List.of("sort", "count"));
                case GROUPS -> names.addAll(List.of("group_by", "metrics", "limit"));
                case SHAPE -> {
                    names.add("fields");
                    if (!catalog.relations(type.orElseThrow()).isEmpty()) {
                        names.add("expand");
                    }
                }
                case FILTERS -> {
                    type.orElseThrow().searchName().ifPresent(name -> names.add("q"));
                    names.addAll(Filter.of(catalog, type.get()).keySet());
                }
            }
        }
        for (var parameter : method.getParameters()) {
            var query = parameter.getAnnotation(QueryParam.class);
            if (query != null) {
                names.add(query.value());
                var documented = parameter.getAnnotation(Parameter.class);
                if (documented != null && documented.required()) {
                    required.add(query.value());
                }
            }
        }
        return names;
    }

    /** Where the body may be left out, the method takes any type: a client that sends none may call it anything. */
    private static Optional<String> consumes(Method method) {
        var takesBody = Arrays.stream(method.getParameterTypes())
                .anyMatch(type -> type == ObjectNode.class || Record.class.isAssignableFrom(type));
        return values(method.getAnnotation(Consumes.class), Consumes::value).stream()
                .findFirst()
                .or(() -> takesBody ? Optional.of(MediaType.APPLICATION_JSON) : Optional.empty());
    }

    private static boolean bodyRequired(Method method) {
        return Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getAnnotation(RequestBody.class))
                .filter(java.util.Objects::nonNull)
                .allMatch(RequestBody::required);
    }

    private static <A> List<String> values(
            @org.jspecify.annotations.Nullable A annotation, java.util.function.Function<A, String[]> value) {
        return annotation == null ? List.of() : List.of(value.apply(annotation));
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(java.util.Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    /** Arc's subclasses have the class with the path above them. */
    private static Class<?> declared(Class<?> type) {
        return type.isAnnotationPresent(Path.class) && !type.getSimpleName().contains("_Subclass")
                ? type
                : declared(type.getSuperclass());
    }
}
