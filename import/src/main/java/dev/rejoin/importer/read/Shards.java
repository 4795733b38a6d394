package dev.rejoin.importer.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says which shard of an index is missing, and why. */
public final class Shards {

    private final Cluster cluster;

    public Shards(Cluster cluster) {
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
    public Optional<String> lost(String index) {
        return described(
                index,
                shard -> !shard.path("state").asText().equals("STARTED")
                        && !shard.path("state").asText().equals("RELOCATING"));
    }

    /**
     * The primary shards of an index that the cluster says it will not place as things are; empty when there are none.
     * After a restart shards are unassigned too, but on their way.
     */
    public Optional<String> stuck(String index) {
        return described(
                index,
                shard -> shard.path("state").asText().equals("UNASSIGNED")
                        && explain(index, shard.path("shard").asInt())
                                .filter(answer ->
                                        answer.path("can_allocate").asText().matches("no|no_valid_shard_copy"))
                                .isPresent());
    }

    private Optional<String> described(String index, Predicate<JsonNode> condition) {
        try {
            var found = new ArrayList<String>();
            for (var shard : table(index)) {
                if (shard.path("prirep").asText().equals("p") && condition.test(shard)) {
                    found.add(describe(index, shard));
                }
            }
            return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
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
    private Optional<String> explanation(String index, int shard) {
        return explain(index, shard).map(Shards::sentences).filter(text -> !text.isEmpty());
    }

    private Optional<JsonNode> explain(String index, int shard) {
        var question = Json.MAPPER
                .createObjectNode()
                .put("index", index)
                .put("shard", shard)
                .put("primary", true);
        try {
            return Optional.of(cluster.askOnce("POST", "/_cluster/allocation/explain", question.toString()));
        } catch (Fault fault) {
            return Optional.empty();
        }
    }

    /** Without the stack traces that Elasticsearch puts into its explanation. */
    private static String sentences(JsonNode answer) {
        var sentences =
                new ArrayList<>(causes(answer.at("/unassigned_info/details").asText("")));
        for (var node : answer.path("node_allocation_decisions")) {
            for (var decider : node.path("deciders")) {
                if (decider.path("decision").asText().equals("NO")) {
                    sentences.add(decider.path("explanation").asText());
                }
            }
        }
        if (sentences.isEmpty()) {
            sentences.add(answer.path("allocate_explanation").asText());
        }
        return sentences.stream()
                .map(Shards::plain)
                .filter(text -> !text.isEmpty())
                .distinct()
                .limit(4)
                .collect(Collectors.joining("; "));
    }

    /** The last two causes of a failure, which 8 and 9 write as a stack trace, and 7 as nested exceptions. */
    private static List<String> causes(String details) {
        var causes = Arrays.stream(details.split("\\R(?=Caused by: )|; nested: "))
                .map(part -> part.lines().findFirst().orElse(""))
                .toList();
        return causes.subList(Math.max(0, causes.size() - 2), causes.size());
    }

    private static String plain(String text) {
        return text.lines()
                .findFirst()
                .orElse("")
                .replaceAll("^Caused by: ", "")
                .replaceAll("^(\\[[^ ]*] )?([a-z]+\\.)+", "")
                .replaceAll(" ?\\[unassigned_info.*|\\. Details: .*", "")
                .strip();
    }
}
