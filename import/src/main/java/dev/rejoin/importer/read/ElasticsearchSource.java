package dev.rejoin.importer.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A cluster, usually one that a snapshot was restored into. */
public final class ElasticsearchSource implements Source {

    /** A request's first line may have 4,096 bytes. */
    private static final int LONGEST_PATH = 3_000;

    private static final String EVERYTHING = "expand_wildcards=all";

    private final Cluster cluster;
    private final SourceOptions options;
    private final SourceInfo info;
    private final Searches searches;
    private volatile List<String> remarks = List.of();

    private ElasticsearchSource(Cluster cluster, SourceOptions options, SourceInfo info) {
        this.cluster = cluster;
        this.options = options;
        this.info = info;
        this.searches = new Searches(cluster, options.patience());
    }

    /** @throws SourceRefusedException when what answers there is not a cluster that can be read */
    public static ElasticsearchSource at(String addresses, SourceOptions options) {
        var cluster = Cluster.at(addresses, options);
        try {
            return new ElasticsearchSource(cluster, options, cluster.info());
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public Contents contents(Scope scope) {
        var said = new ArrayList<String>();
        var excluded = new TreeSet<String>();
        var open = open(scope, excluded, said);
        var mappings = ofEach(open.keySet(), "_mapping");
        var settings = ofEach(open.keySet(), "_settings?flat_settings=true");
        var aliases = aliases(ofEach(open.keySet(), "_alias"), said);
        var stats = Json.MAPPER.createObjectNode();
        for (var part : parts(open.keySet())) {
            stats.setAll((ObjectNode)
                    cluster.get("/" + part + "/_stats/docs,store?level=shards").path("indices"));
        }
        var sequences = sequences(stats);
        var indices = new ArrayList<SourceIndex>();
        for (var row : open.values()) {
            var name = row.path("index").asText();
            var setting = settings.path(name).path("settings");
            var mapping = mappings.path(name).path("mappings");
            long count = searches.count(name);
            // Whatever is restored from a snapshot holds the same; when it is restored again only its UUID is another
            // one.
            var origin = Origin.of(mapping).filter(of -> blocked(setting));
            var identity = origin.map(of -> of.uuid() + "/" + of.index())
                    .orElse(row.path("uuid").asText());
            indices.add(new SourceIndex(
                    name,
                    row.path("uuid").asText(),
                    count,
                    stats.path(name)
                            .at("/primaries/store/size_in_bytes")
                            .asLong(),
                    List.copyOf(aliases.getOrDefault(name, List.of())),
                    mapping.isMissingNode() ? null : mapping,
                    "%s:%d:%s".formatted(identity, count, sequences.getOrDefault(name, "")),
                    blocked(setting)
                            ? origin.map(of -> new Window(of.start(), of.end())).orElse(null)
                            : Window.ALWAYS,
                    SourceMode.of(mapping, setting).objection(name, options.acceptLossySource(), said)));
            if (!blocked(setting)) {
                said.add("Index \"%s\" can still be written to (index.blocks.write is not set).".formatted(name));
            }
        }
        dataStreams(said);
        remarks = List.copyOf(said);
        return new Contents(List.copyOf(indices), List.copyOf(excluded), 0);
    }

    /** What is said of each of these indices; nothing is asked about any other. */
    private ObjectNode ofEach(Set<String> names, String question) {
        var answers = Json.MAPPER.createObjectNode();
        for (var part : parts(names)) {
            answers.setAll((ObjectNode) cluster.get("/" + part + "/" + question));
        }
        return answers;
    }

    /** Names as they stand in a path, as many together as fit into a request's first line. */
    private static List<String> parts(Set<String> names) {
        var parts = new ArrayList<String>();
        for (var name : names) {
            var written = Names.inPath(name);
            if (!parts.isEmpty() && parts.getLast().length() + written.length() < LONGEST_PATH) {
                parts.add(parts.removeLast() + "," + written);
            } else {
                parts.add(written);
            }
        }
        return parts;
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }

    @Override
    public IndexReading open(SourceIndex index, int slices) {
        refuseObjectionable(index);
        return ElasticsearchReading.open(searches, index, options, slices);
    }

    @Override
    public IndexReading resume(SourceIndex index, List<Position> positions) {
        refuseObjectionable(index);
        return positions.stream().allMatch(Position::isStart)
                ? ElasticsearchReading.open(searches, index, options, positions.size())
                : ElasticsearchReading.resume(searches, index, options, positions);
    }

    @Override
    public void close() {
        cluster.close();
    }

    private static void refuseObjectionable(SourceIndex index) {
        if (index.objection() != null) {
            throw new SourceRefusedException(index.objection());
        }
    }

    /** The indices to look at; of the others only what they are called has been asked. */
    private Map<String, JsonNode> open(Scope scope, Set<String> excluded, List<String> said) {
        var byName = new TreeMap<String, JsonNode>();
        var hidden = new ArrayList<String>();
        for (var row : cluster.get("/_cat/indices?format=json&h=index,uuid,status&" + EVERYTHING)) {
            var name = row.path("index").asText();
            if (scope.excludes(name)) {
                excluded.add(name);
            } else if (!scope.covers(name)) {
                continue;
            } else if (name.startsWith(".")) {
                hidden.add(name);
            } else if (row.path("status").asText().equals("close")) {
                said.add("Index \"%s\" is closed and was left out; open it if it is to be imported.".formatted(name));
            } else {
                byName.put(name, row);
            }
        }
        if (!hidden.isEmpty()) {
            said.add("Hidden and system indices were left out: " + String.join(", ", hidden) + ".");
        }
        return byName;
    }

    private static Map<String, List<String>> aliases(JsonNode answers, List<String> said) {
        var aliasesOf = new HashMap<String, List<String>>();
        var indicesOf = new TreeMap<String, List<String>>();
        for (var entry : answers.properties()) {
            for (var alias : entry.getValue().path("aliases").properties()) {
                aliasesOf
                        .computeIfAbsent(entry.getKey(), index -> new ArrayList<>())
                        .add(alias.getKey());
                indicesOf
                        .computeIfAbsent(alias.getKey(), name -> new ArrayList<>())
                        .add(entry.getKey());
                if (alias.getValue().has("filter")) {
                    said.add(("Alias \"%s\" shows only a part of index \"%s\"; the whole index is read.")
                            .formatted(alias.getKey(), entry.getKey()));
                }
            }
        }
        indicesOf.forEach((alias, names) -> said.add("Alias \"%s\" stands for %s; the indices themselves are read."
                .formatted(alias, String.join(", ", names.stream().sorted().toList()))));
        return aliasesOf;
    }

    private void dataStreams(List<String> said) {
        cluster.find("/_data_stream?" + EVERYTHING).ifPresent(answer -> {
            for (var stream : answer.path("data_streams")) {
                said.add(
                        ("Data stream \"%s\" (%d backing indices) was left out: data streams hold logs and measurements,"
                                        + " not the rows of an application.")
                                .formatted(
                                        stream.path("name").asText(),
                                        stream.path("indices").size()));
            }
        });
    }

    /** Per index the highest sequence number of every primary shard: it grows with every write. */
    private static Map<String, String> sequences(JsonNode stats) {
        var result = new HashMap<String, String>();
        for (var index : stats.properties()) {
            var shards = new TreeMap<Integer, Long>();
            for (var shard : index.getValue().path("shards").properties()) {
                for (var copy : shard.getValue()) {
                    if (copy.path("routing").path("primary").asBoolean()) {
                        shards.put(
                                Integer.valueOf(shard.getKey()),
                                copy.path("seq_no").path("max_seq_no").asLong(-1));
                    }
                }
            }
            result.put(index.getKey(), shards.toString());
        }
        return result;
    }

    private static boolean blocked(JsonNode settings) {
        return settings.path("index.blocks.write").asBoolean()
                || settings.path("index.blocks.read_only").asBoolean();
    }
}
