package dev.rejoin.importer.restore;

import co.elastic.clients.elasticsearch._types.ExpandWildcard;
import co.elastic.clients.elasticsearch.indices.GetMappingRequest;
import co.elastic.clients.elasticsearch.indices.recovery.RecoveryStatus;
import co.elastic.clients.elasticsearch.indices.recovery.ShardRecovery;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.mapping.Nearest;
import dev.rejoin.importer.read.Cluster;
import dev.rejoin.importer.read.Origin;
import dev.rejoin.importer.read.Shards;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.read.SourceRefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Restores a snapshot's indices under a prefix, complete and blocked against writes, or says which shard did not come. */
public record Restore(Cluster cluster, Repository repository, Options options, Progress progress) {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** A shard that the cluster will not place is given up only when it has said so this many times in a row. */
    private static final int LOOKS_BEFORE_GIVING_UP = 4;

    /**
     * What to restore.
     *
     * @param snapshot its name; the newest one where empty
     * @param indices names of the snapshot's indices; all but hidden and system indices where empty
     * @param prefix put before the restored indices' names
     * @param acknowledged the name of a partial snapshot that may be restored all the same
     * @param patience how long nothing of the shards may come
     */
    public record Options(
            Optional<String> snapshot,
            Set<String> indices,
            String prefix,
            Optional<String> acknowledged,
            Duration patience) {}

    /** Told about the shards that have come, and the bytes of them. */
    public interface Progress {
        Progress SILENT = (shards, ofShards, bytes, ofBytes) -> {};

        /** @param ofBytes what all are likely to be, by those that have said how large they are */
        void reached(int shards, int ofShards, long bytes, long ofBytes);
    }

    /**
     * A restored index.
     *
     * @param documents as the index counts them now
     */
    public record RestoredIndex(String name, int shards, long documents) {}

    /**
     * What has been restored.
     *
     * @param alreadyThere the indices that an earlier call had restored from the same snapshot
     */
    public record Restored(
            Snapshot snapshot, List<RestoredIndex> indices, List<String> alreadyThere, List<String> remarks) {}

    /** The snapshots to choose from, the oldest first. */
    public List<Snapshot> snapshots() {
        cluster.info();
        repository.open(cluster);
        return repository.snapshots(cluster);
    }

    /**
     * Restores.
     *
     * @throws SourceRefusedException when something has to be decided or mended first; nothing was restored
     * @throws SourceIncompleteException when the snapshot lacks shards, or a shard does not come
     */
    public Restored run() {
        if (options.prefix().isEmpty()) {
            throw new SourceRefusedException("A prefix is needed, so that no index of the cluster is touched.");
        }
        var snapshot = chosen();
        var remarks = new ArrayList<String>();
        var wanted = wanted(snapshot, remarks);
        var alreadyThere = alreadyThere(snapshot, wanted);
        var missing = new TreeSet<>(wanted);
        missing.removeAll(alreadyThere);
        if (!missing.isEmpty()) {
            begin(snapshot, missing);
        }
        writeOrigins(snapshot, wanted, remarks);
        var names = wanted.stream().map(this::renamed).collect(Collectors.toCollection(TreeSet::new));
        var shards = await(names);
        block(names);
        var indices = names.stream()
                .map(name -> new RestoredIndex(name, shards.get(name), count(name)))
                .toList();
        return new Restored(
                snapshot, indices, alreadyThere.stream().map(this::renamed).toList(), List.copyOf(remarks));
    }

    private Snapshot chosen() {
        var all = snapshots();
        if (all.isEmpty()) {
            throw new SourceRefusedException(
                    "The repository \"%s\" holds no snapshot; check where it is.".formatted(repository.name()));
        }
        var snapshot = options.snapshot()
                .map(name -> all.stream()
                        .filter(s -> s.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new SourceRefusedException("The repository \"%s\" holds no snapshot \"%s\"%s"
                                .formatted(repository.name(), name, Nearest.hint(name, names(all))))))
                .orElse(all.getLast());
        refuseIncomplete(snapshot);
        return snapshot;
    }

