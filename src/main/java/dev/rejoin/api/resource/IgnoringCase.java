package dev.rejoin.api.resource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Two values that differ in case alone are the same: for the unique index, and so for filters and for the order. The
 * catalog's indexes are on {@code lower(normalize(…))} of such a column ({@code EqualityTest}).
 */
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface IgnoringCase {}
