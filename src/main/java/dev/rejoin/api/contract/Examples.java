package dev.rejoin.api.contract;

import dev.rejoin.api.resource.ScalarType;

/** Examples of values. */
final class Examples {
    static final String ID = "0198c0de-7a11-7000-8000-000000000001";

    private Examples() {}

    /** A value as JSON has it, of the text that an annotation says. */
    static Object typed(ScalarType type, String example) {
        return switch (type) {
            case INTEGER -> Long.valueOf(example);
            case BOOLEAN -> Boolean.valueOf(example);
            case TEXT, UUID, DECIMAL, DATE, INSTANT, JSON -> example;
        };
    }
}
