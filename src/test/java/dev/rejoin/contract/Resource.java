package dev.rejoin.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One resource of the contract.
 *
 * @param name the unique plural name, which is the tag of its operations
 * @param path that of the collection, with {@code {id}} for the owner of a nested one
 * @param schema what a whole item looks like
 * @param expansions what {@code expand} embeds, by name: the resource whose items these are
 */
public record Resource(
        String name,
        String path,
        Schema schema,
        Optional<Parent> parent,
        List<Field> fields,
        Map<String, String> expansions,
        List<Operation> operations) {

    /** The item that owns a nested collection: the resource, and the field that names it. */
    public record Parent(String resource, String column) {}

    /** The table that keeps its items. */
    public String table() {
        return Table.of(name);
    }

    public String description() {
        return schema.description();
    }

    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    public Operation list() {
        return operation("GET", path);
    }

    public Operation aggregate() {
        return operation("GET", path + "/aggregate");
    }

    public Operation create() {
        return operation("POST", path);
    }

    /** Reads one item. */
    public Operation get() {
        return oneItem("GET");
    }

    public Operation update() {
        return oneItem("PATCH");
    }

    public Operation delete() {
        return oneItem("DELETE");
    }

    private Operation operation(String method, String path) {
        return only(
                method, operations.stream().filter(operation -> operation.path().equals(path)));
    }

    private Operation oneItem(String method) {
        return only(
                method,
                operations.stream()
                        .filter(operation -> operation.path().startsWith(path + "/")
                                && operation.path().substring(path.length() + 1).matches("\\{[^/]+}")));
    }

    private Operation only(String method, Stream<Operation> candidates) {
        return candidates
                .filter(operation -> operation.method().equals(method))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s cannot be asked by %s".formatted(name, method)));
    }

    @Override
    public String toString() {
        return name;
    }
}
