package dev.rejoin.api.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Brings what SmallRye has scanned into the forms of this API: decimals are text, numbers have 64 bits, and the simple
 * types stand where they are used. What nothing refers to is left out.
 */
final class Normalization {
    /** The formats of the simple types that SmallRye makes components of their own, by their names. */
    static final Map<String, String> SIMPLE =
            Map.of("UUID", "uuid", "LocalDate", "date", "OffsetDateTime", "date-time", "Instant", "date-time");

    private final OpenAPI document;
    private final Map<String, Schema> schemas;
    private final Set<String> scanned;
    private final Set<String> used = new HashSet<>();
    private final Set<Schema> seen = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());

    /** @param scanned the names of what SmallRye has found */
    Normalization(OpenAPI document, Map<String, Schema> schemas, Set<String> scanned) {
        this.document = document;
        this.scanned = scanned;
        this.schemas = schemas;
    }

    void run() {
        var components = document.getComponents();
        components.getParameters().values().forEach(parameter -> visit(parameter.getSchema()));
        components.getResponses().values().forEach(response -> visit(response.getContent()));
        document.getPaths().getPathItems().values().forEach(item -> item.getOperations()
                .values()
                .forEach(operation -> {
                    if (operation.getParameters() != null) {
                        operation.getParameters().forEach(parameter -> visit(parameter.getSchema()));
                    }
                    if (operation.getRequestBody() != null) {
                        visit(operation.getRequestBody().getContent());
                    }
                    operation
                            .getResponses()
                            .getAPIResponses()
                            .values()
                            .forEach(response -> visit(response.getContent()));
                }));
        var kept = new LinkedHashMap<String, Schema>();
        schemas.forEach((name, schema) -> {
            if (used.contains(name)) {
                kept.put(name, schema);
            }
        });
        components.setSchemas(kept);
    }

    private void visit(@org.jspecify.annotations.Nullable Content content) {
        if (content != null && content.getMediaTypes() != null) {
            content.getMediaTypes().values().forEach(media -> visit(media.getSchema()));
        }
    }

    private void visit(@org.jspecify.annotations.Nullable Schema schema) {
        if (schema == null || !seen.add(schema)) {
            return;
        }
        inline(schema);
        if (schema.getRef() != null) {
            var name = Forms.componentOf(schema);
            if (used.add(name)) {
                var target = schemas.get(name);
                if (target == null) {
                    throw new IllegalStateException("no schema is called " + name);
                }
                visit(target);
            }
            return;
        }
        if (schema.getType() != null) {
            if (schema.getType().contains(SchemaType.INTEGER)) {
                schema.setFormat("int64");
            }
            // What is no exact amount, as a component of a vector, stays a number.
            if (schema.getType().contains(SchemaType.NUMBER) && !"float".equals(schema.getFormat())) {
                var types = new ArrayList<>(schema.getType());
                types.replaceAll(type -> type == SchemaType.NUMBER ? SchemaType.STRING : type);
                schema.setType(types);
                schema.setFormat("decimal");
                schema.setPattern(Forms.DECIMAL_PATTERN);
            }
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(this::visit);
        }
        visit(schema.getItems());
        visit(schema.getAdditionalPropertiesSchema());
        for (var several :
                java.util.Arrays.<List<Schema>>asList(schema.getAnyOf(), schema.getOneOf(), schema.getAllOf())) {
            if (several != null) {
                several.forEach(this::visit);
            }
        }
    }

    /** Puts UUID and the like in the place of a reference to it; also where it may be null. */
    private void inline(Schema schema) {
        if (schema.getRef() != null) {
            var target = schemas.get(Forms.componentOf(schema));
            if (scanned.contains(Forms.componentOf(schema)) && target != null && target.getEnumeration() != null) {
                // Named by its simple class name alone, of which there are several.
                schema.setRef(null);
                schema.setType(new ArrayList<>(List.of(SchemaType.STRING)));
                schema.setEnumeration(new ArrayList<>(target.getEnumeration()));
                return;
            }
            var format = SIMPLE.get(Forms.componentOf(schema));
            if (format != null) {
                schema.setRef(null);
                schema.setType(new ArrayList<>(List.of(SchemaType.STRING)));
                schema.setFormat(format);
            }
        } else if (schema.getAnyOf() != null && schema.getAnyOf().size() == 2) {
            var first = schema.getAnyOf().getFirst();
            inline(first);
            if (first.getEnumeration() != null) {
                schema.setAnyOf(null);
                schema.setType(first.getType());
                schema.setEnumeration(first.getEnumeration());
                Forms.nullable(schema);
                return;
            }
            if (first.getRef() == null && first.getFormat() != null) {
                schema.setAnyOf(null);
                schema.setType(new ArrayList<>(List.of(SchemaType.STRING, SchemaType.NULL)));
                schema.setFormat(first.getFormat());
            }
        }
    }
}
