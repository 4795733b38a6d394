package dev.rejoin.importer.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the mapping says for people: what they call documents by, and who decides about them. */
record Keepers(JsonNode named) {

    /** The paths whose values make the name of an index's documents. */
    List<String> called(@Nullable String index) {
        return named.path(String.valueOf(index))
                .path("called")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    /** The paths at which a document says what it calls the thing that a reference of it leads to. */
    List<String> missing(@Nullable String index, @Nullable String reference) {
        if (reference == null) {
            return List.of();
        }
        var path = named.path(String.valueOf(index)).path("missing").path(reference.replaceAll("\\[[0-9]+]", ""));
        return path.isTextual() ? List.of(beside(reference, path.asText())) : List.of();
    }

    /** A path in the same element as another one, which counts its arrays: {@code lines[2].item} for {@code lines[2].id}. */
    private static String beside(String counted, String path) {
        var from = counted.split("\\.");
        var names = path.split("\\.");
        for (int i = 0; i < names.length && i < from.length; i++) {
            if (!from[i].replaceAll("\\[[0-9]+]", "").equals(names[i])) {
                break;
            }
            names[i] = from[i];
        }
        return String.join(".", names);
    }

    /** Who decides about documents of these indices. */
    String of(List<String> indices) {
        var said = indices.stream()
                .map(index -> named.path(index).path("decidedBy"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .distinct()
                .collect(Collectors.joining(", "));
        var unsaid = indices.stream()
                .filter(index -> !named.path(index).path("decidedBy").isTextual())
                .toList();
        var keepers = unsaid.isEmpty() ? "" : "whoever keeps the " + RunReport.named(unsaid);
        return said.isEmpty() ? keepers : keepers.isEmpty() ? said : said + "; " + keepers;
    }
}
