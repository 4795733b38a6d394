package dev.rejoin.importer.apply;

import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.sql.Statements;
import dev.rejoin.importer.stage.StagedTogether;
import dev.rejoin.importer.stage.StagedTogether.Numbered;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Stages the documents that are concerned and those that are only looked at, each once, and says in the transaction's own
 * tables ({@code _staged}, {@code _fresh}, {@code _rebuilt}) which is which.
 */
final class ConcernedDocuments {
    /** So many documents are read from the ledger and staged together. */
    private static final int MOST_AT_ONCE = 5_000;

    private final Statements sql;
    private final Connection connection;
    private final StagedTogether staging;
    private final LedgerLookup ledger;
    private final long part;
    private final Map<Long, SourceDocument> written;
    private final Neighbourhood.Staged staged;
    private final List<Note> notes = new ArrayList<>();
    private long left;

    /**
     * @param written documents that came with the call, by their numbers; all others are the ledger's
     * @param staged is told which documents, indices and tables are staged
     */
    ConcernedDocuments(
            Statements sql,
            StagedTogether staging,
            LedgerLookup ledger,
            long part,
            Map<Long, SourceDocument> written,
            Neighbourhood.Staged staged) {
        this.sql = sql;
        this.connection = sql.connection();
        this.staging = staging;
        this.ledger = ledger;
        this.part = part;
        this.written = written;
        this.staged = staged;
    }

    /** What is to be said of a staged document in the transaction's own table. */
    private record Note(long number, String index, String id, boolean focus) {}

    /** Stages those that are not yet, and says of the others how they are by now. */
    void stage(Set<Long> concerned, Set<Long> seen) throws SQLException {
        sql.run("delete from _fresh");
        judgeToo(concerned.stream()
                .filter(number -> Boolean.FALSE.equals(staged.documents().get(number)))
                .toList());
        var lacking = Stream.concat(concerned.stream(), seen.stream())
                .filter(number -> !staged.documents().containsKey(number))
                .toList();
        writeNotes();
        // However many one document concerns, their sources are not held together.
        for (int from = 0; from < lacking.size(); from += MOST_AT_ONCE) {
            stage(lacking.subList(from, Math.min(lacking.size(), from + MOST_AT_ONCE)), concerned);
        }
    }

    private void stage(List<Long> some, Set<Long> concerned) throws SQLException {
        var numbered = documents(some);
        numbered.forEach(each -> note(each, concerned.contains(each.number())));
        writeNotes();
        staged.tables().addAll(staging.stage(connection, part, numbered));
    }

    /** As they came with the call, or else from the ledger. */
    private List<Numbered> documents(List<Long> numbers) throws SQLException {
        var kept = new HashMap<Long, SourceDocument>();
        var asked =
                numbers.stream().filter(number -> !written.containsKey(number)).toList();
        if (!asked.isEmpty()) {
            ledger.documents(asked).forEach(each -> kept.put(each.number(), each.document()));
        }
        return numbers.stream()
                .map(number -> new Numbered(
                        number,
                        Objects.requireNonNull(
                                Optional.ofNullable(written.get(number)).orElseGet(() -> kept.get(number)))))
                .toList();
    }

    /** Says that the row is concerned that was rebuilt for a name. */
    void rebuilt(String id) throws SQLException {
        sql.run("insert into _rebuilt select ? where not exists (select from _rebuilt where id = ?)", id, id);
    }

    /** Those that were only to be looked at until now. */
    private void judgeToo(List<Long> numbers) throws SQLException {
        if (numbers.isEmpty()) {
            return;
        }
        sql.run("""
                with fresh as (update _staged set focus = true where doc = any (?) returning *)
                insert into _fresh select * from fresh
                """, connection.createArrayOf("bigint", numbers.toArray()));
        numbers.forEach(number -> staged.documents().put(number, true));
    }

    /** A document of the ledger that is there no more. */
    void gone(long number, DocumentName name) {
        note(number, name.index(), name.id(), true);
    }

    /** A document that has left rows, and for which the ledger has no number any more: none of its own is negative. */
    void left(String index, String id) {
        note(- ++left, index, id, true);
    }

    private void note(Numbered each, boolean focus) {
        note(each.number(), each.document().index(), each.document().id(), focus);
    }

    private void note(long number, String index, String id, boolean focus) {
        notes.add(new Note(number, index, id, focus));
        staged.documents().put(number, focus);
        staged.indices().add(index);
    }

    private void writeNotes() throws SQLException {
        if (notes.isEmpty()) {
            return;
        }
        sql.run(
                """
                with fresh as (insert into _staged select * from unnest(?, ?, ?, ?) returning *)
                insert into _fresh select * from fresh
                """,
                array("bigint", Note::number),
                array("text", Note::index),
                array("text", Note::id),
                array("boolean", Note::focus));
        notes.clear();
    }

    private Array array(String type, Function<Note, Object> of) throws SQLException {
        return connection.createArrayOf(type, notes.stream().map(of).toArray());
    }
}
