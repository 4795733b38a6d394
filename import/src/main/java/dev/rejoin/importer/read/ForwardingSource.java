package dev.rejoin.importer.read;

import java.nio.file.Path;
import java.util.List;

/** A source in front of another one, which it asks for everything that it does not answer itself. */
public abstract class ForwardingSource implements Source {
    private final Source source;

    protected ForwardingSource(Source source) {
        this.source = source;
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
    public void lookAhead(Scope scope) {
        source.lookAhead(scope);
    }

    @Override
    public void tell(Counting counting) {
        source.tell(counting);
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
    public IndexReading open(SourceIndex index, int slices) {
        return source.open(index, slices);
    }

    @Override
    public IndexReading resume(SourceIndex index, List<Position> positions) {
        return source.resume(index, positions);
    }

    @Override
    public void close() {
        source.close();
    }
}
