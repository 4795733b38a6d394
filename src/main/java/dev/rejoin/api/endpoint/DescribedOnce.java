package dev.rejoin.api.endpoint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation that is the same of every resource that has it, so that the contract describes it once: with
 * <code>{resource}</code> in the path and the names of these resources for it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface DescribedOnce {
    /** The operation's id in the contract. */
    String value();

    /** The parameter of its path. */
    String RESOURCE = "resource";
}
