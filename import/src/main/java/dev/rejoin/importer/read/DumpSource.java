package dev.rejoin.importer.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Dump files of documents in any of the forms of {@link DumpDocuments}, plain or packed with gzip or zstd, with what
 * {@link SideFiles} says of their indices.
 */
public final class DumpSource implements Source {

    private static final int FILES_AT_ONCE = 2;
    private static final int MOST_NAMES = 5;

    private final Path root;
    private final SourceOptions options;
    private final List<String> remarks = new ArrayList<>();
    private Map<Path, DumpFile> files = new TreeMap<>();
    private SideFiles beside = new SideFiles();
    private Counting counting = Counting.SILENT;

    private DumpSource(Path root, SourceOptions options) {
        this.root = root;
        this.options = options;
    }

    /** @throws SourceRefusedException when there are no dump files there */
    public static DumpSource at(Path root, SourceOptions options) {
        if (!Files.isDirectory(root) && !Files.isRegularFile(root)) {
            throw new SourceRefusedException(
                    "%s is a pipe or a device, and a dump is read more than once: write it to a file, and name that."
                            .formatted(root));
        }
        var source = new DumpSource(root, options);
        if (source.paths().isEmpty()) {
            var others = source.others(Scope.EVERYTHING);
            throw new SourceRefusedException(
                    "The folder %s holds no dump files (*.ndjson, *.jsonl or *.json, also .gz or .zst)%s."
                            .formatted(
                                    root,
                                    others.isEmpty()
                                            ? ""
                                            : ", but "
                                                    + names(others.subList(0, Math.min(MOST_NAMES, others.size())))
                                                    + (others.size() > MOST_NAMES ? ", …" : "")
                                                    + "; folders in it are not looked into: name one of them"));
        }
        return source;
    }

    @Override
    public SourceInfo info() {
        return new SourceInfo("dump", "lines of JSON", root.getFileName().toString(), root.toString());
    }

    @Override
    public synchronized Contents contents(Scope scope) {
        var excluded = new TreeSet<String>();
        scan(scope, excluded);
        refuseParts();
        var names = new TreeMap<String, List<DumpFile>>();
        var others = new TreeMap<String, Long>();
        for (var file : files.values()) {
            file.parts().forEach((index, part) -> {
                if (scope.covers(index)) {
                    names.computeIfAbsent(index, name -> new ArrayList<>()).add(file);
                } else {
                    others.merge(index, part.count(), Long::sum);
                }
            });
        }
        beside.counted().stream()
                .filter(index -> Files.isDirectory(root) && scope.covers(index))
                .forEach(index -> names.computeIfAbsent(index, name -> new ArrayList<>()));
        remarkUncounted(names);
        remarkEmpty(scope, names.keySet());
        others.keySet().stream().filter(scope::excludes).forEach(index -> {
            excluded.add(index);
            remarks.add(("Index \"%s\" is excluded: %,d documents of it stand in files that hold other indices too, and"
                            + " were passed over.")
                    .formatted(index, others.get(index)));
        });
        return new Contents(
                names.entrySet().stream()
                        .map(entry -> index(entry.getKey(), entry.getValue()))
                        .toList(),
                List.copyOf(excluded),
                others.values().stream().mapToLong(count -> count).sum());
    }

    /** Every document is counted, on a core that has nothing to do. What stands against a file is said to who asks. */
    @Override
    public void lookAhead(Scope scope) {
        Thread.ofPlatform().name("count").daemon().start(() -> {
            try {
                contents(scope);
            } catch (RuntimeException e) {
                // As above.
            }
        });
    }

    @Override
    public synchronized void tell(Counting whom) {
        counting = whom;
    }

    @Override
    public synchronized List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public synchronized List<Path> files() {
        return List.copyOf(files.keySet());
    }

    @Override
    public IndexReading open(SourceIndex index, int slices) {
        refuseObjectionable(index);
        return DumpReading.open(index, options, filesOf(index), slices);
    }

