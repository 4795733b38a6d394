package dev.rejoin.importer.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * One decision for many documents that were set aside for the same reason, kept in a file: after the next import the same
 * file decides the same way.
 */
public record Decisions(List<Decision> decisions) {
    private static final ObjectMapper JSON = Content.mapper();
    private static final Set<String> KEYS =
            new TreeSet<>(Set.of("index", "code", "path", "value", "set", "remove", "because"));

    /**
     * What is done to documents of an index that have a certain error.
     *
     * @param path of the error; null for every one
     * @param value that the error names, such as the id that is missing; null for every one
     * @param set new values, by path
     * @param remove paths that are taken out
     */
    public record Decision(
            String index,
            String code,
            @Nullable String path,
            @Nullable String value,
            Map<String, JsonNode> set,
            List<String> remove,
            String because) {}

    /** A file of decisions; whatever is wrong with it is said with the number of the decision. */
    public static Decisions read(Path file) {
        Object read;
        try {
            read = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        } catch (IOException e) {
            throw new RefusedException("The file " + file + " cannot be read.");
        } catch (YAMLException e) {
            throw new RefusedException("The file " + file + " is no YAML: " + e.getMessage());
        }
        var nodes = JSON.<JsonNode>valueToTree(read);
        if (!nodes.isArray() || nodes.isEmpty()) {
            throw new RefusedException("The file " + file
                    + " is no list of decisions, each with index, code, set or remove," + " and because.");
        }
        var decisions = new ArrayList<Decision>();
        for (var node : nodes) {
            decisions.add(decision(node, decisions.size() + 1));
        }
        return new Decisions(decisions);
    }

    private static Decision decision(JsonNode node, int number) {
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new RefusedException(
                        "Decision %d has an unknown key \"%s\"; there are %s.".formatted(number, key, KEYS));
            }
        });
        for (var key : List.of("index", "code", "because")) {
            if (node.path(key).asText().isBlank()) {
                throw new RefusedException("Decision %d says no %s.".formatted(number, key));
            }
        }
        var set = new LinkedHashMap<String, JsonNode>();
        node.path("set").properties().forEach(entry -> set.put(entry.getKey(), entry.getValue()));
        var remove = new ArrayList<String>();
        if (node.path("remove").isTextual()) {
            remove.add(node.path("remove").asText());
        } else {
            node.path("remove").forEach(path -> remove.add(path.asText()));
        }
        if (set.isEmpty() && remove.isEmpty()) {
            throw new RefusedException("Decision %d changes nothing: say \"set\" or \"remove\".".formatted(number));
        }
        return new Decision(
                node.path("index").asText(),
                node.path("code").asText(),
                text(node, "path"),
                text(node, "value"),
                set,
                remove,
                node.path("because").asText());
    }

    private static @Nullable String text(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.path(key).asText() : null;
    }

    /** The documents of a run that a decision is about, in the form that it gives them. */
    public List<SourceDocument> decided(DataSource database, long run, Decision decision) throws SQLException {
        var documents = new ArrayList<SourceDocument>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select d.id, d.routing, d.source from rejoin_import.document d
                        where d.run_id = ? and d.index_name = ? and d.source is not null
                        and exists (select from rejoin_import.quarantine q where q.run_id = d.run_id and q.doc = d.doc)
                        and exists (
                            select from rejoin_import.finding f
                            where f.run_id = d.run_id and f.doc = d.doc and f.severity = 'ERROR' and f.code = ?
                            and (?::text is null or ? in (f.path, regexp_replace(f.path, '[[][0-9]+[]]', '[]', 'g')))
                            and (?::text is null or f.value = ?))
                        order by d.doc
                        """)) {
            statement.setLong(1, run);
            statement.setString(2, decision.index);
            statement.setString(3, decision.code);
            statement.setString(4, decision.path);
            statement.setString(5, decision.path);
            statement.setString(6, decision.value);
            statement.setString(7, decision.value);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var changed = changed(rows.getString(3), decision);
                    if (changed.isPresent()) {
                        documents.add(new SourceDocument(
                                decision.index, rows.getString(1), rows.getString(2), changed.get()));
                    }
                }
            }
        }
        return documents;
    }

    private static Optional<byte[]> changed(String source, Decision decision) {
        try {
            if (!(JSON.readTree(source) instanceof ObjectNode document)) {
                return Optional.empty();
            }
            decision.set.forEach((path, value) -> change(document, List.of(path.split("\\.")), value));
            decision.remove.forEach(path -> change(document, List.of(path.split("\\.")), null));
            return Optional.of(JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Sets or takes out what is at a path: in every element of an array, and by a key that is written with dots. */
    private static void change(JsonNode node, List<String> path, @Nullable JsonNode value) {
        if (node.isArray()) {
            node.forEach(element -> change(element, path, value));
        } else if (node instanceof ObjectNode object) {
            for (int i = path.size(); i > 0; i--) {
                var key = String.join(".", path.subList(0, i));
                if (i == path.size() && (object.has(key) || i == 1)) {
                    if (value == null) {
                        object.remove(key);
                    } else {
                        object.set(key, value);
                    }
                    return;
                }
                if (i < path.size() && object.has(key)) {
                    change(object.get(key), path.subList(i, path.size()), value);
                    return;
                }
            }
            if (value != null) {
                change(object.putObject(path.getFirst()), path.subList(1, path.size()), value);
            }
        }
    }
}
