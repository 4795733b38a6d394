package dev.rejoin.importer.assess.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.importer.document.Conflicts;
import dev.rejoin.importer.document.SourceTree;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.read.SourceIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of one index while it is read. Used by one thread at a time. */
public final class IndexProfile {
    /** Paths that are profiled; an index with more is probably keyed by data, and says so. */
    private static final int MOST_PATHS = 2_000;

    private static final int SAMPLED_DOCUMENTS = 400;
    private static final int LONGEST_SAMPLED = 200;

    public final String name;
    public final SourceIndex index;
    final ValueSketch ids = new ValueSketch();
    public final Map<String, FieldProfile> fields = new TreeMap<>();

    /** The documents whose ids have the smallest hashes: an even sample, the same in every run. */
    final TreeMap<Long, Sampled> sample = new TreeMap<>();

    public final Map<String, Long> unreadable = new TreeMap<>();
    public long documents;
    public long bytes;
    public long largest;
    public long dotted;
    public long conflicts;
    public boolean tooManyPaths;

    /** A document's values that are no elements of arrays, and how long its arrays are. */
    record Sampled(String id, Map<String, String> values, Map<String, Integer> lengths) {}

    IndexProfile(String name, SourceIndex index) {
        this.name = name;
        this.index = index;
    }

    void take(SourceDocument document) {
        documents++;
        bytes += document.source().length;
        largest = Math.max(largest, document.source().length);
        ids.add(document.id());
        switch (SourceTree.parse(document.source(), Conflicts.UNSAID)) {
            case SourceTree tree -> {
                dotted += tree.dotted().isEmpty() ? 0 : 1;
                conflicts += tree.conflicts().isEmpty() ? 0 : 1;
                walk(tree.root(), "", false, document.id());
                sample(document.id(), tree.root());
            }
            case SourceTree.Unreadable problem ->
                unreadable.merge(problem.code().code(), 1L, Long::sum);
            case Object other -> throw new IllegalStateException("a body is a tree or unreadable, not " + other);
        }
    }

    private void walk(JsonNode node, String path, boolean inArray, String id) {
        switch (node) {
            case ObjectNode object -> {
                if (!path.isEmpty()) {
                    field(path).ifPresent(FieldProfile::object);
                }
                for (var property : object.properties()) {
                    var here = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
                    field(here).ifPresent(f -> f.seen(documents));
                    walk(property.getValue(), here, inArray, id);
                }
            }
            case ArrayNode array -> {
                field(path).ifPresent(f -> f.array(array.size()));
                array.forEach(element -> walk(element, path, true, id));
            }
            default -> field(path).ifPresent(f -> f.scalar(node, inArray, id));
        }
    }

    private Optional<FieldProfile> field(String path) {
        var known = fields.get(path);
        if (known == null && fields.size() >= MOST_PATHS) {
            tooManyPaths = true;
            return Optional.empty();
        }
        return Optional.of(known != null ? known : fields.computeIfAbsent(path, FieldProfile::new));
    }

    private void sample(String id, JsonNode root) {
        long hash = ValueSketch.hash(id);
        if (sample.size() == SAMPLED_DOCUMENTS) {
            if (hash >= sample.lastKey()) {
                return;
            }
            sample.pollLastEntry();
        }
        var sampled = new Sampled(id, new HashMap<>(), new HashMap<>());
        gather(root, "", sampled);
        sample.put(hash, sampled);
    }

    private static void gather(JsonNode node, String path, Sampled sampled) {
        switch (node) {
            case ObjectNode object -> {
                if (!path.isEmpty()) {
                    sampled.lengths.put(path, 1);
                }
                object.properties()
                        .forEach(p ->
                                gather(p.getValue(), path.isEmpty() ? p.getKey() : path + "." + p.getKey(), sampled));
            }
            case ArrayNode array -> {
                sampled.lengths.put(
                        path, (int) array.valueStream().filter(e -> !e.isNull()).count());
                if (array.size() == 1
                        && array.get(0).isValueNode()
                        && !array.get(0).isNull()) {
                    sampled.values.put(path, array.get(0).asText());
                }
            }
            default -> {
                var text = node.asText();
                if (!node.isNull() && !text.isEmpty() && text.length() <= LONGEST_SAMPLED) {
                    sampled.values.put(path, text);
                    // One value where others have an array is an array of one.
                    sampled.lengths.put(path, 1);
                }
            }
        }
    }

    /** How many objects could have held that field. */
    public long chances(FieldProfile field) {
        var parent = fields.get(field.parent());
        return parent == null ? documents : parent.objects;
    }

    /** The array that a field lies in: itself, or the object above it that comes in arrays. */
    public Optional<FieldProfile> array(FieldProfile field) {
        for (var path = field.path;
                !path.isEmpty();
                path = path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "") {
            var here = fields.get(path);
            if (here != null && here.arrays > 0 && here.arrays * 2 > here.documents) {
                return Optional.of(here);
            }
        }
        return Optional.empty();
    }
}