    private void refuseIncomplete(Snapshot snapshot) {
        switch (snapshot.state()) {
            case SUCCESS -> {}
            case PARTIAL -> {
                if (!options.acknowledged().equals(Optional.of(snapshot.name()))) {
                    throw new SourceIncompleteException(
                            ("The snapshot \"%s\" is partial, without %s. Choose another one with --snapshot, or accept"
                                            + " that these documents are lost with --accept-partial %s.")
                                    .formatted(
                                            snapshot.name(), String.join("; ", snapshot.failures()), snapshot.name()));
                }
            }
            case FAILED ->
                throw new SourceIncompleteException(
                        "The snapshot \"%s\" failed, and Elasticsearch restores nothing of it (%s). Choose another one with --snapshot."
                                .formatted(snapshot.name(), String.join("; ", snapshot.failures())));
            case IN_PROGRESS ->
                throw new SourceRefusedException(
                        "The snapshot \"%s\" is still being taken; call again when it is finished."
                                .formatted(snapshot.name()));
            case INCOMPATIBLE ->
                throw new SourceRefusedException(
                        ("The snapshot \"%s\" is of a version that this cluster cannot read. Restore it into Elasticsearch"
                                        + " of at most one major version above its own.")
                                .formatted(snapshot.name()));
            case UNREADABLE ->
                throw new SourceIncompleteException(
                        ("The snapshot \"%s\" is damaged: its own description in the repository cannot be read. Choose"
                                        + " another one with --snapshot.")
                                .formatted(snapshot.name()));
        }
    }

    private Set<String> wanted(Snapshot snapshot, List<String> remarks) {
        if (!options.indices().isEmpty()) {
            for (var name : options.indices()) {
                if (!snapshot.indices().contains(name)) {
                    throw new SourceRefusedException("The snapshot \"%s\" holds no index \"%s\"%s"
                            .formatted(snapshot.name(), name, Nearest.hint(name, snapshot.indices())));
                }
            }
            return new TreeSet<>(options.indices());
        }
        var wanted = new TreeSet<String>();
        var hidden = new ArrayList<String>();
        for (var index : snapshot.indices()) {
            (index.startsWith(".") ? hidden : wanted).add(index);
        }
        if (!hidden.isEmpty()) {
            remarks.add("Hidden and system indices were left out: " + String.join(", ", hidden) + ".");
        }
        if (!snapshot.dataStreams().isEmpty()) {
            remarks.add("Data streams were left out: " + String.join(", ", snapshot.dataStreams()) + ".");
        }
        if (wanted.isEmpty()) {
            throw new SourceRefusedException("The snapshot \"%s\" holds no index.".formatted(snapshot.name()));
        }
        return wanted;
    }

    /** Those of the wanted indices that are there, restored from this very snapshot. */
    private Set<String> alreadyThere(Snapshot snapshot, Set<String> wanted) {
        var there = new TreeSet<String>();
        var present = new TreeSet<String>();
        cluster.ask(client ->
                        client.cat().indices(of -> of.index(ours()).h("index").expandWildcards(ExpandWildcard.All)))
                .indices()
                .forEach(index -> present.add(String.valueOf(index.index())));
        var recoveries = recoveries();
        var mappings = mappings();
        for (var index : wanted) {
            var name = renamed(index);
            if (present.contains(name)) {
                var origin = Origin.of(mappings.path(name).path("mappings"));
                if (origin.isPresent()) {
                    refuseAnother(snapshot, name, origin.get(), snapshot.origin(index));
                } else {
                    if (recoveries.containsKey(name)) {
                        recoveries.get(name).shards().forEach(shard -> refuseStranger(snapshot, index, shard));
                    }
                }
                there.add(index);
            }
        }
        return there;
    }

    private void refuseAnother(Snapshot snapshot, String name, Origin origin, Origin wanted) {
        if (!origin.isSame(wanted)) {
            throw new SourceRefusedException(
                    ("There is an index \"%s\" already, restored from \"%s\" of the snapshot \"%s\" of %s, and not from"
                                    + " the snapshot \"%s\" of %s. %s, or choose another --prefix.")
                            .formatted(
                                    name,
                                    origin.index(),
                                    origin.snapshot(),
                                    origin.end(),
                                    snapshot.name(),
                                    snapshot.end(),
                                    capitalized(deletion(Set.of(name)))));
        }
    }

