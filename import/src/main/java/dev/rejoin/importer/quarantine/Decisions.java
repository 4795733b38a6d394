package dev.rejoin.importer.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.importer.quarantine.Corrections.Identity;
import dev.rejoin.importer.read.Ruling;
import dev.rejoin.importer.read.Ruling.Said;
import dev.rejoin.importer.read.SourceDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One decision for many documents that were set aside for the same reason, kept in a file: after the next import the same
 * file decides the same way.
 */
public record Decisions(List<Decision> decisions) {
    private static final ObjectMapper JSON = Content.mapper();

    /**
     * What is done to documents of an index that have a certain error.
     *
     * @param path of the error; null for every one
     * @param value that the error names, such as the id that is missing; null for every one
     * @param set new values, by path
     * @param remove paths that are taken out
     * @param exclude whether the documents are left out
     * @param accept whether the documents are let in as they stand
     */
    public record Decision(
            String index,
            String code,
            @Nullable String path,
            @Nullable String value,
            Map<String, JsonNode> set,
            List<String> remove,
            boolean exclude,
            boolean accept,
            String because) {

        /** As people tell it from the others of its file. */
        public String named() {
            return index
                    + ", "
                    + code
                    + (path == null ? "" : ", path " + path)
                    + (value == null ? "" : ", value " + value);
        }
    }

    /**
     * What a decision changes.
     *
     * @param path as the decision has it
     * @param stood the JSON that stands there; null where nothing does
     * @param becomes the JSON that is set; null where what stands is taken out
     * @param documents how many documents it is so in
     */
    public record Change(
            String path, @Nullable String stood, @Nullable String becomes, long documents) {}

    /**
     * What a decision is about in a run.
     *
     * @param number its place in the file, from 1
     * @param documents how many documents it is about: none where nothing that is set aside is so
     */
    public record Decided(int number, Decision decision, long documents, List<Change> changes) {}

    /** Documents by what tells them apart, in the form that all decisions together give them, each with its reasons. */
    public record Outcome(Map<Identity, Changed> documents, List<Decided> decisions) {
        /** Whether a document would be another one: what sets a value that stands there already is nothing to do. */
        public boolean changesAnything() {
            return documents.values().stream()
                    .anyMatch(each -> each.excluded
                            || !each.accepted.isEmpty()
                            || !Arrays.equals(Content.digest(each.before), Content.digest(each.document.source())));
        }
    }

    /**
     * A document in the form that it is given, and why.
     *
     * @param accepted why it is let in, by the code of what it breaks
     * @param excluded whether it is left out, whatever else is decided about it
     */
    public record Changed(
            SourceDocument document, String because, byte[] before, Map<String, String> accepted, boolean excluded) {

        private static Changed leftOut(SourceDocument document, @Nullable Changed before, String because) {
            return new Changed(
                    document,
                    before != null && before.excluded ? before.because + "; " + because : because,
                    document.source(),
                    Map.of(),
                    true);
        }

        /** The document with what is decided about it. */
        public SourceDocument decided(String by) {
            if (excluded) {
                return document.under(Ruling.leavesOut(new Said(by, because)));
            }
            // What was accepted before holds if the document says what it said.
            var all = new TreeMap<>(Ruling.acceptedBy(document.ruling()));
            accepted.forEach((code, why) -> all.put(code, new Said(by, why)));
            return document.under(Ruling.accepts(all));
        }
    }

    /** A file of decisions; whatever is wrong with it is said with the number of the decision. */
    public static Decisions read(Path file) {
        return DecisionFile.read(file);
    }

