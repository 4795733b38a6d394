package dev.rejoin.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A problem as RFC 9457 shows it. */
@Schema(name = "Problem", description = "What went wrong (RFC 9457).")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDocument(
        @Schema(description = "A name for the kind of problem.", format = "uri-reference", required = true)
        String type,

        @Schema(description = "The kind of problem in words.", required = true)
        String title,

        @Schema(description = "The HTTP status.", required = true)
        int status,

        @Schema(description = "What went wrong, for people.", required = true)
        String detail,

        @Schema(description = "What went wrong, for programs; stable.", required = true)
        String code,

        @Schema(description = "Leads to the log.", required = true)
        String traceId,

        @Schema(description = "Everything that is wrong.") List<Violation> errors,

        @Schema(description = "What keeps the item from being deleted: how many items of each resource name it.")
        Map<String, Long> dependents) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** One thing wrong. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Violation(
            @Schema(description = "The parameter that is wrong.") @Nullable
            String parameter,

            @Schema(description = "Where in the body it is wrong, as a JSON Pointer.") @Nullable
            String pointer,

            @Schema(description = "What is wrong, for programs.", required = true)
            String code,

            @Schema(description = "What is wrong, for people.", required = true)
            String detail,

            @Schema(description = "The database's constraint that says so.") @Nullable
            String constraint) {}

    public static ProblemDocument of(Problem problem, String traceId) {
        return new ProblemDocument(
                "/problems/" + problem.code(),
                problem.title(),
                problem.status(),
                problem.detail(),
                problem.code(),
                traceId,
                problem.errors().stream()
                        .limit(Violations.MOST)
                        .map(violation -> new Violation(
                                violation.parameter(),
                                violation.pointer(),
                                violation.code(),
                                violation.detail(),
                                violation.constraint()))
                        .toList(),
                problem.dependents());
    }
}
