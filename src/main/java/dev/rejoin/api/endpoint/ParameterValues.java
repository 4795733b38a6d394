package dev.rejoin.api.endpoint;

import dev.rejoin.api.Text;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.resource.ScalarType;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Reads typed parameters strictly: one that is malformed is a 400 that says what was expected, where JAX-RS says 404. */
@Provider
public class ParameterValues implements ParamConverterProvider {
    private static final Set<Class<?>> SCALARS = Set.of(
            UUID.class,
            LocalDate.class,
            OffsetDateTime.class,
            BigDecimal.class,
            Boolean.class,
            boolean.class,
            Long.class,
            long.class,
            Integer.class,
            int.class,
            String.class);

    private final Call call;

    ParameterValues(Call call) {
        this.call = call;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        if (!type.isEnum() && !SCALARS.contains(type)) {
            return null;
        }
        return new ParamConverter<>() {
            @Override
            public T fromString(String text) {
                var name = name(annotations, text);
                return (T) bounded(value(type, name, text), name, annotations);
            }

            @Override
            public String toString(T value) {
                return String.valueOf(value);
            }
        };
    }

    private static Object value(Class<?> type, String name, String text) {
        if (type.isEnum()) {
            return constant(type, name, text);
        }
        var value = ScalarType.of(type).parse(name, text);
        if (value instanceof Long number && (type == Integer.class || type == int.class)) {
            if (number != number.intValue()) {
                throw new ProblemException(Problem.Malformed.parameter(
                        name, "out_of_range", "%d is larger than any number here.".formatted(number)));
            }
            return number.intValue();
        }
        return value;
    }

    /** The bounds that the contract shows are those that hold. */
    private static Object bounded(Object value, String name, Annotation[] annotations) {
        for (var annotation : annotations) {
            if (annotation instanceof Parameter parameter
                    && !parameter.schema().maximum().isEmpty()) {
                var number = ((Number) value).longValue();
                var least = Long.parseLong(parameter.schema().minimum());
                var most = Long.parseLong(parameter.schema().maximum());
                if (number < least || number > most) {
                    throw new ProblemException(Problem.Malformed.parameter(
                            name, "out_of_range", "%d is not between %d and %d.".formatted(number, least, most)));
                }
            }
        }
        return value;
    }

    private static Object constant(Class<?> type, String name, String text) {
        var names = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        var index = names.indexOf(text);
        if (index < 0) {
            throw new ProblemException(Problem.Malformed.parameter(
                    name,
                    "invalid_value",
                    "'%s' is none of %s.%s"
                            .formatted(
                                    Text.shorten(text),
                                    names.stream().collect(Collectors.joining(", ")),
                                    Text.nearest(text, names)
                                            .map(" The nearest one is '%s'."::formatted)
                                            .orElse(""))));
        }
        return type.getEnumConstants()[index];
    }

    private String name(Annotation[] annotations, String text) {
        for (var annotation : annotations) {
            switch (annotation) {
                case QueryParam query -> {
                    return query.value();
                }
                case PathParam path -> {
                    return path.value();
                }
                default -> {}
            }
        }
        return call.query().entrySet().stream()
                .filter(parameter -> parameter.getValue().equals(text))
                .findFirst()
                .map(java.util.Map.Entry::getKey)
                .orElse("id");
    }
}
