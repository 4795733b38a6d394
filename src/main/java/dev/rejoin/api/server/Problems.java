package dev.rejoin.api.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.DatabaseException;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.write.Refusal;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each failure means to the client, and how a problem is written. */
final class Problems {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);

    private Problems() {}

    static Problem of(Throwable failure) {
        return switch (failure) {
            case ProblemException e -> e.problem();
            case DatabaseException e when e.connecting() -> connecting(e.failure());
            case DatabaseException e -> Refusal.of(e).orElseGet(() -> running(e.failure()));
            default -> new Problem.Bug();
        };
    }

    /** The pool has no SQLSTATE for a connection that did not come free in time. */
    private static Problem connecting(SQLException failure) {
        return failure.getSQLState() == null
                ? new Problem.Unavailable("busy", "All database connections are in use.", SOON)
                : away();
    }

    private static Problem away() {
        return new Problem.Unavailable("database_away", "The database does not answer.", LATER);
    }

    /** Anything that is not listed is our own bug: a statement of the kernel that PostgreSQL refuses. */
    private static Problem running(SQLException failure) {
        var state = failure.getSQLState();
        if (state == null || state.startsWith("08") || state.startsWith("57P")) {
            return away();
        }
        return switch (state) {
            case "57014" -> new Problem.Unavailable("timeout", "The statement took too long and was stopped.", LATER);
            case "55P03" -> new Problem.Unavailable("timeout", "Others held the rows for too long.", SOON);
            case "40001", "40P01" -> new Problem.Unavailable("busy", "Others wrote the same rows at once.", SOON);
            default -> ofClass(state);
        };
    }

    private static Problem ofClass(String state) {
        return switch (state.substring(0, 2)) {
            case "53", "58" -> new Problem.Unavailable("database_full", "The database is out of resources.", LATER);
            case "22" ->
                new Problem.Malformed("invalid_value", "A value is out of the range that the database has.", List.of());
            default -> new Problem.Bug();
        };
    }

    static Bytes json(Problem problem, String traceId) {
        return Bytes.json(json -> {
            json.writeStartObject();
            json.writeStringField("type", "/problems/" + problem.code());
            json.writeStringField("title", problem.title());
            json.writeNumberField("status", problem.status());
            json.writeStringField("detail", problem.detail());
            json.writeStringField("code", problem.code());
            json.writeStringField("trace_id", traceId);
            if (!problem.errors().isEmpty()) {
                json.writeArrayFieldStart("errors");
                for (var violation : problem.errors()) {
                    write(json, violation);
                }
                json.writeEndArray();
            }
            if (!problem.dependents().isEmpty()) {
                json.writeObjectFieldStart("dependents");
                for (var entry : problem.dependents().entrySet()) {
                    json.writeNumberField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Problem.Violation violation) throws IOException {
        json.writeStartObject();
        write(json, "parameter", violation.parameter());
        write(json, "pointer", violation.pointer());
        json.writeStringField("code", violation.code());
        json.writeStringField("detail", violation.detail());
        write(json, "constraint", violation.constraint());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
