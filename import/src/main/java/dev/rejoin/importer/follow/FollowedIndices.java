package dev.rejoin.importer.follow;

import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.mapping.IndexDates;
import dev.rejoin.importer.read.LiveIndices;
import dev.rejoin.importer.read.LiveIndices.ListedIndex;
import dev.rejoin.importer.read.LiveIndices.LiveIndex;
import dev.rejoin.importer.run.RefusedException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the indices of a cluster are still those that were imported: what is another one, or would not arrive, is refused by
 * its name, each time with what can be done.
 *
 * @param prefix what the cluster puts before the names under which the indices were recorded
 */
record FollowedIndices(LiveIndices cluster, Apply apply, String prefix) {

    /** The name under which the run has recorded an index. */
    String recorded(String name) {
        return name.substring(prefix.length());
    }

    void refuseAnother(LiveIndex index, Checkpoints checkpoints) {
        checkpoints
                .uuid(recorded(index.name()))
                .filter(known -> !known.equals(index.uuid()))
                .ifPresent(known -> {
                    throw new RefusedException(
                            ("Index \"%s\" is another one than the one that was imported and followed so far (its uuid was %s and"
                                            + " is %s): it was deleted and made anew, or this is another cluster. If what it holds"
                                            + " now is what counts, apply it with: ./rejoin import run --delta, and then follow it"
                                            + " with --anew")
                                    .formatted(index.name(), known, index.uuid()));
                });
        refuseAnotherHistory(index, checkpoints);
    }

    private void refuseAnotherHistory(LiveIndex index, Checkpoints checkpoints) {
        for (var shard : index.shards()) {
            if (!checkpoints.isOfTheSameHistory(recorded(index.name()), shard)) {
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
    void refuseNotImported(String name, ListedIndex index) {
        var recorded = recorded(name);
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
    void refuseWrittenToThoughExcluded(String name, ListedIndex index) {
        var recorded = recorded(name);
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
    void refuseOtherDates(String recorded) {
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

    /**
     * Documents that are not found may have gone with their index: then it is no more the one that was looked at.
     *
     * @param gone the indices that these documents were in
     */
    void refuseMadeAnew(Set<String> gone, Collection<LiveIndex> live, Checkpoints checkpoints) {
        var names = live.stream()
                .filter(index -> gone.contains(recorded(index.name())))
                .collect(Collectors.toMap(LiveIndex::name, LiveIndex::uuid));
        var now = cluster.state(names.keySet(), cluster.listed(prefix));
        now.values().forEach(index -> {
            refuseAnotherHistory(index, checkpoints);
            if (!index.uuid().equals(names.get(index.name()))) {
                throw new RefusedException(
                        "Index \"%s\" was deleted and made anew while it was looked at: nothing is deleted for that."
                                        .formatted(index.name())
                                + " Call follow again, and it says what can be done");
            }
        });
    }
}
