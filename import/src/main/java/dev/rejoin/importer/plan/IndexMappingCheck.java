package dev.rejoin.importer.plan;

import dev.rejoin.importer.catalog.TargetTable;
import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.mapping.IndexPaths;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.Mapping.Copy;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.Mapping.RowMapping;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.mapping.Nearest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The mapping of one index: its rows and children, what it rebuilds, and what it compares. */
record IndexMappingCheck(MappingAgainstTarget against, RowMappingCheck ofRows) {

    IndexMappingCheck(MappingAgainstTarget against) {
        this(against, new RowMappingCheck(against));
    }

    void check(IndexMapping index, Optional<IndexPaths> paths) {
        index.written().ifPresent(path -> against.checkPath(index.place(), path, paths));
        index.called().forEach(path -> against.checkPath(index.place(), path, paths));
        var made = new LinkedHashSet<String>();
        for (var row : index.rows()) {
            ofRows.check(index, row, made, paths);
            made.add(row.table());
        }
        for (var row : index.children()) {
            row.from().ifPresent(from -> against.checkPath(row.place(), from, paths));
            row.beside().forEach(path -> checkBeside(row, path, paths));
            if (row.from().filter(from -> from.names().isEmpty()).isPresent()
                    && (!row.beside().isEmpty() || row.split().isPresent() || row.distinct())) {
                against.error(
                        row.place(),
                        "\"from: .\" is the document itself, once: \"beside\", \"split\" and \"distinct\" go with an"
                                + " array");
            }
            ofRows.check(index, row, madeAround(index, row, made), paths);
            new NestingCheck(against).check(index, row, paths);
            against.catalog().table(row.table()).ifPresent(table -> row.copies()
                    .forEach(copy -> checkCopy(copy, RowMappingCheck.absolute(row, copy.path()), table, paths)));
        }
        var own = against.catalog().table(index.ownRow().table());
        index.resurrect().forEach((column, rows) -> {
            if (!(index.ownRow().columns().get(column) instanceof Value.Field field)
                    || field.reference()
                            .map(r -> r.orphans() != Mapping.Orphans.RESURRECT)
                            .orElse(true)) {
                against.error(
                        rows.getFirst().place(),
                        "\"" + column + "\" is not a reference with \"orphans: resurrect\" of "
                                + index.ownRow().table());
            }
            var rebuilt = new LinkedHashSet<String>();
            for (var row : rows) {
                ofRows.check(index, row, rebuilt, paths);
                rebuilt.add(row.table());
            }
        });
        index.ownRow().columns().forEach((column, value) -> {
            if (value instanceof Value.Field field
                    && field.reference()
                            .map(r -> r.orphans() == Mapping.Orphans.RESURRECT)
                            .orElse(false)
                    && !index.resurrect().containsKey(column)) {
                against.error(
                        value.place(), "\"orphans: resurrect\" needs an entry \"" + column + "\" under \"resurrect\"");
            }
        });
        own.ifPresent(table -> checkComparisons(index, table, paths));
        for (var rule : index.rules()) {
            if (!against.filled().contains(rule.table())) {
                against.noMappingFills(rule.place(), rule.table());
            }
        }
    }

    /** The tables of which a row is at hand: the document's, and those of the elements that this array lies in. */
    private static Set<String> madeAround(IndexMapping index, RowMapping row, Set<String> ofDocument) {
        var made = new LinkedHashSet<>(ofDocument);
        for (var other : index.children()) {
            if (other == row) {
                break;
            }
            if (lies(row, other)) {
                made.add(other.table());
            }
        }
        return made;
    }

    private static boolean lies(RowMapping row, RowMapping around) {
        return row.from().isPresent()
                && around.from()
                        .filter(from -> from.isAtOrAbove(row.from().get()))
                        .isPresent();
    }

    private void checkBeside(RowMapping row, FieldPath beside, Optional<IndexPaths> paths) {
        if (beside.relative()
                || beside.isMeta()
                || row.from().filter(beside::isAtOrAbove).isPresent()) {
            against.error(
                    row.place(),
                    "\"beside\" names another array of the document, by its whole path; \"" + beside.text()
                            + "\" is not one");
        } else {
            against.checkPath(row.place(), beside, paths);
        }
    }

    private void checkComparisons(IndexMapping index, TargetTable own, Optional<IndexPaths> paths) {
        index.copies().forEach(copy -> checkCopy(copy, copy.path(), own, paths));
        for (var total : index.aggregates()) {
            against.checkPath(total.place(), total.path(), paths);
            if (total.elements().isPresent()) {
                against.checkPath(total.place(), total.elements().get(), paths);
                continue;
            }
            var table = against.catalog().table(total.table()).filter(t -> against.filled()
                    .contains(t.name()));
            if (table.isEmpty()) {
                against.noMappingFills(total.place(), total.table());
            } else if (table.get().column(total.by()).isEmpty()) {
                against.error(
                        total.place(),
                        "the table " + total.table() + " has no column \"" + total.by() + "\""
                                + Nearest.hint(total.by(), table.get().columns().keySet()));
            }
        }
        for (var extra : index.extras()) {
            if (own.column(extra.name()).isPresent() || RowMappingCheck.isOurs(extra.name())) {
                against.error(
                        extra.place(),
                        "\"" + extra.name() + "\" is a column of " + own.name()
                                + " already, or a name of the importer's; call this value something else");
            }
            extra.from().forEach(path -> against.checkPath(extra.place(), path, paths));
        }
    }

    private void checkCopy(Copy copy, FieldPath path, TargetTable from, Optional<IndexPaths> paths) {
        against.checkPath(copy.place(), path, paths);
        var table = Optional.of(from);
        var names = (copy.reference() + "." + copy.column()).split("\\.");
        for (int i = 0; i < names.length && table.isPresent(); i++) {
            var name = names[i];
            var current = table.get();
            if (current.column(name).isEmpty()) {
                against.error(
                        copy.place(),
                        "the table " + current.name() + " has no column \"" + name + "\""
                                + Nearest.hint(name, current.columns().keySet()));
                break;
            }
            if (i < names.length - 1) {
                table = current.foreignKeys().stream()
                        .filter(k -> k.columns().equals(List.of(name)))
                        .findFirst()
                        .flatMap(k -> against.catalog().table(k.target()));
                if (table.isEmpty()) {
                    against.error(copy.place(), name + " of " + current.name() + " refers to no other table");
                }
            }
        }
    }
}
