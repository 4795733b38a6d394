package dev.rejoin.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small JSON object that a hand-written operation takes. Readers return a placeholder where a value is missing or
 * wrong; {@link #check} then reports everything that is wrong at once.
 */
public final class Body {
    private final ObjectNode object;
    private final List<Problem.Violation> violations = new ArrayList<>();

    private Body(ObjectNode object) {
        this.object = object;
    }

    /** Reads the call's body, of which only these fields are known. */
    public static Body object(Call call, String... fields) {
        var body = new Body(parse(call.body()));
        var known = Set.of(fields);
        var unknown = new ArrayList<Problem.Violation>();
        body.object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                unknown.add(unknown("", name, known));
            }
        });
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    new Problem.Malformed("unknown_field", "The body has fields that are not known.", unknown));
        }
        return body;
    }

    /** Parses a JSON object; duplicate names, too much depth and anything after the end are refused. */
    public static ObjectNode parse(byte[] body) {
        try {
            if (Json.MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
            throw malformed("The body is not a JSON object.");
        } catch (JsonProcessingException e) {
            var at = e.getLocation() == null
                    ? ""
                    : " (line %d, column %d)"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            throw malformed("The body is not valid JSON%s.".formatted(at));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    /** What is wrong with a field that is not known: the nearest one that is. */
    public static Problem.Violation unknown(String pointer, String name, Set<String> known) {
        var shown = Text.shorten(name);
        var nearest = Text.nearest(name, known)
                .map(" The nearest one is '%s'."::formatted)
                .orElse("");
        return Problem.Violation.at(
                pointer + "/" + Problem.Violation.escaped(shown),
                "unknown_field",
                "There is no field '%s'.%s".formatted(shown, nearest),
                null);
    }

    public String text(String name) {
        var node = object.get(name);
        if (node == null || !node.isTextual() || node.textValue().isBlank()) {
            violations.add(Problem.Violation.field(name, "required", "A text is required."));
            return "";
        }
        return node.textValue();
    }

    public String among(String name, List<String> values) {
        var node = object.get(name);
        if (node == null || !node.isTextual() || !values.contains(node.textValue())) {
            violations.add(Problem.Violation.field(
                    name, "not_allowed", "One of %s is required.".formatted(String.join(", ", values))));
            return values.getFirst();
        }
        return node.textValue();
    }

    /** A value that may be absent or null; instants, dates, ids and decimals come as strings. */
    public @Nullable Object optional(String name, Type type) {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        try {
            return type.parse(node.asText());
        } catch (IllegalArgumentException | DateTimeParseException e) {
            violations.add(
                    Problem.Violation.field(name, "invalid_value", "This is not %s.".formatted(type.expectation())));
            return null;
        }
    }

    /** A value that must be there. */
    public @Nullable Object required(String name, Type type) {
        if (!object.hasNonNull(name)) {
            violations.add(
                    Problem.Violation.field(name, "required", "This is required: %s.".formatted(type.expectation())));
            return null;
        }
        return optional(name, type);
    }

    public void check() {
        if (!violations.isEmpty()) {
            throw new ProblemException(
                    new Problem.Invalid("invalid", "The body breaks the rules listed under errors.", violations));
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(new Problem.Malformed("malformed_body", detail, List.of()));
    }
}
