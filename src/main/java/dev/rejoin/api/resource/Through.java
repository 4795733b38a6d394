package dev.rejoin.api.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A computed field that is another item's: filters and orders reach it by this path, by a join that an index of the other
 * table can drive. The reference on the path is always there.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Through {
    /** From the entity on, in HQL. */
    String value();
}
