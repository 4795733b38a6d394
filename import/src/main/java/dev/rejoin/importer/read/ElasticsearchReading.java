package dev.rejoin.importer.read;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * An index behind a point in time, read by {@code search_after} in slices. Slices by document number within the shard
 * (which is what the server does when no field is named) never overlap, since all of them see the same segments.
 */
final class ElasticsearchReading implements IndexReading {

    /** An answer may grow to this many times the size aimed at, before it is broken off and asked for in parts. */
    private static final int TOLERANCE = 4;

    private static final long LARGEST_ANSWER = 1L << 30;

    private final Searches searches;
    private final SourceIndex index;
    private final SourceOptions options;
    private final String view;
    private final long total;
    private final AtomicReferenceArray<PointInTime> states;
    private volatile String pit;

    private ElasticsearchReading(
            Searches searches, SourceIndex index, SourceOptions options, List<PointInTime> states) {
        this.searches = searches;
        this.index = index;
        this.options = options;
        this.view = states.getFirst().view();
        this.total = states.getFirst().total();
        this.pit = states.getFirst().pit();
        this.states = new AtomicReferenceArray<>(states.toArray(PointInTime[]::new));
    }

    static ElasticsearchReading open(Searches searches, SourceIndex index, SourceOptions options, int slices) {
        var pit = searches.openPointInTime(index);
        long total = searches.total(index, pit);
        if (total != index.count()) {
            searches.closePointInTime(pit);
            throw new SourceIncompleteException(
                    ("Index \"%s\" held %d documents when counted and %d when opened: it is being written to. Block"
                                    + " writes (index.blocks.write), or read a restored snapshot.")
                            .formatted(index.name(), index.count(), total));
        }
        var view = Long.toHexString(ThreadLocalRandom.current().nextLong());
        var start = new PointInTime(view, pit, index.uuid(), slices, total, null, 0, false);
        return new ElasticsearchReading(searches, index, options, java.util.Collections.nCopies(slices, start));
    }

    static ElasticsearchReading resume(
            Searches searches, SourceIndex index, SourceOptions options, List<Position> positions) {
        var known = positions.stream()
                .filter(position -> !position.isStart())
                .map(PointInTime::of)
                .toList();
        var first = known.getFirst();
        for (var state : known) {
            if (!state.view().equals(first.view())
                    || state.slices() != positions.size()
                    || !state.uuid().equals(index.uuid())) {
                throw new PointInTimeLostException(
                        index.name(),
                        "The stored positions in index \"%s\" do not belong together.".formatted(index.name()));
            }
        }
        boolean unfinished = known.size() < positions.size() || known.stream().anyMatch(state -> !state.finished());
        if (unfinished) {
            searches.total(index, first.pit());
        }
        var start = new PointInTime(
                first.view(), first.pit(), first.uuid(), positions.size(), first.total(), null, 0, false);
        return new ElasticsearchReading(
                searches,
                index,
                options,
                positions.stream()
                        .map(position -> position.isStart() ? start : PointInTime.of(position))
                        .toList());
    }

    @Override
    public <E extends Exception> void read(int slice, PageConsumer<E> pages) throws E {
        var pace = new Pace(options.pageBytes());
        while (!states.get(slice).finished()) {
            var state = states.get(slice);
            var got = page(slice, state, pace);
            var answer = got.answer();
            refuseForeign(answer);
            pit = Optional.ofNullable(answer.pit()).orElse(pit);
            boolean last = answer.documents().size() < got.hits();
            var next = new PointInTime(
                    view,
                    pit,
                    state.uuid(),
                    state.slices(),
                    total,
                    Optional.ofNullable(answer.lastSort()).orElse(state.after()),
                    state.received() + answer.documents().size(),
                    last);
            pages.accept(new Page(answer.documents(), next.position(), last));
            states.set(slice, next);
            pace.got(answer.documents().size(), got.bytes());
        }
    }

    private void refuseForeign(SearchAnswer answer) {
        for (var document : answer.documents()) {
            if (!document.index().equals(index.name())) {
                throw new SourceIncompleteException(
                        ("Index \"%s\" was asked for, and document %s of index \"%s\" was given: the point in time is not"
                                        + " the one that was opened.")
                                .formatted(index.name(), document.id(), document.index()));
            }
        }
    }

    @Override
    public void verify() {
        long received = 0;
        for (int slice = 0; slice < states.length(); slice++) {
            if (!states.get(slice).finished()) {
                throw new IllegalStateException("slice " + slice + " of " + index.name() + " has not been read");
            }
            received += states.get(slice).received();
        }
        if (received != total) {
            throw new SourceIncompleteException(
                    "Index \"%s\" holds %d documents, but %d were received from its %d slices."
                            .formatted(index.name(), total, received, states.length()));
        }
    }

    @Override
    public void close() {
        for (int slice = 0; slice < states.length(); slice++) {
            if (!states.get(slice).finished()) {
                return;
            }
        }
        searches.closePointInTime(pit);
    }

    private record Got(SearchAnswer answer, int hits, long bytes) {}

    /** One page, whatever it takes: smaller ones where the server is busy or the documents are large. */
    private Got page(int slice, PointInTime state, Pace pace) {
        var patience = searches.patience(index.name());
        for (int attempt = 1; ; attempt++) {
            int hits = pace.hits();
            try {
                long limit = hits == 1 ? LARGEST_ANSWER : (long) options.pageBytes() * TOLERANCE;
                var body = searches.search(request(slice, state, hits), limit);
                var answer = searches.complete(index.name(), SearchAnswer.parse(body));
                return new Got(answer, hits, body.length());
            } catch (Fault fault) {
                if (fault.kind() != Fault.Remedy.TOO_LARGE || hits == 1) {
                    patience.await(fault);
                }
                // A connection that breaks once says nothing of the page's size.
                if (fault.kind() != Fault.Remedy.CONNECTION || attempt > 1) {
                    pace.halve();
                }
            }
        }
    }

    private String request(int slice, PointInTime state, int hits) {
        var request = Json.MAPPER.createObjectNode();
        request.put("size", hits);
        request.put("track_total_hits", false);
        request.putObject("pit").put("id", pit).put("keep_alive", Searches.KEEP_ALIVE);
        request.putArray("sort").add(options.sort().field);
        if (state.slices() > 1) {
            request.putObject("slice").put("id", slice).put("max", state.slices());
        }
        after(state).ifPresent(values -> request.putRawValue("search_after", values));
        return request.toString();
    }

    private static Optional<com.fasterxml.jackson.databind.util.RawValue> after(PointInTime state) {
        @Nullable String after = state.after();
        return Optional.ofNullable(after).map(com.fasterxml.jackson.databind.util.RawValue::new);
    }
}
