package dev.rejoin.api.resource;

import dev.rejoin.api.Text;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/**
 * What an entity's annotations say of its items; worked out once, by reflection. Reads, writes and the contract all
 * follow it, so that no list of fields stands a second time.
 *
 * @param data the record that clients write
 * @param fields by name, in the order in which items show them
 * @param owner the reference to the item that a nested collection belongs to
 * @param references those of the fields that name another item
 * @param elements arrays of nested items that are written with their owner, by field name
 * @param transitions the values that only an action gives
 */
public record ItemType<E extends Item<D>, D extends Record>(
        Class<E> entity,
        Class<D> data,
        ItemName names,
        Map<String, ItemField> fields,
        Optional<Relation.ToOne> owner,
        Map<String, Relation.ToOne> references,
        Map<String, Inverse> inverses,
        Map<String, Elements> elements,
        List<Transition> transitions,
        Optional<Birth> birth) {

    /** A value that a field only gets by the action {@code POST …/{id}/action}. */
    public record Transition(ItemField field, String value, String action) {}

    /** The only value that a field has at birth. */
    public record Birth(ItemField field, String value) {}

    /** How the item that a reference names embeds the items with that reference. */
    public record Inverse(Relation.ToOne reference, String name) {}

    /** Reads the annotations of an entity; what it declares wrongly is an IllegalStateException at start. */
    public static <E extends Item<D>, D extends Record> ItemType<E, D> of(Class<E> entity) {
        return new Reading<E, D>(entity).type();
    }

    public String table() {
        var table = entity.getAnnotation(Table.class);
        return table == null ? entity.getSimpleName().toLowerCase(java.util.Locale.ROOT) : table.name();
    }

    /** "teacher-topics": the unique name of the resource. */
    public String name() {
        return names.plural();
    }

    public String segment() {
        return names.segment().isEmpty() ? names.plural() : names.segment();
    }

    /** "Membership" for "membership"; the name of the schema. */
    public String schema() {
        return Text.pascal(names.singular());
    }

    /** "TeacherTopics" for "teacher-topics"; the end of operation ids. */
    public String plural() {
        return Text.pascal(names.plural());
    }

    /** The noun in sentences, in the plural. */
    public String nouns() {
        return names.plural().replace('-', ' ');
    }

    /** The noun in sentences: "staff member" for "staff-member". */
    public String noun() {
        return names.singular().replace('-', ' ');
    }

    public String description() {
        return entity.getAnnotation(Schema.class).description();
    }

    public Role reader() {
        return names.onlyFor();
    }

    public Role writer() {
        return names.onlyFor() == Role.READER ? Role.EDITOR : names.onlyFor();
    }

    public Optional<String> searchName() {
        return Optional.of(names.searchedAs()).filter(name -> !name.isEmpty());
    }

    public Optional<ItemField> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** A field that is there. */
    public ItemField get(String name) {
        return field(name).orElseThrow(() -> new IllegalStateException("%s has no field %s".formatted(name(), name)));
    }

    /** The path parameter with an item's id; the owner of a nested one already has {@code id}. */
    public String itemParameter() {
        return owner.isEmpty() ? "id" : names.singular().replace('-', '_') + "_id";
    }

    /** Whether this is the reference to the item in the path. */
    public boolean isOwner(ItemField field) {
        return owner.filter(reference -> reference.reference().equals(field)).isPresent();
    }

    /** One entity being read. */
    private static final class Reading<E extends Item<D>, D extends Record> {
        private final Class<E> entity;
        private final Class<D> data;
        private final Map<String, ItemField> fields = new LinkedHashMap<>();
        private final Map<String, Relation.ToOne> references = new LinkedHashMap<>();
        private final Map<String, Inverse> inverses = new LinkedHashMap<>();
        private final Map<String, Elements> elements = new LinkedHashMap<>();
        private final List<Transition> transitions = new ArrayList<>();
        private Optional<Relation.ToOne> owner = Optional.empty();
        private Optional<Birth> birth = Optional.empty();

        @SuppressWarnings("unchecked")
        Reading(Class<E> entity) {
            this.entity = entity;
            this.data = (Class<D>) ((ParameterizedType) entity.getGenericSuperclass()).getActualTypeArguments()[0];
        }

        ItemType<E, D> type() {
            var names = entity.getAnnotation(ItemName.class);
            add(owned("id", "id"));
            for (var component : data.getRecordComponents()) {
                written(declared(data, component.getName()));
            }
            for (var field : entity.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.isSynthetic()
                        && !field.getName().startsWith("$")) {
                    own(field);
                }
            }
            add(owned("version", "version"));
            add(owned("created_at", "createdAt"));
            add(owned("updated_at", "updatedAt"));
            return new ItemType<>(
                    entity,
                    data,
                    names,
                    Collections.unmodifiableMap(fields),
                    owner,
                    Collections.unmodifiableMap(references),
                    Collections.unmodifiableMap(inverses),
                    Collections.unmodifiableMap(elements),
                    List.copyOf(transitions),
                    birth);
        }

        private ItemField owned(String name, String path) {
            var field = declared(Item.class, path);
            return of(field, name, path, ItemField.Origin.OWNED, ItemField.Presence.REQUIRED);
        }

        private void written(Field component) {
            var name = Text.snake(component.getName());
            var presence = component.isAnnotationPresent(Owed.class)
                    ? ItemField.Presence.OWED
                    : component.isAnnotationPresent(Defaulted.class)
                            ? ItemField.Presence.DEFAULTED
                            : component.isAnnotationPresent(NotNull.class)
                                    ? ItemField.Presence.REQUIRED
                                    : ItemField.Presence.OPTIONAL;
            var field = of(component, name, "data." + component.getName(), ItemField.Origin.WRITTEN, presence);
            add(field);
            for (var changed : component.getAnnotationsByType(ChangedBy.class)) {
                transitions.add(new Transition(field, changed.value(), changed.action()));
            }
            var born = component.getAnnotation(BornAs.class);
            if (born != null) {
                birth = Optional.of(new Birth(field, born.value()));
            }
        }

        /** A field of the entity itself: an association, or something computed. */
        private void own(Field field) {
            var name = Text.snake(field.getName());
            if (field.isAnnotationPresent(Shown.class)) {
                for (var inner : field.getType().getDeclaredFields()) {
                    if (!inner.isAnnotationPresent(Id.class)
                            && !Modifier.isStatic(inner.getModifiers())
                            && !inner.getName().startsWith("$")) {
                        add(of(
                                inner,
                                Text.snake(inner.getName()),
                                field.getName() + "." + inner.getName(),
                                ItemField.Origin.DERIVED,
                                ItemField.Presence.REQUIRED));
                    }
                }
            } else if (field.isAnnotationPresent(Elements.class)) {
                var declared = field.getAnnotation(Elements.class);
                elements.put(name, declared);
                add(new ItemField(
                        name,
                        field.getName(),
                        field.getName(),
                        ScalarType.JSON,
                        List.class,
                        ItemField.Origin.ELEMENTS,
                        ItemField.Presence.DEFAULTED,
                        Optional.of(declared.of()),
                        false,
                        false,
                        0,
                        -1,
                        description(field),
                        null,
                        null));
            } else if (field.isAnnotationPresent(ManyToOne.class)) {
                reference(field, name);
            } else {
                var computed = field.isAnnotationPresent(Formula.class);
                add(of(
                        field,
                        name,
                        field.getName(),
                        computed ? ItemField.Origin.DERIVED : ItemField.Origin.OWNED,
                        field.getType().isPrimitive() || field.isAnnotationPresent(NotNull.class)
                                ? ItemField.Presence.REQUIRED
                                : ItemField.Presence.OPTIONAL));
            }
        }

        private void reference(Field field, String name) {
            var plain = fields.get(name + "_id");
            if (plain == null) {
                throw new IllegalStateException(
                        "%s.%s has no field %s_id beside it".formatted(entity.getSimpleName(), field.getName(), name));
            }
            var target = field.getType();
            var named = new ItemField(
                    plain.name(),
                    plain.path(),
                    plain.conditionPath(),
                    plain.type(),
                    plain.javaType(),
                    plain.origin(),
                    plain.presence(),
                    Optional.of(target),
                    plain.unique(),
                    plain.ignoresCase(),
                    plain.precision(),
                    plain.scale(),
                    plain.description(),
                    plain.example(),
                    plain.expectation());
            fields.put(named.name(), named);
            var reference = new Relation.ToOne(name, named, target, field.getName());
            references.put(name, reference);
            if (field.isAnnotationPresent(Owner.class)) {
                owner = Optional.of(reference);
            }
            var embedded = field.getAnnotation(EmbeddedAs.class);
            if (embedded != null) {
                inverses.put(name, new Inverse(reference, embedded.value()));
            }
        }

        private ItemField of(
                Field field, String name, String path, ItemField.Origin origin, ItemField.Presence presence) {
            var digits = field.getAnnotation(Digits.class);
            var pattern = field.getAnnotation(Pattern.class);
            var column = field.getAnnotation(Column.class);
            var through = field.getAnnotation(Through.class);
            var scale = digits != null ? digits.fraction() : column != null && column.scale() > 0 ? column.scale() : -1;
            return new ItemField(
                    name,
                    path,
                    through == null ? path : through.value(),
                    ScalarType.of(field.getType()),
                    field.getType(),
                    origin,
                    presence,
                    Optional.empty(),
                    field.isAnnotationPresent(Unique.class),
                    field.isAnnotationPresent(IgnoringCase.class),
                    digits == null ? 0 : digits.integer() + digits.fraction(),
                    scale,
                    description(field),
                    example(field),
                    pattern == null ? null : pattern.message());
        }

        private void add(ItemField field) {
            if (fields.put(field.name(), field) != null) {
                throw new IllegalStateException("%s has two fields %s".formatted(entity.getSimpleName(), field.name()));
            }
        }

        private static String description(AnnotatedElement element) {
            var schema = element.getAnnotation(Schema.class);
            return schema == null ? "" : schema.description();
        }

        private static @Nullable String example(AnnotatedElement element) {
            var schema = element.getAnnotation(Schema.class);
            return schema == null || schema.examples().length == 0 ? null : schema.examples()[0];
        }

        private static Field declared(Class<?> type, String name) {
            try {
                return type.getDeclaredField(name);
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
