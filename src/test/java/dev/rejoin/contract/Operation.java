package dev.rejoin.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One operation of the contract.
 *
 * @param path with {@code {name}} for parameters
 * @param id the operationId, under which the service counts statements too
 * @param role the least role that may call it
 * @param statuses those that it may answer
 */
public record Operation(
        String method,
        String path,
        String id,
        Role role,
        List<Parameter> parameters,
        Optional<Body> body,
        Set<Integer> statuses) {

    /** A body that clients send. */
    public record Body(String mediaType, Schema schema, JsonNode example) {}

    public Stream<Parameter> parameters(Parameter.In in) {
        return parameters.stream().filter(parameter -> parameter.in() == in);
    }

    /** Whatever stands in the query: filters, paging, and what shapes the answer. */
    public List<String> queryNames() {
        return parameters(Parameter.In.QUERY).map(Parameter::name).toList();
    }

    public boolean takesHeader(String name) {
        return parameters(Parameter.In.HEADER).anyMatch(header -> header.name().equalsIgnoreCase(name));
    }

    /** What a list can be sorted by, in either direction. */
    public List<String> sortKeys() {
        return values("sort").stream()
                .map(key -> key.startsWith("-") ? key.substring(1) : key)
                .distinct()
                .toList();
    }

    /** What {@code expand} embeds, one level deep; nothing where there is nothing to embed. */
    public List<String> expansions() {
        return queryNames().contains("expand") ? values("expand") : List.of();
    }

    /** What {@code fields} can ask for. */
    public List<String> fields() {
        return values("fields");
    }

    public List<String> groupKeys() {
        return values("group_by");
    }

    public List<String> metrics() {
        return values("metrics");
    }

    private List<String> values(String parameter) {
        var values = parameters(Parameter.In.QUERY)
                .filter(candidate -> candidate.name().equals(parameter))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s takes no %s".formatted(id, parameter)))
                .values();
        if (values.isEmpty()) {
            throw new IllegalStateException("%s does not say what %s can be".formatted(id, parameter));
        }
        return values;
    }

    @Override
    public String toString() {
        return id;
    }
}
