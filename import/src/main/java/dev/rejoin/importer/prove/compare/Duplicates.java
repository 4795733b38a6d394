package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.expect.Expected;
import dev.rejoin.importer.prove.expect.Interpreter;
import dev.rejoin.importer.prove.expect.Interpreter.Subject;
import dev.rejoin.importer.prove.expect.Specification;
import dev.rejoin.importer.prove.expect.Specification.OfIndex;
import dev.rejoin.importer.prove.expect.Specification.OfRow;
import dev.rejoin.importer.prove.expect.Spelling;
import dev.rejoin.importer.prove.expect.Written;
import dev.rejoin.importer.read.SourceDocument;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether a document that made no row, because it was set aside, is the same thing as a row that others made. */
record Duplicates(Target target, Ledger ledger, Interpreter interpreter, Function<String, Optional<OfIndex>> indexOf) {

    /** Whether one of the document's rows of that table would have the row's identity. */
    boolean isSame(SourceDocument document, String table, TargetRow row) throws SQLException {
        var spec = indexOf.apply(document.index());
        var body = Written.parse(document.source());
        if (spec.isEmpty() || body.isEmpty()) {
            return false;
        }
        var subject = new Subject(
                document.index(),
                document.id(),
                document.routing(),
                Spelling.of(body.get(), spec.get().conflicts()).body());
        return isSame(spec.get(), subject, table, row);
    }

    private boolean isSame(OfIndex spec, Subject subject, String table, TargetRow row) throws SQLException {
        for (var made : spec.rows()) {
            if (made.table().equals(table)
                    && !made.identity().isEmpty()
                    && interpreter.applies(made, subject, null)
                    && hasIdentity(spec, subject, made, row)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasIdentity(OfIndex spec, Subject subject, OfRow made, TargetRow row) throws SQLException {
        var columns = interpreter.columns(made, subject, null);
        for (var name : made.identity()) {
            var found = row.value(name);
            if (found == null) {
                return false;
            }
            boolean same =
                    switch (columns.getOrDefault(name, Expected.NONE)) {
                        case Expected.Value(var canonical) -> isEqual(made.table(), name, canonical, found);
                        case Expected.Literal(var text) ->
                            isEqual(made.table(), name, values().literal(target.type(made.table(), name), text), found);
                        case Expected.OwnRow(var table) -> {
                            var own = row(made.table(), name, table, found);
                            yield own.isPresent() && isSame(spec, subject, table, own.get());
                        }
                        case Expected.Link(var linked, var reference) ->
                            row(made.table(), name, reference.table(), found)
                                    .filter(other -> isCalled(linked, reference, other))
                                    .isPresent();
                        case Expected.None() -> false;
                        case Expected.Unreadable unreadable -> false;
                    };
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private TargetRows rows() {
        return new TargetRows(target, ledger.connection());
    }

    private TargetValues values() {
        return new TargetValues(target, ledger.connection());
    }

    private boolean isEqual(String table, String column, @Nullable String expected, String found) throws SQLException {
        return found.equals(expected) || expected != null && values().takesForEqual(table, column, expected, found);
    }

    private boolean isCalled(String name, Specification.Reference reference, TargetRow row) {
        try {
            if (reference.by() != null) {
                var found = row.value(reference.by());
                return found != null && values().names(reference.table(), reference.by(), name, found);
            }
            return name.equals(row.value(Target.LEGACY_ID))
                    || ledger
                            .originsOfRows(reference.table(), List.of(row.id()))
                            .getOrDefault(row.id(), List.of())
                            .stream()
                            .anyMatch(origin -> name.equals(origin.id()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The row that a column's value leads to. */
    private Optional<TargetRow> row(String from, String column, String table, String value) throws SQLException {
        var ids = rows().holding(table, target.paired(from, column, table), List.of(value))
                .getOrDefault(value, Set.of());
        return rows().withKeys(table, ids).values().stream().findFirst();
    }
}
