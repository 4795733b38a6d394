package dev.rejoin.api.problem;

import dev.rejoin.api.Text;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that can go wrong for a client, as RFC 9457 shows it; the codes are stable. */
public sealed interface Problem {
    int status();

    String title();

    String code();

    String detail();

    default List<Violation> errors() {
        return List.of();
    }

    /** What keeps an item from being deleted: how many items of each resource name it. */
    default Map<String, Long> dependents() {
        return Map.of();
    }

    /** One thing wrong: with a parameter, or at a JSON pointer of the body. */
    record Violation(
            @Nullable String parameter,
            @Nullable String pointer,
            String code,
            String detail,
            @Nullable String constraint) {

        public static Violation parameter(String parameter, String code, String detail) {
            return new Violation(parameter, null, code, detail, null);
        }

        public static Violation field(String field, String code, String detail) {
            return at("/" + escaped(field), code, detail, null);
        }

        public static Violation at(String pointer, String code, String detail, @Nullable String constraint) {
            return new Violation(null, pointer, code, detail, constraint);
        }

        /** A name as a segment of a JSON pointer (RFC 6901). */
        public static String escaped(String name) {
            return name.replace("~", "~0").replace("/", "~1");
        }

        Violation within(String prefix) {
            return new Violation(parameter, prefix + (pointer == null ? "" : pointer), code, detail, constraint);
        }
    }

    /** 400: the request cannot be understood. */
    record Malformed(String code, String detail, List<Violation> errors) implements Problem {
        /** As many names as a sentence can list. */
        private static final int FEW = 30;

        public static Malformed parameter(String parameter, String code, String detail) {
            var sentence = "Parameter '%s': %s".formatted(Text.shorten(parameter), detail);
            return new Malformed(code, sentence, List.of(Violation.parameter(Text.shorten(parameter), code, detail)));
        }

        /** Something with a name that is not allowed, and the nearest that is. */
        public static Malformed unknown(String parameter, String what, String given, Set<String> allowed) {
            var nearest = Text.nearest(given, allowed)
                    .map(" The nearest one is '%s'."::formatted)
                    .orElse(allowed.size() > FEW ? "" : there(allowed));
            return parameter(
                    parameter,
                    "unknown_" + what.replace(' ', '_'),
                    "there is no %s '%s'.%s".formatted(what, Text.shorten(given), nearest));
        }

        private static String there(Set<String> allowed) {
            return allowed.isEmpty() ? " There is none here." : " There are: %s.".formatted(String.join(", ", allowed));
        }

        /** A value that is none of those that there are, and the nearest that is. */
        public static Malformed noneOf(String parameter, String given, Collection<String> values) {
            var nearest = Text.nearest(given, values)
                    .map(" The nearest one is '%s'."::formatted)
                    .orElse("");
            return parameter(
                    parameter,
                    "invalid_value",
                    "'%s' is none of %s.%s".formatted(Text.shorten(given), String.join(", ", values), nearest));
        }

        /** A name that is allowed for a parameter; another is refused, with the nearest that is. */
        public static String among(String parameter, String given, Set<String> allowed) {
            if (!allowed.contains(given)) {
                throw new ProblemException(unknown(parameter, parameter, given, allowed));
            }
            return given;
        }

        @Override
        public int status() {
            return 400;
        }

        @Override
        public String title() {
            return "The request cannot be understood";
        }
    }

    /** 401: no credentials, or none that count. */
    record Unauthenticated(String detail) implements Problem {
        @Override
        public int status() {
            return 401;
        }

        @Override
        public String title() {
            return "Credentials are needed";
        }

        @Override
        public String code() {
            return "unauthenticated";
        }
    }

    /** 403: known, but not allowed. */
    record Forbidden(String detail) implements Problem {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String title() {
            return "Not allowed";
        }

        @Override
        public String code() {
            return "forbidden";
        }
    }

    /** 404: no such path, or no such item. */
    record NotFound(String code, String detail) implements Problem {
        public static NotFound item(String singular, String key, Object value) {
            return new NotFound(
                    "not_found",
                    "There is no %s with the %s %s."
                            .formatted(
                                    singular.replace('-', ' '), key.replace('_', ' '), Text.shorten(value.toString())));
        }

        @Override
        public int status() {
            return 404;
        }

        @Override
        public String title() {
            return "Not found";
        }
    }

    /** 405: the path exists, the method does not. */
    record MethodNotAllowed(String method, Set<String> allowed) implements Problem {
        @Override
        public int status() {
            return 405;
        }

        @Override
        public String title() {
            return "Method not allowed";
        }

