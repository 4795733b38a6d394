package dev.rejoin.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The scalar types of fields and parameters: how each is read from text and from JDBC, and written as JSON. */
public enum Type {
    TEXT("text", "text of whole Unicode characters, NUL apart") {
        @Override
        public Object parse(String text) {
            if (text.indexOf('\0') >= 0 || brokenSurrogate(text)) {
                throw new IllegalArgumentException(text);
            }
            return text;
        }

        @Override
        public @Nullable Object read(ResultSet rows, int index) throws SQLException {
            return rows.getString(index);
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

        @Override
        public @Nullable Object read(ResultSet rows, int index) throws SQLException {
            return rows.getObject(index, UUID.class);
        }
    },
    INTEGER("int8", "a whole number") {
        @Override
        public Object parse(String text) {
            return Long.valueOf(text);
        }

        @Override
        public @Nullable Object read(ResultSet rows, int index) throws SQLException {
            var value = rows.getLong(index);
            return rows.wasNull() ? null : value;
        }

        @Override
        public void write(JsonGenerator json, Object value) throws IOException {
            json.writeNumber((long) value);
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
        public @Nullable Object read(ResultSet rows, int index) throws SQLException {
            return rows.getBigDecimal(index);
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
        public @Nullable Object read(ResultSet rows, int index) throws SQLException {
            var value = rows.getBoolean(index);
            return rows.wasNull() ? null : value;
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
            return LocalDate.parse(text);
        }

        @Override
        public @Nullable Object read(ResultSet rows, int index) throws SQLException {
            return rows.getObject(index, LocalDate.class);
        }
    },
    INSTANT("timestamptz", "an instant with its offset, as 2026-03-31T08:00:00Z") {
        @Override
        public Object parse(String text) {
            var instant = OffsetDateTime.parse(text.replace(' ', '+')).withOffsetSameInstant(ZoneOffset.UTC);
            if (instant.getYear() < 1 || instant.getYear() > 9999) {
                throw new IllegalArgumentException(text);
            }
            return instant;
        }

        @Override
        public @Nullable Object read(ResultSet rows, int index) throws SQLException {
            return rows.getObject(index, OffsetDateTime.class);
        }

        @Override
        public String print(Object value) {
            return Instants.print((OffsetDateTime) value);
        }
    },
    /** A JSON value built by the item's own statement, for example an invoice's lines. */
    JSON("jsonb", "JSON") {
        @Override
        public Object parse(String text) {
            throw new IllegalStateException("JSON fields are no parameters");
        }

        @Override
        public @Nullable Object read(ResultSet rows, int index) throws SQLException {
            return rows.getString(index);
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

    Type(String sqlName, String expectation) {
        this.sqlName = sqlName;
        this.expectation = expectation;
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

    /** Reads a parameter's text; anything else than {@link #expectation} is an IllegalArgumentException. */
    public abstract Object parse(String text);

    public abstract @Nullable Object read(ResultSet rows, int index) throws SQLException;

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
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new ProblemException(Problem.Malformed.parameter(
                    parameter, "invalid_value", "'%s' is not %s.".formatted(Text.shorten(text), expectation)));
        }
    }

    /** The name of the SQL type that arrays of bound values have. */
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
