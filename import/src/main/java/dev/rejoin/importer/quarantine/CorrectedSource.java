package dev.rejoin.importer.quarantine;

import dev.rejoin.importer.read.ForwardingSource;
import dev.rejoin.importer.read.IndexReading;
import dev.rejoin.importer.read.Page;
import dev.rejoin.importer.read.PageConsumer;
import dev.rejoin.importer.read.Position;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.read.SourceIndex;
import java.util.List;

/**
 * A source with corrections laid over it: a document that still says what was once corrected is given in its corrected form,
 * and with what was decided about it, so that a later snapshot does not undo what a person has mended.
 */
public final class CorrectedSource extends ForwardingSource {
    private final Corrections corrections;

    public CorrectedSource(Source source, Corrections corrections) {
        super(source);
        this.corrections = corrections;
    }

    @Override
    public IndexReading open(SourceIndex index, int slices) {
        return new CorrectedReading(super.open(index, slices));
    }

    @Override
    public IndexReading resume(SourceIndex index, List<Position> positions) {
        return new CorrectedReading(super.resume(index, positions));
    }

    private final class CorrectedReading implements IndexReading {
        private final IndexReading reading;

        CorrectedReading(IndexReading reading) {
            this.reading = reading;
        }

        @Override
        public <E extends Exception> void read(int slice, PageConsumer<E> pages) throws E {
            reading.<E>read(
                    slice,
                    page -> pages.accept(new Page(
                            page.documents().stream().map(this::corrected).toList(), page.next(), page.last())));
        }

        private SourceDocument corrected(SourceDocument document) {
            return corrections.of(document).orElse(document);
        }

        @Override
        public void verify() {
            reading.verify();
        }

        @Override
        public void close() {
            reading.close();
        }
    }
}
