package dev.rejoin.importer.assess.profile;

import dev.rejoin.importer.read.Scope;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.read.SourceIndex;
import dev.rejoin.importer.stage.StageProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Reads indices, several at a time and each by one thread, and gives every document to whoever looks at that index. */
public record Profiler(Source source, String prefix, int workers, StageProgress progress) {

    /** Who looks at an index. */
    public interface Looking {
        Consumer<SourceDocument> at(SourceIndex index, String name);
    }

    /** Reads what every index holds. */
    public List<IndexProfile> profiles() {
        var profiles = new ArrayList<IndexProfile>();
        var indices = indices();
        for (var index : indices) {
            profiles.add(new IndexProfile(name(index), index));
        }
        read(
                indices,
                (index, name) -> profiles.stream()
                        .filter(p -> p.name.equals(name))
                        .findFirst()
                        .orElseThrow()::take);
        return profiles;
    }

    /** The indices that can be read; one with an objection is left out, and the objection said. */
    public List<SourceIndex> indices() {
        var readable = new ArrayList<SourceIndex>();
        for (var index : source.contents(new Scope(prefix, Set.of())).indices()) {
            if (index.objection() == null) {
                readable.add(index);
            } else {
                progress.remark(index.objection());
            }
        }
        return readable;
    }

    public String name(SourceIndex index) {
        return index.name().substring(prefix.length());
    }

    public void read(List<SourceIndex> indices, Looking looking) {
        try (var threads = Executors.newFixedThreadPool(
                workers, Thread.ofPlatform().name("assess-", 1).factory())) {
            var tasks = new ArrayList<Future<?>>();
            for (var index : indices) {
                tasks.add(threads.submit(() -> read(index, looking.at(index, name(index)))));
            }
            tasks.forEach(Profiler::await);
        }
    }

    private void read(SourceIndex index, Consumer<SourceDocument> each) {
        var name = name(index);
        progress.started(name, index.count(), 0);
        try (var reading = source.open(index, 1)) {
            reading.<RuntimeException>read(0, page -> {
                page.documents().forEach(each);
                progress.advanced(name, page.documents().size(), 0);
            });
            reading.verify();
        }
        progress.finished(name);
    }

    private static void await(Future<?> task) {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
