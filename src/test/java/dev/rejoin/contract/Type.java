package dev.rejoin.contract;

/** The types of fields, as the contract tells them apart by type and format. */
public enum Type {
    TEXT("text"),
    UUID("uuid"),
    INTEGER("int8"),
    DECIMAL("numeric"),
    BOOLEAN("bool"),
    DATE("date"),
    INSTANT("timestamptz"),
    /** The items of another resource, as an invoice's lines. */
    JSON("jsonb");

    private final String sqlName;

    Type(String sqlName) {
        this.sqlName = sqlName;
    }

    /** What a text is cast to in SQL, to become a value of this type. */
    public String sqlName() {
        return sqlName;
    }

    /** Whether values have an order that {@code __gte} and the like can use. */
    public boolean ordered() {
        return this == INTEGER || this == DECIMAL || this == DATE || this == INSTANT;
    }

    static Type of(String type, String format) {
        return switch (type) {
            case "integer" -> INTEGER;
            case "boolean" -> BOOLEAN;
            case "array", "object" -> JSON;
            case "string" ->
                switch (format) {
                    case "uuid" -> UUID;
                    case "decimal" -> DECIMAL;
                    case "date" -> DATE;
                    case "date-time" -> INSTANT;
                    case "" -> TEXT;
                    default -> throw new IllegalStateException("a text of the format " + format);
                };
            default -> throw new IllegalStateException("a schema of the type " + type);
        };
    }
}
