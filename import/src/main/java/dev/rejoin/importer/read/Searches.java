package dev.rejoin.importer.read;

import java.time.Duration;

/** The requests around a point in time, each of them complete or an exception. */
final class Searches {

    /** Longer than any pause between two pages, and long enough to resume after a crash has been looked at. */
    static final String KEEP_ALIVE = "30m";

    private static final Duration SHARDS_COME_BACK_WITHIN = Duration.ofSeconds(20);

    private final Cluster cluster;
    private final Shards shards;
    private final Duration patience;

    Searches(Cluster cluster, Duration patience) {
        this.cluster = cluster;
        this.shards = new Shards(cluster);
        this.patience = patience;
    }

    String openPointInTime(SourceIndex index) {
        var waiting = patience(index.name());
        while (true) {
            try {
                return cluster.askOnce(client -> client.openPointInTime(
                                open -> open.index(index.name()).keepAlive(time -> time.time(KEEP_ALIVE))))
                        .id();
            } catch (Fault fault) {
                waiting.await(fault);
            }
        }
    }

    /** Best effort: a point in time that is not closed runs out by itself. */
    void closePointInTime(String pit) {
        try {
            cluster.askOnce(client -> client.closePointInTime(close -> close.id(pit)));
        } catch (Fault fault) {
            // It runs out.
        }
    }

    long total(SourceIndex index, String pit) {
        var request = Json.MAPPER.createObjectNode();
        request.put("size", 0);
        request.put("track_total_hits", true);
        request.putObject("pit").put("id", pit).put("keep_alive", KEEP_ALIVE);
        var waiting = patience(index.name());
        while (true) {
            try {
                return complete(index.name(), SearchAnswer.parse(search(request.toString(), 1 << 20)))
                        .total();
            } catch (Fault fault) {
                waiting.await(fault);
            }
        }
    }

    /** Counts an index; a count of some of its shards is no count. */
    long count(String index) {
        var waiting = patience(index);
        while (true) {
            try {
                var answer = cluster.askOnce(client -> client.count(count -> count.index(index)));
                var missing = Shards.missing(index, Shards.Answered.of(answer.shards()));
                if (missing.isEmpty()) {
                    return answer.count();
                }
                waiting.await(new Fault(Fault.Remedy.UNAVAILABLE, 200, missing.get(), java.util.Optional.empty()));
            } catch (Fault fault) {
                waiting.await(fault);
            }
        }
    }

    Body search(String request, long limit) throws Fault {
        return cluster.send("POST", "/_search?allow_partial_search_results=false", request, limit);
    }

    /** The answer itself, if it is whole: an answer with the status 200 may still hold only a part. */
    SearchAnswer complete(String index, SearchAnswer answer) {
        if (answer.timedOut()) {
            throw new SourceIncompleteException(
                    ("Index \"%s\": the server stopped a search for want of time and sent what it had (timed_out). Raise"
                                    + " or remove its search.default_search_timeout%s.")
                            .formatted(
                                    index,
                                    Shards.missing(index, Shards.Answered.of(answer.shards()))
                                            .map(text -> "; " + text)
                                            .orElse("")));
        }
        Shards.missing(index, Shards.Answered.of(answer.shards())).ifPresent(missing -> {
            throw new SourceIncompleteException(
                    "%s: no partial answer is used.%s".formatted(capitalized(missing), lost(index)));
        });
        return answer;
    }

    Patience patience(String index) {
        return new Patience(index);
    }

    private String lost(String index) {
        return shards.lost(index).map(text -> " " + capitalized(text) + ".").orElse("");
    }

    private static String capitalized(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** Waits out what may pass, and says in a sentence what did not. */
    final class Patience {

        private final String index;
        private final Backoff backoff = new Backoff(patience);
        private final long since = System.nanoTime();

        private Patience(String index) {
            this.index = index;
        }

        void await(Fault fault) {
            switch (fault.kind()) {
                case POINT_IN_TIME_LOST ->
                    throw new PointInTimeLostException(
                            index,
                            "The point in time of index \"%s\" is gone (%s).".formatted(index, fault.getMessage()));
                case MISSING ->
                    throw new SourceIncompleteException(
                            "Index \"%s\" is not there any more, or is closed: %s".formatted(index, fault.getMessage()),
                            fault);
                case DENIED -> throw cluster.refusal("reading index \"" + index + "\"", fault);
                case OTHER, TOO_LARGE ->
                    throw new SourceIncompleteException(
                            "Index \"%s\" cannot be read: %s".formatted(index, fault.getMessage()), fault);
                case UNAVAILABLE -> {
                    giveUpOnLostShards(fault);
                    wait(fault);
                }
                case BUSY, CONNECTION -> wait(fault);
            }
        }

        private void giveUpOnLostShards(Fault fault) {
            var limit = patience.dividedBy(4).compareTo(SHARDS_COME_BACK_WITHIN) < 0
                    ? patience.dividedBy(4)
                    : SHARDS_COME_BACK_WITHIN;
            if (System.nanoTime() - since > limit.toNanos()) {
                shards.stuck(index).ifPresent(text -> {
                    throw new SourceIncompleteException(capitalized(text) + ".", fault);
                });
            }
        }

        private void wait(Fault fault) {
            if (!backoff.await(fault)) {
                throw new SourceIncompleteException(
                        "Index \"%s\" did not answer for %d seconds: %s.%s"
                                .formatted(index, patience.toSeconds(), fault.getMessage(), lost(index)),
                        fault);
            }
        }
    }
}
