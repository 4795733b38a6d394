package dev.rejoin.contract;

import java.util.List;
import java.util.Optional;

/**
 * A field of a resource.
 *
 * @param shown how items show it
 * @param written how a new item writes it; empty where clients do not
 * @param required whether a new item has to bring a value
 * @param owner whether it is the reference to the item that a nested one belongs to, which is written by the path
 * @param target the resource that a reference points to, or whose items are nested here
 */
public record Field(
        String name, Schema shown, Optional<Schema> written, boolean required, boolean owner, Optional<String> target) {

    private static final String REFERENCE_SUFFIX = "_id";

    public Type type() {
        return shown.type();
    }

    public boolean scalar() {
        return type() != Type.JSON;
    }

    public boolean writable() {
        return written.isPresent() || owner;
    }

    /** Whether nobody can write null: the client gives a value, or a default does. */
    public boolean notNull() {
        return !written.orElse(shown).nullable();
    }

    /** Whether every item has a value, also one that was imported. */
    public boolean alwaysThere() {
        return !shown.nullable();
    }

    /** Whether the row needs a value, which a client may nevertheless leave out. */
    public boolean defaulted() {
        return writable() && notNull() && !required;
    }

    /** Whether every write needs a value that some imported items are without. */
    public boolean owed() {
        return required && !alwaysThere();
    }

    public boolean enumerated() {
        return !values().isEmpty();
    }

    /** The only values allowed, if any are listed. */
    public List<String> values() {
        return shown.values();
    }

    /** The name of a reference, under which the item it points to is embedded. */
    public String referenceName() {
        return name.substring(0, name.length() - REFERENCE_SUFFIX.length());
    }

    @Override
    public String toString() {
        return name;
    }
}
