package dev.rejoin.importer.follow;

import dev.rejoin.importer.apply.Applied;
import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.apply.DocumentName;
import dev.rejoin.importer.follow.FollowedDocuments.NumberBlock;
import dev.rejoin.importer.follow.ParallelRequests.PendingAnswer;
import dev.rejoin.importer.read.LiveIndices;
import dev.rejoin.importer.read.LiveIndices.LiveIndex;
import dev.rejoin.importer.read.LiveIndices.LiveShard;
import dev.rejoin.importer.read.LiveIndices.SequencedId;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.RefusedException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Brings a target up to what a live cluster holds, again and again. Each shard is read in the order of its sequence numbers
 * up to its global checkpoint; how far that was is written in the transaction that applies what was read, so that neither a
 * crash nor a kill loses or doubles anything.
 *
 * <p>The first time every document is read, and held against what was imported: so a write that was under way while the
 * snapshot was taken is found as well. From then on only what is new is read.
 */
public final class Follow {

    private static final int MOST_DOCUMENTS = 1_000;
    private static final long MOST_BYTES = 32L << 20;

    /** Blocks whose documents are held in memory together. */
    private static final int BLOCKS_AT_ONCE = 20;

    private final LiveIndices cluster;
    private final DataSource database;
    private final Apply apply;
    private final String prefix;
    private final FollowedIndices indices;
    private final FollowedDocuments followed;
    private final ParallelRequests requests = new ParallelRequests();

    /**
     * What was imported and is there, but was not found by the first look: it was written again meanwhile. Whoever deletes it
     * before the next look leaves nothing that could be missed, since it lay nowhere.
     */
    private final Map<String, Set<SequencedId>> unseen = new TreeMap<>();

    private boolean begun;

    /** @param prefix what the cluster puts before the names under which the indices were recorded */
    public Follow(LiveIndices cluster, DataSource database, Apply apply, String prefix) {
        this.cluster = cluster;
        this.database = database;
        this.apply = apply;
        this.prefix = prefix;
        this.indices = new FollowedIndices(cluster, apply, prefix);
        this.followed = new FollowedDocuments(database);
    }

    /**
     * What one look at the cluster has brought.
     *
     * @param read documents with a new number
     * @param changed those of them that say something else than before
     * @param gone deleted documents
     * @param setAside changed documents that were set aside
     * @param written rows that were inserted, updated or deleted
     * @param behind writes that are complete in the cluster and not applied yet
     */
    public record Round(long read, long changed, long gone, long setAside, long written, long behind) {
        public static final Round NOTHING = new Round(0, 0, 0, 0, 0, 0);

        public Round and(Round later) {
            return new Round(
                    read + later.read,
                    changed + later.changed,
                    gone + later.gone,
                    setAside + later.setAside,
                    written + later.written,
                    later.behind);
        }
    }

    /** Told of each step of a round, so that it can be said how far it is. */
    public interface Watcher {
        void applied(Round step);
    }

