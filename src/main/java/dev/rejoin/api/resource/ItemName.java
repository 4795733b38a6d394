package dev.rejoin.api.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What clients call an entity's items: on the entity. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ItemName {
    /** The unique plural, for example {@code teacher-topics}; the end of operation ids and the tag. */
    String plural();

    /** For schemas, operation ids and sentences, for example {@code teacher-topic}. */
    String singular();

    /** The last segment of the collection's path: the plural, except where an owner makes a shorter one clear. */
    String segment() default "";

    /** What search documents call these items; empty where there are none. */
    String searchedAs() default "";

    /** The role that is needed to read or write any of them; READER and EDITOR by default. */
    Role onlyFor() default Role.READER;
}
