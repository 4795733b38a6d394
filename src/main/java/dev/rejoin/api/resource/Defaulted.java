package dev.rejoin.api.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Never null, yet a client may leave it out: the column has a default. Beside it stands a {@code @ColumnTransformer} that
 * writes the default in the place of null, since an INSERT that names the column does not take its default.
 */
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface Defaulted {}