    @Override
    public IndexReading resume(SourceIndex index, List<Position> positions) {
        refuseObjectionable(index);
        return DumpReading.resume(index, options, filesOf(index), positions);
    }

    @Override
    public void close() {
        // No file stays open between two calls.
    }

    private static void refuseObjectionable(SourceIndex index) {
        if (index.objection() != null) {
            throw new SourceRefusedException(index.objection());
        }
    }

    private synchronized List<Path> filesOf(SourceIndex index) {
        return files.values().stream()
                .filter(file -> file.parts().containsKey(index.name()))
                .map(DumpFile::path)
                .toList();
    }

    /** Opens every file but those that are named after an index which is left out. */
    private void scan(Scope scope, Set<String> excluded) {
        var found = new ArrayList<Path>();
        var unopened = new ArrayList<Path>();
        remarks.clear();
        beside = new SideFiles();
        for (var path : paths()) {
            if (scope.excludes(DumpFile.indexOf(path))) {
                excluded.add(DumpFile.indexOf(path));
                unopened.add(path);
                continue;
            }
            if (SideFiles.indexOf(path).filter(scope::excludes).isPresent()) {
                unopened.add(path);
                continue;
            }
            boolean documents = files.containsKey(path) || DumpFile.beginsWithADocument(path);
            if (documents || !beside.take(path)) {
                found.add(path);
            }
        }
        files = scan(found);
        files.values().stream()
                .filter(file -> file.parts().isEmpty())
                .forEach(file -> remarks.add("The dump file %s holds no documents."
                        .formatted(file.path().getFileName())));
        remarkLeftAlone(beside.leftAlone(), "Beside the documents lies what is not needed, and was left alone: %s.");
        remarkLeftAlone(unopened, "These are named after indices that the mapping excludes, and were not opened: %s.");
        remarkLeftAlone(
                others(scope),
                "By their names these are no dump files, and nothing of them was read: %s. Rename them, if"
                        + " they are.");
    }

    /** Reads the files, two at a time, and says of the first that cannot be read why. */
    private Map<Path, DumpFile> scan(List<Path> paths) {
        long unknown = paths.stream()
                .filter(path -> !files.containsKey(path))
                .mapToLong(DumpFile::sizeOf)
                .sum();
        if (unknown == 0) {
            return scan(paths, bytes -> {});
        }
        counting.began(unknown);
        try {
            return scan(paths, counting::read);
        } finally {
            counting.ended();
        }
    }