    private void refuseStranger(Snapshot snapshot, String index, ShardRecovery shard) {
        var source = shard.source();
        var same = source != null
                && repository.name().equals(source.repository())
                && snapshot.name().equals(source.snapshot())
                && index.equals(source.index());
        if (!same) {
            throw new SourceRefusedException(
                    ("There is an index \"%s\" already, and the cluster does not say that it comes from the snapshot"
                                    + " \"%s\". %s, or choose another --prefix.")
                            .formatted(renamed(index), snapshot.name(), capitalized(deletion(Set.of(renamed(index))))));
        }
    }

    /** Whose answer is lost is asked again, and refused what is under way already: that is no refusal. */
    private void begin(Snapshot snapshot, Set<String> indices) {
        try {
            ask(snapshot, indices);
        } catch (SourceRefusedException e) {
            if (!alreadyThere(snapshot, indices).equals(indices)) {
                throw e;
            }
        }
    }

    private void ask(Snapshot snapshot, Set<String> indices) {
        cluster.ask(client -> client.snapshot().restore(of -> of.repository(repository.name())
                .snapshot(snapshot.name())
                .indices(List.copyOf(indices))
                .includeGlobalState(false)
                .includeAliases(false)
                .partial(snapshot.state() == Snapshot.State.PARTIAL)
                .renamePattern("(.+)")
                .renameReplacement(Matcher.quoteReplacement(options.prefix()) + "$1")
                .indexSettings(copy ->
                        copy.numberOfReplicas("0").autoExpandReplicas("false").blocks(against -> against.write(true)))
                // A life cycle would delete the copy, and the old cluster's nodes and tiers need not exist here.
                .ignoreIndexSettings("index.lifecycle.*", "index.routing.allocation.*")));
    }

    /** For the next call, for a resumed import, and for what an import says of the snapshot's time. */
    private void writeOrigins(Snapshot snapshot, Set<String> indices, List<String> remarks) {
        var mappings = mappings();
        for (var index : indices) {
            var mapping = mappings.path(renamed(index)).path("mappings");
            var origin = snapshot.origin(index);
            if (Origin.of(mapping).isEmpty()) {
                try {
                    cluster.ask(client -> client.indices()
                            .putMapping(change -> change.index(renamed(index)).meta(origin.in(mapping))));
                } catch (SourceRefusedException e) {
                    remarks.add("Index \"%s\" cannot say where it comes from (%s): after a restart nobody knows."
                            .formatted(renamed(index), e.getMessage()));
                }
            }
        }
    }

    private JsonNode mappings() {
        return cluster.ask(Cluster.asWritten(
                GetMappingRequest.of(of -> of.index(ours()).expandWildcards(ExpandWildcard.All)),
                GetMappingRequest._ENDPOINT));
    }

    private Map<String, RecoveryStatus> recoveries() {
        return cluster.ask(client ->
                        client.indices().recovery(of -> of.index(ours()).expandWildcards(ExpandWildcard.All)))
                .statuses();
    }

