package dev.rejoin.clients;

import dev.rejoin.clients.ClientModel.Structure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The values that a property of an answer can have, as constants of a client.
 *
 * @param name of the structure and its property, as "MemberStatus"
 */
record Choices(String name, String structure, String property, List<String> values) {

    /** All of a model, by name. */
    static List<Choices> of(ClientModel model) {
        return model.structures().stream()
                .filter(structure -> !structure.sent())
                .flatMap(Choices::of)
                .toList();
    }

    private static Stream<Choices> of(Structure structure) {
        return structure.properties().stream().flatMap(property -> values(property.shape()).stream()
                .map(values -> new Choices(
                        structure.name() + Names.pascal(property.name()), structure.name(), property.name(), values)));
    }

    private static Optional<List<String>> values(Shape shape) {
        return switch (shape) {
            case Shape.Choice(var values) -> Optional.of(values);
            case Shape.Sequence(var of) -> values(of);
            case Shape.Table(var of) -> values(of);
            case Shape.OrNull(var of) -> values(of);
            case Shape.Scalar scalar -> Optional.empty();
            case Shape.Named named -> Optional.empty();
        };
    }
}
