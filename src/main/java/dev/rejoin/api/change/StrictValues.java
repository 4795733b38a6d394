package dev.rejoin.api.change;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.ArrayType;
import com.fasterxml.jackson.databind.type.CollectionType;
import dev.rejoin.api.Text;
import dev.rejoin.api.problem.Violations;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ScalarType;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the scalar values of bodies: each in the one form that the contract has, nothing coerced. What is wrong is noted
 * and read as null, so that everything wrong with a body is found at once.
 */
final class StrictValues extends SimpleModule {
    private static final long serialVersionUID = 1;

    /** The attribute with the list of {@link Found} to add to. */
    static final String FOUND = "dev.rejoin.found";

    /** Something wrong, with the names that lead to it. */
    record Found(List<String> path, String code, String detail) {}

    StrictValues() {
        super("strict values");
        for (var type : List.of(String.class, UUID.class, BigDecimal.class, LocalDate.class, OffsetDateTime.class)) {
            add(type);
        }
        for (var type : List.of(Boolean.class, Integer.class, Long.class)) {
            add(type);
        }
        addDeserializer(List.class, new Texts());
        addDeserializer(float[].class, new Numbers());
        setDeserializers(new Enumerations(getDeserializers()));
    }

    private <T> void add(Class<T> type) {
        addDeserializer(type, new Scalar<>(type));
    }

    private SimpleDeserializers getDeserializers() {
        return _deserializers;
    }

    /** Any enumeration, by its names. */
    private static final class Enumerations extends SimpleDeserializers {
        private static final long serialVersionUID = 1;
        private final SimpleDeserializers others;

        Enumerations(SimpleDeserializers others) {
            this.others = others;
        }

        @Override
        public JsonDeserializer<?> findBeanDeserializer(
                JavaType type,
                com.fasterxml.jackson.databind.DeserializationConfig config,
                com.fasterxml.jackson.databind.BeanDescription description)
                throws com.fasterxml.jackson.databind.JsonMappingException {
            return others.findBeanDeserializer(type, config, description);
        }

        @Override
        public JsonDeserializer<?> findCollectionDeserializer(
                CollectionType type,
                com.fasterxml.jackson.databind.DeserializationConfig config,
                com.fasterxml.jackson.databind.BeanDescription description,
                com.fasterxml.jackson.databind.jsontype.TypeDeserializer elementTypes,
                JsonDeserializer<?> elements)
                throws com.fasterxml.jackson.databind.JsonMappingException {
            return others.findCollectionDeserializer(type, config, description, elementTypes, elements);
        }

        @Override
        public JsonDeserializer<?> findArrayDeserializer(
                ArrayType type,
                com.fasterxml.jackson.databind.DeserializationConfig config,
                com.fasterxml.jackson.databind.BeanDescription description,
                com.fasterxml.jackson.databind.jsontype.TypeDeserializer elementTypes,
                JsonDeserializer<?> elements)
                throws com.fasterxml.jackson.databind.JsonMappingException {
            return others.findArrayDeserializer(type, config, description, elementTypes, elements);
        }

        @Override
        public JsonDeserializer<?> findEnumDeserializer(
                Class<?> type,
                com.fasterxml.jackson.databind.DeserializationConfig config,
                com.fasterxml.jackson.databind.BeanDescription description) {
            return new Scalar<>(type);
        }
    }

    private static final class Scalar<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1;
        private final Class<T> type;

        Scalar(Class<T> type) {
            super(type);
            this.type = type;
        }

