package dev.rejoin.importer.mapping;

import dev.rejoin.importer.mapping.Mapping.Conversion;
import dev.rejoin.importer.mapping.Mapping.Copy;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.Mapping.Place;
import dev.rejoin.importer.mapping.Mapping.Policy;
import dev.rejoin.importer.mapping.Mapping.RowMapping;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.mapping.MappingException.MappingError;
import dev.rejoin.importer.target.TargetCatalog;
import dev.rejoin.importer.target.TargetCatalog.Column;
import dev.rejoin.importer.target.TargetCatalog.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Holds a mapping to the target's catalog and to the index mappings, before anything is read. */
public final class MappingCheck {
    private static final String IMPORT_FILE = "import.yaml";

    private final Mapping mapping;
    private final TargetCatalog catalog;
    private final List<MappingError> errors = new ArrayList<>();
    private final Set<String> filled = new LinkedHashSet<>();

    private MappingCheck(Mapping mapping, TargetCatalog catalog) {
        this.mapping = mapping;
        this.catalog = catalog;
        for (var index : mapping.indices()) {
            index.rows().forEach(row -> filled.add(row.table()));
            index.children().forEach(row -> filled.add(row.table()));
        }
    }

    /**
     * Checks the whole mapping.
     *
     * @param paths the paths that the source's index mappings know, by the mapping's index; none where unknown
     * @throws MappingException with every error found
     */
    public static void check(Mapping mapping, TargetCatalog catalog, Map<String, IndexPaths> paths) {
        var check = new MappingCheck(mapping, catalog);
        check.checkConstraints();
        for (var index : mapping.indices()) {
            check.checkIndex(index, Optional.ofNullable(paths.get(index.index())));
        }
        if (!check.errors.isEmpty()) {
            throw new MappingException(check.errors);
        }
    }

    private void checkConstraints() {
        var names = catalog.constraintNames();
        mapping.constraints().forEach((name, policy) -> {
            var place = new Place(IMPORT_FILE, 0);
            if (!names.contains(name)) {
                error(place, "the target has no constraint \"" + name + "\"" + Nearest.hint(name, names));
            } else if (policy == Policy.GRANDFATHER && !canBeNotValid(name)) {
                error(
                        place,
                        "\"" + name + "\" cannot be grandfathered: only NOT NULL and CHECK constraints can be kept"
                                + " for new writes alone");
            }
        });
    }

    private boolean canBeNotValid(String name) {
        return catalog.tables().values().stream()
                .anyMatch(
                        table -> table.checks().stream().anyMatch(c -> c.name().equals(name))
                                || table.columns().values().stream()
                                        .anyMatch(c -> c.requiredBy().equals(Optional.of(name))));
    }

    private void checkIndex(IndexMapping index, Optional<IndexPaths> paths) {
        index.written().ifPresent(path -> checkPath(index.place(), path, paths));
        var made = new LinkedHashSet<String>();
        for (var row : index.rows()) {
            checkRow(index, row, made, paths);
            made.add(row.table());
        }
        for (var row : index.children()) {
            row.from().ifPresent(from -> checkPath(row.place(), from, paths));
            checkRow(index, row, made, paths);
            catalog.table(row.table()).ifPresent(table -> row.copies()
                    .forEach(copy -> checkCopy(copy, absolute(row, copy.path()), table, paths)));
        }
        var own = catalog.table(index.ownRow().table());
        index.resurrect().forEach((column, rows) -> {
            if (!(index.ownRow().columns().get(column) instanceof Value.Field field)
                    || field.reference()
                            .map(r -> r.orphans() != Mapping.Orphans.RESURRECT)
                            .orElse(true)) {
                error(
                        rows.getFirst().place(),
                        "\"" + column + "\" is not a reference with \"orphans: resurrect\" of "
                                + index.ownRow().table());
            }
            var rebuilt = new LinkedHashSet<String>();
            for (var row : rows) {
                checkRow(index, row, rebuilt, paths);
                rebuilt.add(row.table());
            }
        });
        index.ownRow().columns().forEach((column, value) -> {
            if (value instanceof Value.Field field
                    && field.reference()
                            .map(r -> r.orphans() == Mapping.Orphans.RESURRECT)
                            .orElse(false)
                    && !index.resurrect().containsKey(column)) {
                error(value.place(), "\"orphans: resurrect\" needs an entry \"" + column + "\" under \"resurrect\"");
            }
        });
        own.ifPresent(table -> checkComparisons(index, table, paths));
        for (var rule : index.rules()) {
            if (!filled.contains(rule.table())) {
                error(
                        rule.place(),
                        "no mapping fills the table \"" + rule.table() + "\"" + Nearest.hint(rule.table(), filled));
            }
        }
    }