    private Map<Path, DumpFile> scan(List<Path> paths, LongConsumer read) {
        var scanned = new TreeMap<Path, DumpFile>();
        try (var threads = Executors.newFixedThreadPool(FILES_AT_ONCE)) {
            var tasks = new ArrayList<Future<DumpFile>>();
            for (var path : paths) {
                var known = files.get(path);
                tasks.add(threads.submit(() -> known == null ? DumpFile.scan(path, read) : known.current()));
            }
            try {
                for (var task : tasks) {
                    var file = task.get();
                    scanned.put(file.path(), file);
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                if (e.getCause() instanceof RuntimeException said) {
                    throw said;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while reading the dump files", e);
            }
        }
        return scanned;
    }

    private void remarkLeftAlone(List<Path> paths, String sentence) {
        if (!paths.isEmpty()) {
            remarks.add(sentence.formatted(names(paths)));
        }
    }

    private static String names(List<Path> paths) {
        return paths.stream().map(path -> path.getFileName().toString()).collect(Collectors.joining(", "));
    }

    /** Of an index without documents nothing else is there; nor of one whose file was forgotten. */
    private void remarkEmpty(Scope scope, Set<String> names) {
        var empty = beside.described().stream()
                .filter(index -> Files.isDirectory(root) && scope.covers(index) && !names.contains(index))
                .collect(Collectors.joining(", "));
        if (!empty.isEmpty()) {
            remarks.add("A mapping or settings lie there of %s, and no document: was it empty, or is its file missing?"
                    .formatted(empty));
        }
    }

    private void remarkUncounted(Map<String, List<DumpFile>> names) {
        var uncounted = names.entrySet().stream()
                .filter(entry -> beside.count(entry.getKey()).isEmpty()
                        && entry.getValue().stream()
                                .anyMatch(file -> file.answers().isEmpty()))
                .map(Map.Entry::getKey)
                .toList();
        if (!uncounted.isEmpty()) {
            remarks.add(
                    ("A dump has no count of its own: how many documents it should hold of %s is not known, only how"
                                    + " many were found. To have it checked, put the answer of GET INDEX/_count beside it, as"
                                    + " INDEX.count.json.")
                            .formatted(String.join(", ", uncounted)));
        }
    }

    /** Answers to one search say the same total, on however many pages: together they have to hold as many. */
    private void refuseParts() {
        var held = new TreeMap<Long, Long>();
        var more = new TreeSet<Long>();
        for (var file : files.values()) {
            for (var answer : file.answers()) {
                held.merge(answer.total(), answer.hits(), Long::sum);
                if (answer.atLeast()) {
                    more.add(answer.total());
                }
            }
        }
        held.forEach((total, hits) -> {
            if (hits < total || hits.equals(total) && more.contains(total)) {
                throw new SourceIncompleteException(
                        ("The dump holds %,d documents of a search that found %s%,d: it is only a part of them. Dump all of"
                                        + " them, with a scroll or a point in time.")
                                .formatted(hits, more.contains(total) ? "more than " : "", total));
            }
        });
    }

    private SourceIndex index(String name, List<DumpFile> holders) {
        long count = 0;
        long bytes = 0;
        var fingerprint = new StringBuilder();
        for (var file : holders) {
            var part = file.parts().get(name);
            count += part.count();
            bytes += part.bytes();
            fingerprint.append(part.count()).append(':').append(part.digest()).append(' ');
        }
        refuseOtherCount(name, count);
        var identity = fingerprint.toString().strip();
        var mapping = beside.mapping(name);
        var settings = beside.settings(name);
        var objection = SourceMode.of(
                        mapping,
                        settings.path("index.mapping.source.mode").asText(""),
                        settings.path("index.mode").asText(""))
                .objection(name, options.acceptLossySource(), remarks);
        return new SourceIndex(name, identity, count, bytes, beside.aliases(name), mapping, identity, null, objection);
    }

    private void refuseOtherCount(String index, long found) {
        beside.count(index).filter(said -> said != found).ifPresent(said -> {
            throw new SourceIncompleteException(
                    "The dump holds %,d documents of index \"%s\", and its count file says %,d: dump it again."
                            .formatted(found, index, said));
        });
    }

    /** Files that are read: those named as dump files, and those beside them. */
    private List<Path> paths() {
        if (Files.isDirectory(root)) {
            return list().stream()
                    .filter(path -> DumpFile.isNamedSo(path) && !isHidden(path) && Files.isRegularFile(path))
                    .toList();
        }
        var paths = new TreeSet<>(List.of(root));
        list().stream().filter(SideFiles::isNamedSo).forEach(paths::add);
        return List.copyOf(paths);
    }

    private List<Path> others(Scope scope) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        var others = list().stream()
                .filter(path -> !DumpFile.isNamedSo(path) || isHidden(path) || !Files.isRegularFile(path))
                .toList();
        others.stream()
                .filter(path -> !isHidden(path)
                        && DumpFile.nearlyNamed(path)
                                .filter(index -> !scope.excludes(index))
                                .isPresent())
                .findFirst()
                .ifPresent(path -> {
                    throw new SourceRefusedException(
                            ("The folder holds %s, which is named as a dump file in a packing or"
                                            + " form that is not read here: unpack it, join it with its other parts (cat), or"
                                            + " take it out of the folder.")
                                    .formatted(path));
                });
        return others;
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    /** Everything in the folder, with folders in it. */
    private List<Path> list() {
        var folder = Files.isDirectory(root) ? root : root.toAbsolutePath().getParent();
        try (var found = Files.list(folder)) {
            return found.filter(path -> Files.isDirectory(root) || !path.equals(root.toAbsolutePath()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SourceRefusedException("The folder %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }
}
