package dev.rejoin.importer.stage;

import static dev.rejoin.importer.target.TargetCatalog.quoted;

import dev.rejoin.importer.mapping.FieldPath;
import dev.rejoin.importer.mapping.IndexDates;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.Mapping.Aggregate;
import dev.rejoin.importer.mapping.Mapping.Copy;
import dev.rejoin.importer.mapping.Mapping.Extra;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.Mapping.Reference;
import dev.rejoin.importer.mapping.Mapping.RowMapping;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.target.TargetCatalog;
import dev.rejoin.importer.target.TargetCatalog.Column;
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
 * mapping fills it. Staging lives in the schema {@link #SCHEMA}: the table {@code _member} holds every staged row, the
 * view {@code member} shows those that will be loaded, with the target's defaults and generated columns.
 */
public record StagePlan(
        Mapping mapping,
        TargetCatalog catalog,
        List<Part> parts,
        Map<String, StageTable> tables,
        Map<String, OwnDates> ownDates) {

    /** An index of the source that has a mapping of its own, and how that reads dates. */
    public record OwnDates(IndexMapping index, IndexDates dates) {}

    public static final String SCHEMA = "rejoin_stage";
    public static final String KEY = "id";
    public static final String LEGACY_ID = "legacy_id";
    private static final String REF = "__ref";

    /** What kind of row a part of a mapping makes. */
    public enum Kind {
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
    public record Part(int number, IndexMapping index, RowMapping row, Kind kind, Optional<String> resurrects) {

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
            return kind == Kind.OWN ? index.copies() : row.copies();
        }

        /** A path of this part as the document's reader sees it. */
        public FieldPath absolute(FieldPath path) {
            return row.from().map(path::under).orElse(path);
        }
    }

    /** A column of a staging table. */
    public record StageColumn(String name, String type) {}

    /**
     * A staging table.
     *
     * @param data the target's columns that some mapping fills
     * @param references raw values of references, {@code <column>__ref}
     * @param extras copies, stored totals and values for rules
     */
    public record StageTable(
            TargetCatalog.Table target,
            Map<String, Column> data,
            List<StageColumn> references,
            List<StageColumn> extras) {

        public String name() {
            return target.name();
        }

        /** The table with all staged rows. */
        public String base() {
            return SCHEMA + "." + quoted("_" + name());
        }

        /** The view of those rows that will be loaded. */
        public String view() {
            return SCHEMA + "." + quoted(name());
        }

        /** Every column that Java fills, in COPY's order after the fixed ones. */
        public List<StageColumn> staged() {
            return Stream.of(
                            data.values().stream().map(c -> new StageColumn(c.name(), c.type())),
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
            new StageColumn("_rejected", "boolean"));

    /**
     * Compiles a mapping that {@link dev.rejoin.importer.mapping.MappingCheck} has found right.
     *
     * @param ownDates the source's indices, by the names under which they are recorded
     */
    public static StagePlan of(Mapping mapping, TargetCatalog catalog, Map<String, OwnDates> ownDates) {
        var parts = new ArrayList<Part>();
        for (var index : mapping.indices()) {
            for (var row : index.rows()) {
                parts.add(new Part(
                        parts.size(), index, row, row == index.ownRow() ? Kind.OWN : Kind.COMPANION, Optional.empty()));
            }
            for (var row : index.children()) {
                parts.add(new Part(parts.size(), index, row, Kind.CHILD, Optional.empty()));
            }
            index.resurrect()
                    .forEach((column, rows) -> rows.forEach(row ->
                            parts.add(new Part(parts.size(), index, row, Kind.RESURRECTED, Optional.of(column)))));
        }
        var tables = new LinkedHashMap<String, StageTable>();
        var names = parts.stream().map(p -> p.row().table()).collect(Collectors.toSet());
        for (var name : catalog.inForeignKeyOrder(names)) {
            tables.put(name, stageTable(catalog.table(name).orElseThrow(), parts, catalog));
        }
        return new StagePlan(mapping, catalog, List.copyOf(parts), tables, ownDates);
    }

    private static StageTable stageTable(TargetCatalog.Table target, List<Part> allParts, TargetCatalog catalog) {
        var parts = allParts.stream()
                .filter(p -> p.row().table().equals(target.name()))
                .toList();
        var data = new LinkedHashMap<String, Column>();
        var references = new LinkedHashMap<String, StageColumn>();
        var extras = new LinkedHashMap<String, StageColumn>();
        for (var column : target.columns().values()) {
            if (column.name().equals(KEY)
                    || column.name().equals(LEGACY_ID)
                    || parts.stream().anyMatch(p -> p.row().columns().containsKey(column.name()))) {
                data.put(column.name(), column);
            }
        }
        for (var part : parts) {
            part.references().keySet().forEach(c -> references.put(c, new StageColumn(refColumn(c), "text")));
            for (int i = 0; i < part.copies().size(); i++) {
                var name = copyColumn(part, i);
                extras.put(
                        name,
                        new StageColumn(
                                name,
                                copied(target, part.copies().get(i), part, catalog)
                                        .type()));
            }
            if (part.kind() == Kind.OWN) {
                var index = part.index();
                for (int i = 0; i < index.aggregates().size(); i++) {
                    var name = aggregateColumn(part, i);
                    extras.put(name, new StageColumn(name, "numeric"));
                }
                index.extras().forEach(e -> extras.put(e.name(), new StageColumn(e.name(), e.type())));
            }
        }
        return new StageTable(target, data, List.copyOf(references.values()), List.copyOf(extras.values()));
    }

    /** The paths that a mapping makes dates of. */
    public Set<String> datePaths(IndexMapping index) {
        var paths = new LinkedHashSet<String>();
        for (var part : parts) {
            if (part.index() == index) {
                var table = tables.get(part.row().table());
                part.row().columns().forEach((name, value) -> {
                    var base = table.data().get(name).base();
                    if (value instanceof Value.Field field && (base.equals("date") || base.startsWith("timestamp"))) {
                        field.from()
                                .forEach(path -> paths.add(part.absolute(path).text()));
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

    public static String refColumn(String column) {
        return column + REF;
    }

    /** The column to which a {@link #refColumn} belongs. */
    public static String referring(String refColumn) {
        return refColumn.substring(0, refColumn.length() - REF.length());
    }

    public static String copyColumn(Part own, int number) {
        return "copy_" + own.number() + "_" + number;
    }

    public static String aggregateColumn(Part own, int number) {
        return "total_" + own.number() + "_" + number;
    }

    /** The column that a copy repeats, found over the foreign keys on its way. */
    public static Column copied(TargetCatalog.Table from, Copy copy, Part part, TargetCatalog catalog) {
        var table = referenced(from, copy.reference(), catalog);
        var names = copy.column().split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            table = referenced(table, names[i], catalog);
        }
        return table.column(names[names.length - 1]).orElseThrow();
    }

    /** The table that a column refers to, by its single-column foreign key. */
    public static TargetCatalog.Table referenced(TargetCatalog.Table from, String column, TargetCatalog catalog) {
        return from.foreignKeys().stream()
                .filter(key -> key.columns().equals(List.of(column)))
                .findFirst()
                .flatMap(key -> catalog.table(key.target()))
                .orElseThrow();
    }

    /** Whether rows of that table are named by their source id alone, so that a reference's target is known unseen. */
    public boolean namedBySourceId(String table) {
        return parts.stream()
                .filter(p -> p.row().table().equals(table) && p.kind() != Kind.RESURRECTED)
                .allMatch(p -> p.row().identity().isEmpty()
                        && !p.row().columns().containsKey(LEGACY_ID)
                        && p.kind() != Kind.CHILD);
    }

    public Optional<Part> part(String index, String table) {
        return parts.stream()
                .filter(p -> p.index().index().equals(index)
                        && p.row().table().equals(table)
                        && p.kind() != Kind.RESURRECTED)
                .findFirst();
    }

    /** The totals of a part, as the SQL names of their staged columns need them. */
    public static List<Aggregate> aggregates(Part part) {
        return part.index().aggregates();
    }

    public static List<Extra> extras(Part part) {
        return part.index().extras();
    }
}
