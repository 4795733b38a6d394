package dev.rejoin.importer.follow;

import dev.rejoin.importer.apply.Applied;
import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.apply.DocumentName;
import dev.rejoin.importer.follow.Place.Shard;
import dev.rejoin.importer.mapping.IndexDates;
import dev.rejoin.importer.read.LiveIndices;
import dev.rejoin.importer.read.LiveIndices.Known;
import dev.rejoin.importer.read.LiveIndices.LiveIndex;
import dev.rejoin.importer.read.LiveIndices.LiveShard;
import dev.rejoin.importer.read.LiveIndices.Placed;
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
    private final Together together = new Together();

    /**
     * What was imported and is there, but was not found by the first look: it was written again meanwhile. Whoever deletes it
     * before the next look leaves nothing that could be missed, since it lay nowhere.
     */
    private final Map<String, Set<Placed>> unseen = new TreeMap<>();

    private boolean begun;

    /** @param prefix what the cluster puts before the names under which the indices were recorded */
    public Follow(LiveIndices cluster, DataSource database, Apply apply, String prefix) {
        this.cluster = cluster;
        this.database = database;
        this.apply = apply;
        this.prefix = prefix;
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
        var asked = together.ask(() -> cluster.known(prefix));
        var place = Place.read(database, apply.run());
        var known = asked.answer();
        var live = cluster.state(names, known);
        known.forEach(this::refuseNotImported);
        known.forEach(this::refuseWrittenToThoughExcluded);
        live.values().forEach(index -> {
            refuseAnother(index, place);
            cluster.refuseWithout(index, place.shards(recorded(index)));
        });
        long behind = 0;
        var news = new TreeMap<String, List<LiveShard>>();
        for (var index : live.values()) {
            for (var shard : index.shards()) {
                long missing = shard.complete() - place.complete(recorded(index), shard.number());
                if (missing > 0 || !place.knows(recorded(index), shard.number())) {
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
        var step = new Step(watcher, total, live.values(), place);
        live.values().forEach(step::writeDownHistories);
        if (behind < MOST_DOCUMENTS) {
            news.forEach((name, shards) -> shards.forEach(shard -> step.readAhead(live.get(name), shard)));
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
        Place.forget(database);
    }

    private String recorded(LiveIndex index) {
        return index.name().substring(prefix.length());
    }

    private void refuseAnother(LiveIndex index, Place place) {
        place.uuid(recorded(index)).filter(known -> !known.equals(index.uuid())).ifPresent(known -> {
            throw new RefusedException(
                    ("Index \"%s\" is another one than the one that was imported and followed so far (its uuid was %s and"
                                    + " is %s): it was deleted and made anew, or this is another cluster. If what it holds"
                                    + " now is what counts, apply it with: ./rejoin import run --delta, and then follow it"
                                    + " with --anew")
                            .formatted(index.name(), known, index.uuid()));
        });
        refuseAnotherHistory(index, place);
    }

    private void refuseAnotherHistory(LiveIndex index, Place place) {
        for (var shard : index.shards()) {
            if (!place.isOfTheSameHistory(recorded(index), shard)) {
                throw new RefusedException(
                        ("Index \"%s\" was restored over, or another copy of its shard %d was forced to be the primary: the"
                                        + " numbers of its writes are no more those that were followed so far. If what it"
                                        + " holds now is what counts, read and compare everything once more with:"
                                        + " ./rejoin import follow --anew")
                                .formatted(index.name(), shard.number()));
            }
        }
    }

    /** What is written to an index that nobody has imported would be lacking, and nobody would know. */
    private void refuseNotImported(String name, Known index) {
        var recorded = name.substring(prefix.length());
        if (!index.open() || apply.indices().contains(recorded)) {
            return;
        }
        apply.mappingOf(recorded, index.aliases()).ifPresent(mapping -> {
            throw new RefusedException(
                    ("Index \"%s\" was not imported, and %s means it (\"%s\"): it was made since, or an alias was"
                                    + " moved to it. So that nothing of it is lacking, take it in with: ./rejoin import run"
                                    + " --delta, and then follow again")
                            .formatted(name, mapping.place().file(), mapping.index()));
        });
    }

    /** Whoever writes by the name of an imported index would write past it, and nobody would know. */
    private void refuseWrittenToThoughExcluded(String name, Known index) {
        var recorded = name.substring(prefix.length());
        if (!index.open()) {
            return;
        }
        apply.mappingOfExcluded(recorded, index.aliases())
                .filter(mapping -> cluster.isWrittenTo(name, mapping.index()))
                .ifPresent(mapping -> {
                    throw new RefusedException(
                            ("What is written to \"%s\" goes to index \"%s\" now, which the mapping excludes (%s), though"
                                            + " %s means that name: none of it would arrive. Take the index from \"exclude\" in"
                                            + " import.yaml and apply it with: ./rejoin import run --delta, or move the alias"
                                            + " back; and then follow again")
                                    .formatted(
                                            mapping.index(),
                                            name,
                                            apply.reasonToExclude(recorded),
                                            mapping.place().file()));
                });
    }

    /** A field of dates that an index has got since says how it is read only now. */
    private void refuseOtherDates(String recorded) {
        var unsaid = apply.datesUnsaid(recorded);
        if (unsaid.isEmpty()) {
            return;
        }
        var name = prefix + recorded;
        var dates = IndexDates.of(cluster.mappings(List.of(name)).get(name));
        unsaid.stream().filter(path -> dates.says(path)).findFirst().ifPresent(path -> {
            throw new RefusedException(
                    ("Index \"%s\" has a field of dates that it did not have when it was imported: %s, which it reads as"
                                    + " %s. So that all of them are read alike, apply everything once with: ./rejoin import"
                                    + " run --delta, and then follow again")
                            .formatted(name, path, dates.written(path)));
        });
    }

    /** What was read of a shard, and how many documents lie in its blocks, if that was all of it. */
    private record Ahead(LiveIndices.Written page, Optional<Map<Long, Long>> blocks) {}

    /** A shard, and how many documents lie in its blocks now. */
    private record Looked(LiveIndex index, LiveShard shard, Together.Asked<Map<Long, Long>> blocks) {}

    private record Losing(Looked looked, Place.Block block) {}

    /** Gathers what is to be applied together. */
    private final class Step {
        private final Watcher watcher;
        private final List<SourceDocument> written = new ArrayList<>();
        private final List<DocumentName> deleted = new ArrayList<>();
        private final Place.Moves moves = new Place.Moves(apply.run());

        /** Documents that are yet to be applied, and by how many the blocks change by that. */
        private final Set<DocumentName> moving = new HashSet<>();

        private final Map<Shard, Map<Long, Long>> moved = new HashMap<>();

        /** Indices that read dates as they did when they were imported. */
        private final Set<String> sameDates = new HashSet<>();

        private final Collection<LiveIndex> live;
        private final Place place;
        /** What was asked for before its turn came. */
        private final Map<Shard, Together.Asked<Ahead>> ahead = new HashMap<>();

        private final List<Looked> looked = new ArrayList<>();
        private Round total;
        private long bytes;

        Step(Watcher watcher, Round total, Collection<LiveIndex> live, Place place) {
            this.watcher = watcher;
            this.live = live;
            this.place = place;
            this.total = total;
        }

        /** Of shards that were followed before histories were: also of quiet ones, for any other history would do there. */
        void writeDownHistories(LiveIndex index) {
            var name = recorded(index);
            for (var shard : index.shards()) {
                if (place.lacksHistory(name, shard.number())) {
                    moves.complete(name, shard, index.uuid(), place.complete(name, shard.number()));
                }
            }
        }

        /** Asks for what is few enough to be held together. */
        void readAhead(LiveIndex index, LiveShard shard) {
            var name = recorded(index);
            long after = place.complete(name, shard.number());
            ahead.put(new Shard(name, shard.number()), together.ask(() -> {
                var page = cluster.written(index.name(), shard.number(), after, shard.complete(), MOST_DOCUMENTS);
                return new Ahead(
                        page,
                        page.complete() < shard.complete() ? Optional.empty() : Optional.of(blocks(index, shard)));
            }));
        }

        void read(LiveIndex index, LiveShard shard) throws SQLException {
            var name = recorded(index);
            long after = place.complete(name, shard.number());
            while (true) {
                var asked = after == place.complete(name, shard.number())
                        ? ahead.get(new Shard(name, shard.number()))
                        : null;
                var page = asked != null
                        ? asked.answer().page
                        : cluster.written(
                                index.name(), shard.number(), after, shard.complete(), MOST_DOCUMENTS - written.size());
                for (var each : page.documents()) {
                    written.add(each.document().in(name));
                    bytes += each.document().source().length;
                    moves.written(name, shard.number(), each);
                }
                after = page.complete();
                moves.complete(name, shard, index.uuid(), after);
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
            for (var left : Place.lying(database, moving).entrySet()) {
                count(
                        left.getKey().index(),
                        left.getValue().shard(),
                        left.getValue().number(),
                        -1);
            }
            moves.placed((index, shard, number) -> count(index, shard, number, 1));
        }

        private void count(String index, int shard, long number, long by) {
            moved.computeIfAbsent(new Shard(index, shard), _ -> new TreeMap<>())
                    .merge(number / LiveIndices.BLOCK, by, Long::sum);
        }

        /**
         * Asks how many documents lie in each block of a shard: after all was read that is to be applied. What was written
         * again between the two would else stand for what was deleted.
         */
        void look(LiveIndex index, LiveShard shard) {
            var known = Optional.ofNullable(ahead.get(new Shard(recorded(index), shard.number())))
                    .flatMap(asked -> asked.answer().blocks);
            looked.add(new Looked(
                    index,
                    shard,
                    known.map(Together.Asked::of).orElseGet(() -> together.ask(() -> blocks(index, shard)))));
        }

        private Map<Long, Long> blocks(LiveIndex index, LiveShard shard) {
            return cluster.blocks(index.name(), shard.number(), shard.complete());
        }

        /** Blocks that hold fewer documents than they should have lost some: to newer numbers, or to a delete. */
        void findDeleted() throws SQLException {
            count();
            var before = Place.blocks(
                    database, looked.stream().map(each -> recorded(each.index)).collect(Collectors.toSet()));
            var losing = new ArrayList<Losing>();
            for (var each : looked) {
                var shard = new Shard(recorded(each.index), each.shard.number());
                var now = each.blocks.answer();
                var then = new TreeMap<>(before.getOrDefault(shard, Map.of()));
                moved.getOrDefault(shard, Map.of()).forEach((block, by) -> then.merge(block, by, Long::sum));
                then.forEach((block, documents) -> {
                    if (now.getOrDefault(block, 0L) < documents) {
                        losing.add(new Losing(each, new Place.Block(shard, block)));
                    }
                });
            }
            for (int from = 0; from < losing.size(); from += BLOCKS_AT_ONCE) {
                findDeleted(losing.subList(from, Math.min(losing.size(), from + BLOCKS_AT_ONCE)));
            }
        }

        private void findDeleted(List<Losing> losing) throws SQLException {
            var byShard = losing.stream()
                    .collect(Collectors.groupingBy(Losing::looked, LinkedHashMap::new, Collectors.toList()));
            var there = new LinkedHashMap<Looked, Together.Asked<Set<Long>>>();
            byShard.forEach((each, blocks) -> there.put(
                    each,
                    together.ask(() -> cluster.numbersIn(
                            each.index.name(),
                            each.shard.number(),
                            blocks.stream().map(b -> b.block.number()).toList(),
                            each.shard.complete()))));
            var known =
                    Place.inBlocks(database, losing.stream().map(Losing::block).toList());
            var missing = new LinkedHashMap<Looked, Together.Asked<Set<Placed>>>();
            for (var each : there.entrySet()) {
                var looked = each.getKey();
                var name = recorded(looked.index);
                var candidates = new TreeMap<>(known.getOrDefault(new Shard(name, looked.shard.number()), Map.of()));
                candidates.keySet().removeAll(each.getValue().answer());
                candidates
                        .values()
                        .removeIf(placed -> moving.contains(new DocumentName(name, placed.id(), placed.routing())));
                missing.put(looked, together.ask(() -> cluster.missing(looked.index.name(), candidates.values())));
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
                for (var some : Place.neverSeen(database, apply.run(), name, MOST_DOCUMENTS)) {
                    unseen.computeIfAbsent(name, _ -> new HashSet<>()).addAll(some);
                    deleteUnseen(name, some);
                }
            }
        }

        void findStillUnseen() throws SQLException {
            for (var name : Set.copyOf(unseen.keySet())) {
                var still = Objects.requireNonNull(unseen.get(name));
                var lying = Place.lying(
                        database,
                        still.stream()
                                .map(each -> new DocumentName(name, each.id(), each.routing()))
                                .toList());
                still.removeIf(each -> lying.containsKey(new DocumentName(name, each.id(), each.routing())));
                deleteUnseen(name, List.copyOf(still));
                if (still.isEmpty()) {
                    unseen.remove(name);
                }
            }
        }

        private void deleteUnseen(String name, List<Placed> some) throws SQLException {
            var gone = cluster.missing(prefix + name, some);
            Objects.requireNonNull(unseen.get(name)).removeAll(gone);
            delete(name, -1, gone);
        }

        private void delete(String name, int shard, Collection<Placed> gone) throws SQLException {
            for (var missing : gone) {
                deleted.add(new DocumentName(name, missing.id(), missing.routing()));
                moves.changed(name);
                if (shard >= 0) {
                    moves.deleted(name, shard, missing);
                }
                if (deleted.size() >= MOST_DOCUMENTS) {
                    apply();
                    count();
                }
            }
        }

        void apply() throws SQLException {
            if (moves.isEmpty() && written.isEmpty() && deleted.isEmpty()) {
                return;
            }
            // Whatever refuses a document asks before any of them is applied: it would be taken for followed.
            written.stream().map(SourceDocument::index).filter(sameDates::add).forEach(Follow.this::refuseOtherDates);
            if (!deleted.isEmpty()) {
                refuseMadeAnew();
            }
            Applied applied = apply.apply(written, deleted, moves::write);
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
            moves.clear();
            bytes = 0;
        }

        /** Documents that are not found may have gone with their index: then it is no more the one that was looked at. */
        private void refuseMadeAnew() {
            var gone = deleted.stream().map(DocumentName::index).collect(Collectors.toSet());
            var names = live.stream()
                    .filter(index -> gone.contains(recorded(index)))
                    .collect(Collectors.toMap(LiveIndex::name, LiveIndex::uuid));
            var now = cluster.state(names.keySet(), cluster.known(prefix));
            now.values().forEach(index -> {
                refuseAnotherHistory(index, place);
                if (!index.uuid().equals(names.get(index.name()))) {
                    throw new RefusedException(
                            "Index \"%s\" was deleted and made anew while it was looked at: nothing is deleted for that."
                                            .formatted(index.name())
                                    + " Call follow again, and it says what can be done");
                }
            });
        }
    }
}
