package dev.rejoin.api;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of an operation, as the contract shows it.
 *
 * @param component the name under which several operations share it in the contract, or empty
 */
public record Parameter(
        In in,
        String name,
        Schema schema,
        boolean required,
        String description,
        @Nullable Object example,
        String component) {

    /** Where a parameter stands. */
    public enum In {
        PATH,
        QUERY,
        HEADER
    }

    public static Parameter path(String name, Schema schema, String description) {
        return new Parameter(In.PATH, name, schema, true, description, null, "");
    }

    /** The id of an item in the path. */
    public static Parameter id(String name, Resource resource) {
        return path(name, Schema.of(Type.UUID), "The %s's id.".formatted(resource.noun()))
                .example(Examples.ID);
    }

    public static Parameter query(String name, Schema schema, String description) {
        return new Parameter(In.QUERY, name, schema, false, description, null, "");
    }

    public static Parameter header(String name, Schema schema, String description) {
        return new Parameter(In.HEADER, name, schema, false, description, null, "");
    }

    public Parameter mandatory() {
        return new Parameter(in, name, schema, true, description, example, component);
    }

    public Parameter example(Object example) {
        return new Parameter(in, name, schema, required, description, example, component);
    }

    public Parameter sharedAs(String component) {
        return new Parameter(in, name, schema, required, description, example, component);
    }
}
