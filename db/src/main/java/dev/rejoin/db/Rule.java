package dev.rejoin.db;

import java.util.List;

/**
 * A rule that the database keeps, or a quality view checks.
 *
 * @param name the constraint's, guard's or view's name in the catalog
 * @param entity the table whose rows must keep it
 * @param code the stable problem code; where a foreign key is broken by a delete it is {@code in_use} instead
 * @param fields the columns a client may have got wrong; empty for quality views
 * @param sentence the rule, for people
 */
public record Rule(String name, Kind kind, String entity, String code, List<String> fields, String sentence) {

    /** Where a rule is enforced. */
    public enum Kind {
        NOT_NULL,
        CHECK,
        PRIMARY_KEY,
        UNIQUE,
        FOREIGN_KEY,
        /** An exclusion constraint, or a key WITHOUT OVERLAPS, which PostgreSQL reports as one. */
        EXCLUDE,
        /** A guard, which fails as a CHECK of this name would. */
        TRIGGER,
        /** A view {@code quality.<name>}: not enforced, but listed. */
        VIEW
    }
}
