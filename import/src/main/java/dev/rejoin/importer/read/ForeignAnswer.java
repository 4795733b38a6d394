package dev.rejoin.importer.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a record of a dump is that is no document, but something else that Elasticsearch or Kibana gives. */
final class ForeignAnswer {

    /** By a key that only such an answer has. */
    private static final Map<String, String> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("docs", "an answer of _mget: write each of its docs by itself, as with: jq -c '.docs[]'");
        KNOWN.put(
                "responses",
                "an answer of _msearch: write each of its responses by itself, as with: jq -c '.responses[]'");
        KNOWN.put(
                "response",
                "an answer of an asynchronous search: write its response by itself, as with: jq -c .response");
        KNOWN.put("columns", "a table, as SQL and ES|QL answer, which holds no documents: dump the index itself");
        KNOWN.put("items", "what a _bulk request was answered, and not what was sent with it");
        KNOWN.put("attributes", "an export of Kibana's own objects, which are no documents of an index");
    }

    private ForeignAnswer() {}

    /** Why what was asked for did not come whole, where the record says so. */
    static Optional<String> broken(byte[] record) {
        var answer = read(record);
        if (answer.has("error") && answer.path("status").isNumber()) {
            return Optional.of("Elasticsearch answered with an error here, and not with documents (%s): dump again"
                    .formatted(ServerError.of(answer.path("error")).says()));
        }
        return answer.has("response")
                        && (answer.path("is_partial").asBoolean()
                                || answer.path("is_running").asBoolean())
                ? Optional.of("an asynchronous search had not come to its end when this was written: ask for it again")
                : Optional.empty();
    }

    /** What it is, and what to do about it, where that is known. */
    static Optional<String> named(byte[] record) {
        var answer = read(record);
        return answer.has("_id") || answer.has("_source")
                ? Optional.empty()
                : KNOWN.entrySet().stream()
                        .filter(known -> answer.path(known.getKey()).isContainerNode())
                        .findFirst()
                        .map(known -> "this is " + known.getValue());
    }

    private static JsonNode read(byte[] record) {
        try {
            return Json.MAPPER.readTree(record);
        } catch (IOException e) {
            return Json.MAPPER.missingNode();
        }
    }
}
