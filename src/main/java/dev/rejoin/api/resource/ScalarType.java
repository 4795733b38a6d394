package dev.rejoin.api.resource;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.api.Text;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** The scalar types of fields and parameters: how each is read from text and written as JSON. */
public enum ScalarType {
    TEXT("text", "text of whole Unicode characters, NUL apart") {
        @Override
        public Object parse(String text) {
            if (text.indexOf('\0') >= 0 || brokenSurrogate(text)) {
                throw new IllegalArgumentException(text);
            }
            return text;
        }

        @Override
        public String print(Object value) {
            return value instanceof Enum<?> constant ? constant.name() : value.toString();
        }
    },
    UUID("uuid", "a UUID, as 0198c0de-7a11-7000-8000-000000000001") {
        @Override
        public Object parse(String text) {
            if (!CANONICAL_UUID.matcher(text).matches()) {
                throw new IllegalArgumentException(text);
            }
            return java.util.UUID.fromString(text);
        }
    },
    INTEGER("int8", "a whole number") {
        @Override
        public Object parse(String text) {
            return Long.valueOf(text);
        }

        @Override
        public void write(JsonGenerator json, Object value) throws IOException {
            json.writeNumber(((Number) value).longValue());
        }
    },
    DECIMAL("numeric", "a decimal number, as 1250.00") {
        @Override
        public Object parse(String text) {
            if (!PLAIN_DECIMAL.matcher(text).matches()) {
                throw new IllegalArgumentException(text);
            }
            return new BigDecimal(text);
        }

        @Override
        public String print(Object value) {
            return ((BigDecimal) value).toPlainString();
        }
    },
    BOOLEAN("bool", "true or false") {
        @Override
        public Object parse(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException(text);
            };
        }

        @Override
        public void write(JsonGenerator json, Object value) throws IOException {
            json.writeBoolean((boolean) value);
        }
    },
    DATE("date", "a date, as 2026-03-31") {
        @Override
        public Object parse(String text) {
            if (text.length() != 10) {
                throw new IllegalArgumentException(text);
            }
            var date = LocalDate.parse(text);
            // There is no year 0: the driver would write, and read, another one.
            if (date.getYear() < 1) {
                throw new IllegalArgumentException(text);
            }
            return date;
        }
    },
    INSTANT("timestamptz", "an instant with its offset, as 2026-03-31T08:00:00Z") {
        @Override
        public Object parse(String text) {
            var instant = OffsetDateTime.parse(text.replace(' ', '+')).withOffsetSameInstant(ZoneOffset.UTC);
            if (instant.getYear() < 1 || instant.getYear() > 9999) {
                throw new IllegalArgumentException(text);
            }
            // PostgreSQL would round it.
            if (!instant.equals(instant.truncatedTo(ChronoUnit.MICROS))) {
                throw new TooPrecise(
                        "'%s' has more than six digits after the point of its seconds.".formatted(Text.shorten(text)));
            }
            return instant;
        }

        @Override
        public String print(Object value) {
            return Instants.print((OffsetDateTime) value);
        }
    },
    /** A JSON array built by the item's own statement, for example an invoice's lines. */
    JSON("jsonb", "JSON") {
        @Override
        public Object parse(String text) {
            throw new IllegalStateException("JSON fields are no parameters");
        }

        @Override
        public void write(JsonGenerator json, Object value) throws IOException {
            json.writeRawValue((String) value);
        }
    };

    private static final Pattern CANONICAL_UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    // Bounded, because a thousand digits would cost more to compare than any client may ask for.
    private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,10})?");

    private final String sqlName;
    private final String expectation;

    ScalarType(String sqlName, String expectation) {
        this.sqlName = sqlName;
        this.expectation = expectation;
    }

    /** The type of values of this class; enumerations are text. */
    public static ScalarType of(Class<?> type) {
        if (type == String.class || type.isEnum()) {
            return TEXT;
        }
        if (type == java.util.UUID.class) {
            return UUID;
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return INTEGER;
        }
        if (type == BigDecimal.class) {
            return DECIMAL;
        }
        if (type == Boolean.class || type == boolean.class) {
            return BOOLEAN;
        }
        if (type == LocalDate.class) {
            return DATE;
        }
        if (type == OffsetDateTime.class) {
            return INSTANT;
        }
        throw new IllegalStateException("no field has values of " + type);
    }

    /** Whether half a character stands alone, which UTF-8 cannot say and PostgreSQL would keep as a question mark. */
    private static boolean brokenSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isHighSurrogate(text.charAt(i))
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** What a value is that would not be kept as it is: a sentence that says so. */
    public static final class TooPrecise extends IllegalArgumentException {
        /** The problem's code. */
        public static final String CODE = "too_precise";

        private static final long serialVersionUID = 1;

        TooPrecise(String sentence) {
            super(sentence);
        }
    }

    /** Reads a value; anything else than {@link #expectation} is an IllegalArgumentException. */
    public abstract Object parse(String text);

    /** The value as it stands in JSON strings, cursors and CSV. */
    public String print(Object value) {
        return value.toString();
    }

    public void write(JsonGenerator json, Object value) throws IOException {
        json.writeString(print(value));
    }

    /** Reads a parameter's text or says what was expected. */
    public Object parse(String parameter, String text) {
        try {
            return parse(text);
        } catch (TooPrecise e) {
            throw new ProblemException(Problem.Malformed.parameter(parameter, TooPrecise.CODE, e.getMessage()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ProblemException(Problem.Malformed.parameter(
                    parameter, "invalid_value", "'%s' is not %s.".formatted(Text.shorten(text), expectation)));
        }
    }

    /** The name of the SQL type of such values. */
    public String sqlName() {
        return sqlName;
    }

    public String expectation() {
        return expectation;
    }

    /** Whether values have an order that {@code __gte} and the like can use. */
    public boolean ordered() {
        return this == INTEGER || this == DECIMAL || this == DATE || this == INSTANT;
    }
}
