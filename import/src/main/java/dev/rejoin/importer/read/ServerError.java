package dev.rejoin.importer.read;

import co.elastic.clients.elasticsearch._types.ShardFailure;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the body of an error answer says, wherever in its nested causes it says it.
 *
 * @param types the types of all causes
 * @param says the reasons, for a message
 */
record ServerError(Set<String> types, String says) {

    private static final int LONGEST_REASON = 300;

    private static final Map<Integer, String> BLOCKS = Map.of(
            5,
            "index.blocks.read_only",
            7,
            "index.blocks.read",
            8,
            "index.blocks.write",
            9,
            "index.blocks.metadata",
            12,
            "index.blocks.read_only_allow_delete");

    static ServerError of(int code, InputStream body) {
        var status = "HTTP status " + code;
        try {
            var error = Json.MAPPER.readTree(body).path("error");
            return error.isMissingNode() ? new ServerError(Set.of(), status) : of(error);
        } catch (IOException e) {
            return new ServerError(Set.of(), status + ", and not from Elasticsearch");
        }
    }

    /** What a shard says that did not answer. */
    static String of(ShardFailure failure) {
        var reasons = new LinkedHashSet<String>();
        for (var cause = failure.reason(); cause != null; cause = cause.causedBy()) {
            if (cause.reason() != null && !cause.reason().isBlank()) {
                reasons.add(shortened(cause.reason()));
            }
        }
        return (failure.index() == null ? "" : "index \"%s\", shard %d: ".formatted(failure.index(), failure.shard()))
                + String.join("; ", reasons);
    }

    static ServerError of(JsonNode error) {
        if (error.isTextual()) {
            return new ServerError(Set.of(), shortened(error.asText()));
        }
        var types = new TreeSet<String>();
        var reasons = new LinkedHashSet<String>();
        collect(error, types, reasons, "");
        return new ServerError(types, reasons.stream().limit(4).collect(Collectors.joining("; ")));
    }

    /** Which setting of an index stands against what was asked, and how it is lifted; the server names only its number. */
    static Optional<String> block(ServerError error) {
        var number = Pattern.compile("FORBIDDEN/(\\d+)/").matcher(error.says);
        if (!error.has("cluster_block_exception") || !number.find()) {
            return Optional.empty();
        }
        return Optional.ofNullable(BLOCKS.get(Integer.valueOf(number.group(1))))
                .map(
                        "(the index is set so: lift %1$s, by PUT …/_settings {\"%1$s\": null}, and call again)"
                                ::formatted);
    }

    boolean has(String type) {
        return types.contains(type);
    }

    private static void collect(JsonNode node, Set<String> types, Set<String> reasons, String where) {
        if (node.path("type").isTextual() && !node.path("type").asText().isEmpty()) {
            types.add(node.path("type").asText());
        }
        if (node.path("reason").isTextual() && !node.path("reason").asText().isBlank()) {
            reasons.add(where + shortened(node.path("reason").asText()));
        }
        for (var failed : node.path("failed_shards")) {
            collect(failed.path("reason"), types, reasons, shard(failed));
        }
        for (var cause : node.path("root_cause")) {
            collect(cause, types, reasons, where);
        }
        if (node.path("caused_by").isObject()) {
            collect(node.path("caused_by"), types, reasons, where);
        }
    }

    static String shard(JsonNode failed) {
        return failed.path("index").isTextual()
                ? "index \"%s\", shard %d: "
                        .formatted(
                                failed.path("index").asText(),
                                failed.path("shard").asInt())
                : "";
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }
}
