package dev.rejoin.api.server;

import dev.rejoin.api.Operation;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All operations as a tree of path segments. A literal segment wins over a parameter, so that {@code aggregate} is never
 * taken for an id. Segments are compared after decoding each on its own: an encoded slash stays inside its segment.
 */
final class Routes {
    private static final Pattern UNTIDY = Pattern.compile("//|/(\\.|%2[eE]){1,2}(/|$)");

    private final Node root = new Node();

    record Match(Route route, Map<String, String> path) {}

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<Operation.Method, Route> routes = new EnumMap<>(Operation.Method.class);
        private @Nullable Node parameter;
    }

    Routes(List<Operation> operations) {
        operations.forEach(this::add);
    }

    private void add(Operation operation) {
        var node = root;
        var names = new ArrayList<String>();
        for (var segment : operation.path().substring(1).split("/")) {
            if (segment.startsWith("{")) {
                names.add(segment.substring(1, segment.length() - 1));
                if (node.parameter == null) {
                    node.parameter = new Node();
                }
                node = node.parameter;
            } else {
                node = node.literals.computeIfAbsent(segment, key -> new Node());
            }
        }
        if (node.routes.put(operation.method(), Route.of(operation, names)) != null) {
            throw new IllegalStateException("two operations at " + operation.method() + " " + operation.path());
        }
    }

    /** The operation for a raw path, or a problem: unknown path, unknown method. */
    Match find(String method, String rawPath) {
        var values = new ArrayList<String>();
        var segments = rawPath.substring(1).split("/", -1);
        var node = find(root, segments, 0, values);
        if (node == null || node.routes.isEmpty()) {
            throw unknown(segments);
        }
        var route = method(method).map(node.routes::get).orElse(null);
        if (route == null) {
            throw new ProblemException(new Problem.MethodNotAllowed(method, allowed(node)));
        }
        var path = new LinkedHashMap<String, String>();
        for (int i = 0; i < values.size(); i++) {
            path.put(route.pathNames().get(i), values.get(i));
        }
        return new Match(route, path);
    }

    /** Refuses a path with empty, {@code .} or {@code ..} segments, encoded or not, and one that is wrongly encoded. */
    static void checkTidy(@Nullable String path) {
        if (path == null || UNTIDY.matcher(path).find()) {
            throw notFound("There is nothing at a path with empty or dot segments.");
        }
        Encoding.decode(path);
    }

    private static @Nullable Node find(Node node, String[] segments, int depth, List<String> values) {
        if (depth == segments.length) {
            return node;
        }
        var segment = Encoding.decode(segments[depth]);
        var literal = node.literals.get(segment);
        if (literal != null) {
            var found = find(literal, segments, depth + 1, values);
            if (found != null && !found.routes.isEmpty()) {
                return found;
            }
        }
        if (node.parameter == null || segment.isEmpty()) {
            return null;
        }
        values.add(segment);
        var found = find(node.parameter, segments, depth + 1, values);
        if (found == null) {
            values.removeLast();
        }
        return found;
    }

    private static java.util.Optional<Operation.Method> method(String name) {
        return switch (name) {
            case "GET", "HEAD" -> java.util.Optional.of(Operation.Method.GET);
            case "POST" -> java.util.Optional.of(Operation.Method.POST);
            case "PATCH" -> java.util.Optional.of(Operation.Method.PATCH);
            case "DELETE" -> java.util.Optional.of(Operation.Method.DELETE);
            default -> java.util.Optional.empty();
        };
    }

    private static TreeSet<String> allowed(Node node) {
        var allowed = node.routes.keySet().stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return allowed;
    }

    /** Says how far the path was known, and what is nearest to the first segment that is not. */
    private ProblemException unknown(String[] segments) {
        var node = root;
        var known = new StringBuilder();
        for (var raw : segments) {
            var segment = Encoding.decode(raw);
            var next = node.literals.getOrDefault(segment, segment.isEmpty() ? null : node.parameter);
            if (next == null) {
                var nearest = Text.nearest(segment, node.literals.keySet())
                        .map(name -> " The nearest path is %s/%s.".formatted(known, name))
                        .orElse("");
                return notFound("There is nothing at %s/%s.%s".formatted(known, Text.shorten(segment), nearest));
            }
            known.append('/').append(Text.shorten(segment));
            node = next;
        }
        return notFound("There is nothing at %s itself.".formatted(known));
    }

    private static ProblemException notFound(String detail) {
        return new ProblemException(new Problem.NotFound("unknown_path", detail));
    }
}