    /**
     * Looks once at every index, and applies whatever is complete there.
     *
     * @throws RefusedException when an index is another one than the one that was followed so far, or was never imported
     */
    public Round round(Watcher watcher) throws SQLException {
        var names = apply.indices().stream().map(name -> prefix + name).toList();
        var asked = requests.ask(() -> cluster.listed(prefix));
        var checkpoints = Checkpoints.read(database, apply.run());
        var listed = asked.answer();
        var live = cluster.state(names, listed);
        listed.forEach(indices::refuseNotImported);
        listed.forEach(indices::refuseWrittenToThoughExcluded);
        live.values().forEach(index -> {
            indices.refuseAnother(index, checkpoints);
            cluster.refuseWithout(index, checkpoints.shards(recorded(index)));
        });
        long behind = 0;
        var news = new TreeMap<String, List<LiveShard>>();
        for (var index : live.values()) {
            for (var shard : index.shards()) {
                long missing = shard.complete() - checkpoints.complete(recorded(index), shard.number());
                if (missing > 0 || !checkpoints.knows(recorded(index), shard.number())) {
                    news.computeIfAbsent(index.name(), name -> new ArrayList<>())
                            .add(shard);
                    behind += missing;
                }
            }
        }
        var total = new Round(0, 0, 0, 0, 0, behind);
        if (news.isEmpty() && begun) {
            return total;
        }
        boolean first = !begun;
        // A round that breaks off may have gone past deletes that it had not looked for: the next one is a first.
        begun = false;
        if (first) {
            cluster.refuseUnfit(live.values());
        }
        var looked = first ? live.keySet() : news.keySet();
        cluster.refresh(looked);
        var step = new PendingChanges(watcher, total, live.values(), checkpoints);
        live.values().forEach(step::writeDownHistories);
        if (behind < MOST_DOCUMENTS) {
            news.forEach((name, shards) -> shards.forEach(shard -> step.prefetch(live.get(name), shard)));
        }
        for (var index : news.entrySet()) {
            for (var shard : index.getValue()) {
                step.read(live.get(index.getKey()), shard);
            }
        }
        for (var name : looked) {
            var index = live.get(name);
            for (var shard : first ? index.shards() : news.get(name)) {
                step.look(index, shard);
            }
        }
        // A step costs more than what is applied in it: so what was written and what was deleted is one, if it can be.
        step.findDeleted();
        step.apply();
        if (first) {
            unseen.clear();
            step.findNeverSeen();
        } else {
            step.findStillUnseen();
        }
        step.apply();
        begun = true;
        return step.total.and(Round.NOTHING);
    }

    /** Forgets how far the cluster was followed: the next round reads and compares everything. */
    public void anew() throws SQLException {
        Checkpoints.forget(database);
    }

    private String recorded(LiveIndex index) {
        return indices.recorded(index.name());
    }

    /** What was read of a shard, and how many documents lie in its blocks, if that was all of it. */
    private record PrefetchedPage(LiveIndices.Written page, Optional<Map<Long, Long>> blocks) {}

    /** A shard, and how many documents lie in its blocks now. */
    private record ShardHistogram(LiveIndex index, LiveShard shard, PendingAnswer<Map<Long, Long>> blocks) {}

    /** A block that holds fewer documents than it should. */
    private record ShrunkenBlock(ShardHistogram histogram, NumberBlock block) {}

    /** Gathers what is to be applied together. */
    private final class PendingChanges {
        private final Watcher watcher;
        private final List<SourceDocument> written = new ArrayList<>();
        private final List<DocumentName> deleted = new ArrayList<>();
        private final CheckpointUpdate update = new CheckpointUpdate(apply.run());

        /** Documents that are yet to be applied, and by how many the blocks change by that. */
        private final Set<DocumentName> moving = new HashSet<>();

        private final Map<ShardId, Map<Long, Long>> moved = new HashMap<>();

        /** Indices that read dates as they did when they were imported. */
        private final Set<String> sameDates = new HashSet<>();

        private final Collection<LiveIndex> live;
        private final Checkpoints checkpoints;
        /** What was asked for before its turn came. */
        private final Map<ShardId, PendingAnswer<PrefetchedPage>> prefetched = new HashMap<>();

        private final List<ShardHistogram> histograms = new ArrayList<>();
        private Round total;
        private long bytes;

        PendingChanges(Watcher watcher, Round total, Collection<LiveIndex> live, Checkpoints checkpoints) {
            this.watcher = watcher;
            this.live = live;
            this.checkpoints = checkpoints;
            this.total = total;
        }

        /** Of shards that were followed before histories were: also of quiet ones, for any other history would do there. */
        void writeDownHistories(LiveIndex index) {
            var name = recorded(index);
            for (var shard : index.shards()) {
                if (checkpoints.lacksHistory(name, shard.number())) {
                    update.complete(name, shard, index.uuid(), checkpoints.complete(name, shard.number()));
                }
            }
        }