    /** What the decisions make of the documents that a run has set aside, one after the other. */
    public Outcome outcome(DataSource database, long run) throws SQLException {
        var documents = new LinkedHashMap<Identity, Changed>();
        var decided = new ArrayList<Decided>();
        for (var decision : decisions) {
            var changes = new LinkedHashMap<List<@Nullable String>, Long>();
            long about = 0;
            for (var document : about(database, run, decision)) {
                var identity = new Identity(document.index(), document.id(), document.routing());
                var before = documents.get(identity);
                if (decision.exclude) {
                    about++;
                    documents.put(identity, Changed.leftOut(document, before, decision.because));
                    continue;
                }
                if (before != null && before.excluded) {
                    continue;
                }
                var now = before == null ? document : before.document;
                var changed = decision.accept
                        ? Optional.of(now)
                        : changed(now.source(), decision, changes).map(now::with);
                if (changed.isPresent()) {
                    about++;
                    var accepted = new TreeMap<String, String>(before == null ? Map.of() : before.accepted);
                    if (decision.accept) {
                        accepted.merge(decision.code, decision.because, (one, other) -> one + "; " + other);
                    }
                    documents.put(
                            identity,
                            new Changed(
                                    changed.get(),
                                    before == null ? decision.because : before.because + "; " + decision.because,
                                    before == null ? document.source() : before.before,
                                    accepted,
                                    false));
                }
            }
            decided.add(new Decided(
                    decided.size() + 1,
                    decision,
                    about,
                    changes.entrySet().stream()
                            .map(change -> new Change(
                                    String.valueOf(change.getKey().get(0)),
                                    change.getKey().get(1),
                                    change.getKey().get(2),
                                    change.getValue()))
                            .toList()));
        }
        return new Outcome(documents, decided);
    }

    /**
     * The documents of a run that a decision is about, as they are. Only a document that is set aside as a whole can be left
     * out: of another one there are rows.
     */
    private static List<SourceDocument> about(DataSource database, long run, Decision decision) throws SQLException {
        var documents = new ArrayList<SourceDocument>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select d.id, d.routing, d.source, d.source_bytes, d.ruling from rejoin_import.document d
                        where d.run_id = ? and d.index_name = ?
                        and (d.source is not null or ?)
                        and exists (select from rejoin_import.quarantine q
                                    where q.run_id = d.run_id and q.doc = d.doc and (q.elements is null or not ?))
                        and exists (
                            select from rejoin_import.finding f
                            where f.run_id = d.run_id and f.doc = d.doc and f.severity = 'ERROR' and f.code = ?
                            and (?::text is null or ? in (f.path, regexp_replace(f.path, '[[][0-9]+[]]', '[]', 'g')))
                            and (?::text is null or f.value = ?))
                        order by d.doc
                        """)) {
            statement.setLong(1, run);
            statement.setString(2, decision.index);
            statement.setBoolean(3, decision.exclude);
            statement.setBoolean(4, decision.exclude);
            statement.setString(5, decision.code);
            statement.setString(6, decision.path);
            statement.setString(7, decision.path);
            statement.setString(8, decision.value);
            statement.setString(9, decision.value);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var text = rows.getString(3);
                    documents.add(new SourceDocument(
                                    decision.index,
                                    rows.getString(1),
                                    rows.getString(2),
                                    text == null ? rows.getBytes(4) : text.getBytes(StandardCharsets.UTF_8))
                            .under(Ruling.of(rows.getString(5))));
                }
            }
        }
        return documents;
    }

    private static Optional<byte[]> changed(
            byte[] source, Decision decision, Map<List<@Nullable String>, Long> changes) {
        try {
            if (!(JSON.readTree(source) instanceof ObjectNode document)) {
                return Optional.empty();
            }
            for (var set : decision.set.entrySet()) {
                change(document, set.getKey(), set.getValue(), changes);
            }
            for (var path : decision.remove) {
                change(document, path, null, changes);
            }
            return Optional.of(JSON.writeValueAsBytes(document));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void change(
            ObjectNode document, String path, @Nullable JsonNode value, Map<List<@Nullable String>, Long> changes) {
        var names = List.of(path.split("\\."));
        var stood = new ArrayList<String>();
        find(document, names, stood);
        changes.merge(
                Arrays.asList(
                        path,
                        stood.isEmpty() ? null : String.join(", ", stood),
                        value == null ? null : value.toString()),
                1L,
                Long::sum);
        change(document, names, value);
    }

    /** What stands where {@link #change} would set or take out something. */
    private static void find(JsonNode node, List<String> path, List<String> found) {
        if (node.isArray()) {
            node.forEach(element -> find(element, path, found));
        } else if (node instanceof ObjectNode object) {
            for (int i = path.size(); i > 0; i--) {
                var at = object.get(String.join(".", path.subList(0, i)));
                if (at != null) {
                    if (i == path.size()) {
                        found.add(at.toString());
                    } else {
                        find(at, path.subList(i, path.size()), found);
                    }
                    return;
                }
            }
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
