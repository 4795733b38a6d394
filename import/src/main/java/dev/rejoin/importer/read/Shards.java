package dev.rejoin.importer.read;

import co.elastic.clients.elasticsearch._types.ShardStatistics;
import co.elastic.clients.elasticsearch.cat.shards.ShardsRecord;
import co.elastic.clients.elasticsearch.cluster.AllocationExplainRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says which shard of an index is missing, and why. */
public final class Shards {

    private final Cluster cluster;

    public Shards(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * What an answer says of the shards that it comes from; -1 for what it does not say.
     *
     * @param reasons of those that failed
     */
    record Answered(int total, int successful, int failed, List<String> reasons) {

        /** Of an answer to a search, whose documents are kept as they are written. */
        static Answered of(JsonNode shards) {
            var reasons = new ArrayList<String>();
            for (var failure : shards.path("failures")) {
                reasons.add(ServerError.shard(failure)
                        + ServerError.of(failure.path("reason")).says());
            }
            return new Answered(
                    shards.path("total").asInt(-1),
                    shards.path("successful").asInt(-1),
                    shards.path("failed").asInt(-1),
                    reasons);
        }

        static Answered of(@Nullable ShardStatistics shards) {
            return shards == null
                    ? new Answered(-1, -1, -1, List.of())
                    : new Answered(
                            number(shards.total()),
                            number(shards.successful()),
                            number(shards.failed()),
                            shards.failures().stream().map(ServerError::of).toList());
        }

        private static int number(@Nullable Number said) {
            return said == null ? -1 : said.intValue();
        }
    }

    /** Which parts are missing from an answer; empty when it has them all. */
    static Optional<String> missing(String index, Answered shards) {
        if (shards.total >= 0 && shards.successful == shards.total && shards.failed == 0) {
            return Optional.empty();
        }
        return Optional.of("only %d of %d shards of index \"%s\" answered%s"
                .formatted(
                        Math.max(shards.successful, 0),
                        Math.max(shards.total, 0),
                        index,
                        shards.reasons.isEmpty() ? "" : " (" + String.join("; ", shards.reasons) + ")"));
    }

    /** The primary shards of an index that are not there, by number and reason; empty when all are. */
    public Optional<String> lost(String index) {
        return described(index, shard -> !"STARTED".equals(shard.state()) && !"RELOCATING".equals(shard.state()));
    }

    /**
     * The primary shards of an index that the cluster says it will not place as things are; empty when there are none.
     * After a restart shards are unassigned too, but on their way.
     */
    public Optional<String> stuck(String index) {
        return described(
                index,
                shard -> "UNASSIGNED".equals(shard.state())
                        && explain(index, number(shard))
                                .filter(answer ->
                                        answer.path("can_allocate").asText().matches("no|no_valid_shard_copy"))
                                .isPresent());
    }

    private Optional<String> described(String index, Predicate<ShardsRecord> condition) {
        try {
            var found = new ArrayList<String>();
            for (var shard : table(index)) {
                if ("p".equals(shard.prirep()) && condition.test(shard)) {
                    found.add(describe(index, shard));
                }
            }
            return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
        } catch (Fault fault) {
            return Optional.empty();
        }
    }

    private List<ShardsRecord> table(String index) throws Fault {
        return cluster.askOnce(client -> client.cat().shards(table -> table.index(index)
                        .h("index", "shard", "prirep", "state", "unassigned.reason")))
                .shards();
    }

    private static int number(ShardsRecord shard) {
        return Integer.parseInt(String.valueOf(shard.shard()));
    }

    private String describe(String index, ShardsRecord shard) {
        var because = shard.unassignedReason() == null ? "" : shard.unassignedReason();
        return "index \"%s\", shard %s is %s%s%s"
                .formatted(
                        index,
                        shard.shard(),
                        String.valueOf(shard.state()).toLowerCase(java.util.Locale.ROOT),
                        because.isEmpty() || because.equals("null") ? "" : " (" + because + ")",
                        explanation(index, number(shard))
                                .map(text -> ": " + text)
                                .orElse(""));
    }

    /** Elasticsearch's own words on why a primary shard has no place. */
    private Optional<String> explanation(String index, int shard) {
        return explain(index, shard).map(Shards::sentences).filter(text -> !text.isEmpty());
    }

    /** As it is written: a list that 7.17 does not give is one that the typed answer cannot be without. */
    private Optional<JsonNode> explain(String index, int shard) {
        var request =
                AllocationExplainRequest.of(of -> of.index(index).shard(shard).primary(true));
        try {
            return Optional.of(cluster.askOnce(Cluster.asWritten(request, AllocationExplainRequest._ENDPOINT)));
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
