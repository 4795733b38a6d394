package dev.rejoin.importer.read;

import co.elastic.clients.elasticsearch._types.CommonStatsFlag;
import co.elastic.clients.elasticsearch._types.Level;
import co.elastic.clients.elasticsearch.indices.GetIndicesSettingsRequest;
import co.elastic.clients.elasticsearch.indices.GetMappingRequest;
import co.elastic.clients.elasticsearch.indices.stats.IndicesStats;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    /** Blocks that are counted by one request: a cluster gives no more than 10,000 buckets where it is told to give few. */
    private static final long BLOCKS_AT_ONCE = 10_000;

    /** As many hits as a search gives where nobody has said otherwise. */
    private static final int MOST_HITS = 10_000;

    private static final String NUMBERS_ALONE = "&filter_path=timed_out,_shards,hits.hits.sort";
    private static final long LONGEST_ANSWER = 1L << 30;

    /** An answer may grow to this many times the size aimed at, before it is broken off and asked for in parts. */
    private static final int TOLERANCE = 4;

    private final Cluster cluster;
    private final Searches searches;
    private final Refreshes refreshes;
    private final Pace pace;
    private final long pageLimit;

    private LiveIndices(Cluster cluster, SourceOptions options) {
        this.cluster = cluster;
        this.searches = new Searches(cluster, options.patience());
        this.refreshes = new Refreshes(cluster, searches, options.patience());
        this.pace = new Pace(options.pageBytes());
        this.pageLimit = (long) options.pageBytes() * TOLERANCE;
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
     * @param greatest the greatest number that was given to a write
     * @param history what its numbers belong to: a shard that was restored, or whose copy was forced to be one, has another
     */
    public record LiveShard(int number, long complete, long greatest, String history) {}

    public record LiveIndex(String name, String uuid, List<LiveShard> shards) {}

    /** A document and the number of its last write. */
    public record SequencedDocument(long number, SourceDocument document) {}

    /** Where a document lies. */
    public record SequencedId(
            long number, String id, @Nullable String routing) {}

    /**
     * An index that is there, by its name.
     *
     * @param aliases the names that it is called by besides
     */
    public record ListedIndex(List<String> aliases, boolean open) {}

    /** All indices whose names begin so, but those that begin with a dot. */
    public Map<String, ListedIndex> listed(String prefix) {
        var pattern = prefix + "*";
        var known = new TreeMap<String, ListedIndex>();
        // The typed client asks in a way that versions before 9 do not know.
        for (var index : answer(
                        pattern, "GET", "/_resolve/index/" + Names.inPath(prefix) + "*?expand_wildcards=all", null)
                .path("indices")) {
            var name = index.path("name").asText();
            if (!name.startsWith(".")) {
                known.put(
                        name,
                        new ListedIndex(
                                texts(index.path("aliases")),
                                !texts(index.path("attributes")).contains("closed")));
            }
        }
        return known;
    }

    /** Whether an index takes what is written to one of its aliases: it is the only one of it, or declared to be the one. */
    public boolean isWrittenTo(String index, String alias) {
        var named = answer(alias, "GET", "/_alias/" + Names.inPath(alias), null);
        var declared = named.path(index).path("aliases").path(alias).path("is_write_index");
        return declared.asBoolean(named.size() == 1);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    /**
     * The indices as they are now.
     *
     * @param known those that are there
     * @throws SourceRefusedException when one of them is not there, or closed
     */
    public Map<String, LiveIndex> state(Collection<String> names, Map<String, ListedIndex> known) {
        for (var name : names) {
            refuseWhatCannotBeRead(name, known);
        }
        var indices = new TreeMap<String, LiveIndex>();
        for (var part : ElasticsearchSource.parts(names)) {
            var stats = cluster.ask(client -> client.indices()
                    .stats(of -> of.index(part).metric(CommonStatsFlag.Docs).level(Level.Shards)));
            for (var name : part) {
                indices.put(name, state(name, stats.indices().get(name)));
            }
        }
        return indices;
    }

    private static void refuseWhatCannotBeRead(String name, Map<String, ListedIndex> known) {
        var index = known.get(name);
        if (index == null) {
            var behind = known.entrySet().stream()
                    .filter(each -> each.getValue().aliases().contains(name))
                    .map(each -> "\"" + each.getKey() + "\"")
                    .collect(Collectors.joining(", "));
            throw new SourceRefusedException(
                    ("Index \"%s\" is not there%s: it was deleted since, or this is another cluster. Nothing is deleted in"
                                    + " the target for that. If what is there now is what counts, apply it with: ./rejoin"
                                    + " import run --delta (with --without, or the mapping changed, where the index has no"
                                    + " heir), and then follow it")
                            .formatted(
                                    name,
                                    behind.isEmpty() ? "" : " any more, its name is an alias of " + behind + " now"));
        }
        if (!index.open()) {
            throw new SourceRefusedException(
                    "Index \"%s\" is closed: open it again (POST /%s/_open), and call follow again; it goes on from there."
                            .formatted(name, name));
        }
    }

    private LiveIndex state(String name, @Nullable IndicesStats stats) {
        if (stats == null) {
            var nothing = new LiveIndex(name, "", List.of());
            refuseWithout(nothing, 1);
            return nothing;
        }
        var shards = new TreeMap<Integer, LiveShard>();
        stats.shards().forEach((number, copies) -> copies.stream()
                .filter(copy -> copy.routing() != null && copy.routing().primary() && copy.seqNo() != null)
                .forEach(copy -> shards.put(
                        Integer.valueOf(number),
                        new LiveShard(
                                Integer.parseInt(number),
                                copy.seqNo().globalCheckpoint(),
                                copy.seqNo().maxSeqNo(),
                                copy.commit() == null
                                        ? ""
                                        : copy.commit().userData().getOrDefault("history_uuid", "")))));
        return new LiveIndex(name, String.valueOf(stats.uuid()), List.copyOf(shards.values()));
    }

    /**
     * Refuses, by name, indices whose documents cannot be followed, or do not come back as they were written.
     *
     * @throws SourceRefusedException for the first of them
     */
    public void refuseUnfit(Collection<LiveIndex> indices) {
        for (var part :
                ElasticsearchSource.parts(indices.stream().map(LiveIndex::name).toList())) {
            var settings = cluster.ask(Cluster.asWritten(
                    GetIndicesSettingsRequest.of(of -> of.index(part)), GetIndicesSettingsRequest._ENDPOINT));
            var mappings = mappings(part);
            for (var index : indices) {
                if (part.contains(index.name())) {
                    var set = settings.path(index.name()).path("settings").path("index");
                    refuseUnfit(index.name(), set, mappings.get(index.name()));
                    refuseWithout(index, set.path("number_of_shards").asInt(1));
                }
            }
        }
    }

    /** @throws SourceIncompleteException where an index does not have as many primary shards as it should */
    public void refuseWithout(LiveIndex index, int shards) {
        if (index.shards().size() < shards) {
            throw new SourceIncompleteException("Index \"%s\" lacks a primary shard%s."
                    .formatted(
                            index.name(),
                            new Shards(cluster)
                                    .lost(index.name())
                                    .map(lost -> ": " + lost)
                                    .orElse("")));
        }
    }

    private static void refuseUnfit(String name, JsonNode settings, @Nullable JsonNode mapping) {
        if (settings.path("disable_sequence_numbers").asBoolean(false)) {
            throw new SourceRefusedException(
                    ("Index \"%s\" keeps no sequence numbers (index.disable_sequence_numbers is true): what is written"
                                    + " to it cannot be followed. Stop the writers, take a last snapshot, and apply"
                                    + " that with: ./rejoin import run --delta")
                            .formatted(name));
        }
        var objection = SourceMode.of(
                        mapping,
                        settings.path("mapping").path("source").path("mode").asText(null),
                        settings.path("mode").asText(null))
                .objection(name, false, new ArrayList<>());
        if (objection != null) {
            throw new SourceRefusedException(objection);
        }
    }

    /** The mappings of some indices as they are written, {@code {"properties": …}}, by name. */
    public Map<String, JsonNode> mappings(Collection<String> names) {
        var mappings = new TreeMap<String, JsonNode>();
        for (var part : ElasticsearchSource.parts(names)) {
            cluster.ask(Cluster.asWritten(GetMappingRequest.of(of -> of.index(part)), GetMappingRequest._ENDPOINT))
                    .properties()
                    .forEach(index ->
                            mappings.put(index.getKey(), index.getValue().path("mappings")));
        }
        return mappings;
    }

    /**
     * Makes searchable what was written so far.
     *
     * @throws SourceRefusedException where that is not allowed: whoever waits for the cluster to do it waits for ever where
     *     others write on
     */
    public void refresh(Collection<String> indices) {
        for (var part : ElasticsearchSource.parts(indices)) {
            refreshes.refused(part).ifPresent(refusal -> {
                throw new SourceRefusedException(
                        ("%s could not be refreshed, and what was written not be found: %s. Following needs the index"
                                        + " privilege \"maintenance\" besides what reading needs.")
                                .formatted(
                                        part.size() == 1
                                                ? "Index \"%s\"".formatted(part.getFirst())
                                                : "%d indices (\"%s\", …)".formatted(part.size(), part.getFirst()),
                                        refusal));
            });
        }
    }

    /**
     * Documents written after a number and up to another one, in the order of their numbers, and how far that is.
     *
     * @param complete up to this number these are all
     */
    public record Written(List<SequencedDocument> documents, long complete) {}

    /**
     * Reads documents written after a number, as many as make an answer of a bearable size.
     *
     * @param most how many at the most
     */
    public Written written(String index, int shard, long after, long upTo, int most) {
        var waiting = searches.patience(index);
        for (int attempt = 1; ; attempt++) {
            int size = Math.min(most, pace.hits());
            var request = numbered(after, upTo, size);
            try {
                var body = cluster.send(
                        "POST", path(index, shard), request.toString(), size == 1 ? LONGEST_ANSWER : pageLimit);
                var answer = searches.complete(index, SearchAnswer.parse(body));
                pace.got(answer.documents().size(), body.length());
                var written = new ArrayList<SequencedDocument>();
                for (int i = 0; i < answer.documents().size(); i++) {
                    written.add(new SequencedDocument(
                            answer.numbers().get(i), answer.documents().get(i)));
                }
                return new Written(
                        written,
                        written.size() < size ? upTo : written.getLast().number());
            } catch (Fault fault) {
                if (fault.kind() != Fault.Remedy.TOO_LARGE || size == 1) {
                    waiting.await(fault);
                }
                // A connection that breaks once says nothing of the page's size.
                if (fault.kind() != Fault.Remedy.CONNECTION || attempt > 1) {
                    pace.halve();
                }
            }
        }
    }

    /** How many documents have a number up to this one, by block. */
    public Map<Long, Long> blocks(String index, int shard, long upTo) {
        var blocks = new TreeMap<Long, Long>();
        for (long after = -1; after < upTo; after += BLOCKS_AT_ONCE * BLOCK) {
            var request = range(after, Math.min(upTo, after + BLOCKS_AT_ONCE * BLOCK));
            request.put("size", 0);
            request.putObject("aggs")
                    .putObject("blocks")
                    .putObject("histogram")
                    .put("field", "_seq_no")
                    .put("interval", BLOCK)
                    .put("min_doc_count", 1);
            for (var bucket : whole(index, answer(index, "POST", path(index, shard), request))
                    .path("aggregations")
                    .path("blocks")
                    .path("buckets")) {
                blocks.put(
                        (long) (bucket.path("key").asDouble() / BLOCK),
                        bucket.path("doc_count").asLong());
            }
        }
        return blocks;
    }

    /** The numbers at which documents lie in some blocks, up to a number: nothing else of them is asked for. */
    public Set<Long> numbersIn(String index, int shard, Collection<Long> blocks, long upTo) {
        long after = -1;
        int size = (int) (BLOCK * Math.clamp(blocks.size(), 1, MOST_HITS / BLOCK));
        var numbers = new HashSet<Long>();
        while (true) {
            var request = within(blocks, after, upTo);
            request.put("size", size);
            request.put("_source", false);
            request.put("stored_fields", "_none_");
            sortByNumber(request);
            JsonNode hits;
            try {
                hits = whole(index, sent(index, "POST", path(index, shard) + NUMBERS_ALONE, request))
                        .path("hits")
                        .path("hits");
            } catch (Fault tooLarge) {
                if (size == 1) {
                    throw unreadable(index, tooLarge);
                }
                size /= 2;
                continue;
            }
            for (var hit : hits) {
                after = hit.path("sort").path(0).asLong();
                numbers.add(after);
            }
            if (hits.size() < size) {
                return numbers;
            }
        }
    }

    private static ObjectNode within(Collection<Long> blocks, long after, long upTo) {
        var request = Json.MAPPER.createObjectNode();
        var query = request.putObject("query").putObject("bool");
        query.putArray("filter")
                .addObject()
                .putObject("range")
                .putObject("_seq_no")
                .put("gt", after)
                .put("lte", upTo);
        var any = query.putArray("should");
        query.put("minimum_should_match", 1);
        for (long block : blocks) {
            any.addObject()
                    .putObject("range")
                    .putObject("_seq_no")
                    .put("gte", block * BLOCK)
                    .put("lt", (block + 1) * BLOCK);
        }
        return request;
    }

    /** Those of some documents that are not there at this moment, whatever a search shows. */
    public Set<SequencedId> missing(String index, Collection<SequencedId> documents) {
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
        var answers = answer(index, "POST", "/" + Names.inPath(index) + "/_mget", request)
                .path("docs");
        if (answers.size() != asked.size()) {
            throw new SourceIncompleteException("Index \"%s\" was asked for %d documents and answered for %d."
                    .formatted(index, asked.size(), answers.size()));
        }
        var missing = new TreeSet<SequencedId>((a, b) -> Long.compare(a.number(), b.number()));
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

    private static ObjectNode numbered(long after, long upTo, int size) {
        var request = range(after, upTo);
        request.put("size", size);
        request.put("seq_no_primary_term", true);
        sortByNumber(request);
        return request;
    }

    /** The answer itself, if no part of it is missing. */
    private static JsonNode whole(String index, JsonNode answer) {
        if (answer.path("timed_out").asBoolean()) {
            throw new SourceIncompleteException(
                    "Index \"%s\": the server stopped a search for want of time.".formatted(index));
        }
        Shards.missing(index, Shards.Answered.of(answer.path("_shards"))).ifPresent(missing -> {
            throw new SourceIncompleteException(missing + ": no partial answer is used.");
        });
        return answer;
    }

    private JsonNode answer(String index, String method, String path, @Nullable ObjectNode request) {
        try {
            return sent(index, method, path, request);
        } catch (Fault tooLarge) {
            throw unreadable(index, tooLarge);
        }
    }

    private static SourceIncompleteException unreadable(String index, Fault fault) {
        return new SourceIncompleteException(
                "Index \"%s\" cannot be read: %s".formatted(index, fault.getMessage()), fault);
    }

    /** @throws Fault where less has to be asked for; whatever else passes is waited out */
    private JsonNode sent(String index, String method, String path, @Nullable ObjectNode request) throws Fault {
        var waiting = searches.patience(index);
        while (true) {
            try {
                return Json.MAPPER.readTree(
                        cluster
                                .send(method, path, request == null ? null : request.toString(), LONGEST_ANSWER)
                                .stream());
            } catch (IOException e) {
                waiting.await(new Fault(Fault.Remedy.CONNECTION, "the answer was cut short", e));
            } catch (Fault fault) {
                if (fault.kind() == Fault.Remedy.TOO_LARGE) {
                    throw fault;
                }
                waiting.await(fault);
            }
        }
    }

    private static String path(String index, int shard) {
        return "/%s/_search?preference=_shards:%d&allow_partial_search_results=false"
                .formatted(Names.inPath(index), shard);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
