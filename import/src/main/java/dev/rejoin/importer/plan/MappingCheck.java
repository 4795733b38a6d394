package dev.rejoin.importer.plan;

import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.catalog.TargetCatalog.Column;
import dev.rejoin.importer.catalog.TargetCatalog.Table;
import dev.rejoin.importer.catalog.TargetKeys;
import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.mapping.AbsentPaths;
import dev.rejoin.importer.mapping.IndexPaths;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.Mapping.Conversion;
import dev.rejoin.importer.mapping.Mapping.Copy;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.Mapping.Place;
import dev.rejoin.importer.mapping.Mapping.Policy;
import dev.rejoin.importer.mapping.Mapping.RowMapping;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.mapping.MappingException;
import dev.rejoin.importer.mapping.MappingException.MappingError;
import dev.rejoin.importer.mapping.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Holds a mapping to the target's catalog and to the index mappings, before anything is read. */
public final class MappingCheck {
    private static final String IMPORT_FILE = "import.yaml";
    private static final Set<String> OUR_SCHEMAS = Set.of("rejoin_import", "rejoin_stage", "rejoin_staged");
    private static final Set<String> FIXED_NAMES = Set.of(
            "_row",
            "_merged",
            "_doc",
            "_index",
            "_id",
            "_part",
            "_position",
            "_rejected",
            "_key",
            "_reopened",
            "_rank");
    private static final Pattern NUMBERED_NAMES = Pattern.compile("_(ref|link)_[0-9]+|_(copy|total)_[0-9]+_[0-9]+");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

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
        check.checkSchema();
        check.checkConstraints();
        check.checkIdentities();
        check.checkViews();
        check.checkMoney();
        for (var index : mapping.indices()) {
            check.checkIndex(index, Optional.ofNullable(paths.get(index.index())));
        }
        if (!check.errors.isEmpty()) {
            throw new MappingException(check.errors);
        }
    }

    private void checkSchema() {
        if (OUR_SCHEMAS.contains(mapping.schema())) {
            error(
                    new Place(IMPORT_FILE, 0),
                    "the schema " + mapping.schema() + " is the importer's own; the target must be another one");
        }
    }

    /** Rows are named by their identity: one that leads over references to itself names nothing. */
    private void checkIdentities() {
        var leadsTo = new TreeMap<String, Set<String>>();
        var places = new TreeMap<String, Place>();
        allRows().forEach(row -> row.identity().forEach(column -> {
            if (row.columns().get(column) instanceof Value.Field field
                    && field.reference().isPresent()) {
                leadsTo.computeIfAbsent(row.table(), t -> new TreeSet<>())
                        .add(field.reference().get().table());
                places.putIfAbsent(row.table(), row.place());
            }
        }));
        for (var table : leadsTo.keySet()) {
            var reached = new TreeSet<>(leadsTo.get(table));
            while (reached.addAll(reached.stream()
                    .flatMap(t -> leadsTo.getOrDefault(t, Set.of()).stream())
                    .toList())) {}
            if (reached.contains(table)) {
                error(
                        places.get(table),
                        "the identity of " + table + " holds a reference that leads back to " + table
                                + ": which row it is cannot be told; take columns that do not refer to it");
            }
        }
    }

    private Stream<RowMapping> allRows() {
        return mapping.indices().stream().flatMap(i -> Stream.of(
                        i.rows().stream(),
                        i.children().stream(),
                        i.resurrect().values().stream().flatMap(List::stream))
                .flatMap(s -> s));
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

    private void checkViews() {
        for (var check : mapping.checks()) {
            var view = catalog.views().get(check.view());
            if (view == null) {
                error(
                        check.place(),
                        "the target has no view \"" + check.view() + "\""
                                + Nearest.hint(check.view(), catalog.views().keySet()));
                continue;
            }
            check.key().stream()
                    .filter(c -> !view.columns().contains(c))
                    .forEach(c -> error(
                            check.place(),
                            "the view " + check.view() + " has no column \"" + c + "\""
                                    + Nearest.hint(c, view.columns())));
            if (check.table().isEmpty() && !view.columns().containsAll(List.of("entity", "entity_id"))) {
                error(
                        check.place(),
                        "the view " + check.view()
                                + " has no columns entity and entity_id; say with \"table\" whose rows it"
                                + " lists, and with \"key\" which of its columns hold their key");
            }
            check.table().ifPresent(name -> checkView(check, name, view.columns()));
        }
    }

    private void checkView(Mapping.TargetCheck check, String name, List<String> columns) {
        var table = catalog.table(name).filter(t -> filled.contains(name));
        if (table.isEmpty()) {
            error(check.place(), "no mapping fills the table \"" + name + "\"" + Nearest.hint(name, filled));
        } else if (check.key().isEmpty()
                && !columns.contains("entity_id")
                && !columns.containsAll(table.get().key())) {
            error(
                    check.place(),
                    "the view " + check.view() + " has no columns with the key of " + name + ", "
                            + String.join(", ", table.get().key()) + "; say which they are, with \"key\"");
        } else if (!check.key().isEmpty()
                && check.key().size() != table.get().key().size()) {
            error(
                    check.place(),
                    "the key of " + name + " is "
                            + String.join(", ", table.get().key())
                            + ": \"key\" names a column of the view for each, in this order");
        }
    }

    private void checkMoney() {
        for (var money : mapping.money()) {
            var table = catalog.table(money.table()).filter(t -> filled.contains(money.table()));
            if (table.isEmpty()) {
                error(
                        money.place(),
                        "no mapping fills the table \"" + money.table() + "\"" + Nearest.hint(money.table(), filled));
                continue;
            }
            if (NAME.matcher(money.sum()).matches()) {
                checkColumn(money.place(), table.get(), money.sum());
            }
            money.currency().ifPresent(path -> checkCurrency(money.place(), table.get(), path));
        }
    }

    private void checkCurrency(Place place, Table from, String path) {
        var names = path.split("\\.");
        var table = from;
        for (int i = 0; i < names.length - 1; i++) {
            if (!checkColumn(place, table, names[i])) {
                return;
            }
            var next = table.reference(names[i]).flatMap(key -> catalog.table(key.target()));
            if (next.isEmpty()) {
                error(place, "\"" + names[i] + "\" of " + table.name() + " refers to no other table");
                return;
            }
            table = next.get();
        }
        checkColumn(place, table, names[names.length - 1]);
    }

    private boolean checkColumn(Place place, Table table, String column) {
        if (table.column(column).isEmpty()) {
            error(
                    place,
                    table.name() + " has no column \"" + column + "\""
                            + Nearest.hint(column, table.columns().keySet()));
            return false;
        }
        return true;
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
        index.called().forEach(path -> checkPath(index.place(), path, paths));
        var made = new LinkedHashSet<String>();
        for (var row : index.rows()) {
            checkRow(index, row, made, paths);
            made.add(row.table());
        }
        for (var row : index.children()) {
            row.from().ifPresent(from -> checkPath(row.place(), from, paths));
            row.beside().forEach(path -> checkBeside(row, path, paths));
            if (row.from().filter(from -> from.names().isEmpty()).isPresent()
                    && (!row.beside().isEmpty() || row.split().isPresent() || row.distinct())) {
                error(
                        row.place(),
                        "\"from: .\" is the document itself, once: \"beside\", \"split\" and \"distinct\" go with an"
                                + " array");
            }
            checkRow(index, row, madeAround(index, row, made), paths);
            checkNesting(index, row, paths);
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
            error(
                    row.place(),
                    "\"beside\" names another array of the document, by its whole path; \"" + beside.text()
                            + "\" is not one");
        } else {
            checkPath(row.place(), beside, paths);
        }
    }

    /** A path of the document must not run through an array that is being unfolded: it would name all its elements. */
    private void checkNesting(IndexMapping index, RowMapping row, Optional<IndexPaths> paths) {
        if (row.from().isEmpty()) {
            return;
        }
        var from = row.from().get();
        row.when().ifPresent(when -> checkNesting(index, row, from, row.place(), when.path(), paths));
        row.columns().values().forEach(value -> pathsOf(value)
                .forEach(path -> checkNesting(index, row, from, value.place(), path, paths)));
        row.copies().forEach(copy -> checkNesting(index, row, from, copy.place(), copy.path(), paths));
    }

    private static List<FieldPath> pathsOf(Value value) {
        return switch (value) {
            case Value.Field field -> field.from();
            case Value.Template template ->
                template.parts().stream()
                        .filter(FieldPath.class::isInstance)
                        .map(FieldPath.class::cast)
                        .toList();
            case Value.Constant constant -> List.of();
            case Value.RowKey key -> List.of();
        };
    }

    private void checkNesting(
            IndexMapping index,
            RowMapping row,
            FieldPath from,
            Place place,
            FieldPath path,
            Optional<IndexPaths> paths) {
        if (path.relative()) {
            if (path.up() > from.names().size()) {
                error(
                        place,
                        "\"" + path.text() + "\" leads out of the document: \"" + from.text() + "\" has "
                                + from.names().size() + " names");
            }
            return;
        }
        if (path.isMeta() || row.beside().stream().anyMatch(beside -> beside.isAtOrAbove(path))) {
            return;
        }
        int shared = path.shared(from);
        for (int length = 1; length <= shared; length++) {
            var array = FieldPath.of(String.join(".", from.names().subList(0, length)));
            if (length == from.names().size() || isUnfolded(index, array, paths)) {
                var rest = String.join(
                        ".", path.names().subList(shared, path.names().size()));
                var instead = ".".repeat(from.names().size() - shared + 1) + rest;
                error(
                        place,
                        "\"" + path.text() + "\" runs through the array \"" + array.text() + "\", which is unfolded"
                                + " here, and would name the values of all its elements; write \"" + instead
                                + "\" for the element's own");
                return;
            }
        }
    }

    private static boolean isUnfolded(IndexMapping index, FieldPath array, Optional<IndexPaths> paths) {
        return index.children().stream()
                        .anyMatch(other -> other.from().filter(array::equals).isPresent())
                || paths.filter(known -> known.isNested(array)).isPresent();
    }

    private void checkComparisons(IndexMapping index, Table own, Optional<IndexPaths> paths) {
        index.copies().forEach(copy -> checkCopy(copy, copy.path(), own, paths));
        for (var total : index.aggregates()) {
            checkPath(total.place(), total.path(), paths);
            if (total.elements().isPresent()) {
                checkPath(total.place(), total.elements().get(), paths);
                continue;
            }
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
            if (own.column(extra.name()).isPresent() || isOurs(extra.name())) {
                error(
                        extra.place(),
                        "\"" + extra.name() + "\" is a column of " + own.name()
                                + " already, or a name of the importer's; call this value something else");
            }
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
        if (table.get().key().isEmpty()) {
            error(
                    row.place(),
                    "the table " + row.table() + " has neither a primary key nor a unique key of required columns: the"
                            + " importer could not find a row again to prove it; add one");
        }
        table.get().columns().keySet().stream()
                .filter(MappingCheck::isOurs)
                .forEach(name -> error(
                        row.place(),
                        "the column \"" + name + "\" of " + row.table()
                                + " has a name that the importer keeps for itself while it checks; rename it"));
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
                    && !isFilledByUs(table.get(), column)
                    && !column.hasDefault()
                    && !column.generated()
                    && !row.columns().containsKey(column.name())
                    && !filledElsewhere(row, column)) {
                error(row.place(), row.table() + "." + column.name() + " is required and nothing is mapped to it");
            }
        }
    }

    /** Keys that nothing is mapped to are the importer's to choose, and so is a document's own id. */
    private boolean isFilledByUs(Table table, Column column) {
        var mapped = new LinkedHashSet<String>();
        allRows()
                .filter(r -> r.table().equals(table.name()))
                .forEach(r -> mapped.addAll(r.columns().keySet()));
        return TargetKeys.named(table, mapped).equals(Optional.of(column.name()))
                || TargetKeys.drawn(table, mapped).contains(column.name())
                || TargetKeys.isLegacyId(column);
    }

    private static boolean isOurs(String name) {
        return FIXED_NAMES.contains(name) || NUMBERED_NAMES.matcher(name).matches();
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
                } else {
                    checkPairing(value.place(), row, column, key.table());
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
                    if (filled.contains(reference.table())) {
                        checkPairing(value.place(), row, column, reference.table());
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

    private void checkPairing(Place place, RowMapping row, Column column, String referenced) {
        var from = catalog.table(row.table());
        var to = catalog.table(referenced);
        if (from.isPresent()
                && to.isPresent()
                && TargetKeys.paired(from.get(), column.name(), to.get()).isEmpty()) {
            error(
                    place,
                    "no foreign key says which column of " + referenced + " " + row.table() + "." + column.name()
                            + " takes its value from, and its key has several columns, none of them of that name; declare"
                            + " the foreign key");
        }
    }

    /** A row with an identity is named by it: which document an id means is certain within its index alone. */
    private void requireIndexWhereIdsNameNothing(Place place, String table) {
        boolean hasLegacyId = catalog.table(table)
                .flatMap(t -> t.column("legacy_id"))
                .filter(TargetKeys::isLegacyId)
                .isPresent();
        var named = mapping.indices().stream()
                .filter(index -> index.rows().stream()
                        .anyMatch(row -> row.table().equals(table)
                                && !row.identity().isEmpty()
                                && !(hasLegacyId && row.columns().containsKey("legacy_id"))))
                .map(IndexMapping::index)
                .toList();
        boolean ofElements = !hasLegacyId
                && mapping.indices().stream()
                        .flatMap(index -> index.children().stream())
                        .anyMatch(row -> row.table().equals(table));
        if (named.isEmpty() && ofElements) {
            error(
                    place,
                    "rows of " + table + " are made of elements, which have no _id; refer to them \"by\" a column");
        }
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
        if (!path.isMeta() && !path.names().isEmpty()) {
            AbsentPaths.metadata(path)
                    .or(() -> paths.flatMap(known -> known.never(path)))
                    .ifPresent(reason -> error(place, "no document can hold \"" + path.text() + "\": " + reason));
        }
    }

    private void error(Place place, String message) {
        errors.add(new MappingError(place, message));
    }
}