    private void checkComparisons(IndexMapping index, Table own, Optional<IndexPaths> paths) {
        index.copies().forEach(copy -> checkCopy(copy, copy.path(), own, paths));
        for (var total : index.aggregates()) {
            checkPath(total.place(), total.path(), paths);
            var table = catalog.table(total.table()).filter(t -> filled.contains(t.name()));
            if (table.isEmpty()) {
                error(
                        total.place(),
                        "no mapping fills the table \"" + total.table() + "\"" + Nearest.hint(total.table(), filled));
            } else if (table.get().column(total.by()).isEmpty()) {
                error(
                        total.place(),
                        "the table " + total.table() + " has no column \"" + total.by() + "\""
                                + Nearest.hint(total.by(), table.get().columns().keySet()));
            }
        }
        for (var extra : index.extras()) {
            extra.from().forEach(path -> checkPath(extra.place(), path, paths));
        }
    }

    private void checkCopy(Copy copy, FieldPath path, Table from, Optional<IndexPaths> paths) {
        checkPath(copy.place(), path, paths);
        var table = Optional.of(from);
        var names = (copy.reference() + "." + copy.column()).split("\\.");
        for (int i = 0; i < names.length && table.isPresent(); i++) {
            var name = names[i];
            var current = table.get();
            if (current.column(name).isEmpty()) {
                error(
                        copy.place(),
                        "the table " + current.name() + " has no column \"" + name + "\""
                                + Nearest.hint(name, current.columns().keySet()));
                break;
            }
            if (i < names.length - 1) {
                table = current.foreignKeys().stream()
                        .filter(k -> k.columns().equals(List.of(name)))
                        .findFirst()
                        .flatMap(k -> catalog.table(k.target()));
                if (table.isEmpty()) {
                    error(copy.place(), name + " of " + current.name() + " refers to no other table");
                }
            }
        }
    }

    private void checkRow(IndexMapping index, RowMapping row, Set<String> made, Optional<IndexPaths> paths) {
        var table = catalog.table(row.table());
        if (table.isEmpty()) {
            error(
                    row.place(),
                    "the schema " + catalog.schema() + " has no table \"" + row.table() + "\""
                            + Nearest.hint(row.table(), catalog.tables().keySet()));
            return;
        }
        if (table.get().column("id").map(c -> !c.base().equals("uuid")).orElse(true)) {
            error(
                    row.place(),
                    "the table " + row.table() + " has no column id of type uuid, which the importer names"
                            + " rows by");
        }
        row.columns().forEach((name, value) -> {
            var column = table.get().column(name);
            if (column.isEmpty()) {
                error(
                        value.place(),
                        "the table " + row.table() + " has no column \"" + name + "\""
                                + Nearest.hint(name, table.get().columns().keySet()));
            } else if (column.get().generated()) {
                error(value.place(), row.table() + "." + name + " is generated by the database and cannot be mapped");
            } else {
                checkValue(index, row, column.get(), value, made, paths);
            }
        });
        row.identity().forEach(name -> requireMapped(row, name, "identity"));
        row.newest().ifPresent(name -> requireMapped(row, name, "newest"));
        row.when().ifPresent(when -> checkPath(row.place(), absolute(row, when.path()), paths));
        for (var column : table.get().columns().values()) {
            if (column.requiredBy().isPresent()
                    && !column.name().equals("id")
                    && !column.hasDefault()
                    && !column.generated()
                    && !row.columns().containsKey(column.name())
                    && !filledElsewhere(row, column)) {
                error(row.place(), row.table() + "." + column.name() + " is required and nothing is mapped to it");
            }
        }
    }

    /** With an identity, another document may supply what this one lacks. */
    private boolean filledElsewhere(RowMapping row, Column column) {
        return !row.identity().isEmpty()
                && mapping.indices().stream()
                        .flatMap(i -> Stream.concat(i.rows().stream(), i.children().stream()))
                        .anyMatch(r ->
                                r.table().equals(row.table()) && r.columns().containsKey(column.name()));
    }

