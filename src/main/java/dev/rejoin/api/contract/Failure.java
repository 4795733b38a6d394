package dev.rejoin.api.contract;

import dev.rejoin.api.Operation;
import dev.rejoin.api.Ordered;
import dev.rejoin.api.Parameter;
import dev.rejoin.api.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The errors that operations answer, by what kind of operation they are. */
record Failure(int status, String name, String description, String code, String detail) {
    private static final List<Failure> ALWAYS = List.of(
            new Failure(
                    400,
                    "BadRequest",
                    "A parameter or the body cannot be understood.",
                    "unknown_parameter",
                    "Parameter 'stats': there is no parameter 'stats'. The nearest one is 'status'."),
            new Failure(
                    401,
                    "Unauthorized",
                    "No credentials, or none that count.",
                    "unauthenticated",
                    "These credentials are unknown, expired or revoked."),
            new Failure(
                    403,
                    "Forbidden",
                    "The role does not suffice.",
                    "forbidden",
                    "This needs the role ADMIN; you have READER."),
            new Failure(
                    406,
                    "NotAcceptable",
                    "None of the accepted media types is offered.",
                    "not_acceptable",
                    "Offered: application/json."),
            new Failure(
                    429,
                    "TooManyRequests",
                    "The caller is over its rate; see Retry-After.",
                    "too_many_requests",
                    "At most 100 requests a second."),
            new Failure(
                    503,
                    "Unavailable",
                    "Busy, over time, or without the database; see Retry-After.",
                    "timeout",
                    "The statement took too long and was stopped."));
    private static final Failure NOT_FOUND = new Failure(
            404,
            "NotFound",
            "There is no such item.",
            "not_found",
            "There is no member with the id 0198c0de-7a11-7000-8000-000000000001.");
    private static final List<Failure> WITH_BODY = List.of(
            new Failure(
                    413, "TooLarge", "The body is too large.", "too_large", "A body here has at most 1048576 bytes."),
            new Failure(
                    415,
                    "UnsupportedMediaType",
                    "The body's media type is not taken.",
                    "unsupported_media_type",
                    "Send Content-Type: application/json."),
            new Failure(
                    422,
                    "Invalid",
                    "The body breaks the rules listed under errors.",
                    "invalid",
                    "The body breaks the rules listed under errors."));
    private static final Failure CONFLICT = new Failure(
            409,
            "Conflict",
            "The present state of the data forbids it.",
            "conflict",
            "Another member has this member_number.");
    private static final List<Failure> CONDITIONAL = List.of(
            new Failure(412, "Stale", "The item has changed since.", "stale", "The item's version is 4 by now."),
            new Failure(
                    428,
                    "PreconditionRequired",
                    "If-Match is missing.",
                    "precondition_required",
                    "Send If-Match with the ETag that you have read."));

    static List<Failure> of(Operation operation) {
        var failures = new ArrayList<>(ALWAYS);
        if (operation.parameters(Parameter.In.PATH).findAny().isPresent()
                || operation.results().stream().anyMatch(result -> result.status() == NOT_FOUND.status)) {
            failures.add(NOT_FOUND);
        }
        if (operation.body().isPresent()) {
            failures.addAll(WITH_BODY);
        }
        if (operation.method() != Operation.Method.GET) {
            failures.add(CONFLICT);
        }
        if (operation.parameters(Parameter.In.HEADER).anyMatch(header -> header.name()
                .equals("If-Match"))) {
            failures.addAll(CONDITIONAL);
        }
        Stream.concat(Stream.of(NOT_FOUND), CONDITIONAL.stream())
                .filter(failure -> operation.failures().contains(failure.status) && !failures.contains(failure))
                .forEach(failures::add);
        return failures;
    }

    static Map<String, Object> responses() {
        var all = new ArrayList<>(ALWAYS);
        all.add(NOT_FOUND);
        all.add(CONFLICT);
        all.addAll(CONDITIONAL);
        all.addAll(WITH_BODY);
        var responses = new LinkedHashMap<String, Object>();
        all.forEach(failure -> responses.put(failure.name, failure.response()));
        return responses;
    }

    static Schema schema() {
        var violation = Schema.object()
                .optional("parameter", Schema.text().is("The parameter that is wrong."))
                .optional("pointer", Schema.text().is("Where in the body it is wrong, as a JSON Pointer."))
                .property("code", Schema.text().is("What is wrong, for programs."))
                .property("detail", Schema.text().is("What is wrong, for people."))
                .optional("constraint", Schema.text().is("The database's constraint that says so."));
        return Schema.object()
                .is("What went wrong (RFC 9457).")
                .property("type", Schema.text().with("format", "uri-reference").is("A name for the kind of problem."))
                .property("title", Schema.text().is("The kind of problem in words."))
                .property("status", Schema.integer().is("The HTTP status."))
                .property("detail", Schema.text().is("What went wrong, for people."))
                .property("code", Schema.text().is("What went wrong, for programs; stable."))
                .property("trace_id", Schema.text().is("Leads to the log."))
                .optional("errors", Schema.array(violation).is("Everything that is wrong."))
                .optional(
                        "dependents",
                        Schema.object()
                                .is("What keeps the item from being deleted: how many items of each resource name it.")
                                .with("additionalProperties", Schema.integer().keywords()));
    }

    private Map<String, Object> response() {
        var example = new LinkedHashMap<String, Object>();
        example.put("type", "/problems/" + code);
        example.put("title", description);
        example.put("status", status);
        example.put("detail", detail);
        example.put("code", code);
        example.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
        var response = new LinkedHashMap<String, Object>();
        response.put("description", description);
        if (status == 429 || status == 503) {
            response.put(
                    "headers",
                    Map.of(
                            "Retry-After",
                            Ordered.map("description", "Seconds to wait.", "schema", Map.of("type", "integer"))));
        }
        var media = new LinkedHashMap<String, Object>();
        media.put("schema", Map.of("$ref", "#/components/schemas/Problem"));
        media.put("example", example);
        response.put("content", Map.of("application/problem+json", media));
        return response;
    }
}
