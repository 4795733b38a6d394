package dev.rejoin.api;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All resources by name; a reference to one that is not there fails at start. */
public final class Catalog {
    private static final String BASE = "/v1/";

    private final Map<String, Resource> resources = new LinkedHashMap<>();

    public Catalog(List<Resource> declared) {
        for (var resource : declared) {
            if (resources.put(resource.name(), resource) != null) {
                throw new IllegalStateException("resource %s is declared twice".formatted(resource.name()));
            }
        }
        declared.forEach(this::check);
    }

    public Collection<Resource> resources() {
        return resources.values();
    }

    public Set<String> names() {
        return resources.keySet();
    }

    public Optional<Resource> find(String name) {
        return Optional.ofNullable(resources.get(name));
    }

    public Resource get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("no resource is called " + name));
    }

    /** The resources whose collections are nested under this one's items. */
    public Stream<Resource> childrenOf(Resource parent) {
        return resources.values().stream().filter(resource -> resource.parent()
                .filter(owner -> owner.resource().equals(parent.name()))
                .isPresent());
    }

    /** The path of the collection, with {@code {id}} for the owner of a nested one. */
    public String collectionPath(Resource resource) {
        return resource.parent()
                        .map(parent -> collectionPath(get(parent.resource())) + "/{id}/")
                        .orElse(BASE)
                + resource.segment();
    }

    /** The path of one item. */
    public String itemPath(Resource resource) {
        return collectionPath(resource) + "/{" + itemParameter(resource) + "}";
    }

    /**
     * The path of this very item.
     *
     * @param owner the id of the item that a nested one belongs to
     */
    public String itemPath(Resource resource, @Nullable String owner, String id) {
        return collectionPath(resource).replace("{id}", String.valueOf(owner)) + "/" + id;
    }

    /** The path parameter with an item's id; the owner of a nested one already has {@code id}. */
    public String itemParameter(Resource resource) {
        return resource.parent().isEmpty() ? "id" : resource.singular().replace('-', '_') + "_id";
    }

    /** The id in a nested collection's path: that of the item it belongs to. */
    public List<Parameter> ownerParameter(Resource resource) {
        return resource.parent()
                .map(parent -> List.of(Parameter.id("id", get(parent.resource()))))
                .orElse(List.of());
    }

    private void check(Resource resource) {
        resource.parent().ifPresent(parent -> {
            get(parent.resource());
            resource.field(parent.column())
                    .orElseThrow(() -> new IllegalStateException(
                            "%s has no field %s".formatted(resource.name(), parent.column())));
        });
        resource.fields().forEach(field -> field.target().ifPresent(this::get));
    }
}
