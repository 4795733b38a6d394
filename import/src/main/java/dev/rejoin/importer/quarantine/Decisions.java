package dev.rejoin.importer.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.importer.quarantine.Corrections.Identity;
import dev.rejoin.importer.quarantine.Places.Place;
import dev.rejoin.importer.read.Ruling;
import dev.rejoin.importer.read.Ruling.Said;
import dev.rejoin.importer.read.SourceDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        var trees = new HashMap<Identity, Optional<Tree>>();
        var decided = new ArrayList<Decided>();
        for (var decision : decisions) {
            var changes = new LinkedHashMap<List<@Nullable String>, Long>();
            long about = 0;
            for (var concerned : about(database, run, decision)) {
                var document = concerned.document;
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
                        : trees.computeIfAbsent(identity, _ -> tree(document))
                                .map(tree -> now.with(changed(
                                        tree,
                                        concerned.places(decided.size() + 1, decision, tree),
                                        decision,
                                        changes)));
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
     * A document as earlier decisions have left it.
     *
     * @param anew what they have set in it, by identity
     */
    private record Tree(ObjectNode root, Set<JsonNode> anew) {}

    /**
     * A document that a decision is about.
     *
     * @param wrong where it has the error
     * @param shown the values that the findings show there
     */
    private record Concerned(SourceDocument document, List<String> wrong, Set<String> shown) {
        Places places(int number, Decision decision, Tree tree) {
            return new Places(number, document.index() + "/" + document.id(), wrong, shown, decision.value, tree.anew);
        }
    }

    /**
     * The documents of a run that a decision is about, as they are. Only a document that is set aside as a whole can be left
     * out: of another one there are rows.
     */
    private static List<Concerned> about(DataSource database, long run, Decision decision) throws SQLException {
        var documents = new ArrayList<Concerned>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select d.id, d.routing, d.source, d.source_bytes, d.ruling, f.paths, f.shown
                        from rejoin_import.document d
                        join (select doc, array_agg(distinct path) filter (where path is not null) as paths,
                                     array_agg(distinct value) filter (where value is not null) as shown
                              from rejoin_import.finding
                              where run_id = ? and severity = 'ERROR' and code = ?
                              and (?::text is null or ? in (path, regexp_replace(path, '[[][0-9]+[]]', '[]', 'g')))
                              and (?::text is null or value = ?)
                              group by doc) f on f.doc = d.doc
                        where d.run_id = ? and d.index_name = ?
                        and (d.source is not null or ?)
                        and exists (select from rejoin_import.quarantine q
                                    where q.run_id = d.run_id and q.doc = d.doc and (q.elements is null or not ?))
                        order by d.doc
                        """)) {
            statement.setLong(1, run);
            statement.setString(2, decision.code);
            statement.setString(3, decision.path);
            statement.setString(4, decision.path);
            statement.setString(5, decision.value);
            statement.setString(6, decision.value);
            statement.setLong(7, run);
            statement.setString(8, decision.index);
            statement.setBoolean(9, decision.exclude);
            statement.setBoolean(10, decision.exclude);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var text = rows.getString(3);
                    var document = new SourceDocument(
                                    decision.index,
                                    rows.getString(1),
                                    rows.getString(2),
                                    text == null ? rows.getBytes(4) : text.getBytes(StandardCharsets.UTF_8))
                            .under(Ruling.of(rows.getString(5)));
                    documents.add(new Concerned(document, texts(rows, 6), Set.copyOf(texts(rows, 7))));
                }
            }
        }
        return documents;
    }

    private static List<String> texts(ResultSet rows, int column) throws SQLException {
        var texts = rows.getArray(column);
        return texts == null ? List.of() : List.of((String[]) texts.getArray());
    }

    /** What a decision makes of a document; its tree keeps what earlier decisions have made of it. */
    private static byte[] changed(
            Tree tree, Places places, Decision decision, Map<List<@Nullable String>, Long> changes) {
        // All places are found before anything is changed: by what is changed they would be other ones.
        var made = new ArrayList<Made>();
        decision.set.forEach(
                (path, value) -> made.add(new Made(path, places.of(tree.root, path, value.isArray()), value)));
        decision.remove.forEach(path -> made.add(new Made(path, places.of(tree.root, path, false), null)));
        made.forEach(each -> each.make(changes, tree.anew));
        try {
            var closed = tree.root.deepCopy();
            Places.close(closed);
            return JSON.writeValueAsBytes(closed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param value null where what stands is taken out */
    private record Made(
            String path, List<Place> places, @Nullable JsonNode value) {

        void make(Map<List<@Nullable String>, Long> changes, Set<JsonNode> anew) {
            if (places.isEmpty()) {
                return;
            }
            var stood = places.stream()
                    .map(Place::stands)
                    .filter(node -> !node.isMissingNode())
                    .map(JsonNode::toString)
                    .toList();
            changes.merge(
                    Arrays.asList(
                            path,
                            stood.isEmpty() ? null : String.join(", ", stood),
                            value == null ? null : value.toString()),
                    1L,
                    Long::sum);
            for (var place : places) {
                if (value == null) {
                    place.remove();
                } else {
                    var set = value.deepCopy();
                    place.set(set);
                    if (set.isContainerNode()) {
                        anew.add(set);
                    }
                }
            }
        }
    }

    private static Optional<Tree> tree(SourceDocument document) {
        try {
            return JSON.readTree(document.source()) instanceof ObjectNode root
                    ? Optional.of(new Tree(root, Collections.newSetFromMap(new IdentityHashMap<>())))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
