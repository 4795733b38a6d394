package dev.rejoin.importer.read;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.importer.finding.Article;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What lies beside the documents of a dump, as elasticdump and other tools write it: mappings, settings, aliases and
 * counts are used, by the index that they name or else that their file's name begins with; all else is left alone.
 */
final class SideFiles {

    private static final Pattern NAME = Pattern.compile(
            "(?i)(.+)\\.(mappings?|settings?|alias(?:es)?|analyzer|template"
                    + "|index_template|component_template|policy|script|pipeline|manifest|count)\\.json(\\.(gz|gzip|zst|zstd))?");
    private static final Pattern MANIFEST = Pattern.compile("(?i)manifest\\.json");
    private static final Set<String> OF_A_TEMPLATE = Set.of("index_patterns", "order", "template", "composed_of");
    private static final Set<String> OF_A_MAPPING =
            Set.of("properties", "dynamic", "runtime", "_source", "_routing", "dynamic_templates", "subobjects");

    private static final Set<String> OF_AN_INDEX =
            Set.of("mappings", "settings", "aliases", "warmers", "defaults", "lifecycle", "data_stream");
    private static final ObjectReader WHOLE = Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<String, JsonNode> mappings = new HashMap<>();
    private final Map<String, ObjectNode> settings = new HashMap<>();
    private final Map<String, Set<String>> aliases = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final List<Path> leftAlone = new ArrayList<>();

    /** Whether a file is one of these by its name, unless it holds documents all the same. */
    static boolean isNamedSo(Path path) {
        var name = path.getFileName().toString();
        return NAME.matcher(name).matches() || MANIFEST.matcher(name).matches();
    }

    /** The index that a file is named after, if it has one of these names. */
    static Optional<String> indexOf(Path path) {
        var name = NAME.matcher(path.getFileName().toString());
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /**
     * Takes up a file that holds no documents.
     *
     * @return whether it is of any use, or its name says that it may be left alone
     * @throws SourceRefusedException when its name promises a mapping or a count, and it holds none
     */
    boolean take(Path path) {
        var name = NAME.matcher(path.getFileName().toString());
        var kind = name.matches() ? name.group(2).toLowerCase(Locale.ROOT) : "";
        var index = name.matches() ? name.group(1) : "";
        if (MANIFEST.matcher(path.getFileName().toString()).matches() || kind.equals("manifest")) {
            return true;
        }
        boolean promised = kind.startsWith("mapping") || kind.equals("count");
        JsonNode tree;
        try (var stream = Unpacking.open(path)) {
            tree = WHOLE.readTree(stream);
        } catch (IOException e) {
            if (promised) {
                throw new SourceRefusedException(
                        "The file %s is not %s: it is not JSON.".formatted(path, Article.before(kind)), e);
            }
            return left(path, isNamedSo(path));
        }
        if (!isNamedSo(path) && !describesIndices(tree)) {
            return false;
        }
        boolean used = kind.equals("count") ? count(index, path, tree) : take(kind, index, tree);
        if (!used && promised && !(tree.isContainerNode() && tree.isEmpty())) {
            throw new SourceRefusedException("The file %s is not %s.".formatted(path, Article.before(kind)));
        }
        return used || left(path, isNamedSo(path));
    }

    /** Whether every entry is named after an index and says nothing but what an index is: a document looks otherwise. */
    private static boolean describesIndices(JsonNode tree) {
        return tree.isObject()
                && !tree.isEmpty()
                && tree.valueStream()
                        .allMatch(value -> value.isObject()
                                && !value.isEmpty()
                                && value.propertyStream().allMatch(field -> OF_AN_INDEX.contains(field.getKey())));
    }

    private boolean left(Path path, boolean known) {
        if (known) {
            leftAlone.add(path);
        }
        return known;
    }

    private boolean count(String index, Path path, JsonNode tree) {
        var shards = tree.path("_shards");
        if (shards.path("failed").asLong() > 0
                || shards.path("successful").asLong() < shards.path("total").asLong()) {
            throw new SourceRefusedException("The count in %s is not of all shards: ask for it again.".formatted(path));
        }
        var number = tree.isObject() ? tree.path("count") : tree;
        if (!number.isIntegralNumber() || number.asLong() < 0) {
            return false;
        }
        counts.put(index, number.asLong());
        return true;
    }

    private boolean take(String kind, String index, JsonNode tree) {
        boolean used = false;
        boolean byName = kind.startsWith("mapping") && !index.isEmpty();
        if (byName && (tree.has("mappings") || OF_A_MAPPING.stream().anyMatch(tree::has))) {
            mappings.put(index, untyped(tree.has("mappings") ? tree.path("mappings") : tree));
            return true;
        }
        if (kind.endsWith("template") || !tree.isObject()) {
            return false;
        }
        if (kind.startsWith("setting") && tree.valueStream().noneMatch(value -> value.has("settings"))) {
            flatten(tree.path("settings").isObject() ? tree.path("settings") : tree, "", settingsOf(index));
            return !tree.isEmpty();
        }
        for (var each : tree.properties()) {
            var value = each.getValue();
            boolean ofAnIndex = value.isObject() && OF_A_TEMPLATE.stream().noneMatch(value::has);
            if (ofAnIndex && value.path("mappings").isObject()) {
                mappings.put(each.getKey(), untyped(value.path("mappings")));
                used = true;
            }
            if (ofAnIndex && value.path("settings").isObject()) {
                flatten(value.path("settings"), "", settingsOf(each.getKey()));
                used = true;
            }
            if (ofAnIndex && value.path("aliases").isObject()) {
                value.path("aliases").fieldNames().forEachRemaining(alias -> aliases.computeIfAbsent(
                                each.getKey(), key -> new LinkedHashSet<>())
                        .add(alias));
                used = true;
            }
        }
        return used;
    }

    private ObjectNode settingsOf(String index) {
        return settings.computeIfAbsent(index, key -> JsonNodeFactory.instance.objectNode());
    }

    /** Before version 7 a mapping stood below the name of a type. */
    private static JsonNode untyped(JsonNode mapping) {
        boolean typed = mapping.size() == 1
                && OF_A_MAPPING.stream().noneMatch(mapping::has)
                && mapping.elements().next().isObject();
        return typed ? mapping.elements().next() : mapping;
    }

    /** Whoever makes an index may leave out what all settings of one begin with. */
    private static void flatten(JsonNode settings, String prefix, ObjectNode into) {
        for (var each : settings.properties()) {
            var name = prefix + each.getKey();
            if (each.getValue().isObject()) {
                flatten(each.getValue(), name + ".", into);
            } else {
                into.set(name.startsWith("index.") ? name : "index." + name, each.getValue());
            }
        }
    }

    @Nullable
    JsonNode mapping(String index) {
        return mappings.get(index);
    }

    JsonNode settings(String index) {
        var known = settings.get(index);
        return known == null ? MissingNode.getInstance() : known;
    }

    List<String> aliases(String index) {
        return List.copyOf(aliases.getOrDefault(index, Set.of()));
    }

    /** How many documents a count file says that the index holds. */
    Optional<Long> count(String index) {
        return Optional.ofNullable(counts.get(index));
    }

    /** The indices of which there is a count. */
    Set<String> counted() {
        return new HashSet<>(counts.keySet());
    }

    /** The indices of which there is a mapping or settings, in order. */
    Set<String> described() {
        var described = new TreeSet<>(mappings.keySet());
        described.addAll(settings.keySet());
        return described;
    }

    /** Files that are known by their names, and of which nothing is used. */
    List<Path> leftAlone() {
        return leftAlone;
    }
}
