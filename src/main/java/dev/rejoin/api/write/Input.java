package dev.rejoin.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.api.Body;
import dev.rejoin.api.Field;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import dev.rejoin.api.Rule;
import dev.rejoin.api.Text;
import dev.rejoin.api.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values that a client has sent for the fields of a form, and everything that is wrong with each by itself. What the
 * database's constraints say is left to them.
 */
public final class Input {
    private final Form form;
    private final String pointer;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final Map<String, List<Input>> items = new LinkedHashMap<>();
    private final List<Problem.Violation> violations = new ArrayList<>();

    private Input(Form form, String pointer) {
        this.form = form;
        this.pointer = pointer;
    }

    /** Reads the body of an action; throws what is wrong with it. */
    static Input of(ObjectNode body, Form form) {
        var input = read(body, form, "");
        input.require();
        input.check();
        return input;
    }

    /**
     * Reads an object; fields that nobody can set are thrown as a malformed request, everything else that is wrong is
     * kept in {@link #violations}.
     *
     * @param pointer where the object stands in the body
     */
    static Input read(ObjectNode object, Form form, String pointer) {
        var refused = new ArrayList<Problem.Violation>();
        var input = read(object, form, pointer, refused);
        if (!refused.isEmpty()) {
            throw new ProblemException(new Problem.Malformed(
                    refused.getFirst().code(), "The body has fields that cannot be set.", refused));
        }
        return input;
    }

    private static Input read(ObjectNode object, Form form, String pointer, List<Problem.Violation> refused) {
        var input = new Input(form, pointer);
        for (var property : object.properties()) {
            var name = property.getKey();
            var field = form.fields().get(name);
            if (field != null) {
                input.add(field, property.getValue(), refused);
            } else if (form.refused().containsKey(name)) {
                refused.add(input.violation(
                        name,
                        "read_only_field",
                        "'%s' cannot be set: %s.".formatted(name, form.refused().get(name))));
            } else {
                refused.add(Body.unknown(pointer, name, form.fields().keySet()));
            }
        }
        return input;
    }

    private void add(Field field, JsonNode node, List<Problem.Violation> refused) {
        if (form.items().containsKey(field.name())) {
            addItems(field, form.items().get(field.name()), node, refused);
        } else if (node.isNull()) {
            values.put(field.name(), null);
        } else {
            var value = value(field, node);
            if (value != null) {
                values.put(field.name(), value);
            }
        }
    }

    private void addItems(Field field, Form element, JsonNode node, List<Problem.Violation> refused) {
        if (!node.isArray()) {
            violations.add(violation(field.name(), "invalid_value", "This is not an array."));
            return;
        }
        var read = new ArrayList<Input>();
        for (int i = 0; i < node.size(); i++) {
            var at = "%s/%s/%d".formatted(pointer, field.name(), i);
            if (node.get(i) instanceof ObjectNode object) {
                var item = read(object, element, at, refused);
                // The place in the array says it where the item itself does not.
                item.values.putIfAbsent(Field.Source.Items.of(field).order(), (long) i + 1);
                item.require();
                read.add(item);
                violations.addAll(item.violations);
            } else {
                violations.add(Problem.Violation.at(at, "invalid_value", "This is not an object.", null));
            }
        }
        items.put(field.name(), read);
    }

    /** Notes what is missing; for bodies in which absent fields do not keep a value. */
    void require() {
        for (var field : form.fields().values()) {
            if (field.rule().required() && !sent(field.name()) && !violated(field.name())) {
                values.put(field.name(), null);
            }
        }
        values.forEach((name, value) -> {
            var field = form.fields().get(name);
            if (field != null && value == null && field.rule().notNull() && !violated(name)) {
                violations.add(missing(field));
            }
        });
    }

    /** Notes where null was sent for what cannot be null. */
    void refuseNulls() {
        values.forEach((name, value) -> {
            var field = form.fields().get(name);
            if (field != null && value == null && field.rule().notNull()) {
                violations.add(missing(field));
            }
        });
    }

    private Problem.Violation missing(Field field) {
        return Problem.Violation.at(
                pointer + "/" + field.name(),
                "required",
                "This is required: %s.".formatted(expectation(field)),
                constraint(field, "required"));
    }

