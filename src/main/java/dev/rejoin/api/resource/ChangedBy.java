package dev.rejoin.api.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A value of this field that only the action {@code POST …/{id}/action} gives to an item that is there already. */
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ChangedBy.All.class)
public @interface ChangedBy {
    String action();

    String value();

    /** What repeats the annotation. */
    @Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {
        ChangedBy[] value();
    }
}
