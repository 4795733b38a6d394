package dev.rejoin.importer.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dump files of documents, one a line, plain or compressed with gzip or zstd. A file {@code <index>.mapping.json}
 * beside them, where there is one, is that index's mapping.
 */
public final class DumpSource implements Source {

    private static final Pattern DUMP = Pattern.compile(".*\\.(ndjson|jsonl|json)(\\.gz|\\.zst)?");
    private static final Pattern BESIDE =
            Pattern.compile(".*\\.(mapping|settings|alias|manifest)\\.json|manifest\\.json");

    private final Path root;
    private final SourceOptions options;
    private final List<String> remarks = new ArrayList<>();
    private Map<Path, DumpFile> files = new TreeMap<>();

    private DumpSource(Path root, SourceOptions options) {
        this.root = root;
        this.options = options;
    }

    /** @throws SourceRefusedException when there are no dump files there */
    public static DumpSource at(Path root, SourceOptions options) {
        var source = new DumpSource(root, options);
        if (source.paths().isEmpty()) {
            throw new SourceRefusedException(
                    "The folder %s holds no dump files (*.ndjson, *.jsonl or *.json, also .gz or .zst)."
                            .formatted(root));
        }
        return source;
    }

    @Override
    public SourceInfo info() {
        return new SourceInfo("dump", "lines of JSON", root.getFileName().toString(), root.toString());
    }

    @Override
    public synchronized List<SourceIndex> indices() {
        scan();
        var names = new TreeMap<String, List<DumpFile>>();
        for (var file : files.values()) {
            file.parts().keySet().forEach(index -> names.computeIfAbsent(index, name -> new ArrayList<>())
                    .add(file));
        }
        return names.entrySet().stream()
                .map(entry -> index(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public synchronized List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public IndexReading open(SourceIndex index, int slices) {
        return DumpReading.open(index, options, filesOf(index), slices);
    }

    @Override
    public IndexReading resume(SourceIndex index, List<Position> positions) {
        return DumpReading.resume(index, options, filesOf(index), positions);
    }

    @Override
    public void close() {
        // No file stays open between two calls.
    }

    private synchronized List<Path> filesOf(SourceIndex index) {
        return files.values().stream()
                .filter(file -> file.parts().containsKey(index.name()))
                .map(DumpFile::path)
                .toList();
    }

    private void scan() {
        var scanned = new TreeMap<Path, DumpFile>();
        remarks.clear();
        for (var path : paths()) {
            var known = files.get(path);
            var file = known == null ? DumpFile.scan(path) : known.current();
            scanned.put(path, file);
            if (file.parts().isEmpty()) {
                remarks.add("The dump file %s holds no documents.".formatted(path.getFileName()));
            }
        }
        files = scanned;
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
        var identity = fingerprint.toString().strip();
        return new SourceIndex(name, identity, count, bytes, List.of(), mapping(name), identity, null, null);
    }

    /** Accepts {@code {"properties": …}} and the answer of {@code GET index/_mapping}. */
    private @Nullable JsonNode mapping(String index) {
        var folder = Files.isDirectory(root) ? root : root.toAbsolutePath().getParent();
        var file = folder.resolve(index + ".mapping.json");
        if (!Files.exists(file)) {
            return null;
        }
        try {
            var tree = Json.MAPPER.readTree(Files.readAllBytes(file));
            if (!tree.has("properties") && tree.size() == 1) {
                tree = tree.elements().next();
            }
            return tree.has("mappings") ? tree.path("mappings") : tree;
        } catch (IOException e) {
            throw new SourceRefusedException("The file %s is not a mapping: %s".formatted(file, e.getMessage()), e);
        }
    }

    private List<Path> paths() {
        if (!Files.isDirectory(root)) {
            return List.of(root);
        }
        try (var found = Files.list(root)) {
            var named = new HashMap<String, Path>();
            for (var path : (Iterable<Path>) found::iterator) {
                var name = path.getFileName().toString();
                if (DUMP.matcher(name).matches() && !BESIDE.matcher(name).matches() && Files.isRegularFile(path)) {
                    named.put(name, path);
                }
            }
            return named.values().stream().sorted().toList();
        } catch (IOException e) {
            throw new SourceRefusedException("The folder %s cannot be read: %s".formatted(root, e.getMessage()), e);
        }
    }
}