    /** Waits until every primary shard has come; answers the number of them for every index. */
    private Map<String, Integer> await(Set<String> names) {
        long start = System.nanoTime();
        long moved = start;
        var before = new Came(-1, 0, "");
        var shards = new Shards(cluster);
        int refusals = 0;
        while (true) {
            var came = new LinkedHashMap<String, Integer>();
            var waiting = new TreeMap<String, Boolean>();
            int all = 0;
            var table = cluster.ask(
                    client -> client.cat().shards(of -> of.index(ours()).h("index", "shard", "prirep", "state")));
            for (var shard : table.shards()) {
                var name = String.valueOf(shard.index());
                if (!names.contains(name) || !"p".equals(shard.prirep())) {
                    continue;
                }
                all++;
                switch (String.valueOf(shard.state())) {
                    case "STARTED", "RELOCATING" -> came.merge(name, 1, Integer::sum);
                    case "UNASSIGNED" -> waiting.put(name, true);
                    default -> waiting.putIfAbsent(name, false);
                }
            }
            int reached = came.values().stream().mapToInt(Integer::intValue).sum();
            var now = came(names);
            progress.reached(reached, all, now.bytes(), now.ofBytes(all));
            if (waiting.isEmpty() && came.keySet().equals(names)) {
                return came;
            }
            var stuck = waiting.entrySet().stream()
                    .filter(Map.Entry::getValue)
                    .flatMap(e -> shards.stuck(e.getKey()).stream())
                    .toList();
            refusals = stuck.isEmpty() ? 0 : refusals + 1;
            if (refusals == LOOKS_BEFORE_GIVING_UP) {
                throw new SourceIncompleteException(didNotCome(
                        stuck,
                        waiting.entrySet().stream()
                                .filter(Map.Entry::getValue)
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toCollection(TreeSet::new))));
            }
            long looked = System.nanoTime();
            if (!now.isAs(before)) {
                before = now;
                moved = looked;
            }
            if (looked - moved > options.patience().toNanos()) {
                throw new SourceIncompleteException(
                        ("Waited %d seconds for the shards, and for the last %d nothing of them has come; %d of %d shards have"
                                        + " come; %s. The cluster goes on restoring: call again to go on waiting, or with a"
                                        + " longer --timeout.")
                                .formatted(
                                        Duration.ofNanos(looked - start).toSeconds(),
                                        Duration.ofNanos(looked - moved).toSeconds(),
                                        reached,
                                        all,
                                        waiting.keySet().stream()
                                                .flatMap(name -> shards.lost(name).stream())
                                                .collect(Collectors.joining("; "))));
            }
            pause();
        }
    }

    private String didNotCome(List<String> stuck, Set<String> indices) {
        return "%s. Once the reason is mended, or the snapshot is whole again, %s and call again."
                .formatted(capitalized(String.join("; ", stuck)), deletion(indices));
    }

    /** Said, and never done: what is in the cluster is not ours. */
    private String deletion(Set<String> names) {
        return "delete %s (curl -X DELETE '%s/%s')"
                .formatted(quoted(names), cluster.address().replaceFirst(",.*", ""), String.join(",", names));
    }

    /**
     * What has come.
     *
     * @param known the size of all shards that have said how large they are
     * @param stages in what stage each of them is
     */
    private record Came(long bytes, long known, String stages) {

        boolean isAs(Came other) {
            return bytes == other.bytes && stages.equals(other.stages);
        }

        /** How much all are likely to be, taken that the others are like those that have said it. */
        long ofBytes(int shards) {
            long begun = stages.chars().filter(sign -> sign == ' ').count();
            return begun == 0 ? 0 : known * Math.max(shards, begun) / begun;
        }
    }

    private Came came(Set<String> names) {
        long bytes = 0;
        long known = 0;
        var stages = new StringBuilder();
        for (var index : new TreeMap<>(recoveries()).entrySet()) {
            for (var shard : names.contains(index.getKey()) ? index.getValue().shards() : List.<ShardRecovery>of()) {
                var size = shard.index() == null ? null : shard.index().size();
                if (size != null) {
                    bytes += number(size.recoveredInBytes());
                    known += number(size.totalInBytes()) - number(size.reusedInBytes());
                    stages.append(shard.stage()).append(' ');
                }
            }
        }
        return new Came(bytes, known, stages.toString());
    }

    private static long number(@Nullable String text) {
        return text == null ? 0 : Long.parseLong(text);
    }

    /** Also those that an earlier call or a person has restored: what is read must hold still. */
    private void block(Set<String> names) {
        for (var name : names) {
            cluster.ask(client -> client.indices()
                    .putSettings(change -> change.index(name).settings(of -> of.blocks(block -> block.write(true)))));
        }
    }

    private long count(String name) {
        return cluster.ask(client -> client.count(of -> of.index(name))).count();
    }

    private String renamed(String index) {
        return options.prefix() + index;
    }

    /** All indices with our prefix: a list of hundreds of names would not fit into a request's first line. */
    private String ours() {
        return options.prefix() + "*";
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceIncompleteException("The waiting was interrupted; the cluster goes on restoring.", e);
        }
    }

    private static List<String> names(List<Snapshot> snapshots) {
        return snapshots.stream().map(Snapshot::name).toList();
    }

    private static String quoted(Set<String> names) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
    }

    private static String capitalized(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
