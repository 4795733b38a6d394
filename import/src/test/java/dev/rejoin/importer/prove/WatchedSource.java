package dev.rejoin.importer.prove;

import dev.rejoin.importer.read.ForwardingSource;
import dev.rejoin.importer.read.IndexReading;
import dev.rejoin.importer.read.Position;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceIndex;
import java.util.List;
import java.util.function.Consumer;

/** A source that tells of each index as it is opened. */
final class WatchedSource extends ForwardingSource {
    private final Consumer<String> opened;

    private WatchedSource(Source source, Consumer<String> opened) {
        super(source);
        this.opened = opened;
    }

    static Source of(Source source, Consumer<String> opened) {
        return new WatchedSource(source, opened);
    }

    @Override
    public IndexReading open(SourceIndex index, int slices) {
        opened.accept(index.name());
        return super.open(index, slices);
    }

    @Override
    public IndexReading resume(SourceIndex index, List<Position> positions) {
        opened.accept(index.name());
        return super.resume(index, positions);
    }
}
