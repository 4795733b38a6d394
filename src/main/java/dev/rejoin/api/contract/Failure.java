package dev.rejoin.api.contract;

import dev.rejoin.api.endpoint.Operation;
import dev.rejoin.api.problem.ProblemDocument;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The errors that operations answer, by what kind of operation they are. */
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
            "PreconditionRequired",
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
     * What an operation may answer beside what its own annotations declare.
     *
     * @param conditional whether it takes If-Match
     */
    static Set<Failure> of(Operation operation, boolean conditional) {
        var failures = EnumSet.of(BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, NOT_ACCEPTABLE, TOO_MANY_REQUESTS, UNAVAILABLE);
        if (operation.path().contains("{")) {
            failures.add(NOT_FOUND);
        }
        if (!operation.verb().equals("GET")) {
            // Triggers refuse any write, and an Idempotency-Key that was sent with another request.
            failures.addAll(Set.of(CONFLICT, INVALID));
        }
        if (Bodies.taken(operation.method()).isPresent()) {
            failures.addAll(Set.of(TOO_LARGE, UNSUPPORTED_MEDIA_TYPE));
        }
        if (conditional) {
            failures.addAll(Set.of(STALE, PRECONDITION_REQUIRED));
        }
        return failures;
    }

    int status() {
        return status;
    }

    String component() {
        return component;
    }

    APIResponse reference() {
        return OASFactory.createAPIResponse().ref("#/components/responses/" + component);
    }

    APIResponse response() {
        var example = new LinkedHashMap<String, Object>();
        example.put("type", "/problems/" + code);
        example.put("title", description);
        example.put("status", status);
        example.put("detail", detail);
        example.put("code", code);
        example.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
        var response = OASFactory.createAPIResponse().description(description);
        if (this == TOO_MANY_REQUESTS || this == UNAVAILABLE) {
            response.addHeader(
                    "Retry-After",
                    OASFactory.createHeader()
                            .description("Seconds to wait.")
                            .schema(OASFactory.createSchema().addType(SchemaType.INTEGER)));
        }
        return response.content(OASFactory.createContent()
                .addMediaType(
                        ProblemDocument.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(Forms.named("Problem"))
                                .example(example)));
    }
}
