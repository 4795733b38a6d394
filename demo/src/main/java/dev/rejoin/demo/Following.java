package dev.rejoin.demo;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.follow.Follow;
import dev.rejoin.importer.follow.Follow.Round;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.read.LiveIndices;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The legacy application goes on writing, and what it writes is applied to the database as {@code follow} does it. */
final class Following implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);
    private static final Duration STANDSTILL = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofMinutes(10);

    private final LiveIndices live;
    private final Follow follow;
    private final Thread thread = Thread.ofPlatform().daemon().name("following").unstarted(this::goOn);
    private volatile boolean closed;
    private volatile long moved = System.nanoTime();
    private volatile @Nullable Exception failure;

    private Following(LiveIndices live, Follow follow) {
        this.live = live;
        this.follow = follow;
    }

    static Following of(LegacyCluster legacy, EmbeddedDatabase database, Mapping mapping) throws SQLException {
        var live = LiveIndices.at(legacy.server().url(), SourceOptions.fromEnvironment(Map.of()));
        try {
            var source = database.dataSource();
            return new Following(live, new Follow(live, source, Apply.to(source, mapping), ""));
        } catch (RuntimeException | SQLException e) {
            live.close();
            throw e;
        }
    }

    /** Holds every one of so many documents against what was imported, and goes on from there. */
    Round begin(long documents, StageProgress progress) throws SQLException {
        progress.started("compare", documents, 0);
        var round = follow.round(step -> progress.advanced("compare", step.read(), 0));
        progress.finished("compare");
        thread.start();
        return round;
    }

    /** A member that was changed in the cluster: how long after the cluster's answer the API told it. */
    record Seen(String path, Duration after) {}

    /** Changes some members, one after the other, and waits for each. */
    List<Seen> change(LegacyCluster legacy, Api api, int number) throws IOException, InterruptedException {
        var seen = new ArrayList<Seen>();
        for (var document : legacy.some("members", 500)) {
            var id = document.path("_id").asText();
            var path = "/v1/members/by-legacy-id/" + id;
            if (id.matches("[A-Za-z0-9_-]+")
                    && !document.has("_routing")
                    && api.find(path).isPresent()) {
                seen.add(change(legacy, api, id, path));
            }
            if (seen.size() == number) {
                return seen;
            }
        }
        throw new DemoException("Only %d members of the old cluster are in the API.".formatted(seen.size()));
    }

    private Seen change(LegacyCluster legacy, Api api, String id, String path)
            throws IOException, InterruptedException {
        var function = "changed at %tT".formatted(LocalTime.now(ZoneId.systemDefault()));
        legacy.change("members", id, Map.of("fonction", function));
        long began = System.nanoTime();
        moved = began;
        while (!api.get(path).path("job_title").asText().equals(function)) {
            if (failure != null) {
                throw new DemoException("Following has broken off: " + failure.getMessage(), failure);
            }
            long now = System.nanoTime();
            if (now - moved > STANDSTILL.toNanos() || now - began > MOST.toNanos()) {
                throw new DemoException("What was changed in Elasticsearch is not at %s, %d s later."
                        .formatted(path, Duration.ofNanos(now - began).toSeconds()));
            }
            Thread.sleep(BETWEEN_QUESTIONS);
        }
        return new Seen(path, Duration.ofNanos(System.nanoTime() - began));
    }

    private void goOn() {
        try {
            while (!closed) {
                follow.round(step -> moved = System.nanoTime());
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | SQLException e) {
            if (!closed) {
                failure = e;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        live.close();
    }
}
