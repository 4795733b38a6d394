package dev.rejoin.importer.prove.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.read.SourceIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The date formats that the mappings of the source's indices state for their fields.
 *
 * @param formats by index and path, as they are written there
 */
public record FieldDates(Map<String, Map<String, List<String>>> formats) {

    public static FieldDates of(Map<String, SourceIndex> indices) {
        var formats = new HashMap<String, Map<String, List<String>>>();
        indices.forEach((name, index) -> {
            var mapping = index.mapping();
            if (mapping != null) {
                collect(mapping, "", formats.computeIfAbsent(name, key -> new HashMap<>()));
            }
        });
        return new FieldDates(formats);
    }

    private static void collect(JsonNode node, String prefix, Map<String, List<String>> into) {
        for (var property : node.path("properties").properties()) {
            var field = property.getValue();
            var path = prefix + property.getKey();
            if (field.path("type").asText().startsWith("date")) {
                var format = field.path("format").asText("strict_date_optional_time||epoch_millis");
                boolean english = field.path("locale")
                        .asText("en")
                        .toLowerCase(Locale.ROOT)
                        .matches("en.*|root|");
                var formats = Stream.of(format.split("\\|\\|"))
                        .filter(one -> english || !one.replaceAll("'[^']*'", "").matches(".*(MMM|a).*"))
                        .toList();
                into.put(path, formats);
                if (field.path("type").asText().endsWith("range")) {
                    List.of("gte", "gt", "lte", "lt").forEach(bound -> into.put(path + "." + bound, formats));
                }
            }
            collect(field, path + ".", into);
        }
    }

    List<String> at(String index, String path) {
        return formats.getOrDefault(index, Map.of()).getOrDefault(path, List.of());
    }
}
