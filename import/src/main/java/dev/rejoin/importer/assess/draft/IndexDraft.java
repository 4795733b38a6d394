package dev.rejoin.importer.assess.draft;

import dev.rejoin.importer.assess.draft.Columns.Match;
import dev.rejoin.importer.assess.profile.FieldProfile;
import dev.rejoin.importer.assess.profile.IndexProfile;
import dev.rejoin.importer.assess.profile.Names;
import dev.rejoin.importer.assess.profile.Repetitions.Copy;
import dev.rejoin.importer.assess.profile.Repetitions.Total;
import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.catalog.TargetColumn;
import dev.rejoin.importer.catalog.TargetKeys;
import dev.rejoin.importer.catalog.TargetTable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The draft of one index's mapping: which tables its documents and their elements go to, and by which columns. */
final class IndexDraft {
    private static final double LEAST_CHILD = 0.8;

    private final TargetCatalog catalog;
    final IndexProfile profile;
    private final Homes homes;
    final TargetTable table;
    private final Columns columns;
    final Match own;
    final Map<String, Match> companions = new LinkedHashMap<>();
    final Map<String, Match> children = new LinkedHashMap<>();
    final Set<String> used = new HashSet<>();
    private final Map<String, String> lenient = new LinkedHashMap<>();

    IndexDraft(TargetCatalog catalog, IndexProfile profile, Homes homes, TargetTable table) {
        this.catalog = catalog;
        this.profile = profile;
        this.homes = homes;
        this.table = table;
        this.columns = homes.columns();
        var fields = homes.fields(profile);
        this.own = columns.match(table, fields, homes.references(profile), companionColumns());
        own.columns().values().forEach(g -> used.add(g.field().path));
        companion(fields);
        children();
    }

    Map<String, String> lenient() {
        return lenient;
    }

    /** Required references to tables that no index fills: the document itself must hold that row too. */
    private Set<String> companionColumns() {
        return Columns.required(table).stream()
                .map(TargetColumn::name)
                .filter(c -> Columns.foreignKey(table, c)
                        .filter(k -> !homes.isFilled(k.target()))
                        .flatMap(k -> catalog.table(k.target()))
                        .filter(t -> TargetKeys.named(t, Set.of()).isPresent()
                                || !TargetKeys.drawn(t, Set.of()).isEmpty())
                        .isPresent())
                .collect(Collectors.toSet());
    }

    private void companion(List<FieldProfile> fields) {
        for (var column : companionColumns()) {
            var target = catalog.table(
                            Columns.foreignKey(table, column).orElseThrow().target())
                    .orElseThrow();
            var free = fields.stream().filter(f -> !used.contains(f.path)).toList();
            var match = columns.match(target, free, homes.references(profile), Set.of());
            match.columns().values().forEach(g -> used.add(g.field().path));
            companions.put(column, match);
        }
    }

    private void children() {
        for (var array : profile.fields.values()) {
            if (array.arrays > 0
                    && profile.array(array).filter(a -> a == array).isPresent()
                    && (array.parent().isEmpty() || profile.fields.get(array.parent()).arrays == 0)) {
                child(array).ifPresent(match -> {
                    children.put(array.path, match);
                    match.columns().values().forEach(g -> used.add(g.field().path));
                });
            }
        }
    }

    private Optional<Match> child(FieldProfile array) {
        var fields = profile.fields.values().stream()
                .filter(f -> f.isLeaf() && !homes.isCopy(profile, f))
                .filter(f -> f == array || f.path.startsWith(array.path + "."))
                .toList();
        return catalog.tables().values().stream()
                .filter(t ->
                        t != table && parentColumn(t).isPresent() && !t.name().equals(table.name()))
                .map(t -> columns.match(
                        t,
                        fields,
                        homes.references(profile),
                        Set.of(parentColumn(t).orElseThrow())))
                .filter(m -> !m.columns().isEmpty()
                        && childScore(array, m) >= LEAST_CHILD
                        && (m.columns().size() > 1
                                || m.columns()
                                        .values()
                                        .iterator()
                                        .next()
                                        .reference()
                                        .isPresent()))
                .max(java.util.Comparator.comparingDouble(m -> childScore(array, m)));
    }

    private static double childScore(FieldProfile array, Match match) {
        return match.score() + Names.similarity(array.path, match.table().name());
    }

    /** The column of a table that refers to this index's own. */
    Optional<String> parentColumn(TargetTable child) {
        return child.foreignKeys().stream()
                .filter(k -> k.target().equals(table.name()) && k.columns().size() == 1)
                .map(k -> k.columns().getFirst())
                .findFirst();
    }

    /** The way from this index's own row to what fills it from that path: a column, or one of a companion. */
    Optional<String> columnOf(String path) {
        var direct = columnOf(own, path);
        if (direct.isPresent()) {
            return direct;
        }
        return companions.entrySet().stream()
                .flatMap(c -> columnOf(c.getValue(), path).map(column -> c.getKey() + "." + column).stream())
                .findFirst();
    }

