package dev.rejoin.importer.quarantine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.importer.document.Sha256;
import java.io.IOException;
import java.util.TreeMap;

/**
 * What a document says, however it is written: two that differ only in the order of their keys and in spaces have the same
 * content. Numbers are compared as they are written, since 1.0 and 1 may mean different things to a mapping.
 */
public final class Content {
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    private Content() {}

    /** Reads and writes numbers as they are, of any length. */
    static ObjectMapper mapper() {
        return JSON;
    }

    /** SHA-256 of the content; of the bytes themselves where they are no JSON, or give a key twice. */
    public static byte[] digest(byte[] source) {
        try {
            return Sha256.of(JSON.writeValueAsBytes(ordered(JSON.readTree(source))));
        } catch (IOException e) {
            return Sha256.of(source);
        }
    }

    /** Whether a text is one object of JSON, to its end: numbers of any length are looked at, and not read. */
    static boolean isObject(String source) {
        try (var parser = JSON.getFactory().createParser(source)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static JsonNode ordered(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var fields = new TreeMap<String, JsonNode>();
            object.properties().forEach(field -> fields.put(field.getKey(), ordered(field.getValue())));
            return JSON.createObjectNode().setAll(fields);
        }
        if (node.isArray()) {
            var array = JSON.createArrayNode();
            node.forEach(element -> array.add(ordered(element)));
            return array;
        }
        return node;
    }
}