        @Override
        public @Nullable T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var token = parser.currentToken();
            try {
                return type.cast(read(parser, token));
            } catch (IllegalArgumentException | DateTimeException e) {
                note(parser, context, refused(e));
                parser.skipChildren();
                return null;
            }
        }

        private static Refused refused(RuntimeException failure) {
            return switch (failure) {
                case Refused refused -> refused;
                case ScalarType.TooPrecise precise ->
                    new Refused(ScalarType.TooPrecise.CODE, String.valueOf(precise.getMessage()));
                default -> new Refused("invalid_value", "");
            };
        }

        private Object read(JsonParser parser, JsonToken token) throws IOException {
            if (type == Boolean.class) {
                return switch (token) {
                    case VALUE_TRUE -> true;
                    case VALUE_FALSE -> false;
                    default -> throw new IllegalArgumentException();
                };
            }
            if (type == Integer.class || type == Long.class) {
                if (token != JsonToken.VALUE_NUMBER_INT) {
                    throw new IllegalArgumentException();
                }
                return number(parser);
            }
            if (token != JsonToken.VALUE_STRING) {
                throw new IllegalArgumentException();
            }
            var text = parser.getText();
            if (type == String.class) {
                return ItemField.kept(String.valueOf(parser.currentName()), (String) ScalarType.TEXT.parse(text));
            }
            return type.isEnum() ? constant(text) : unpadded(ScalarType.of(type).parse(text));
        }

        /** Zeros behind the last digit say nothing, and are not counted: 20.000 is 20.00 where cents are kept. */
        private static Object unpadded(Object value) {
            if (!(value instanceof BigDecimal number)) {
                return value;
            }
            var stripped = number.stripTrailingZeros();
            return stripped.setScale(Math.max(stripped.scale(), 0));
        }

        private Object number(JsonParser parser) throws IOException {
            var number = parser.getBigIntegerValue();
            if (type == Long.class && number.bitLength() < Long.SIZE) {
                return number.longValue();
            }
            if (number.bitLength() >= Integer.SIZE) {
                throw number.bitLength() >= Long.SIZE
                        ? new IllegalArgumentException()
                        : new Refused("out_of_range", "This is too large for a whole number here.");
            }
            return number.intValue();
        }

        private Object constant(String text) {
            for (var constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(text)) {
                    return constant;
                }
            }
            throw new Refused(
                    "not_allowed",
                    "'%s' is none of %s."
                            .formatted(
                                    Text.shorten(text),
                                    Arrays.stream(type.getEnumConstants())
                                            .map(constant -> ((Enum<?>) constant).name())
                                            .collect(Collectors.joining(", "))));
        }

        private static void note(JsonParser parser, DeserializationContext context, Refused refused) {
            @SuppressWarnings("unchecked")
            var found = (List<Found>) context.getAttribute(FOUND);
            if (found.size() >= Violations.MOST) {
                return;
            }
            var at = parser.getParsingContext();
            // An object or an array has begun a context of its own, which has no name yet.
            var place = parser.currentToken().isStructStart() ? at.getParent() : at;
            found.add(new Found(path(place), refused.code, refused.detail));
        }

        private static List<String> path(JsonStreamContext context) {
            var path = new ArrayList<String>();
            for (var at = context; at != null && !at.inRoot(); at = at.getParent()) {
                path.addFirst(at.inArray() ? String.valueOf(at.getCurrentIndex()) : at.getCurrentName());
            }
            return List.copyOf(path);
        }
    }

    /** A list of texts: the only list that a body has besides an item's elements. */
    private static final class Texts extends StdDeserializer<List<?>> {
        private static final long serialVersionUID = 1;
        private static final Scalar<String> TEXT = new Scalar<>(String.class);

        Texts() {
            super(List.class);
        }

        @Override
        public @Nullable List<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var texts = new ArrayList<String>();
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                Scalar.note(parser, context, new Refused("invalid_value", ""));
                parser.skipChildren();
                return null;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                var text = TEXT.deserialize(parser, context);
                if (text != null) {
                    texts.add(text);
                }
            }
            return texts;
        }
    }

    /** A list of numbers, as the components of a vector. */
    private static final class Numbers extends StdDeserializer<float[]> {
        private static final long serialVersionUID = 1;

        Numbers() {
            super(float[].class);
        }

        @Override
        public float @Nullable [] deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                Scalar.note(parser, context, new Refused("invalid_value", ""));
                parser.skipChildren();
                return null;
            }
            var numbers = new float[64];
            var length = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (length == numbers.length) {
                    numbers = Arrays.copyOf(numbers, 2 * length);
                }
                numbers[length++] = number(parser, context);
            }
            return Arrays.copyOf(numbers, length);
        }

        /** What is wrong is noted, and zero in its place. */
        private static float number(JsonParser parser, DeserializationContext context) throws IOException {
            var token = parser.currentToken();
            if (!token.isNumeric()) {
                Scalar.note(parser, context, new Refused("invalid_value", "This is not a number."));
                parser.skipChildren();
                return 0;
            }
            var number = parser.getFloatValue();
            if (!Float.isFinite(number)) {
                Scalar.note(parser, context, new Refused("out_of_range", "This is not between -3.4e38 and 3.4e38."));
                return 0;
            }
            return number;
        }
    }

    /** Why a value is not taken; an empty detail where the field itself says what it expects. */
    private static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1;
        private final String code;
        private final String detail;

        Refused(String code, String detail) {
            this.code = code;
            this.detail = detail;
        }
    }
}
