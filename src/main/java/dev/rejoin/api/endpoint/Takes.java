package dev.rejoin.api.endpoint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The query parameters that an operation shares with others; those of its own are {@code @QueryParam}s. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Takes {
    Shared[] value();

    /** The page size where nothing else is said. */
    int LIMIT = 50;

    /** The page size where a paged list of its own is not asked for another. */
    int limit() default LIMIT;

    /** Groups of parameters, each read in one place. */
    enum Shared {
        /** limit and cursor. */
        PAGE,
        /** sort and count. */
        ORDER,
        /** fields, and expand where there is something to embed. */
        SHAPE,
        /** Every filter of the item's type, and q where it is searched. */
        FILTERS,
        /** group_by, metrics and limit. */
        GROUPS
    }
}
