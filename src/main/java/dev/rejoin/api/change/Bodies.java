package dev.rejoin.api.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.api.Json;
import dev.rejoin.api.Text;
import dev.rejoin.api.Utf8;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.problem.Violations;
import dev.rejoin.api.resource.Catalog;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.ScalarType;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads JSON bodies into records: strictly, and with everything that is wrong at once. */
@Singleton
public class Bodies {
    private static final ObjectMapper MAPPER = Json.MAPPER
            .copy()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .registerModule(new StrictValues());

    private final Catalog catalog;
    private final Validator validator;

    Bodies(Catalog catalog, Validator validator) {
        this.catalog = catalog;
        this.validator = validator;
    }

    /**
     * Parses a JSON object in UTF-8; duplicate names, too much depth, more values than such a body has room for, and
     * anything after the end are refused.
     */
    public static ObjectNode parse(byte[] body) {
        Utf8.wrong(body).ifPresent(sentence -> {
            throw malformed(sentence);
        });
        try {
            if (Json.tree(body) instanceof ObjectNode object) {
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

    static ProblemException malformed(String detail) {
        return new ProblemException(new Problem.Malformed("malformed_body", detail, List.of()));
    }

    /**
     * Reads what an operation takes that is no item, as the body of an action.
     *
     * @throws ProblemException 400 where a field is not known, 422 with all that is wrong
     */
    public <T extends Record> T order(ObjectNode object, Class<T> type) {
        var components = RecordComponents.of(type);
        var refused = new Violations();
        object.fieldNames().forEachRemaining(name -> {
            if (!refused.full() && !components.names().contains(name)) {
                refused.add(unknown("", name, components.names()));
            }
        });
        throwRefused(refused);
        var body = new Body<T>("");
        var found = new ArrayList<StrictValues.Found>();
        var record = convert(object, type, found);
        for (var wrong : found) {
            body.add(
                    wrong.path(),
                    wrong.code(),
                    detail(wrong, expected(type, wrong.path().getFirst())),
                    null);
        }
        for (var violation : validator.validate(record)) {
            var name = Text.snake(violation.getPropertyPath().toString());
            if (!body.violated(name)) {
                var expected = expected(type, name);
                if (isMissing(violation)) {
                    body.add(name, "required", "This is required: %s.".formatted(expected), null);
                } else {
                    var wrong = tooManyDigits(violation)
                            .orElseGet(() -> new StrictValues.Found(
                                    List.of(), "invalid_value", "This is not %s.".formatted(violation.getMessage())));
                    body.add(name, wrong.code(), wrong.detail(), null);
                }
            }
        }
        body.sort(components.names());
        body.check();
        return record;
    }

    private static String expected(Class<? extends Record> type, String name) {
        for (var component : type.getRecordComponents()) {
            if (Text.snake(component.getName()).equals(name)) {
                return expected(component.getType());
            }
        }
        throw new IllegalStateException("%s has no component %s".formatted(type, name));
    }

    private static String expected(Class<?> type) {
        if (type == List.class) {
            return "a list of texts";
        }
        if (type == float[].class) {
            return "a list of numbers";
        }
        return type.isEnum()
                ? "one of "
                        + String.join(
                                ", ",
                                java.util.Arrays.stream(type.getEnumConstants())
                                        .map(constant -> ((Enum<?>) constant).name())
                                        .toList())
                : ScalarType.of(type).expectation();
    }

    /**
     * Reads what is written of an item; fields that nobody can set are thrown as a malformed request, everything else that
     * is wrong is kept in the body.
     *
     * @param pointer where the object stands in the body
     */
    public <D extends Record> Body<D> item(ObjectNode object, ItemType<?, D> type, String pointer) {
        var refused = new Violations();
        var body = item(object, type, pointer, refused);
        throwRefused(refused);
        return body;
    }

    private static void throwRefused(Violations refused) {
        if (!refused.isEmpty()) {
            throw new ProblemException(new Problem.Malformed(
                    refused.getFirst().code(), "The body has fields that cannot be set.", refused));
        }
    }

    private <D extends Record> Body<D> item(
            ObjectNode object, ItemType<?, D> type, String pointer, Violations refused) {
        var body = new Body<D>(pointer);
        var plain = object.objectNode();
        for (var property : object.properties()) {
            var name = property.getKey();
            var field = type.fields().get(name);
            if (refused.full()) {
                break;
            } else if (field == null) {
                refused.add(unknown(pointer, name, writable(type)));
            } else if (type.isOwner(field)) {
                refused.add(readOnly(pointer, name, "it is the item in the path"));
            } else {
                switch (field.origin()) {
                    case WRITTEN -> plain.set(name, property.getValue());
                    case ELEMENTS -> elements(body, field, type, property.getValue(), refused);
                    case OWNED -> refused.add(readOnly(pointer, name, "the service sets it"));
                    case DERIVED -> refused.add(readOnly(pointer, name, "it is computed"));
                }
            }
        }
        values(body, plain, type);
        if ("".equals(body.values().get("legacy_id"))) {
            body.refuse("legacy_id", "invalid_value", "This is empty, and no path could name it; null is none.");
        }
        return body;
    }

    private <D extends Record> void values(Body<D> body, ObjectNode plain, ItemType<?, D> type) {
        var found = new ArrayList<StrictValues.Found>();
        var components = RecordComponents.of(type.data());
        var record = convert(plain, type.data(), found);
        for (var wrong : found) {
            var field = type.get(wrong.path().getFirst());
            body.add(
                    field.name(),
                    wrong.code(),
                    detail(wrong, field.expected()),
                    wrong.code().equals("not_allowed") ? constraint(type, field, "allowed") : null);
        }
        plain.fieldNames().forEachRemaining(name -> {
            if (!body.violated(name)) {
                body.values().put(name, scaled(type.get(name), components.value(record, name)));
            }
        });
    }

    /** A decimal as its column keeps it, so that 10.5 and 10.50 are the same value. */
    private static @Nullable Object scaled(ItemField field, @Nullable Object value) {
        return value instanceof BigDecimal number && number.scale() < field.scale()
                ? number.setScale(field.scale())
                : value;
    }

    private void elements(
            Body<?> body,
            ItemField field,
            ItemType<?, ?> type,
            com.fasterxml.jackson.databind.JsonNode node,
            Violations refused) {
        if (!(node instanceof ArrayNode array)) {
            body.add(field.name(), "invalid_value", "This is not an array.", null);
            return;
        }
        var declared = type.elements().get(field.name());
        var element = catalog.any(declared.of());
        var read = new ArrayList<Body<?>>();
        for (int i = 0;
                i < array.size() && !refused.full() && !body.violations().full();
                i++) {
            var at = "%s/%s/%d".formatted(body.pointer(), field.name(), i);
            if (array.get(i) instanceof ObjectNode object) {
                var inner = item(object, element, at, refused);
                // The place in the array says it where the item itself does not.
                inner.values().putIfAbsent(declared.order(), i + 1);
                validate(inner, element, null, true);
                read.add(inner);
                body.violations().addAll(inner.violations());
            } else {
                body.violations().add(Problem.Violation.at(at, "invalid_value", "This is not an object.", null));
            }
        }
        body.elements().put(field.name(), read);
    }

    /**
     * Asks Bean Validation about the item as it would be.
     *
     * @param present what it is now, null for a new one
     * @param whole whether what was not sent counts, too; of an item that is there, the database judges the rest
     */
    <D extends Record> void validate(Body<?> body, ItemType<?, D> type, @Nullable D present, boolean whole) {
        var record = RecordComponents.of(type.data()).with(present, body.values());
        for (var violation : validator.validate(record)) {
            var field = type.get(Text.snake(violation.getPropertyPath().toString()));
            if (type.isOwner(field) || body.violated(field.name()) || !(whole || body.sent(field.name()))) {
                continue;
            }
            if (isMissing(violation)) {
                body.add(
                        field.name(),
                        "required",
                        "This is required: %s.".formatted(field.expected()),
                        constraint(type, field, "required"));
            } else {
                unfit(body, field, violation);
            }
        }
        // What has a default is not missing where it is absent, yet nobody can write null.
        body.values().forEach((name, value) -> {
            var field = type.get(name);
            if (value == null && field.notNull() && !body.violated(name) && !type.isOwner(field)) {
                body.add(
                        name,
                        "required",
                        "This is required: %s.".formatted(field.expected()),
                        constraint(type, field, "required"));
            }
        });
    }

    /** A value of the right type that a rule of its field refuses. */
    private static void unfit(Body<?> body, ItemField field, ConstraintViolation<?> violation) {
        tooManyDigits(violation)
                .ifPresentOrElse(wrong -> body.refuse(field.name(), wrong.code(), wrong.detail()), () -> body.unfit()
                        .put(field.name(), violation.getMessage()));
    }

    private static Optional<StrictValues.Found> tooManyDigits(ConstraintViolation<?> violation) {
        if (!(violation.getInvalidValue() instanceof BigDecimal number
                && violation.getConstraintDescriptor().getAnnotation() instanceof Digits digits)) {
            return Optional.empty();
        }
        return Optional.of(
                number.scale() > digits.fraction()
                        ? new StrictValues.Found(
                                List.of(),
                                "too_precise",
                                "At most %d digits stand after the point.".formatted(digits.fraction()))
                        : new StrictValues.Found(
                                List.of(),
                                "out_of_range",
                                "At most %d digits stand before the point.".formatted(digits.integer())));
    }

    private <T> T convert(ObjectNode object, Class<T> type, List<StrictValues.Found> found) {
        try {
            return MAPPER.readerFor(type)
                    .withAttribute(StrictValues.FOUND, found)
                    .readValue(object);
        } catch (IOException e) {
            throw new IllegalStateException("a JSON object is no %s".formatted(type.getSimpleName()), e);
        }
    }

    private static boolean isMissing(ConstraintViolation<?> violation) {
        var rule = violation.getConstraintDescriptor().getAnnotation();
        return rule instanceof NotNull || rule instanceof NotBlank && violation.getInvalidValue() == null;
    }

    private static String detail(StrictValues.Found wrong, String expected) {
        return wrong.detail().isEmpty() ? "This is not %s.".formatted(expected) : wrong.detail();
    }

    private static String constraint(ItemType<?, ?> type, ItemField field, String what) {
        return "%s_%s_%s".formatted(type.table(), field.name(), what);
    }

    private static Set<String> writable(ItemType<?, ?> type) {
        var names = new LinkedHashSet<String>();
        type.fields().values().stream()
                .filter(field -> field.writable() && !type.isOwner(field))
                .forEach(field -> names.add(field.name()));
        return names;
    }

    private static Problem.Violation readOnly(String pointer, String name, String why) {
        return Problem.Violation.at(
                pointer + "/" + name, "read_only_field", "'%s' cannot be set: %s.".formatted(name, why), null);
    }

    /** What is wrong with a field that is not known: the nearest one that is. */
    public static Problem.Violation unknown(String pointer, String name, Collection<String> known) {
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
}
