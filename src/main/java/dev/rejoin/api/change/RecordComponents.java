package dev.rejoin.api.change;

import dev.rejoin.api.Text;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A record's components by their names in JSON, so that some of its values can be replaced. */
record RecordComponents<D extends Record>(
        Constructor<D> constructor, List<RecordComponent> components, List<String> names) {
    private static final Map<Class<?>, RecordComponents<?>> ALL = new ConcurrentHashMap<>();

    @SuppressWarnings("unchecked")
    static <D extends Record> RecordComponents<D> of(Class<D> type) {
        var known = ALL.get(type);
        if (known == null) {
            known = make(type);
            ALL.put(type, known);
        }
        return (RecordComponents<D>) known;
    }

    private static <D extends Record> RecordComponents<D> make(Class<D> type) {
        var components = type.getRecordComponents();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            for (var component : components) {
                component.getAccessor().setAccessible(true);
            }
            return new RecordComponents<>(
                    constructor,
                    List.of(components),
                    Arrays.stream(components)
                            .map(component -> Text.snake(component.getName()))
                            .toList());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }

    /** All values by name. */
    Map<String, @Nullable Object> values(D record) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), value(record, i));
        }
        return values;
    }

    @Nullable
    Object value(D record, String name) {
        return value(record, names.indexOf(name));
    }

    /** A record with these values, and those of {@code base}, or null, for what is not named. */
    D with(@Nullable D base, Map<String, @Nullable Object> changes) {
        var values = new Object[names.size()];
        for (int i = 0; i < values.length; i++) {
            var name = names.get(i);
            values[i] = changes.containsKey(name) ? changes.get(name) : base == null ? null : value(base, i);
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s refuses its own values".formatted(constructor), e);
        }
    }

    private @Nullable Object value(D record, int index) {
        try {
            return components.get(index).getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be read".formatted(components.get(index)), e);
        }
    }
}
