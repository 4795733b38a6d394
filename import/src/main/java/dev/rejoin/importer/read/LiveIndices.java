package dev.rejoin.importer.read;

import co.elastic.clients.elasticsearch._types.Level;
import co.elastic.clients.elasticsearch.indices.GetIndicesSettingsRequest;
import co.elastic.clients.elasticsearch.indices.GetMappingRequest;
import co.elastic.clients.elasticsearch.indices.IndicesStatsRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Indices of a cluster that is still written to, read shard by shard in the order of their sequence numbers. What a number
 * is worth is stated by the cluster: everything up to a shard's global checkpoint is on every copy of it, and nothing up to
 * there is ever taken back; above it writes are still on their way, even below the greatest number seen.
 *
 * <p>A search shows no deletes. But a block of numbers in which fewer documents are found than there were has lost some: to
 * a delete, or to a newer number.
 */
public final class LiveIndices implements AutoCloseable {

    /** Numbers that are counted together. */
    public static final long BLOCK = 1_000;

    private static final long LONGEST_ANSWER = 256L << 20;

    private final Cluster cluster;
    private final Searches searches;

    private LiveIndices(Cluster cluster, SourceOptions options) {
        this.cluster = cluster;
        this.searches = new Searches(cluster, options.patience());
    }

    /** @throws SourceRefusedException when what answers there is not a cluster that can be read */
    public static LiveIndices at(String addresses, SourceOptions options) {
        var cluster = Cluster.at(addresses, options);
        try {
            cluster.info();
            return new LiveIndices(cluster, options);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * A primary shard.
     *
     * @param complete its global checkpoint, -1 where nothing was ever written
     */
    public record LiveShard(int number, long complete) {}

    public record LiveIndex(String name, String uuid, List<LiveShard> shards) {}

    /** A document and the number of its last write. */
    public record Numbered(long number, SourceDocument document) {}

    /** Where a document lies. */
    public record Placed(long number, String id, @Nullable String routing) {}

    /**
     * The indices as they are now.
     *
     * @throws SourceRefusedException when one of them is not there, or does not number its writes
     */
    public Map<String, LiveIndex> state(Collection<String> names) {
        var indices = new TreeMap<String, LiveIndex>();
        var stats = cluster.ask(client -> client.indices()
                .stats(IndicesStatsRequest.of(of -> of.index(List.copyOf(names)).level(Level.Shards))));
        for (var name : names) {
            var index = stats.indices().get(name);
            if (index == null) {
                throw new SourceRefusedException(
                        "Index \"%s\" is not there under this name (an alias does not count): it cannot be followed."
                                .formatted(name));
            }
            var shards = new TreeMap<Integer, LiveShard>();
            index.shards().forEach((number, copies) -> copies.stream()
                    .filter(copy -> copy.routing() != null && copy.routing().primary() && copy.seqNo() != null)
                    .forEach(copy -> shards.put(
                            Integer.valueOf(number),
                            new LiveShard(Integer.parseInt(number), copy.seqNo().globalCheckpoint()))));
            if (shards.size() != index.shards().size()) {
                throw new SourceIncompleteException("Index \"%s\" lacks a primary shard.".formatted(name));
            }
            indices.put(name, new LiveIndex(name, String.valueOf(index.uuid()), List.copyOf(shards.values())));
        }
        return indices;
    }

    /**
     * Refuses, by name, indices whose documents cannot be followed, or do not come back as they were written.
     *
     * @throws SourceRefusedException for the first of them
     */
    public void refuseUnfit(Collection<String> names) {
        var settings = cluster.ask(Cluster.asWritten(
                GetIndicesSettingsRequest.of(of -> of.index(List.copyOf(names))), GetIndicesSettingsRequest._ENDPOINT));
        for (var name : names) {
            var index = settings.path(name).path("settings").path("index");
            if (index.path("disable_sequence_numbers").asBoolean(false)) {
                throw new SourceRefusedException(
                        ("Index \"%s\" keeps no sequence numbers (index.disable_sequence_numbers is true): what is written"
                                        + " to it cannot be followed. Stop the writers, take a last snapshot, and apply"
                                        + " that with: rejoin import run --delta")
                                .formatted(name));
            }
        }
        var mappings = cluster.ask(Cluster.asWritten(
                GetMappingRequest.of(of -> of.index(List.copyOf(names))), GetMappingRequest._ENDPOINT));
        for (var name : names) {
            var index = settings.path(name).path("settings").path("index");
            var objection = SourceMode.of(
                            mappings.path(name).path("mappings"),
                            index.path("mapping").path("source").path("mode").asText(null),
                            index.path("mode").asText(null))
                    .objection(name, false, new ArrayList<>());
            if (objection != null) {
                throw new SourceRefusedException(objection);
            }
        }
    }

    /** Makes searchable what was written so far. */
    public void refresh(String index) {
        var shards = cluster.ask(client -> client.indices().refresh(of -> of.index(index)))
                .shards();
        if (shards != null && shards.failed() != null && shards.failed().intValue() > 0) {
            throw new SourceIncompleteException(
                    "%s shards of index \"%s\" could not be refreshed.".formatted(shards.failed(), index));
        }
    }

    /** Documents written after a number and up to another one, in the order of their numbers. */
    public List<Numbered> written(String index, int shard, long after, long upTo, int size) {
        var request = range(after, upTo);
        request.put("size", size);
        request.put("seq_no_primary_term", true);
        sortByNumber(request);
        var answer = search(index, shard, request);
        var written = new ArrayList<Numbered>();
        for (int i = 0; i < answer.documents().size(); i++) {
            written.add(new Numbered(answer.numbers().get(i), answer.documents().get(i)));
        }
        return written;
    }

    /** How many documents have a number up to this one, by block. */
    public Map<Long, Long> blocks(String index, int shard, long upTo) {
        var request = range(-1, upTo);
        request.put("size", 0);
        request.putObject("aggs")
                .putObject("blocks")
                .putObject("histogram")
                .put("field", "_seq_no")
                .put("interval", BLOCK)
                .put("min_doc_count", 1);
        var blocks = new TreeMap<Long, Long>();
        for (var bucket :
                asked(index, shard, request).path("aggregations").path("blocks").path("buckets")) {
            blocks.put(
                    (long) (bucket.path("key").asDouble() / BLOCK),
                    bucket.path("doc_count").asLong());
        }
        return blocks;
    }

    /** What lies in a block, up to a number. */
    public List<Placed> inBlock(String index, int shard, long block, long upTo) {
        var request = range(block * BLOCK - 1, Math.min(upTo, (block + 1) * BLOCK - 1));
        request.put("size", BLOCK);
        request.put("seq_no_primary_term", true);
        request.put("_source", false);
        sortByNumber(request);
        var placed = new ArrayList<Placed>();
        for (var hit : asked(index, shard, request).path("hits").path("hits")) {
            placed.add(new Placed(
                    hit.path("_seq_no").asLong(),
                    hit.path("_id").asText(),
                    hit.path("_routing").asText(null)));
        }
        return placed;
    }

    /** Those of some documents that are not there at this moment, whatever a search shows. */
    public Set<Placed> missing(String index, Collection<Placed> documents) {
        if (documents.isEmpty()) {
            return Set.of();
        }
        var request = Json.MAPPER.createObjectNode();
        var list = request.putArray("docs");
        var asked = List.copyOf(documents);
        for (var document : asked) {
            var named = list.addObject().put("_id", document.id()).put("_source", false);
            if (document.routing() != null) {
                named.put("routing", document.routing());
            }
        }
        var answers = json(index, "/" + encoded(index) + "/_mget", request).path("docs");
        if (answers.size() != asked.size()) {
            throw new SourceIncompleteException("Index \"%s\" was asked for %d documents and answered for %d."
                    .formatted(index, asked.size(), answers.size()));
        }
        var missing = new TreeSet<Placed>((a, b) -> Long.compare(a.number(), b.number()));
        for (int i = 0; i < asked.size(); i++) {
            var answer = answers.path(i);
            if (!answer.has("found")) {
                throw new SourceIncompleteException("Index \"%s\" does not say whether it holds document %s: %s"
                        .formatted(
                                index,
                                asked.get(i).id(),
                                answer.path("error").path("reason").asText()));
            }
            if (!answer.path("found").asBoolean()) {
                missing.add(asked.get(i));
            }
        }
        return missing;
    }

    private static ObjectNode range(long after, long upTo) {
        var request = Json.MAPPER.createObjectNode();
        request.putObject("query")
                .putObject("range")
                .putObject("_seq_no")
                .put("gt", after)
                .put("lte", upTo);
        return request;
    }

    private static void sortByNumber(ObjectNode request) {
        request.putArray("sort")
                .addObject()
                .putObject("_seq_no")
                .put("order", "asc")
                .put("unmapped_type", "long");
    }

    private SearchAnswer search(String index, int shard, ObjectNode request) {
        var waiting = searches.patience(index);
        while (true) {
            try {
                return searches.complete(
                        index,
                        SearchAnswer.parse(
                                cluster.send("POST", path(index, shard), request.toString(), LONGEST_ANSWER)));
            } catch (Fault fault) {
                waiting.await(fault);
            }
        }
    }

    private JsonNode asked(String index, int shard, ObjectNode request) {
        var answer = json(index, path(index, shard), request);
        if (answer.path("timed_out").asBoolean()) {
            throw new SourceIncompleteException(
                    "Index \"%s\": the server stopped a search for want of time.".formatted(index));
        }
        Shards.missing(index, Shards.Answered.of(answer.path("_shards"))).ifPresent(missing -> {
            throw new SourceIncompleteException(missing + ": no partial answer is used.");
        });
        return answer;
    }

    private JsonNode json(String index, String path, ObjectNode request) {
        var waiting = searches.patience(index);
        while (true) {
            try {
                return Json.MAPPER.readTree(cluster.send("POST", path, request.toString(), LONGEST_ANSWER).stream());
            } catch (IOException e) {
                waiting.await(new Fault(Fault.Kind.CONNECTION, "the answer was cut short", e));
            } catch (Fault fault) {
                waiting.await(fault);
            }
        }
    }

    private static String path(String index, int shard) {
        return "/%s/_search?preference=_shards:%d&allow_partial_search_results=false".formatted(encoded(index), shard);
    }

    private static String encoded(String index) {
        return URLEncoder.encode(index, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        cluster.close();
    }
}
