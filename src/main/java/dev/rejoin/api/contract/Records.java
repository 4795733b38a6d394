package dev.rejoin.api.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rejoin.api.Text;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Completes the scanned schemas of records by what SmallRye does not read: {@code @Nullable} of JSpecify, and that Jackson
 * writes every component of an answer, null or not.
 */
final class Records {
    private final Map<String, Schema> schemas;
    private final Set<Class<?>> done = new HashSet<>();

    Records(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    /** Completes the schemas of all records that a type is made of. */
    void complete(Type type, boolean sent) {
        switch (type) {
            case ParameterizedType generic -> {
                complete(generic.getRawType(), sent);
                for (var argument : generic.getActualTypeArguments()) {
                    complete(argument, sent);
                    if (generic.getRawType() instanceof Class<?> of
                            && of.isRecord()
                            && argument instanceof Class<?> one) {
                        // SmallRye gives each use of a generic record a schema of its own, called by both names.
                        complete(of, schemas.get(of.getSimpleName() + one.getSimpleName()), sent);
                    }
                }
            }
            case Class<?> of
            when of.isRecord() && done.add(of) -> {
                for (var component : of.getRecordComponents()) {
                    complete(component.getGenericType(), sent);
                }
                complete(of, schemas.get(name(of)), sent);
            }
            default -> {}
        }
    }

    /** The component that a record's schema is. */
    static String name(Class<?> of) {
        var named = of.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        return named == null || named.name().isEmpty() ? of.getSimpleName() : named.name();
    }

    private void complete(Class<?> of, @Nullable Schema schema, boolean sent) {
        if (schema == null || schema.getProperties() == null) {
            return;
        }
        var properties = new LinkedHashMap<String, Schema>();
        var required = new ArrayList<String>();
        for (var component : of.getRecordComponents()) {
            if (accessor(component, JsonUnwrapped.class) != null) {
                var inner = schemas.get(name(component.getType()));
                if (inner != null) {
                    properties.putAll(inner.getProperties());
                    required.addAll(inner.getRequired());
                }
                continue;
            }
            var name = name(component);
            var property = schema.getProperties().get(name);
            if (property == null) {
                throw new IllegalStateException("%s.%s is not in its schema".formatted(of, name));
            }
            exactExamples(component, property);
            var absent = !sent && absentIfNull(of, component);
            var nullable = nullable(component);
            if (sent ? needed(component) : !absent || declaredRequired(component)) {
                required.add(name);
            }
            properties.put(name, nullable && !absent && !needed(component) ? Forms.nullable(property) : property);
        }
        schema.setProperties(properties);
        schema.setRequired(required.isEmpty() ? null : required);
        if (sent) {
            schema.additionalPropertiesBoolean(false);
        }
    }

    /** SmallRye reads the example of a decimal as a number, without the zeros at its end. */
    private static void exactExamples(RecordComponent component, Schema property) {
        var declared = accessor(component, org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        if (component.getType() == BigDecimal.class && declared != null && declared.examples().length > 0) {
            property.setExamples(List.of((Object[]) declared.examples()));
        }
    }

    private static String name(RecordComponent component) {
        var named = accessor(component, JsonProperty.class);
        return named == null || named.value().isEmpty() ? Text.snake(component.getName()) : named.value();
    }

    private static boolean absentIfNull(Class<?> of, RecordComponent component) {
        var own = accessor(component, JsonInclude.class);
        var included = own == null ? of.getAnnotation(JsonInclude.class) : own;
        return included != null
                && List.of(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_EMPTY)
                        .contains(included.value())
                && !component.getType().isPrimitive();
    }

    private static boolean nullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean needed(RecordComponent component) {
        return accessor(component, NotNull.class) != null || accessor(component, NotBlank.class) != null;
    }

    private static boolean declaredRequired(RecordComponent component) {
        var declared = accessor(component, org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        return declared != null && declared.required();
    }

    private static <A extends java.lang.annotation.Annotation> @Nullable A accessor(
            RecordComponent component, Class<A> annotation) {
        var found = component.getAnnotation(annotation);
        return found == null ? component.getAccessor().getAnnotation(annotation) : found;
    }
}
