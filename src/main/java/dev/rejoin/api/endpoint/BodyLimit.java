package dev.rejoin.api.endpoint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The most bytes that the body of an operation may have; 64 KiB where nothing is said. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BodyLimit {
    int ITEM = 1 << 20;
    int MANY = 16 << 20;
    int ORDER = 1 << 16;

    int value();
}
