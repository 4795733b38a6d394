package dev.rejoin.api.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The items of a nested resource that are a part of this one: shown as an array in the item's own statement, and written
 * with it. On a {@code @Transient} field, which Hibernate leaves alone.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Elements {
    Class<? extends Item<?>> of();

    /** The field of the element that is its key within the array. */
    String order();
}
