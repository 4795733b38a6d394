package dev.rejoin.importer.read;

import co.elastic.clients.elasticsearch._types.CommonStatsFlag;
import co.elastic.clients.elasticsearch._types.ExpandWildcard;
import co.elastic.clients.elasticsearch._types.Level;
import co.elastic.clients.elasticsearch.indices.GetDataStreamRequest;
import co.elastic.clients.elasticsearch.indices.GetMappingRequest;
import co.elastic.clients.elasticsearch.indices.IndexSettings;
import co.elastic.clients.elasticsearch.indices.IndexState;
import co.elastic.clients.elasticsearch.indices.get_alias.IndexAliases;
import co.elastic.clients.elasticsearch.indices.stats.IndicesStats;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A cluster, usually one that a snapshot was restored into. */
public final class ElasticsearchSource implements Source {

    /** A request's first line may have 4,096 bytes. */
    private static final int LONGEST_PATH = 3_000;

    private static final List<String> SETTINGS = List.of(
            "index.uuid", "index.mode", "index.blocks.*", "index.mapping.source.mode", "index.number_of_shards");

    private static final IndexSettings NOTHING_SET = IndexSettings.of(nothing -> nothing);

    private final Cluster cluster;
    private final SourceOptions options;
    private final SourceInfo info;
    private final Searches searches;
    private final Refreshes refreshes;
    private volatile List<String> remarks = List.of();

    private ElasticsearchSource(Cluster cluster, SourceOptions options, SourceInfo info) {
        this.cluster = cluster;
        this.options = options;
        this.info = info;
        this.searches = new Searches(cluster, options.patience());
        this.refreshes = new Refreshes(cluster, searches, options.patience());
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
        var mappings = ofEach(open, this::mappings);
        var settings = ofEach(open, this::settings);
        var aliases = aliases(ofEach(open, this::aliases), said);
        var stats = ofEach(open, this::stats);
        // After the numbers of all writes were taken, which then are shown by what is counted and read from here on.
        refreshes.refresh(open.stream()
                .filter(name -> isWhole(settings.getOrDefault(name, NOTHING_SET), stats.get(name)))
                .toList());
        var indices = new ArrayList<SourceIndex>();
        for (var name : open) {
            var setting = settings.getOrDefault(name, NOTHING_SET);
            var mapping = mappings.get(name);
            long count = searches.count(name);
            // Whatever is restored from a snapshot holds the same; when it is restored again only its UUID is another
            // one.
            var origin = Origin.of(mapping).filter(of -> blocked(setting));
            var uuid = String.valueOf(setting.uuid());
            var identity = origin.map(of -> of.uuid() + "/" + of.index()).orElse(uuid);
            indices.add(new SourceIndex(
                    name,
                    uuid,
                    count,
                    bytes(stats.get(name)),
                    List.copyOf(aliases.getOrDefault(name, List.of())),
                    mapping,
                    SourceIndex.fingerprint(identity, count, sequences(stats.get(name))),
                    blocked(setting)
                            ? origin.map(of -> new Window(of.start(), of.end())).orElse(null)
                            : Window.ALWAYS,
                    SourceMode.of(mapping, sourceMode(setting), setting.mode())
                            .objection(name, options.acceptLossySource(), said)));
            if (!blocked(setting)) {
                said.add("Index \"%s\" can still be written to (index.blocks.write is not set).".formatted(name));
            }
        }
        dataStreams(said);
        remarks = List.copyOf(said);
        return new Contents(List.copyOf(indices), List.copyOf(excluded), 0);
    }

    /** What is said of each of these indices; nothing is asked about any other. */
    private static <T> Map<String, T> ofEach(Set<String> names, Function<List<String>, Map<String, T>> question) {
        var answers = new HashMap<String, T>();
        for (var part : parts(names)) {
            answers.putAll(question.apply(part));
        }
        return answers;
    }

    /** As many names together as fit into a request's first line, in which a byte may take three. */
    static List<List<String>> parts(Collection<String> names) {
        var parts = new ArrayList<List<String>>();
        int length = LONGEST_PATH;
        for (var name : names) {
            int written = 3 * name.getBytes(StandardCharsets.UTF_8).length + 1;
            if (length + written > LONGEST_PATH) {
                parts.add(new ArrayList<>());
                length = 0;
            }
            parts.getLast().add(name);
            length += written;
        }
        return parts;
    }

    /** As they are written: they are kept with the run, and read as those of a dump are. */
    private Map<String, JsonNode> mappings(List<String> names) {
        var mappings = new HashMap<String, JsonNode>();
        cluster.ask(Cluster.asWritten(
                        GetMappingRequest.of(mapping -> mapping.index(names)), GetMappingRequest._ENDPOINT))
                .properties()
                .forEach(index -> mappings.put(index.getKey(), index.getValue().path("mappings")));
        return mappings;
    }