    private void requireMapped(RowMapping row, String name, String key) {
        if (!row.columns().containsKey(name)) {
            error(
                    row.place(),
                    "\"" + key + "\" names \"" + name + "\", which is not mapped here"
                            + Nearest.hint(name, row.columns().keySet()));
        }
    }

    private void checkValue(
            IndexMapping index,
            RowMapping row,
            Column column,
            Value value,
            Set<String> made,
            Optional<IndexPaths> paths) {
        switch (value) {
            case Value.Constant constant -> {}
            case Value.RowKey key -> {
                if (!made.contains(key.table())) {
                    error(
                            value.place(),
                            "no earlier row of this document goes to \"" + key.table() + "\""
                                    + Nearest.hint(key.table(), made));
                }
            }
            case Value.Template template ->
                template.parts().forEach(part -> {
                    if (part instanceof FieldPath path) {
                        checkPath(value.place(), absolute(row, path), paths);
                    }
                });
            case Value.Field field -> {
                field.from().forEach(path -> checkPath(value.place(), absolute(row, path), paths));
                checkConversion(value.place(), column, field.conversion());
                field.reference().ifPresent(reference -> {
                    if (!filled.contains(reference.table())) {
                        error(
                                value.place(),
                                "no mapping fills the table \"" + reference.table() + "\""
                                        + Nearest.hint(reference.table(), filled));
                    } else if (reference.by().isPresent()
                            && catalog.table(reference.table())
                                    .flatMap(t -> t.column(reference.by().get()))
                                    .isEmpty()) {
                        error(
                                value.place(),
                                "the table " + reference.table() + " has no column \""
                                        + reference.by().get() + "\""
                                        + Nearest.hint(
                                                reference.by().get(),
                                                catalog.table(reference.table())
                                                        .orElseThrow()
                                                        .columns()
                                                        .keySet()));
                    }
                    if (reference.by().isEmpty() && reference.index().isEmpty()) {
                        requireIndexWhereIdsNameNothing(value.place(), reference.table());
                    }
                    reference.index().ifPresent(name -> {
                        var names = mapping.indices().stream()
                                .map(IndexMapping::index)
                                .toList();
                        if (!names.contains(name)) {
                            error(
                                    value.place(),
                                    "no mapping reads the index \"" + name + "\"" + Nearest.hint(name, names));
                        }
                    });
                });
            }
        }
    }

    /** A row with an identity is named by it: which document an id means is certain within its index alone. */
    private void requireIndexWhereIdsNameNothing(Place place, String table) {
        var named = mapping.indices().stream()
                .filter(index -> index.rows().stream()
                        .anyMatch(row -> row.table().equals(table)
                                && !row.identity().isEmpty()
                                && !row.columns().containsKey("legacy_id")))
                .map(IndexMapping::index)
                .toList();
        if (!named.isEmpty()) {
            error(
                    place,
                    "the rows of " + table + " are named by their identity and not by an _id; say whose _id this is,"
                            + " with "
                            + String.join(
                                    " or ",
                                    named.stream()
                                            .map(n -> "\"index: " + n + "\"")
                                            .toList())
                            + ", or refer to them \"by\" a column");
        }
    }

    /** A value map whose targets the column's own CHECK would refuse is a mistake that can be seen now. */
    private void checkConversion(Place place, Column column, Conversion conversion) {
        if (column.base().equals("boolean")) {
            for (var target : conversion.values().values()) {
                if (!target.matches("true|false")) {
                    error(place, column.name() + " is a boolean: \"values\" may lead to true and false only");
                }
            }
        }
    }

    private static FieldPath absolute(RowMapping row, FieldPath path) {
        return row.from().map(path::under).orElse(path);
    }

    private void checkPath(Place place, FieldPath path, Optional<IndexPaths> paths) {
        if (path.isMeta() || paths.isEmpty() || paths.get().knows(path)) {
            return;
        }
        error(
                place,
                "the index has no field \"" + path.text() + "\""
                        + Nearest.hint(path.text(), paths.get().paths()));
    }

    private void error(Place place, String message) {
        errors.add(new MappingError(place, message));
    }
}
