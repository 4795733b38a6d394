package dev.rejoin.importer.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says which shard of an index is missing, and why. */
final class Shards {

    private final Cluster cluster;

    Shards(Cluster cluster) {
        this.cluster = cluster;
    }

    /** What an answer's {@code _shards} says of parts that are missing from it; empty when it has them all. */
    static Optional<String> missing(String index, JsonNode shards) {
        int total = shards.path("total").asInt(-1);
        int successful = shards.path("successful").asInt(-1);
        int failed = shards.path("failed").asInt(-1);
        if (total >= 0 && successful == total && failed == 0) {
            return Optional.empty();
        }
        var reasons = new ArrayList<String>();
        for (var failure : shards.path("failures")) {
            reasons.add(ServerError.shard(failure)
                    + ServerError.of(failure.path("reason")).says());
        }
        return Optional.of("only %d of %d shards of index \"%s\" answered%s"
                .formatted(
                        Math.max(successful, 0),
                        Math.max(total, 0),
                        index,
                        reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")"));
    }

    /** The primary shards of an index that are not there, by number and reason; empty when all are. */
    Optional<String> lost(String index) {
        try {
            var gone = new ArrayList<String>();
            for (var shard : table(index)) {
                if (shard.path("prirep").asText().equals("p")
                        && !shard.path("state").asText().equals("STARTED")
                        && !shard.path("state").asText().equals("RELOCATING")) {
                    gone.add(describe(index, shard));
                }
            }
            return gone.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", gone));
        } catch (Fault fault) {
            return Optional.empty();
        }
    }

    private List<JsonNode> table(String index) throws Fault {
        var answer = cluster.askOnce(
                "GET",
                "/_cat/shards/" + Names.inPath(index) + "?format=json&h=index,shard,prirep,state,unassigned.reason",
                null);
        var rows = new ArrayList<JsonNode>();
        answer.forEach(rows::add);
        return rows;
    }

    private String describe(String index, JsonNode shard) {
        var because = shard.path("unassigned.reason").asText("");
        return "index \"%s\", shard %s is %s%s%s"
                .formatted(
                        index,
                        shard.path("shard").asText(),
                        shard.path("state").asText().toLowerCase(java.util.Locale.ROOT),
                        because.isEmpty() || because.equals("null") ? "" : " (" + because + ")",
                        explanation(index, shard.path("shard").asInt())
                                .map(text -> ": " + text)
                                .orElse(""));
    }

    /** Elasticsearch's own words on why a primary shard has no place. */
    Optional<String> explanation(String index, int shard) {
        try {
            var question = Json.MAPPER
                    .createObjectNode()
                    .put("index", index)
                    .put("shard", shard)
                    .put("primary", true);
            var answer = cluster.askOnce("POST", "/_cluster/allocation/explain", question.toString());
            var sentences = new ArrayList<String>();
            var details = answer.path("unassigned_info").path("details").asText("");
            if (!details.isEmpty()) {
                sentences.add(details.lines().findFirst().orElseThrow());
            }
            if (answer.path("allocate_explanation").isTextual()) {
                sentences.add(answer.path("allocate_explanation").asText());
            }
            for (var node : answer.path("node_allocation_decisions")) {
                for (var decider : node.path("deciders")) {
                    if (decider.path("decision").asText().equals("NO")) {
                        sentences.add(decider.path("explanation").asText());
                    }
                }
            }
            return sentences.isEmpty()
                    ? Optional.empty()
                    : Optional.of(sentences.stream().distinct().limit(4).collect(Collectors.joining("; ")));
        } catch (Fault fault) {
            return Optional.empty();
        }
    }
}
