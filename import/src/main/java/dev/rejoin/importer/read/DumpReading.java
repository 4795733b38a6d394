package dev.rejoin.importer.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** An index in dump files: every slice reads the same files, and takes the documents of its own numbers. */
final class DumpReading implements IndexReading {

    private static final int MOST_DOCUMENTS = 5_000;

    /**
     * Where a slice stands.
     *
     * @param fingerprint of the index that was being read
     * @param file the number of the file, from 0, among those that hold the index
     * @param document the number of the last document of that file that was read
     */
    record DumpPosition(String fingerprint, int slices, int file, long document, long received, boolean finished) {

        Position position() {
            try {
                return new Position(Json.MAPPER.writeValueAsString(this));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        static DumpPosition of(Position position) {
            try {
                return Json.MAPPER.readValue(position.token(), DumpPosition.class);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a stored position is not one of ours: " + position.token(), e);
            }
        }
    }

    private final SourceIndex index;
    private final SourceOptions options;
    private final List<Path> files;
    private final AtomicReferenceArray<DumpPosition> places;

    private DumpReading(SourceIndex index, SourceOptions options, List<Path> files, List<DumpPosition> places) {
        this.index = index;
        this.options = options;
        this.files = files;
        this.places = new AtomicReferenceArray<>(places.toArray(DumpPosition[]::new));
    }

    static DumpReading open(SourceIndex index, SourceOptions options, List<Path> files, int slices) {
        return new DumpReading(index, options, files, Collections.nCopies(slices, start(index, slices)));
    }

    static DumpReading resume(SourceIndex index, SourceOptions options, List<Path> files, List<Position> positions) {
        var places = positions.stream()
                .map(position -> position.isStart() ? start(index, positions.size()) : DumpPosition.of(position))
                .toList();
        for (var place : places) {
            if (!place.fingerprint().equals(index.fingerprint()) || place.slices() != positions.size()) {
                throw new PointInTimeLostException(
                        index.name(),
                        "The dump files of index \"%s\" have changed since reading began.".formatted(index.name()));
            }
        }
        return new DumpReading(index, options, files, places);
    }

    private static DumpPosition start(SourceIndex index, int slices) {
        return new DumpPosition(index.fingerprint(), slices, 0, 0, 0, false);
    }

    @Override
    public <E extends Exception> void read(int slice, PageConsumer<E> pages) throws E {
        var place = places.get(slice);
        if (place.finished()) {
            return;
        }
        var page = new PageInTheMaking(slice, place);
        for (int file = place.file(); file < files.size(); file++) {
            try (var documents = DumpDocuments.of(files.get(file))) {
                while (documents.next()) {
                    boolean read = file == place.file() && documents.number() <= place.document();
                    if (!read && documents.number() % place.slices() == slice) {
                        page.add(documents.document(), file, documents.number());
                        if (page.isFull()) {
                            page.give(pages, false);
                        }
                    }
                }
            }
        }
        page.give(pages, true);
    }

    @Override
    public void verify() {
        long received = 0;
        for (int slice = 0; slice < places.length(); slice++) {
            if (!places.get(slice).finished()) {
                throw new IllegalStateException("slice " + slice + " of " + index.name() + " has not been read");
            }
            received += places.get(slice).received();
        }
        if (received != index.count()) {
            throw new SourceIncompleteException("Index \"%s\" holds %d documents, but %d were read from its dump files."
                    .formatted(index.name(), index.count(), received));
        }
    }

    @Override
    public void close() {
        // No file stays open between two pages' slices.
    }

    /** The page that is being filled. */
    private final class PageInTheMaking {

        private final int slice;
        private DumpPosition place;
        private List<SourceDocument> documents = new ArrayList<>();
        private long bytes;

        PageInTheMaking(int slice, DumpPosition place) {
            this.slice = slice;
            this.place = place;
        }

        void add(SourceDocument document, int file, long number) {
            if (document.index().equals(index.name())) {
                documents.add(document);
                bytes += document.source().length;
                place = new DumpPosition(
                        place.fingerprint(), place.slices(), file, number, place.received() + 1, false);
            }
        }

        boolean isFull() {
            return bytes >= options.pageBytes() || documents.size() >= MOST_DOCUMENTS;
        }

        <E extends Exception> void give(PageConsumer<E> pages, boolean last) throws E {
            place = new DumpPosition(
                    place.fingerprint(), place.slices(), place.file(), place.document(), place.received(), last);
            pages.accept(new Page(documents, place.position(), last));
            places.set(slice, place);
            documents = new ArrayList<>();
            bytes = 0;
        }
    }
}
