package dev.rejoin.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the API, declared: the route, who may call it, the contract and the code. There is no other way to
 * offer one, so that an endpoint without a permission or outside the contract cannot exist.
 *
 * @param path with {@code {name}} for parameters
 * @param id the stable operationId
 * @param failures the statuses of problems that do not follow from the rest of the declaration
 * @param role the least role that may call it
 */
public record Operation(
        Method method,
        String path,
        String id,
        Role role,
        String tag,
        String summary,
        String description,
        List<Parameter> parameters,
        Optional<Body> body,
        List<Result> results,
        Set<Integer> failures,
        Handler handler) {

    /** The methods that operations have. */
    public enum Method {
        GET,
        POST,
        PATCH,
        DELETE
    }

    /** Answers a call. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(Call call);
    }

    /** A body that clients send. */
    public record Body(String mediaType, Schema schema, Object example, int limit, boolean required) {}

    /** A success: its body's schema and example, or none. */
    public record Result(
            int status,
            String description,
            Optional<String> mediaType,
            Schema schema,
            @Nullable Object example,
            List<String> headers) {}

    public static Declaration get(String path, String id) {
        return new Declaration(Method.GET, path, id);
    }

    public static Declaration post(String path, String id) {
        return new Declaration(Method.POST, path, id);
    }

    public static Declaration patch(String path, String id) {
        return new Declaration(Method.PATCH, path, id);
    }

    public static Declaration delete(String path, String id) {
        return new Declaration(Method.DELETE, path, id);
    }

    public Stream<Parameter> parameters(Parameter.In in) {
        return parameters.stream().filter(parameter -> parameter.in() == in);
    }

    /** An operation being declared. */
    public static final class Declaration {
        private final Method method;
        private final String path;
        private final String id;
        private Role role = Role.ADMIN;
        private String tag = "";
        private String summary = "";
        private String description = "";
        private final List<Parameter> parameters = new ArrayList<>();
        private Optional<Body> body = Optional.empty();
        private final List<Result> results = new ArrayList<>();
        private Set<Integer> failures = Set.of();

        private Declaration(Method method, String path, String id) {
            this.method = method;
            this.path = path;
            this.id = id;
        }

        public Declaration permittedTo(Role role) {
            this.role = role;
            return this;
        }

        public Declaration tag(String tag) {
            this.tag = tag;
            return this;
        }

        public Declaration is(String summary, String description) {
            this.summary = summary;
            this.description = description;
            return this;
        }

        public Declaration takes(Parameter... parameters) {
            return takes(List.of(parameters));
        }

        public Declaration takes(List<Parameter> parameters) {
            this.parameters.addAll(parameters);
            return this;
        }

        public Declaration body(String mediaType, Schema schema, Object example, int limit) {
            this.body = Optional.of(new Body(mediaType, schema, example, limit, true));
            return this;
        }

        /** A JSON body that may be left out, which means the same as an empty object. */
        public Declaration optionalBody(Schema schema, Object example, int limit) {
            this.body = Optional.of(new Body(Answer.JSON, schema, example, limit, false));
            return this;
        }

        public Declaration answers(int status, String description, Schema schema, Object example, String... headers) {
            return answers(status, description, Answer.JSON, schema, example, headers);
        }

        public Declaration answers(
                int status, String description, String mediaType, Schema schema, Object example, String... headers) {
            results.add(new Result(status, description, Optional.of(mediaType), schema, example, List.of(headers)));
            return this;
        }

        public Declaration answers(int status, String description) {
            results.add(new Result(status, description, Optional.empty(), Schema.object(), null, List.of()));
            return this;
        }

        /** Answers problems of these statuses besides those that every operation of its kind answers. */
        public Declaration fails(Integer... statuses) {
            this.failures = Set.of(statuses);
            return this;
        }

        /** Takes the parameter with which a POST can be repeated; the other methods can be repeated anyway. */
        public Declaration idempotent(Parameter key) {
            return method == Method.POST ? takes(key) : this;
        }

        public Operation handledBy(Handler handler) {
            return new Operation(
                    method,
                    path,
                    id,
                    role,
                    tag,
                    summary,
                    description,
                    List.copyOf(parameters),
                    body,
                    List.copyOf(results),
                    failures,
                    handler);
        }
    }
}
