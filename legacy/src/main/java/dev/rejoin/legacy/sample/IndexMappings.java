package dev.rejoin.legacy.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The legacy indices' Elasticsearch mappings, spelt out from the short form in {@code indices.json}. */
public final class IndexMappings {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATES =
            "strict_date_optional_time||dd/MM/yyyy||dd/MM/yyyy HH:mm||yyyy/MM/dd||basic_date||epoch_millis";

    private IndexMappings() {}

    /** Each index's {@code {"properties": …}}. */
    public static Map<String, ObjectNode> all() {
        try (var in = IndexMappings.class.getResourceAsStream("/sample/indices.json")) {
            var mappings = new LinkedHashMap<String, ObjectNode>();
            for (var index : JSON.readTree(in).properties()) {
                var mapping = JSON.createObjectNode().put("date_detection", false);
                for (var field : index.getValue().properties()) {
                    put(mapping, field.getKey(), field.getValue().asText());
                }
                mappings.put(index.getKey(), mapping);
            }
            return mappings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ObjectNode mapping, String path, String type) {
        var current = mapping;
        for (var name : path.split("\\.")) {
            current = current.withObject("/properties").withObject("/" + name);
        }
        switch (type) {
            case "text" -> {
                current.put("type", "text");
                current.withObject("/fields/keyword").put("type", "keyword").put("ignore_above", 256);
            }
            case "prose" -> current.put("type", "text");
            case "date" -> current.put("type", "date").put("format", DATES);
            default -> current.put("type", type);
        }
    }
}