    static Optional<String> columnOf(Match match, String path) {
        return match.columns().entrySet().stream()
                .filter(e -> e.getValue().field().path.equals(path))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The way to a generated column that is made of what fills it from those paths, in that order. */
    Optional<String> generatedOf(List<String> paths) {
        for (var companion : companions.entrySet()) {
            var found = generatedOf(companion.getValue(), paths);
            if (found.isPresent()) {
                return found.map(column -> companion.getKey() + "." + column);
            }
        }
        return generatedOf(own, paths);
    }

    private static Optional<String> generatedOf(Match match, List<String> paths) {
        var filled = paths.stream().map(p -> columnOf(match, p)).toList();
        if (filled.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return match.table().columns().values().stream()
                .filter(c -> c.generated() && c.expression().isPresent())
                .filter(c -> {
                    int last = -1;
                    for (var name : filled) {
                        int at = c.expression().get().indexOf(name.orElseThrow());
                        if (at <= last) {
                            return false;
                        }
                        last = at;
                    }
                    return true;
                })
                .map(TargetColumn::name)
                .findFirst();
    }

    private RowDraft rows() {
        return new RowDraft(profile, homes, table, own, used, lenient);
    }

    DraftFile write(Map<String, IndexDraft> all, List<Copy> copies, List<Total> totals) {
        var file = new DraftFile(profile.name.replaceAll("[^A-Za-z0-9_-]", "_") + ".yaml");
        file.line("# %,d documents".formatted(profile.documents));
        file.line("index: " + DraftFile.scalar(profile.name));
        file.line("rows:");
        companions.forEach((column, match) -> {
            file.decide(
                    "  - table: " + DraftFile.scalar(match.table().name()),
                    "%s.%s needs it and no index fills it: does each document hold one?"
                            .formatted(table.name(), column));
            rows().write(file, match, Map.of(), true);
        });
        file.line("  - table: " + DraftFile.scalar(table.name()), tableQuestion());
        var given = new LinkedHashMap<String, String>();
        companions.forEach((column, match) -> given.put(
                column, "{row: %s}".formatted(DraftFile.scalar(match.table().name()))));
        rows().write(file, own, given, homes.isShared(table.name()));
        writeChildren(file);
        var comparisons = new ComparisonsDraft(this);
        comparisons.writeCopies(file, all, copies);
        comparisons.writeTotals(file, all, totals);
        comparisons.writeLeftOver(file, copies);
        return file;
    }

    private String tableQuestion() {
        double named = Names.similarity(profile.name, table.name());
        return named >= 0.9
                ? ""
                : "is %s the right table for %s? Its name does not say so, but its columns do"
                        .formatted(table.name(), profile.name);
    }

    private void writeChildren(DraftFile file) {
        if (children.isEmpty()) {
            return;
        }
        file.line("children:");
        children.forEach((array, match) -> {
            var parent = parentColumn(match.table()).orElseThrow();
            file.line("  - from: " + DraftFile.scalar(array));
            file.decide(
                    "    table: " + DraftFile.scalar(match.table().name()),
                    "do the elements of %s become rows of %s?"
                            .formatted(array, match.table().name()));
            var given = Map.of(parent, "{row: %s}".formatted(DraftFile.scalar(table.name())));
            if (homes.isFilled(match.table().name())) {
                RowDraft.key(match, given).ifPresent(key -> {
                    file.decide(
                            "    identity: [%s]".formatted(RowDraft.names(key)),
                            "the same %s becomes one row, wherever it comes from".formatted(String.join(" and ", key)));
                    file.decide("    prefer: 200", "a lower number wins where they differ");
                });
            }
            file.line("    columns:");
            given.forEach((column, value) -> file.line("      %s: %s".formatted(DraftFile.scalar(column), value)));
            rows().columns(
                            file,
                            match,
                            given.keySet(),
                            path -> path.equals(array) ? "." : path.substring(array.length()));
        });
    }

    /** The value map that the original goes through, which its copies then go through too. */
    String valuesOf(String path) {
        var column = columnOf(own, path);
        if (column.isEmpty()) {
            return "";
        }
        var allowed = Columns.allowed(table, column.get());
        var field = own.columns().get(column.get()).field();
        if (allowed.isEmpty() || ValueMapDraft.sameValues(field, allowed)) {
            return "";
        }
        return field.top.first(ValueMapDraft.FEW_VALUES * 2).stream()
                .flatMap(t -> ValueMapDraft.nearest(t.value(), allowed)
                        .map(n -> DraftFile.scalar(t.value()) + ": " + DraftFile.scalar(n))
                        .stream())
                .collect(Collectors.joining(", ", ", values: {", "}"));
    }
}
