package dev.rejoin.importer.prove;

import dev.rejoin.importer.read.Contents;
import dev.rejoin.importer.read.IndexReading;
import dev.rejoin.importer.read.Position;
import dev.rejoin.importer.read.Scope;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceIndex;
import dev.rejoin.importer.read.SourceInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A source that tells of each index as it is opened. */
record WatchedSource(Source source, Consumer<String> opened) implements Source {

    static Source of(Source source, Consumer<String> opened) {
        return new WatchedSource(source, opened);
    }

    @Override
    public IndexReading open(SourceIndex index, int slices) {
        opened.accept(index.name());
        return source.open(index, slices);
    }

    @Override
    public IndexReading resume(SourceIndex index, List<Position> positions) {
        opened.accept(index.name());
        return source.resume(index, positions);
    }

    @Override
    public SourceInfo info() {
        return source.info();
    }

    @Override
    public Contents contents(Scope scope) {
        return source.contents(scope);
    }

    @Override
    public List<Path> files() {
        return source.files();
    }

    @Override
    public List<String> remarks() {
        return source.remarks();
    }

    @Override
    public void close() {
        source.close();
    }
}
