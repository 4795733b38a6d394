package dev.rejoin.importer.plan;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.catalog.TargetColumn;
import dev.rejoin.importer.catalog.TargetConstraint;
import dev.rejoin.importer.catalog.TargetKeys;
import dev.rejoin.importer.catalog.TargetTable;
import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.mapping.IndexDates;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.Mapping.Aggregate;
import dev.rejoin.importer.mapping.Mapping.Copy;
import dev.rejoin.importer.mapping.Mapping.Extra;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.Mapping.Reference;
import dev.rejoin.importer.mapping.Mapping.RowMapping;
import dev.rejoin.importer.mapping.Mapping.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mapping held against the target: which staging tables there are, what each column is, and which part of which
 * mapping fills it. Staging lives in the schema {@link #SCHEMA}, in tables that go by numbers: one holds every staged row
 * of a table of the target. A view of the target's own name in {@link #VIEWS} shows those that will be loaded, with the
 * target's defaults and generated columns.
 *
 * <p>Rows are told apart by a uuid of ours, whatever keys the target has: it follows from what the mapping says names a
 * row. Where the target's key is a uuid that nothing is mapped to, it is that very one.
 *
 * @param only the tables that rows are staged of, where that is known; all of them else
 */
public record StagePlan(
        Mapping mapping,
        TargetCatalog catalog,
        List<StagePart> parts,
        Map<String, StageTable> tables,
        Map<String, OwnDates> ownDates,
        Optional<Set<String>> only) {

    /** An index of the source that has a mapping of its own, and how that reads dates. */
    public record OwnDates(IndexMapping index, IndexDates dates) {}

    public static final String SCHEMA = "rejoin_stage";
    public static final String VIEWS = "rejoin_staged";
    public static final String LEGACY_ID = "legacy_id";

    /** Our own key of a row, where the target has none of this kind. */
    public static final String OWN_KEY = "_key";

    /** What kind of row a part of a mapping makes. */
    public enum PartKind {
        /** The document's own row: decides what became of the document. */
        OWN,
        /** A row that the own row refers to. */
        COMPANION,
        /** A row of an array's element. */
        CHILD,
        /** A row rebuilt from copies. */
        RESURRECTED
    }

    /** One row mapping with its number, which staged rows carry. */
    public record StagePart(
            int number, IndexMapping index, RowMapping row, PartKind kind, Optional<String> resurrects) {

        /** The columns that references and copies of this part fill beside the target's own. */
        public Map<String, Reference> references() {
            var references = new LinkedHashMap<String, Reference>();
            row.columns().forEach((column, value) -> {
                if (value instanceof Value.Field field && field.reference().isPresent()) {
                    references.put(column, field.reference().get());
                }
            });
            return references;
        }

        /** What this part's document or element repeats of others. */
        public List<Copy> copies() {
            return kind == PartKind.OWN ? index.copies() : row.copies();
        }

        /** How an element's number is said where origins and findings name it. */
        public String label(int number) {
            return row.part() + "#" + number;
        }

        /** Whether this part's elements lie in those of the other, or are the same ones. */
        public boolean liesIn(StagePart around) {
            return kind == PartKind.CHILD
                    && around.kind == PartKind.CHILD
                    && around.index == index
                    && around.number < number
                    && around.row.from().orElseThrow().isAtOrAbove(row.from().orElseThrow());
        }

        /** A path of this part as the document's reader sees it. */
        public FieldPath absolute(FieldPath path) {
            return row.from().map(path::under).orElse(path);
        }
    }

    /** A column of a staging table. */
    public record StageColumn(String name, String type) {}

    /**
     * Where a reference's column gets its value from.
     *
     * @param link the staged column that holds our key of the row it leads to
     * @param raw the staged column that holds what the source names it by
     * @param paired the other table's column whose value it takes
     */
    public record Pairing(String column, String link, String raw, String table, String paired) {

        /** Whether our key is the very value that the column takes. */
        public boolean isKey() {
            return link.equals(column);
        }
    }

    /**
     * A staging table.
     *
     * @param number tells it from the others
     * @param data the target's columns that some mapping fills, or that we do
     * @param named the uuid of the target's key that we choose
     * @param drawn columns of the target's key that nothing is mapped to: they take what their default would give
     * @param pairings by column, for those that refer to other rows
     * @param internal our own columns: keys of this row and of those it refers to
     * @param references raw values of references
     * @param extras copies, stored totals and values for rules
     */
    public record StageTable(
            int number,
            TargetTable target,
            Map<String, TargetColumn> data,
            Optional<String> named,
            List<String> drawn,
            Map<String, Pairing> pairings,
            List<StageColumn> internal,
            List<StageColumn> references,
            List<StageColumn> extras) {

        public String name() {
            return target.name();
        }

        /** The table with all staged rows. */
        public String base() {
            return SCHEMA + ".row_" + number;
        }

        /** The view of those rows that will be loaded. */
        public String view() {
            return VIEWS + "." + quoted(name());
        }

        /** A name for something of this table's alone. */
        public String own(String what) {
            return "_" + what + "_" + number;
        }

        /** The staged column that holds our key of the row. */
        public String keyName() {
            return named.orElse(OWN_KEY);
        }

        /** As {@link #keyName}, quoted. */
        public String key() {
            return quoted(keyName());
        }

        /** The staged column that holds our key of the row to which a column leads, or else the column itself. */
        public String link(String column) {
            var pairing = pairings.get(column);
            return pairing == null ? column : pairing.link();
        }

        /** The staged column that holds what the source names a referenced row by. */
        public String ref(String column) {
            return pairings.get(column).raw();
        }

        public boolean refersBy(String column) {
            return references.stream()
                    .anyMatch(r -> pairings.containsKey(column) && r.name().equals(ref(column)));
        }

        /** Whether its rows go by the ids of their documents in a column of their own. */
        public boolean hasLegacyId() {
            return data.containsKey(LEGACY_ID) && TargetKeys.isLegacyId(data.get(LEGACY_ID));
        }

        /**
         * Whether only the database gives a column its value, and nothing can be foreseen of it: by a default that gives
         * every row another one, by a trigger, or computed from such a column.
         */
        public boolean isDrawnLater(String column) {
            return !data.containsKey(column)
                    && target.column(column)
                            .filter(c -> c.drawsValues()
                                    || c.writtenByTrigger()
                                    || c.computedFrom().stream().anyMatch(this::isDrawnLater))
                            .isPresent();
        }

        /** Whether a column's value is that of the row to which it leads, or computed from such a value. */
        public boolean isTakenFromOthers(String column) {
            var pairing = pairings.get(column);
            return pairing != null && !pairing.isKey()
                    || target.column(column)
                            .filter(c -> c.computedFrom().stream().anyMatch(this::isTakenFromOthers))
                            .isPresent();
        }

        /** Whether a column is ours to fill, and not any mapping's. */
        public boolean isOurs(String column) {
            return column.equals(keyName()) || drawn.contains(column) || column.equals(LEGACY_ID) && hasLegacyId();
        }

        /** Every column that Java fills, in COPY's order after the fixed ones. */
        public List<StageColumn> staged() {
            return Stream.of(
                            data.values().stream().map(c -> new StageColumn(c.name(), c.staged())),
                            internal.stream(),
                            references.stream(),
                            extras.stream())
                    .flatMap(s -> s)
                    .toList();
        }
    }

    /** The fixed columns of every staging table that COPY fills. */
    public static final List<StageColumn> FIXED = List.of(
            new StageColumn("_doc", "bigint"),
            new StageColumn("_index", "text"),
            new StageColumn("_id", "text"),
            new StageColumn("_part", "smallint"),
            new StageColumn("_position", "integer"),
            new StageColumn("_place", "text"),
            new StageColumn("_rejected", "boolean"));

    /**
     * Compiles a mapping that {@link dev.rejoin.importer.plan.MappingCheck} has found right.
     *
     * @param ownDates the source's indices, by the names under which they are recorded
     */
    public static StagePlan of(Mapping mapping, TargetCatalog catalog, Map<String, OwnDates> ownDates) {
        var parts = new ArrayList<StagePart>();
        for (var index : mapping.indices()) {
            for (var row : index.rows()) {
                parts.add(new StagePart(
                        parts.size(),
                        index,
                        row,
                        row == index.ownRow() ? PartKind.OWN : PartKind.COMPANION,
                        Optional.empty()));
            }
            for (var row : index.children()) {
                parts.add(new StagePart(parts.size(), index, row, PartKind.CHILD, Optional.empty()));
            }
            index.resurrect()
                    .forEach((column, rows) -> rows.forEach(row -> parts.add(
                            new StagePart(parts.size(), index, row, PartKind.RESURRECTED, Optional.of(column)))));
        }
        var tables = new LinkedHashMap<String, StageTable>();
        var names = parts.stream().map(p -> p.row().table()).collect(Collectors.toSet());
        for (var name : catalog.inForeignKeyOrder(names)) {
            tables.put(name, stageTable(tables.size() + 1, catalog.table(name).orElseThrow(), parts, catalog));
        }
        return new StagePlan(mapping, catalog, List.copyOf(parts), tables, ownDates, Optional.empty());
    }

    /**
     * The same, where rows are staged of a few tables alone: whatever goes over all staged rows, leaves the others out.
     */
    public StagePlan only(Set<String> few) {
        return new StagePlan(mapping, catalog, parts, tables, ownDates, Optional.of(few));
    }

    /** The tables that rows may be staged of. */
    public List<StageTable> staged() {
        return tables.values().stream().filter(t -> isStaged(t.name())).toList();
    }

    /** Such a table by its name. */
    public Optional<StageTable> stagedTable(String name) {
        return Optional.ofNullable(tables.get(name)).filter(t -> isStaged(name));
    }

    /** The parts of which rows may be staged. */
    public List<StagePart> stagedParts() {
        return parts.stream().filter(p -> isStaged(p.row().table())).toList();
    }

    /**
     * Whether whatever fills the one column of a foreign key is known to lead to a row of that table: a reference of the
     * mapping, and neither a plain value nor what the database gives.
     */
    public boolean isMappedReference(StageTable table, TargetConstraint.ForeignKey key) {
        var column = key.columns().getFirst();
        return key.columns().size() == 1
                && parts.stream()
                        .filter(p -> p.row().table().equals(table.name()))
                        .allMatch(part -> switch (part.row().columns().get(column)) {
                            case null ->
                                table.target()
                                        .columns()
                                        .get(column)
                                        .expression()
                                        .isEmpty();
                            case Value.RowKey row -> row.table().equals(key.target());
                            case Value.Field field ->
                                field.reference()
                                        .filter(r -> r.table().equals(key.target()))
                                        .isPresent();
                            case Value.Constant constant -> false;
                            case Value.Template template -> false;
                        });
    }

    private boolean isStaged(String table) {
        return only.map(few -> few.contains(table)).orElse(true);
    }

    private static StageTable stageTable(
            int number, TargetTable target, List<StagePart> allParts, TargetCatalog catalog) {
        var parts = allParts.stream()
                .filter(p -> p.row().table().equals(target.name()))
                .toList();
        var mapped = mapped(target.name(), allParts);
        var named = TargetKeys.named(target, mapped);
        var drawn = TargetKeys.drawn(target, mapped);
        var data = new LinkedHashMap<String, TargetColumn>();
        for (var column : target.columns().values()) {
            if (mapped.contains(column.name())
                    || named.equals(Optional.of(column.name()))
                    || drawn.contains(column.name())
                    || column.name().equals(LEGACY_ID) && TargetKeys.isLegacyId(column)) {
                data.put(column.name(), column);
            }
        }
        var pairings = new LinkedHashMap<String, Pairing>();
        var internal = new ArrayList<StageColumn>();
        var references = new LinkedHashMap<String, StageColumn>();
        var extras = new LinkedHashMap<String, StageColumn>();
        if (named.isEmpty()) {
            internal.add(new StageColumn(OWN_KEY, "uuid"));
        }
        for (var part : parts) {
            part.row().columns().forEach((column, value) -> leadsTo(value)
                    .filter(table -> !pairings.containsKey(column))
                    .ifPresent(table -> {
                        int place = List.copyOf(target.columns().keySet()).indexOf(column);
                        var other = catalog.table(table).orElseThrow();
                        var paired = TargetKeys.paired(target, column, other).orElseThrow();
                        boolean isKey =
                                TargetKeys.named(other, mapped(table, allParts)).equals(Optional.of(paired))
                                        && target.column(column)
                                                .filter(c -> c.base().equals("uuid"))
                                                .isPresent();
                        pairings.put(
                                column,
                                new Pairing(column, isKey ? column : "_link_" + place, "_ref_" + place, table, paired));
                        if (!isKey) {
                            internal.add(new StageColumn("_link_" + place, "uuid"));
                        }
                    }));
            part.references()
                    .keySet()
                    .forEach(c ->
                            references.put(c, new StageColumn(pairings.get(c).raw(), "text")));
            for (int i = 0; i < part.copies().size(); i++) {
                var name = copyColumn(part, i);
                extras.put(
                        name,
                        new StageColumn(
                                name,
                                copied(target, part.copies().get(i), part, catalog)
                                        .staged()));
            }
            if (part.kind() == PartKind.OWN) {
                var index = part.index();
                for (int i = 0; i < index.aggregates().size(); i++) {
                    var name = aggregateColumn(part, i);
                    extras.put(name, new StageColumn(name, "numeric"));
                    if (index.aggregates().get(i).elements().isPresent()) {
                        extras.put(elementsColumn(part, i), new StageColumn(elementsColumn(part, i), "bigint"));
                    }
                }
                index.extras().forEach(e -> extras.put(e.name(), new StageColumn(e.name(), e.type())));
            }
        }
        return new StageTable(
                number,
                target,
                data,
                named,
                drawn,
                pairings,
                List.copyOf(internal),
                List.copyOf(references.values()),
                List.copyOf(extras.values()));
    }

    private static Set<String> mapped(String table, List<StagePart> parts) {
        return parts.stream()
                .filter(p -> p.row().table().equals(table))
                .flatMap(p -> p.row().columns().keySet().stream())
                .collect(Collectors.toSet());
    }

    /** The table of the row that a value is the key of. */
    private static Optional<String> leadsTo(Value value) {
        return switch (value) {
            case Value.RowKey key -> Optional.of(key.table());
            case Value.Field field -> field.reference().map(Reference::table);
            case Value.Constant constant -> Optional.empty();
            case Value.Template template -> Optional.empty();
        };
    }

    /**
     * The column by which a reference names another row, where what is written has to be read before it can be compared: a
     * date in whatever notation, a number. Texts are what they are.
     */
    public Optional<TargetColumn> named(Reference reference) {
        return reference
                .by()
                .flatMap(by -> tables.get(reference.table()).target().column(by))
                .filter(c -> c.element().isEmpty() && !c.isTextual());
    }

    /** The paths that a mapping makes dates of. */
    public Set<String> datePaths(IndexMapping index) {
        var paths = new LinkedHashSet<String>();
        for (var part : parts) {
            if (part.index() == index) {
                var table = tables.get(part.row().table());
                part.row().columns().forEach((name, value) -> {
                    if (value instanceof Value.Field field) {
                        var read = field.reference().isPresent()
                                ? named(field.reference().get())
                                : Optional.of(table.data().get(name));
                        read.filter(c -> c.base().equals("date") || c.base().startsWith("timestamp"))
                                .ifPresent(c -> field.from()
                                        .forEach(path ->
                                                paths.add(part.absolute(path).text())));
                    }
                });
            }
        }
        return paths;
    }

    /** How the mapping of that index of the source reads dates. */
    public IndexDates datesOf(String index) {
        var own = ownDates.get(index);
        return own == null ? IndexDates.NONE : own.dates();
    }

    public static String copyColumn(StagePart own, int number) {
        return "_copy_" + own.number() + "_" + number;
    }

    /** Where the number of elements is that a stored total is compared with. */
    public static String elementsColumn(StagePart own, int number) {
        return "elements_" + own.number() + "_" + number;
    }

    public static String aggregateColumn(StagePart own, int number) {
        return "_total_" + own.number() + "_" + number;
    }

    /** The column that a copy repeats, found over the foreign keys on its way. */
    public static TargetColumn copied(TargetTable from, Copy copy, StagePart part, TargetCatalog catalog) {
        var table = referenced(from, copy.reference(), catalog);
        var names = copy.column().split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            table = referenced(table, names[i], catalog);
        }
        return table.column(names[names.length - 1]).orElseThrow();
    }

    /** The table that a column refers to, by its single-column foreign key. */
    public static TargetTable referenced(TargetTable from, String column, TargetCatalog catalog) {
        return from.reference(column)
                .flatMap(key -> catalog.table(key.target()))
                .orElseThrow();
    }

    /**
     * Whether a row without an identity is named by its document's id alone, as references that tell no index need it;
     * else documents of several indices may have the same id.
     */
    public boolean isNamedByIdAlone(String table) {
        return tables.get(table).hasLegacyId()
                || parts.stream()
                        .flatMap(p -> p.references().values().stream())
                        .anyMatch(r -> r.table().equals(table)
                                && r.by().isEmpty()
                                && r.index().isEmpty());
    }

    /**
     * Whether a reference's target is known while its document is staged: the others need a look-up in what is staged.
     */
    public boolean isDerived(Reference reference) {
        return reference.by().isEmpty() && reference.index().isEmpty() && namedBySourceId(reference.table());
    }

    /**
     * The SQL by which the target compares the values of an identity's column, where values that are not the same are equal
     * to it: what is one row there must be one here.
     */
    public Optional<String> comparedBy(StagePart part, String column) {
        boolean reference = part.row().columns().get(column) instanceof Value.Field field
                && field.reference().isPresent();
        return reference
                ? Optional.empty()
                : tables.get(part.row().table()).target().comparedBy(column);
    }

    /** Whether the identity of a part's rows is known only when all are there, and references have been looked up. */
    public boolean isNamedLater(StagePart part) {
        return isLookedUp(part)
                || part.row().identity().stream()
                        .anyMatch(c -> comparedBy(part, c).isPresent());
    }

    /** Whether references have to be looked up before a part's rows can be named. */
    public boolean isLookedUp(StagePart part) {
        return part.row().identity().stream()
                .anyMatch(c -> switch (part.row().columns().get(c)) {
                    case Value.Field field ->
                        field.reference().filter(r -> !isDerived(r)).isPresent();
                    case Value.RowKey key ->
                        parts.stream()
                                .anyMatch(p -> p.index() == part.index()
                                        && p.row().table().equals(key.table())
                                        && p != part
                                        && isNamedLater(p));
                    case null, default -> false;
                });
    }

    /** Whether rows of that table are named by their source id alone, so that a reference's target is known unseen. */
    public boolean namedBySourceId(String table) {
        return parts.stream()
                .filter(p -> p.row().table().equals(table) && p.kind() != PartKind.RESURRECTED)
                .allMatch(p -> p.row().identity().isEmpty()
                        && !(tables.get(table).hasLegacyId()
                                && p.row().columns().containsKey(LEGACY_ID))
                        && p.kind() != PartKind.CHILD);
    }

    public Optional<StagePart> part(String index, String table) {
        return parts.stream()
                .filter(p -> p.index().index().equals(index)
                        && p.row().table().equals(table)
                        && p.kind() != PartKind.RESURRECTED)
                .findFirst();
    }

    /** The totals of a part, as the SQL names of their staged columns need them. */
    public static List<Aggregate> aggregates(StagePart part) {
        return part.index().aggregates();
    }

    public static List<Extra> extras(StagePart part) {
        return part.index().extras();
    }
}