    /** Throws everything that is wrong, if anything is. */
    void check() {
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.Invalid.of(violations));
        }
    }

    private boolean violated(String name) {
        return violations.stream().anyMatch(violation -> (pointer + "/" + name).equals(violation.pointer()));
    }

    private @Nullable Object value(Field field, JsonNode node) {
        var name = field.name();
        try {
            var value = typed(field.type(), node);
            if (field.enumerated() && !field.rule().values().contains(value)) {
                violations.add(Problem.Violation.at(
                        pointer + "/" + name,
                        "not_allowed",
                        "'%s' is none of %s."
                                .formatted(
                                        Text.shorten(value.toString()),
                                        String.join(", ", field.rule().values())),
                        constraint(field, "allowed")));
                return null;
            }
            return fits(field, value) ? value : null;
        } catch (IllegalArgumentException | DateTimeException e) {
            violations.add(violation(name, "invalid_value", "This is not %s.".formatted(expectation(field))));
            return null;
        }
    }

    private static Object typed(Type type, JsonNode node) {
        return switch (type) {
            case INTEGER -> {
                if (!node.isIntegralNumber() || !node.canConvertToLong()) {
                    throw new IllegalArgumentException();
                }
                yield node.longValue();
            }
            case BOOLEAN -> {
                if (!node.isBoolean()) {
                    throw new IllegalArgumentException();
                }
                yield node.booleanValue();
            }
            case TEXT, UUID, DECIMAL, DATE, INSTANT -> {
                if (!node.isTextual()) {
                    throw new IllegalArgumentException();
                }
                yield type.parse(node.textValue());
            }
            case JSON -> throw new IllegalStateException("arrays of items have a form of their own");
        };
    }

    /** Whether a column has room for a number, all its digits included: PostgreSQL would round in silence. */
    private boolean fits(Field field, Object value) {
        if (value instanceof Long number && number != number.intValue()) {
            violations.add(violation(field.name(), "out_of_range", "This is too large for a whole number here."));
            return false;
        }
        if (value instanceof BigDecimal number && field.rule().digits().precision() > 0) {
            var digits = field.rule().digits();
            var plain = number.stripTrailingZeros();
            if (plain.scale() > digits.scale()) {
                violations.add(violation(
                        field.name(),
                        "too_precise",
                        "At most %d digits stand after the point.".formatted(digits.scale())));
                return false;
            }
            if (plain.precision() - plain.scale() > digits.precision() - digits.scale()) {
                violations.add(violation(
                        field.name(),
                        "out_of_range",
                        "At most %d digits stand before the point.".formatted(digits.precision() - digits.scale())));
                return false;
            }
        }
        return true;
    }

    private static String expectation(Field field) {
        return field.enumerated()
                ? "one of " + String.join(", ", field.rule().values())
                : field.rule()
                        .form()
                        .map(Rule.Form::expectation)
                        .orElse(field.type().expectation());
    }

    private @Nullable String constraint(Field field, String what) {
        return form.table()
                .map(table -> "%s_%s_%s".formatted(table, field.name(), what))
                .orElse(null);
    }

    private Problem.Violation violation(String name, String code, String detail) {
        return Problem.Violation.at(pointer + "/" + Problem.Violation.escaped(name), code, detail, null);
    }

    /** Takes back a value that, fine by itself, is not allowed here. */
    void refuse(String name, String code, String detail) {
        values.remove(name);
        violations.add(violation(name, code, detail));
    }

    List<Problem.Violation> violations() {
        return violations;
    }

    String pointer() {
        return pointer;
    }

    /** What was sent and could be read, by field name; null where null was sent. */
    Map<String, @Nullable Object> values() {
        return values;
    }

    /** The nested items that were sent, by field name. */
    Map<String, List<Input>> items() {
        return items;
    }

    boolean sent(String name) {
        return values.containsKey(name) || items.containsKey(name);
    }

    /** A value that was sent and is not null; its class is that of the field's {@link Type}. */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> value(String name) {
        return Optional.ofNullable((T) values.get(name));
    }

    /** A value that the form requires. */
    public <T> T required(String name) {
        return this.<T>value(name).orElseThrow();
    }
}
