package dev.rejoin.importer.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.document.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Paths that an index can be asked for and that its documents do not hold: what they stand for is said instead.
 *
 * @param never by path, for those that no document can hold
 * @param usually by path, for those that documents need not hold, and some do
 */
public record AbsentPaths(
        Map<String, String> never, Map<String, String> usually, List<String> includes, List<String> excludes) {

    private static final Set<String> METADATA = Set.of(
            "_type",
            "_version",
            "_score",
            "_seq_no",
            "_primary_term",
            "_source",
            "_size",
            "_ignored",
            "_field_names",
            "_nested_path",
            "_tier");
    private static final Set<String> VECTORS = Set.of("dense_vector", "sparse_vector", "rank_vectors");
    private static final List<String> GRAMS = List.of("_2gram", "_3gram", "_4gram", "_index_prefix");

    /** What an index mapping ({@code {"properties": …}}) says of it. */
    public static AbsentPaths of(JsonNode mapping) {
        var absent = new AbsentPaths(
                new HashMap<>(),
                new HashMap<>(),
                texts(mapping.path("_source").path("includes")),
                texts(mapping.path("_source").path("excludes")));
        var copied = new TreeMap<String, List<String>>();
        absent.gather(mapping, "", copied);
        copied.forEach((path, from) -> absent.usually.put(
                path, "it is filled by copy_to, and documents hold %s: map that".formatted(quoted(from))));
        mapping.path("runtime").properties().forEach(field -> absent.computed(field.getKey(), field.getValue()));
        return absent;
    }

    private void computed(String path, JsonNode field) {
        if (field.has("script")) {
            var reason =
                    "it is a runtime field, computed by a script when it is searched for: map the fields that the script reads";
            usually.put(path, reason);
            field.path("fields").fieldNames().forEachRemaining(name -> usually.put(path + "." + name, reason));
        } else if (field.path("type").asText().equals("lookup")) {
            usually.put(
                    path,
                    "it is a runtime field, looked up in the index \"%s\" when it is searched for: make \"%s\" a reference to it"
                            .formatted(
                                    field.path("target_index").asText(),
                                    field.path("input_field").asText()));
        }
    }

    private void gather(JsonNode object, String prefix, Map<String, List<String>> copied) {
        for (var property : object.path("properties").properties()) {
            var path = prefix + property.getKey();
            var field = property.getValue();
            var type = field.path("type").asText();
            switch (type) {
                case "alias" ->
                    never.put(
                            path,
                            "it is an alias, which no document holds: map \"%s\" instead"
                                    .formatted(field.path("path").asText()));
                case "constant_keyword" ->
                    usually.put(
                            path,
                            "it is a constant_keyword, the same for all documents, which need not hold it: map {value:"
                                    + " \"%s\"} instead"
                                            .formatted(field.path("value").asText()));
                case "passthrough" ->
                    field.path("properties")
                            .propertyStream()
                            .map(Map.Entry::getKey)
                            .filter(name -> !object.path("properties").has(name))
                            .forEach(name -> usually.put(
                                    name,
                                    "it is another name of \"%1$s\" (passthrough), which documents hold: map that"
                                            .formatted(path + "." + name)));
                case "search_as_you_type" -> GRAMS.forEach(gram -> never.put(path + "." + gram, partOf(path)));
                default -> {
                    if (VECTORS.contains(type)) {
                        usually.put(
                                path,
                                "it is a vector, which newer servers keep out of _source: write the source anew with"
                                        + " index.mapping.exclude_source_vectors: false");
                    }
                }
            }
            field.path("fields").fieldNames().forEachRemaining(name -> never.put(path + "." + name, partOf(path)));
            for (var target : texts(field.path("copy_to"))) {
                copied.computeIfAbsent(target, key -> new ArrayList<>()).add(path);
            }
            gather(field, path + ".", copied);
        }
    }

    private static String partOf(String path) {
        return "it is another way to index \"%1$s\", and documents hold only that: map \"%1$s\" instead"
                .formatted(path);
    }

    /** Why no document can hold that path, and what to map instead; also of an index without a mapping. */
    public static Optional<String> metadata(FieldPath path) {
        return METADATA.contains(path.names().getFirst())
                ? Optional.of(
                        "it is what Elasticsearch keeps beside a document, and not in it: of that only _id, _index"
                                + " and _routing can be mapped")
                : Optional.empty();
    }

    /** Why no document of this index can hold that path, and what to map instead. */
    Optional<String> never(FieldPath path) {
        return Optional.ofNullable(never.get(path.text())).or(() -> leftOut(path.text()));
    }

    /** Why it is no surprise that no document held that path, and what to map instead. */
    public Optional<String> usually(FieldPath path) {
        return Optional.ofNullable(usually.get(path.text()));
    }

    private Optional<String> leftOut(String path) {
        boolean excluded = excludes.stream().anyMatch(pattern -> covers(pattern, path));
        boolean included = includes.isEmpty()
                || includes.stream().anyMatch(pattern -> covers(pattern, path) || pattern.startsWith(path + "."));
        return excluded || !included
                ? Optional.of("it was left out of _source when the documents were written (%s): no document holds it,"
                                .formatted(excluded ? "excludes" : "includes")
                        + " and nothing here can bring it back")
                : Optional.empty();
    }

    /** Whether a pattern with asterisks means the path or an object that it lies in. */
    private static boolean covers(String pattern, String path) {
        var regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return path.matches(regex + "(\\..*)?");
    }

    private static String quoted(List<String> paths) {
        return String.join(", ", paths.stream().map(path -> "\"" + path + "\"").toList());
    }

    private static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.elements().forEachRemaining(each -> texts.add(each.asText()));
        return texts;
    }
}