        @Override
        public String code() {
            return "method_not_allowed";
        }

        @Override
        public String detail() {
            return "%s is not offered here; offered: %s.".formatted(Text.shorten(method), String.join(", ", allowed));
        }
    }

    /** 406: none of the accepted media types is offered. */
    record NotAcceptable(String detail) implements Problem {
        @Override
        public int status() {
            return 406;
        }

        @Override
        public String title() {
            return "No such media type";
        }

        @Override
        public String code() {
            return "not_acceptable";
        }
    }

    /** 409: the state of the data forbids it. */
    record Conflict(String code, String detail, List<Violation> errors) implements Problem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String title() {
            return "Conflict with the present state";
        }
    }

    /** 409: others name the item, which therefore cannot be deleted. */
    record InUse(String detail, Map<String, Long> dependents) implements Problem {
        @Override
        public int status() {
            return 409;
        }

        @Override
        public String title() {
            return "In use";
        }

        @Override
        public String code() {
            return "in_use";
        }
    }

    /** What went wrong with one operation of a batch, of which therefore none is done. */
    record InBatch(int index, Problem cause) implements Problem {
        @Override
        public int status() {
            return cause.status();
        }

        @Override
        public String title() {
            return cause.title();
        }

        @Override
        public String code() {
            return cause.code();
        }

        @Override
        public String detail() {
            return "Operation %d: %s".formatted(index, cause.detail());
        }

        @Override
        public List<Violation> errors() {
            var at = "/operations/" + index;
            return cause.errors().isEmpty()
                    ? List.of(Violation.at(at, code(), cause.detail(), null))
                    : cause.errors().stream()
                            .map(violation -> violation.within(at + (violation.pointer() == null ? "" : "/body")))
                            .toList();
        }

        @Override
        public Map<String, Long> dependents() {
            return cause.dependents();
        }
    }

    /** 412: the item has changed since it was read. */
    record Stale(String detail) implements Problem {
        @Override
        public int status() {
            return 412;
        }

        @Override
        public String title() {
            return "Changed in the meantime";
        }

        @Override
        public String code() {
            return "stale";
        }
    }

    /** 413, 414: more than the service takes. */
    record TooLarge(int status, String detail) implements Problem {
        @Override
        public String title() {
            return "Too large";
        }

        @Override
        public String code() {
            return "too_large";
        }
    }

    /** 415: a body in a media type that is not taken. */
    record UnsupportedMediaType(String detail) implements Problem {
        @Override
        public int status() {
            return 415;
        }

        @Override
        public String title() {
            return "Unsupported media type";
        }

        @Override
        public String code() {
            return "unsupported_media_type";
        }
    }

    /** 422: understood, but it breaks a rule. */
    record Invalid(String code, String detail, List<Violation> errors) implements Problem {
        /** One broken rule by its own code, several as {@code invalid}. */
        public static Invalid of(List<Violation> violations) {
            return violations.size() == 1
                    ? new Invalid(
                            violations.getFirst().code(), violations.getFirst().detail(), violations)
                    : new Invalid(
                            "invalid",
                            (violations.size() < Violations.MOST
                                            ? "%d rules are broken, listed under errors."
                                            : "%d rules or more are broken, the first of which are listed under errors.")
                                    .formatted(Math.min(violations.size(), Violations.MOST)),
                            violations);
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public String title() {
            return "A rule is broken";
        }
    }

    /** 428: If-Match is missing. */
    record PreconditionRequired(String detail) implements Problem {
        @Override
        public int status() {
            return 428;
        }

        @Override
        public String title() {
            return "If-Match is required";
        }

        @Override
        public String code() {
            return "precondition_required";
        }
    }

    /** 429: the caller is over its rate. */
    record TooManyRequests(String detail, Duration retryAfter) implements Problem {
        @Override
        public int status() {
            return 429;
        }

        @Override
        public String title() {
            return "Too many requests";
        }

        @Override
        public String code() {
            return "too_many_requests";
        }
    }

    /** 503: busy, over time, or without its database; the same request may succeed later. */
    record Unavailable(String code, String detail, Duration retryAfter) implements Problem {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String title() {
            return "Unavailable for now";
        }
    }

    /** 500: our own bug; the trace id leads to the log, and nothing else is said. */
    record Bug() implements Problem {
        @Override
        public int status() {
            return 500;
        }

        @Override
        public String title() {
            return "Internal error";
        }

        @Override
        public String code() {
            return "internal_error";
        }

        @Override
        public String detail() {
            return "The service failed. The log has the cause under this trace id.";
        }
    }
}
