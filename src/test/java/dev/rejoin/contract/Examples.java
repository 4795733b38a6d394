package dev.rejoin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.List;
import java.util.Map;

/** All examples of a contract, held to the schemas that they are examples of. */
public final class Examples {
    private static final String LOCATION = "https://rejoin.dev/published";

    private final JsonNode document;
    private final JsonSchemaFactory schemas;
    private int checked;

    public Examples(JsonNode document) {
        this.document = document;
        this.schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(LOCATION, document.toString()))));
    }

    /** How many there were. */
    public int checked() {
        return checked;
    }

    public void check() {
        check("", document);
        Contract contract = new Contract(document);
        for (var operation : contract.operations()) {
            operation.body().ifPresent(body -> {
                var pointer = "/paths/%s/%s/requestBody/content/%s/schema"
                        .formatted(
                                escape(operation.path()),
                                operation.method().toLowerCase(java.util.Locale.ROOT),
                                escape(body.mediaType()));
                check(pointer, pointer, body.example());
            });
        }
    }

    private void check(String pointer, JsonNode node) {
        // What is called so here is no property of an object that is described.
        if (!pointer.endsWith("/properties")) {
            node.path("examples").forEach(example -> {
                if (node.get("examples").isArray()) {
                    check(pointer, pointer, example);
                } else {
                    check(pointer, pointer + "/schema", example.get("value"));
                }
            });
            if (node.has("example") && node.has("schema") && !exploded(node)) {
                check(pointer, pointer + "/schema", node.get("example"));
            }
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(pointer + "/" + i, node.get(i));
            }
        }
        node.properties().stream()
                .filter(entry ->
                        !List.of("example", "examples").contains(entry.getKey()) || pointer.endsWith("/properties"))
                .forEach(entry -> check(pointer + "/" + escape(entry.getKey()), entry.getValue()));
    }

    private static boolean exploded(JsonNode parameter) {
        return parameter.path("schema").path("type").asText().equals("object")
                && parameter.get("example").isEmpty();
    }

    private void check(String at, String schema, JsonNode example) {
        checked++;
        assertThat(schemas.getSchema(
                                SchemaLocation.of(LOCATION + "#" + schema),
                                SchemaValidatorsConfig.builder()
                                        .preloadJsonSchema(false)
                                        .build())
                        .validate(example))
                .as("the example %s at %s", example, at)
                .isEmpty();
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