        /** Asks for what is few enough to be held together. */
        void prefetch(LiveIndex index, LiveShard shard) {
            var name = recorded(index);
            long after = checkpoints.complete(name, shard.number());
            prefetched.put(new ShardId(name, shard.number()), requests.ask(() -> {
                var page = cluster.written(index.name(), shard.number(), after, shard.complete(), MOST_DOCUMENTS);
                return new PrefetchedPage(
                        page,
                        page.complete() < shard.complete() ? Optional.empty() : Optional.of(blocks(index, shard)));
            }));
        }

        void read(LiveIndex index, LiveShard shard) throws SQLException {
            var name = recorded(index);
            long after = checkpoints.complete(name, shard.number());
            while (true) {
                var asked = after == checkpoints.complete(name, shard.number())
                        ? prefetched.get(new ShardId(name, shard.number()))
                        : null;
                var page = asked != null
                        ? asked.answer().page
                        : cluster.written(
                                index.name(), shard.number(), after, shard.complete(), MOST_DOCUMENTS - written.size());
                for (var each : page.documents()) {
                    written.add(each.document().in(name));
                    bytes += each.document().source().length;
                    update.written(name, shard.number(), each);
                }
                after = page.complete();
                update.complete(name, shard, index.uuid(), after);
                if (written.size() >= MOST_DOCUMENTS || bytes >= MOST_BYTES) {
                    apply();
                }
                if (after >= shard.complete()) {
                    return;
                }
            }
        }

        /** What the documents that are yet to be applied change in the blocks that they leave, and come into. */
        void count() throws SQLException {
            moved.clear();
            moving.clear();
            written.forEach(document -> moving.add(DocumentName.of(document)));
            for (var left : followed.numbers(moving).entrySet()) {
                count(
                        left.getKey().index(),
                        left.getValue().shard(),
                        left.getValue().number(),
                        -1);
            }
            update.placed((index, shard, number) -> count(index, shard, number, 1));
        }

        private void count(String index, int shard, long number, long by) {
            moved.computeIfAbsent(new ShardId(index, shard), _ -> new TreeMap<>())
                    .merge(number / LiveIndices.BLOCK, by, Long::sum);
        }

        /**
         * Asks how many documents lie in each block of a shard: after all was read that is to be applied. What was written
         * again between the two would else stand for what was deleted.
         */
        void look(LiveIndex index, LiveShard shard) {
            var known = Optional.ofNullable(prefetched.get(new ShardId(recorded(index), shard.number())))
                    .flatMap(asked -> asked.answer().blocks);
            histograms.add(new ShardHistogram(
                    index,
                    shard,
                    known.map(PendingAnswer::of).orElseGet(() -> requests.ask(() -> blocks(index, shard)))));
        }

        private Map<Long, Long> blocks(LiveIndex index, LiveShard shard) {
            return cluster.blocks(index.name(), shard.number(), shard.complete());
        }

        /** Blocks that hold fewer documents than they should have lost some: to newer numbers, or to a delete. */
        void findDeleted() throws SQLException {
            count();
            var before = followed.blocks(
                    histograms.stream().map(each -> recorded(each.index)).collect(Collectors.toSet()));
            var shrunken = new ArrayList<ShrunkenBlock>();
            for (var each : histograms) {
                var shard = new ShardId(recorded(each.index), each.shard.number());
                var now = each.blocks.answer();
                var then = new TreeMap<>(before.getOrDefault(shard, Map.of()));
                moved.getOrDefault(shard, Map.of()).forEach((block, by) -> then.merge(block, by, Long::sum));
                then.forEach((block, documents) -> {
                    if (now.getOrDefault(block, 0L) < documents) {
                        shrunken.add(new ShrunkenBlock(each, new NumberBlock(shard, block)));
                    }
                });
            }
            for (int from = 0; from < shrunken.size(); from += BLOCKS_AT_ONCE) {
                findDeleted(shrunken.subList(from, Math.min(shrunken.size(), from + BLOCKS_AT_ONCE)));
            }
        }

