package dev.rejoin.api.resource;

/** Related items that {@code expand} embeds. */
public sealed interface Relation {
    /** The name under which they are embedded. */
    String name();

    /** Whose items they are. */
    Class<?> target();

    /**
     * The item that a reference names.
     *
     * @param path of the association in HQL
     */
    record ToOne(String name, ItemField reference, Class<?> target, String path) implements Relation {}

    /** The items of another resource whose reference names this one. */
    record ToMany(String name, ItemField reference, Class<?> target) implements Relation {}
}
