package dev.rejoin.importer.read;

import co.elastic.clients.elasticsearch._types.CommonStatsFlag;
import co.elastic.clients.elasticsearch._types.Level;
import co.elastic.clients.elasticsearch.indices.IndexSettings;
import co.elastic.clients.elasticsearch.indices.segments.IndexSegment;
import co.elastic.clients.elasticsearch.indices.segments.Segment;
import co.elastic.clients.elasticsearch.indices.segments.ShardsSegment;
import co.elastic.clients.elasticsearch.indices.stats.IndicesStats;
import co.elastic.clients.elasticsearch.indices.stats.ShardStats;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes searchable what was written. Of what a shard has taken since its last refresh no search shows anything, and that may
 * be long ago: an index may be told not to be refreshed ({@code refresh_interval: -1}), and a shard that nobody searches
 * is not.
 */
record Refreshes(Cluster cluster, Searches searches, Duration patience) {

    private static final Duration PAUSE = Duration.ofMillis(200);

    /**
     * Whatever was written before the call is searchable after it.
     *
     * @throws SourceIncompleteException where some of it is not, and may not be made so
     */
    void refresh(Collection<String> indices) {
        for (var part : ElasticsearchSource.parts(indices)) {
            refused(part).ifPresent(refusal -> awaitShown(part, refusal));
        }
    }

    /**
     * Refreshes some indices, as many as one request can name.
     *
     * @return why the server does not allow it, where that is so
     * @throws SourceIncompleteException where a shard could not be refreshed
     */
    Optional<String> refused(List<String> part) {
        try {
            var shards = cluster.patiently(client -> client.indices().refresh(of -> of.index(part)))
                    .shards();
            if (shards != null && shards.failed() != null && shards.failed().intValue() > 0) {
                throw new SourceIncompleteException("%s shards of %s could not be refreshed."
                        .formatted(
                                shards.failed(),
                                part.size() == 1
                                        ? "index \"%s\"".formatted(part.getFirst())
                                        : "%d indices".formatted(part.size())));
            }
            return Optional.empty();
        } catch (Fault fault) {
            // A proxy that lets nothing but questions through says 405.
            if (fault.status() == 403 || fault.status() == 405) {
                return Optional.of("%s (%d)".formatted(fault.getMessage(), fault.status()));
            }
            throw cluster.refusal(fault.asked(), fault);
        }
    }

    /** The cluster refreshes by itself what is searched, unless it was told not to. */
    private void awaitShown(List<String> part, String refusal) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            var hidden = hidden(part);
            if (hidden.isEmpty()) {
                return;
            }
            if (System.nanoTime() > end || !areRefreshedByThemselves(hidden)) {
                var first = hidden.getFirst();
                throw new SourceIncompleteException(
                        ("Index \"%1$s\"%2$s holds writes that no search shows yet, and %3$s does not let these credentials"
                                        + " refresh it: %4$s. So that nothing is lacking, refresh it (POST /%1$s/_refresh), or"
                                        + " grant them the index privilege \"maintenance\" on it.")
                                .formatted(
                                        first,
                                        hidden.size() == 1 ? "" : " (and so do %d others)".formatted(hidden.size() - 1),
                                        cluster.address(),
                                        refusal));
            }
            hidden.forEach(searches::count);
            pause();
        }
    }

    /** Those of some indices that hold what no search shows, or did a moment ago. */
    private List<String> hidden(List<String> part) {
        var stats = cluster.ask(client -> client.indices().stats(of -> of.index(part)
                        .metric(CommonStatsFlag.Docs, CommonStatsFlag.Segments)
                        .level(Level.Shards)))
                .indices();
        var segments = cluster.ask(client -> client.indices().segments(of -> of.index(part)))
                .indices();
        return part.stream()
                .filter(name -> hides(stats.get(name), segments.get(name)))
                .toList();
    }

    /**
     * What a shard has taken lies in the memory of its writer first, then in segments that itself alone reads, and in those
     * that are searched at last. Deletes change how many documents of a segment are left.
     */
    private static boolean hides(@Nullable IndicesStats stats, @Nullable IndexSegment segments) {
        if (stats == null || segments == null) {
            return false;
        }
        return stats.shards().entrySet().stream()
                .anyMatch(shard -> hides(shard.getValue(), segments.shards().getOrDefault(shard.getKey(), List.of())));
    }

    private static boolean hides(List<ShardStats> copies, List<ShardsSegment> searched) {
        return copies.stream()
                        .map(ShardStats::segments)
                        .filter(Objects::nonNull)
                        .anyMatch(memory -> memory.indexWriterMemoryInBytes() > 0)
                || sum(copies, copy -> copy.docs() == null ? 0 : copy.docs().count())
                        != sum(searched, copy -> inSearchedOnes(copy, Segment::numDocs))
                || sum(
                                copies,
                                copy -> copy.docs() == null
                                        ? 0
                                        : Objects.requireNonNullElse(copy.docs().deleted(), 0L))
                        != sum(searched, copy -> inSearchedOnes(copy, Segment::deletedDocs));
    }

    private static long inSearchedOnes(ShardsSegment copy, ToLongFunction<Segment> number) {
        return sum(copy.segments().values(), segment -> segment.search() ? number.applyAsLong(segment) : 0);
    }

    private static <T> long sum(Collection<T> some, ToLongFunction<T> number) {
        return some.stream().mapToLong(number).sum();
    }

    private boolean areRefreshedByThemselves(List<String> names) {
        return cluster
                .ask(client ->
                        client.indices().getSettings(of -> of.index(names).name("index.refresh_interval")))
                .settings()
                .values()
                .stream()
                .map(ElasticsearchSource::of)
                .map(IndexSettings::refreshInterval)
                .noneMatch(interval ->
                        interval != null && interval.isTime() && interval.time().equals("-1"));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceIncompleteException("interrupted while waiting for a refresh");
        }
    }
}