        private void findDeleted(List<ShrunkenBlock> shrunken) throws SQLException {
            var byShard = shrunken.stream()
                    .collect(Collectors.groupingBy(ShrunkenBlock::histogram, LinkedHashMap::new, Collectors.toList()));
            var there = new LinkedHashMap<ShardHistogram, PendingAnswer<Set<Long>>>();
            byShard.forEach((each, blocks) -> there.put(
                    each,
                    requests.ask(() -> cluster.numbersIn(
                            each.index.name(),
                            each.shard.number(),
                            blocks.stream().map(b -> b.block.number()).toList(),
                            each.shard.complete()))));
            var known = followed.inBlocks(
                    shrunken.stream().map(ShrunkenBlock::block).toList());
            var missing = new LinkedHashMap<ShardHistogram, PendingAnswer<Set<SequencedId>>>();
            for (var each : there.entrySet()) {
                var histogram = each.getKey();
                var name = recorded(histogram.index);
                var candidates =
                        new TreeMap<>(known.getOrDefault(new ShardId(name, histogram.shard.number()), Map.of()));
                candidates.keySet().removeAll(each.getValue().answer());
                candidates
                        .values()
                        .removeIf(placed -> moving.contains(new DocumentName(name, placed.id(), placed.routing())));
                missing.put(
                        histogram, requests.ask(() -> cluster.missing(histogram.index.name(), candidates.values())));
            }
            for (var each : missing.entrySet()) {
                delete(
                        recorded(each.getKey().index),
                        each.getKey().shard.number(),
                        each.getValue().answer());
            }
        }

        /** Documents that were imported and lie nowhere were deleted before the first look at their index, or written during it. */
        void findNeverSeen() throws SQLException {
            for (var name : apply.indices()) {
                for (var some : followed.neverSeen(apply.run(), name, MOST_DOCUMENTS)) {
                    unseen.computeIfAbsent(name, _ -> new HashSet<>()).addAll(some);
                    deleteUnseen(name, some);
                }
            }
        }

        void findStillUnseen() throws SQLException {
            for (var name : Set.copyOf(unseen.keySet())) {
                var still = Objects.requireNonNull(unseen.get(name));
                var numbers = followed.numbers(still.stream()
                        .map(each -> new DocumentName(name, each.id(), each.routing()))
                        .toList());
                still.removeIf(each -> numbers.containsKey(new DocumentName(name, each.id(), each.routing())));
                deleteUnseen(name, List.copyOf(still));
                if (still.isEmpty()) {
                    unseen.remove(name);
                }
            }
        }

        private void deleteUnseen(String name, List<SequencedId> some) throws SQLException {
            var gone = cluster.missing(prefix + name, some);
            Objects.requireNonNull(unseen.get(name)).removeAll(gone);
            delete(name, -1, gone);
        }

        private void delete(String name, int shard, Collection<SequencedId> gone) throws SQLException {
            for (var missing : gone) {
                deleted.add(new DocumentName(name, missing.id(), missing.routing()));
                update.changed(name);
                if (shard >= 0) {
                    update.deleted(name, shard, missing);
                }
                if (deleted.size() >= MOST_DOCUMENTS) {
                    apply();
                    count();
                }
            }
        }

        void apply() throws SQLException {
            if (update.isEmpty() && written.isEmpty() && deleted.isEmpty()) {
                return;
            }
            // Whatever refuses a document asks before any of them is applied: it would be taken for followed.
            written.stream().map(SourceDocument::index).filter(sameDates::add).forEach(indices::refuseOtherDates);
            if (!deleted.isEmpty()) {
                indices.refuseMadeAnew(
                        deleted.stream().map(DocumentName::index).collect(Collectors.toSet()), live, checkpoints);
            }
            Applied applied = apply.apply(written, deleted, update::write);
            var step = new Round(
                    written.size(),
                    applied.changed(),
                    applied.gone(),
                    applied.setAside(),
                    applied.written(),
                    Math.max(0, total.behind() - written.size()));
            total = total.and(step);
            watcher.applied(step);
            written.clear();
            deleted.clear();
            update.clear();
            bytes = 0;
        }
    }
}
