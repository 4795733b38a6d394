package dev.rejoin.clients;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the clients offer, read from the contract and in no language yet.
 *
 * @param structures what is answered, and what is sent where it is nested
 * @param operations those that belong to no resource
 */
record ClientModel(List<Structure> structures, List<ResourceModel> resources, List<Endpoint> operations) {

    /**
     * @param writable the properties that a patch can have; empty where there is no patch
     * @param sent whether it is part of a body, and of no answer
     */
    record Structure(String name, String description, List<Property> properties, Set<String> writable, boolean sent) {
        /** Whether it has a link to the next page of what it lists. */
        boolean hasPages() {
            return properties.stream().anyMatch(property -> property.name().equals("next"));
        }
    }

    record Property(String name, Shape shape, boolean required, String description) {}

    /**
     * @param filters what limits a collection, and {@code paging} and {@code grouping} what else its lists and
     *     aggregates take
     */
    record ResourceModel(
            String name,
            String structure,
            String description,
            List<Property> filters,
            List<Property> paging,
            List<Property> grouping,
            List<Endpoint> endpoints) {}

    /** What an operation does with a collection or an item; OTHER is whatever only few resources have. */
    enum Kind {
        LIST,
        GET,
        GET_BY_LEGACY_ID,
        CREATE,
        UPDATE,
        DELETE,
        BULK,
        AGGREGATE,
        OTHER
    }

    /**
     * @param name in snake case, unique among a resource's
     * @param path with {@code {}} for each of the parameters
     * @param returns nothing for an answer without a body
     */
    record Endpoint(
            Kind kind,
            String name,
            String method,
            String path,
            String summary,
            List<String> pathParameters,
            List<Property> query,
            List<Property> body,
            boolean idempotent,
            boolean conditional,
            Optional<Shape> returns) {}
}
