package dev.rejoin.api.contract;

import dev.rejoin.api.endpoint.Operation;
import dev.rejoin.api.problem.ProblemDocument;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * The errors that operations answer, by what kind of operation they are. What any operation can be refused with alike is
 * one answer of the contract, {@code default}; the others stand at the operations that give them.
 */
enum Failure {
    BAD_REQUEST(
            400,
            "BadRequest",
            "A parameter or the body cannot be understood.",
            "unknown_parameter",
            "Parameter 'stats': there is no parameter 'stats'. The nearest one is 'status'."),
    UNAUTHORIZED(
            401,
            "Unauthorized",
            "No credentials, or none that count.",
            "unauthenticated",
            "These credentials are unknown, expired or revoked."),
    FORBIDDEN(
            403, "Forbidden", "The role does not suffice.", "forbidden", "This needs the role ADMIN; you have READER."),
    NOT_FOUND(
            404,
            "NotFound",
            "There is no such item.",
            "not_found",
            "There is no member with the id 0198c0de-7a11-7000-8000-000000000001."),
    NOT_ACCEPTABLE(
            406,
            "NotAcceptable",
            "None of the accepted media types is offered.",
            "not_acceptable",
            "Offered: application/json."),
    CONFLICT(
            409,
            "Conflict",
            "The present state of the data forbids it.",
            "conflict",
            "Another member has this member_number."),
    STALE(412, "Stale", "The item has changed since.", "stale", "The item's version is 4 by now."),
    TOO_LARGE(413, "TooLarge", "The body is too large.", "too_large", "A body here has at most 1048576 bytes."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "UnsupportedMediaType",
            "The body's media type is not taken.",
            "unsupported_media_type",
            "Send Content-Type: application/json."),
    INVALID(
            422,
            "Invalid",
            "The body breaks the rules listed under errors.",
            "invalid",
            "The body breaks the rules listed under errors."),
    PRECONDITION_REQUIRED(
            428,
            "NoIfMatch",
            "If-Match is missing.",
            "precondition_required",
            "Send If-Match with the ETag that you have read."),
    TOO_MANY_REQUESTS(
            429,
            "TooManyRequests",
            "The caller is over its rate; see Retry-After.",
            "too_many_requests",
            "At most 100 requests a second."),
    UNAVAILABLE(
            503,
            "Unavailable",
            "Busy, over time, or without the database; see Retry-After.",
            "timeout",
            "The statement took too long and was stopped.");

    /** What any operation answers alike, whatever it does. */
    private static final Set<Failure> OF_ALL =
            EnumSet.of(UNAUTHORIZED, FORBIDDEN, NOT_ACCEPTABLE, TOO_MANY_REQUESTS, UNAVAILABLE);
    /** What any operation answers alike that takes a body. */
    private static final Set<Failure> OF_BODIES = EnumSet.of(TOO_LARGE, UNSUPPORTED_MEDIA_TYPE);

    private static final String REFUSED = "Refused";

    private final int status;
    private final String component;
    private final String description;
    private final String code;
    private final String detail;

    Failure(int status, String component, String description, String code, String detail) {
        this.status = status;
        this.component = component;
        this.description = description;
        this.code = code;
        this.detail = detail;
    }

    /**
     * What an operation may answer beside what its own annotations declare, and beside what all operations answer alike.
     *
     * @param conditional whether it takes If-Match
     */
    static Set<Failure> of(Operation operation, boolean conditional) {
        var failures = EnumSet.of(BAD_REQUEST);
        if (operation.path().contains("{")) {
            failures.add(NOT_FOUND);
        }
        if (!operation.verb().equals("GET")) {
            // Triggers refuse any write, and an Idempotency-Key that was sent with another request.
            failures.addAll(Set.of(CONFLICT, INVALID));
        }
        if (conditional) {
            failures.addAll(Set.of(STALE, PRECONDITION_REQUIRED));
        }
        return failures;
    }

    int status() {
        return status;
    }

    APIResponse reference() {
        return reference(component);
    }

    /** What any operation answers where its own answers say nothing else. */
    static APIResponse refused() {
        return reference(REFUSED);
    }

    private static APIResponse reference(String component) {
        return OASFactory.createAPIResponse().ref("#/components/responses/" + component);
    }

    /** The answers that operations refer to, by the names of their components. */
    static Map<String, APIResponse> responses() {
        var responses = new TreeMap<String, APIResponse>();
        for (var failure : values()) {
            if (!OF_ALL.contains(failure) && !OF_BODIES.contains(failure)) {
                responses.put(
                        failure.component,
                        problem(
                                failure.description,
                                OASFactory.createMediaType().example(failure.example())));
            }
        }
        var examples = OASFactory.createMediaType();
        var statuses = Stream.concat(OF_ALL.stream(), OF_BODIES.stream()).toList();
        statuses.forEach(failure -> examples.addExample(
                failure.component,
                OASFactory.createExample().summary(failure.description).value(failure.example())));
        responses.put(
                REFUSED,
                problem(
                                "What any operation can be refused with: %s. Where it takes a body, also %s."
                                        .formatted(listed(OF_ALL), listed(OF_BODIES)),
                                examples)
                        .addHeader(
                                "Retry-After",
                                OASFactory.createHeader()
                                        .description("Seconds to wait, with 429 and 503.")
                                        .schema(OASFactory.createSchema().addType(SchemaType.INTEGER))));
        return responses;
    }

    private static String listed(Set<Failure> failures) {
        return failures.stream()
                .map(failure -> "%d (%s)"
                        .formatted(failure.status, failure.description.substring(0, failure.description.length() - 1)))
                .collect(Collectors.joining(", "));
    }

    private static APIResponse problem(String description, MediaType media) {
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(ProblemDocument.MEDIA_TYPE, media.schema(Forms.named("Problem"))));
    }

    private Map<String, Object> example() {
        var example = new LinkedHashMap<String, Object>();
        example.put("type", "/problems/" + code);
        example.put("title", description);
        example.put("status", status);
        example.put("detail", detail);
        example.put("code", code);
        example.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
        return example;
    }
}