    /** Only those that are of use here: the others are of every plug-in there is. */
    private Map<String, IndexSettings> settings(List<String> names) {
        var settings = new HashMap<String, IndexSettings>();
        cluster.ask(client -> client.indices().getSettings(of -> of.index(names).name(SETTINGS)))
                .settings()
                .forEach((name, state) -> settings.put(name, of(state)));
        return settings;
    }

    static IndexSettings of(IndexState state) {
        var settings = state.settings();
        if (settings == null) {
            return NOTHING_SET;
        }
        return settings.index() == null ? settings : settings.index();
    }

    private Map<String, IndexAliases> aliases(List<String> names) {
        return cluster.ask(client -> client.indices().getAlias(of -> of.index(names)))
                .aliases();
    }

    private Map<String, IndicesStats> stats(List<String> names) {
        return cluster.ask(client -> client.indices().stats(of -> of.index(names)
                        .metric(CommonStatsFlag.Docs, CommonStatsFlag.Store)
                        .level(Level.Shards)))
                .indices();
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
    private Set<String> open(Scope scope, Set<String> excluded, List<String> said) {
        var names = new TreeSet<String>();
        var hidden = new ArrayList<String>();
        var known = cluster.ask(
                client -> client.cat().indices(all -> all.h("index", "status").expandWildcards(ExpandWildcard.All)));
        for (var index : known.indices()) {
            var name = String.valueOf(index.index());
            if (scope.excludes(name)) {
                excluded.add(name);
            } else if (scope.covers(name)) {
                if (name.startsWith(".")) {
                    hidden.add(name);
                } else if ("close".equals(index.status())) {
                    said.add("Index \"%s\" is closed and was left out; open it if it is to be imported."
                            .formatted(name));
                } else {
                    names.add(name);
                }
            }
        }
        if (!hidden.isEmpty()) {
            said.add("Hidden and system indices were left out: " + String.join(", ", hidden) + ".");
        }
        return names;
    }

    /** As they are written: of the templates that they come with nothing is of use, and it may be any plug-in's. */
    private void dataStreams(List<String> said) {
        var request = GetDataStreamRequest.of(all -> all.name("*").expandWildcards(ExpandWildcard.All));
        cluster.find(Cluster.asWritten(request, GetDataStreamRequest._ENDPOINT)).ifPresent(answer -> {
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

    private static Map<String, List<String>> aliases(Map<String, IndexAliases> answers, List<String> said) {
        var aliasesOf = new HashMap<String, List<String>>();
        var indicesOf = new TreeMap<String, List<String>>();
        answers.forEach((index, known) -> known.aliases().forEach((alias, definition) -> {
            aliasesOf.computeIfAbsent(index, name -> new ArrayList<>()).add(alias);
            indicesOf.computeIfAbsent(alias, name -> new ArrayList<>()).add(index);
            if (definition.filter() != null) {
                said.add(("Alias \"%s\" shows only a part of index \"%s\"; the whole index is read.")
                        .formatted(alias, index));
            }
        }));
        indicesOf.forEach((alias, names) -> said.add("Alias \"%s\" stands for %s; the indices themselves are read."
                .formatted(alias, String.join(", ", names.stream().sorted().toList()))));
        return aliasesOf;
    }

    private static long bytes(@Nullable IndicesStats stats) {
        return stats == null || stats.primaries() == null || stats.primaries().store() == null
                ? 0
                : stats.primaries().store().sizeInBytes();
    }

    /** The highest sequence number of every primary shard: it grows with every write. */
    private static SortedMap<Integer, Long> sequences(@Nullable IndicesStats stats) {
        var sequences = new TreeMap<Integer, Long>();
        if (stats != null) {
            stats.shards().forEach((shard, copies) -> copies.stream()
                    .filter(copy -> copy.routing() != null && copy.routing().primary() && copy.seqNo() != null)
                    .forEach(copy ->
                            sequences.put(Integer.valueOf(shard), copy.seqNo().maxSeqNo())));
        }
        return sequences;
    }

    /** Whether every shard has a primary: a refresh waits a minute for one, and whoever counts says which is missing. */
    private static boolean isWhole(IndexSettings settings, @Nullable IndicesStats stats) {
        return settings.numberOfShards() == null
                || sequences(stats).size() >= Integer.parseInt(settings.numberOfShards());
    }

    private static boolean blocked(IndexSettings settings) {
        var blocks = settings.blocks();
        return blocks != null && (Boolean.TRUE.equals(blocks.write()) || Boolean.TRUE.equals(blocks.readOnly()));
    }

    private static @Nullable String sourceMode(IndexSettings settings) {
        var mapping = settings.mapping();
        return mapping == null || mapping.source() == null || mapping.source().mode() == null
                ? null
                : mapping.source().mode().jsonValue();
    }
}
