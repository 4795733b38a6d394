package dev.rejoin.api.resource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.ManagedType;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All item types: what each is called, where it lies, and what it embeds of the others. */
@ApplicationScoped
public class Catalog {
    private static final String BASE = "/v1/";

    private final Map<String, ItemType<?, ?>> byName = new LinkedHashMap<>();
    private final Map<Class<?>, ItemType<?, ?>> byEntity = new HashMap<>();
    private final Map<Class<?>, Map<String, Relation>> relations = new HashMap<>();

    @Inject
    Catalog(EntityManagerFactory entities) {
        this(entities.getMetamodel().getEntities().stream().map(ManagedType::getJavaType));
    }

    /** @param entities the classes of all entities, whether they are items or not */
    public Catalog(Stream<? extends Class<?>> entities) {
        entities.filter(Item.class::isAssignableFrom)
                .map(Catalog::read)
                .sorted(Comparator.comparing(ItemType::name))
                .forEach(type -> {
                    if (byName.put(type.name(), type) != null) {
                        throw new IllegalStateException("two resources are called " + type.name());
                    }
                    byEntity.put(type.entity(), type);
                });
        byName.values().forEach(type -> relations.put(type.entity(), relationsOf(type)));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ItemType<?, ?> read(Class<?> entity) {
        return ItemType.of((Class) entity);
    }

    public Collection<ItemType<?, ?>> types() {
        return byName.values();
    }

    /** The names of all resources. */
    public Set<String> names() {
        return byName.keySet();
    }

    public Optional<ItemType<?, ?>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The type of an entity's items. */
    @SuppressWarnings("unchecked")
    public <E extends Item<D>, D extends Record> ItemType<E, D> of(Class<E> entity) {
        return (ItemType<E, D>) any(entity);
    }

    /** The type of the items that a reference names. */
    public ItemType<?, ?> any(Class<?> entity) {
        var type = byEntity.get(entity);
        if (type == null) {
            throw new IllegalStateException("%s is no entity of items".formatted(entity));
        }
        return type;
    }

    public Optional<ItemType<?, ?>> ofTable(String table) {
        return byName.values().stream()
                .filter(type -> type.table().equals(table))
                .findFirst();
    }

    /** What an item of this type can embed, by name. */
    public Map<String, Relation> relations(ItemType<?, ?> type) {
        return relations.getOrDefault(type.entity(), Map.of());
    }

    /** The item that a nested collection belongs to. */
    public Optional<ItemType<?, ?>> owner(ItemType<?, ?> type) {
        return type.owner().map(reference -> any(reference.target()));
    }

    /** The resources whose collections are nested under this one's items. */
    public Stream<ItemType<?, ?>> nestedIn(ItemType<?, ?> type) {
        return byName.values().stream().filter(other -> other.owner()
                .filter(reference -> reference.target() == type.entity())
                .isPresent());
    }

    /** The path of the collection, with {@code {id}} for the owner of a nested one. */
    public String collectionPath(ItemType<?, ?> type) {
        return owner(type).map(owner -> collectionPath(owner) + "/{id}/").orElse(BASE) + type.segment();
    }

    /** The path of one item, with its parameters. */
    public String itemPath(ItemType<?, ?> type) {
        return collectionPath(type) + "/{" + type.itemParameter() + "}";
    }

    /**
     * The path of this very item.
     *
     * @param owner the id of the item that a nested one belongs to
     */
    public String itemPath(ItemType<?, ?> type, @Nullable String owner, String id) {
        return collectionPath(type).replace("{id}", String.valueOf(owner)) + "/" + id;
    }

    private Map<String, Relation> relationsOf(ItemType<?, ?> type) {
        var found = new LinkedHashMap<String, Relation>(type.references());
        nestedIn(type)
                .forEach(nested -> addMany(
                        type, found, nested.segment(), nested, nested.owner().orElseThrow()));
        for (var other : byName.values()) {
            for (var inverse : other.inverses().values()) {
                if (inverse.reference().target() == type.entity()) {
                    addMany(type, found, inverse.name(), other, inverse.reference());
                }
            }
        }
        return found;
    }

    private static void addMany(
            ItemType<?, ?> type,
            Map<String, Relation> found,
            String name,
            ItemType<?, ?> other,
            Relation.ToOne reference) {
        var shown = type.elements().get(name);
        if (shown != null && shown.of() == other.entity()) {
            // These are always shown inside their owner and need not be embedded once more.
            return;
        }
        var many = new Relation.ToMany(name, reference.reference(), other.entity());
        if (type.fields().containsKey(name) || found.put(name, many) != null) {
            throw new IllegalStateException("%s has two things called %s".formatted(type.name(), name));
        }
    }
}
