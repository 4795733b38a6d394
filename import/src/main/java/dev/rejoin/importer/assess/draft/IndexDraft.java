package dev.rejoin.importer.assess.draft;

import dev.rejoin.importer.assess.draft.Columns.Guess;
import dev.rejoin.importer.assess.draft.Columns.Match;
import dev.rejoin.importer.assess.profile.FieldProfile;
import dev.rejoin.importer.assess.profile.IndexProfile;
import dev.rejoin.importer.assess.profile.Names;
import dev.rejoin.importer.assess.profile.Repetitions.Copy;
import dev.rejoin.importer.assess.profile.Repetitions.Total;
import dev.rejoin.importer.assess.profile.TopValues;
import dev.rejoin.importer.assess.profile.ValueForm.Kind;
import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.catalog.TargetCatalog.Column;
import dev.rejoin.importer.catalog.TargetCatalog.Table;
import dev.rejoin.importer.catalog.TargetKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The draft of one index's mapping: its rows, its children, its copies and totals, and what is left over. */
final class IndexDraft {
    private static final double LEAST_CHILD = 0.8;
    private static final int FEW_VALUES = 20;

    private final TargetCatalog catalog;
    private final IndexProfile profile;
    private final Homes homes;
    private final Table table;
    private final Columns columns;
    private final Match own;
    private final Map<String, Match> companions = new LinkedHashMap<>();
    private final Map<String, Match> children = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Map<String, String> lenient = new LinkedHashMap<>();

    IndexDraft(TargetCatalog catalog, IndexProfile profile, Homes homes, Table table) {
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
                .map(Column::name)
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
    private Optional<String> parentColumn(Table child) {
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

    private static Optional<String> columnOf(Match match, String path) {
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
                .map(Column::name)
                .findFirst();
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
            row(file, match, Map.of(), true);
        });
        file.line("  - table: " + DraftFile.scalar(table.name()), tableQuestion());
        var given = new LinkedHashMap<String, String>();
        companions.forEach((column, match) -> given.put(
                column, "{row: %s}".formatted(DraftFile.scalar(match.table().name()))));
        row(file, own, given, homes.isShared(table.name()));
        writeChildren(file);
        writeCopies(file, all, copies);
        writeTotals(file, all, totals);
        writeLeftOver(file, copies);
        return file;
    }

    private String tableQuestion() {
        double named = Names.similarity(profile.name, table.name());
        return named >= 0.9
                ? ""
                : "is %s the right table for %s? Its name does not say so, but its columns do"
                        .formatted(table.name(), profile.name);
    }

    private void row(DraftFile file, Match match, Map<String, String> given, boolean shared) {
        if (shared) {
            key(match, given)
                    .ifPresent(key -> file.decide(
                            "    identity: [%s]".formatted(names(key)),
                            "documents with the same %s become one row of %s; a prefer says whose values win"
                                    .formatted(
                                            String.join(" and ", key),
                                            match.table().name())));
        }
        file.line("    columns:");
        given.forEach((column, value) -> file.line("      %s: %s".formatted(DraftFile.scalar(column), value)));
        write(file, match, given.keySet(), path -> path);
    }

    private void write(DraftFile file, Match match, Set<String> given, java.util.function.UnaryOperator<String> shown) {
        for (var column : Columns.fillable(match.table())) {
            if (given.contains(column.name())) {
                continue;
            }
            if (match.fills(column.name())) {
                guessed(file, match, column, shown);
            } else {
                unfilled(file, match, column);
            }
        }
    }

    private void guessed(DraftFile file, Match match, Column column, java.util.function.UnaryOperator<String> shown) {
        var guess = match.columns().get(column.name());
        var field = guess.field();
        var from = DraftFile.scalar(shown.apply(field.path));
        if (guess.reference().isPresent()) {
            reference(file, match.table(), column, guess, from);
            return;
        }
        String question = guess.certain()
                ? ""
                : "is %s the %s? Also possible: %s"
                        .formatted(
                                field.path,
                                column.name(),
                                listed(columns.alternatives(column, homes.fields(profile), used)));
        var allowed = Columns.allowed(match.table(), column.name());
        if (!allowed.isEmpty() && !sameValues(field, allowed)) {
            file.line("      %s:".formatted(DraftFile.scalar(column.name())), question);
            file.line("        from: " + from);
            values(file, field, allowed);
        } else {
            var extras = conversions(field, column);
            if (question.isEmpty()) {
                question = changes(field, column, extras);
            }
            file.line(
                    extras.isEmpty()
                            ? "      %s: %s".formatted(DraftFile.scalar(column.name()), from)
                            : "      %s: {from: %s%s}".formatted(DraftFile.scalar(column.name()), from, extras),
                    question);
        }
        missing(match.table(), column, field);
    }

    private void reference(DraftFile file, Table into, Column column, Guess guess, String from) {
        var reference = guess.reference().orElseThrow();
        var target = homes.of(reference.target()).orElseThrow();
        boolean optional = column.requiredBy().isEmpty();
        var index = homes.isShared(target) ? ", index: " + DraftFile.scalar(reference.target()) : "";
        var value = "      %s: {from: %s, to: %s%s, orphans: %s}"
                .formatted(
                        DraftFile.scalar(column.name()),
                        from,
                        DraftFile.scalar(target),
                        index,
                        optional ? "null" : "quarantine");
        file.line(
                value,
                reference.orphans() == 0
                        ? ""
                        : "%s of %s lead to nothing: %s"
                                .formatted(
                                        Draft.percent(reference.orphans()),
                                        reference.path(),
                                        optional
                                                ? "load without the link, or quarantine, or resurrect from copies?"
                                                : "quarantine, or resurrect from copies?"));
        missing(into, column, guess.field());
    }

    /** A required column whose field is often empty: rows would be set aside for it. */
    private void missing(Table into, Column column, FieldProfile field) {
        if (column.requiredBy().isPresent()) {
            long chances = profile.documents;
            long empty = Math.max(0, chances - field.occurrences);
            if (empty > 0 && profile.array(field).isEmpty()) {
                lenient.put(
                        column.requiredBy().get(),
                        "%s of %s have no %s, which fills %s.%s"
                                .formatted(
                                        Draft.percent((double) empty / chances),
                                        profile.name,
                                        field.path,
                                        into.name(),
                                        column.name()));
            }
        }
    }

    private static String conversions(FieldProfile field, Column column) {
        var kind = field.kind();
        boolean text = column.base().equals("text") || column.base().startsWith("character");
        if (kind == Kind.EMAIL && text) {
            return ", transform: email";
        }
        if (kind == Kind.PHONE && text) {
            return ", transform: phone";
        }
        if (column.base().equals("numeric") && field.kinds.containsKey(Kind.DECIMAL) && field.numbersAsText > 0) {
            return ", transform: money";
        }
        return column.requiredBy().isEmpty() && field.kinds.containsKey(Kind.IMPOSSIBLE_DATE) ? ", bad: null" : "";
    }

    /** What becomes of values on their way into a column, so that they are not the same any more. */
    private static String changes(FieldProfile field, Column column, String conversion) {
        if (!conversion.isEmpty()) {
            return conversion.contains("bad: null")
                    ? "dates that do not exist are left out, and their rows stay: is that right?"
                    : "values are changed by%s: is that right?".formatted(conversion.replace(", transform:", ""));
        }
        boolean whole = List.of("smallint", "integer", "bigint").contains(column.base());
        if ((whole || column.base().equals("numeric")) && field.leadingZeros > 0) {
            return "%,d values begin with a zero, which a number loses: is it a number?".formatted(field.leadingZeros);
        }
        int scale = column.base().equals("numeric") && column.typmod() > 4 ? (column.typmod() - 4) & 0x7ff : -1;
        if (scale >= 0 && field.mostDecimals > scale) {
            return "it has up to %d decimals, and the column keeps %d: values are rounded"
                    .formatted(field.mostDecimals, scale);
        }
        if (column.base().equals("date") && field.kind() == Kind.TIMESTAMP) {
            return "the column keeps the day, in the zone of import.yaml, and not the time";
        }
        if (column.base().equals("timestamp without time zone") && field.kind() == Kind.TIMESTAMP) {
            return "the column keeps no zone";
        }
        return "";
    }

    private static boolean sameValues(FieldProfile field, List<String> allowed) {
        return field.top.first(FEW_VALUES * 2).stream().allMatch(t -> allowed.contains(t.value()));
    }

    private static void values(DraftFile file, FieldProfile field, List<String> allowed) {
        file.line("        values:");
        var open = new ArrayList<TopValues.Top>();
        var left = new ArrayList<>(allowed);
        boolean any = false;
        for (var top : field.top.first(FEW_VALUES * 2)) {
            var near = nearest(top.value(), allowed);
            if (near.isPresent()) {
                any = true;
                left.remove(near.get());
                file.line(
                        "          %s: %s".formatted(DraftFile.scalar(top.value()), DraftFile.scalar(near.get())),
                        top.value().equals(near.get()) ? "" : "does it mean that?");
            } else {
                open.add(top);
            }
        }
        if (open.size() == 1 && left.size() == 1) {
            file.decide(
                    "          %s: %s"
                            .formatted(DraftFile.scalar(open.getFirst().value()), DraftFile.scalar(left.getFirst())),
                    "is it this one, the only one left?");
            return;
        }
        for (var top : open) {
            file.ask(
                    "          ",
                    "%s: … (%,d documents; left are %s)"
                            .formatted(DraftFile.scalar(top.value()), top.count(), listed(any ? left : allowed)));
        }
    }

    private static Optional<String> nearest(String value, List<String> allowed) {
        return allowed.stream()
                .filter(a -> Names.similarity(value, a) >= 0.65 || prefix(value, a))
                .max(java.util.Comparator.comparingDouble(a -> Names.similarity(value, a)));
    }

    private static boolean prefix(String left, String right) {
        int most = Math.min(4, Math.min(left.length(), right.length()));
        return most >= 3 && left.substring(0, most).equalsIgnoreCase(right.substring(0, most));
    }

    /** A column that nothing fills: required ones get something to run with, the others a question. */
    private void unfilled(DraftFile file, Match match, Column column) {
        var name = match.table().name() + "." + column.name();
        var others = columns.alternatives(column, homes.fields(profile), used);
        if (column.requiredBy().isEmpty() || column.hasDefault()) {
            if (!others.isEmpty() && !column.hasDefault()) {
                file.ask(
                        "      ",
                        "%s: … (nothing seems to fill it; free are %s)".formatted(column.name(), listed(others)));
            }
            return;
        }
        if (column.base().matches("integer|smallint|bigint")
                && Names.similarity("position", column.name()) > 0.5
                && match != own) {
            file.decide(
                    "      %s: {from: \"#\"}".formatted(DraftFile.scalar(column.name())),
                    "is it the place of the element in its array?");
            return;
        }
        if (match == own && homes.isShared(table.name()) && key(own, Map.of()).isPresent()) {
            file.ask(
                    "      ",
                    "%s: … (required; documents of another index that become the same row fill it)"
                            .formatted(column.name()));
            return;
        }
        var allowed = Columns.allowed(match.table(), column.name());
        if (!others.isEmpty()
                && allowed.isEmpty()
                && (Columns.foreignKey(match.table(), column.name()).isEmpty()
                        || !column.base().equals("uuid"))) {
            used.add(others.getFirst());
            file.decide(
                    "      %s: %s".formatted(DraftFile.scalar(column.name()), DraftFile.scalar(others.getFirst())),
                    "%s is required, and no field is called like it; also possible: %s"
                            .formatted(name, listed(others.subList(1, others.size()))));
        } else if (match.table().key().equals(List.of(column.name()))
                && match == own
                && (column.base().equals("text") || column.base().startsWith("character"))) {
            file.decide(
                    "      %s: _id".formatted(DraftFile.scalar(column.name())),
                    "%s is the key, and no field is called like it: is it the document's own id?".formatted(name));
        } else {
            file.ask(
                    "      ",
                    "%s: … (required, and nothing was found for it: say where it is, or {value: …} if it is the same for all%s)"
                            .formatted(
                                    DraftFile.scalar(column.name()),
                                    allowed.isEmpty() ? "" : "; allowed are " + listed(allowed)));
        }
    }

    /** A unique key of which every column is filled. */
    private static Optional<List<String>> key(Match match, Map<String, String> given) {
        return match.table().uniques().stream()
                .map(u -> named(u))
                .filter(k -> !k.isEmpty() && !k.equals(List.of("legacy_id")))
                .filter(k -> k.stream().allMatch(c -> match.fills(c) || given.containsKey(c)))
                .findFirst();
    }

    private static String names(List<String> columns) {
        return columns.stream().map(DraftFile::scalar).collect(Collectors.joining(", "));
    }

    /** The columns of a unique key; an expression such as {@code lower(email)} stands for the column in it. */
    private static List<String> named(TargetCatalog.Unique unique) {
        var names = new ArrayList<String>();
        for (int i = 0; i < unique.keys().size(); i++) {
            var column = unique.columns().get(i);
            names.add(column.isEmpty() ? bare(unique.keys().get(i)) : column);
        }
        return names;
    }

    /** The column in an expression such as {@code lower(normalize(email))}. */
    private static String bare(String key) {
        var inner = key.replaceAll("^\"?\\w+\"?\\((.*)\\)$", "$1");
        return inner.equals(key) ? key.replace("\"", "") : bare(inner);
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
                key(match, given).ifPresent(key -> {
                    file.decide(
                            "    identity: [%s]".formatted(names(key)),
                            "the same %s becomes one row, wherever it comes from".formatted(String.join(" and ", key)));
                    file.decide("    prefer: 200", "a lower number wins where they differ");
                });
            }
            file.line("    columns:");
            given.forEach((column, value) -> file.line("      %s: %s".formatted(DraftFile.scalar(column), value)));
            write(file, match, given.keySet(), path -> path.equals(array) ? "." : path.substring(array.length()));
        });
    }

    private void writeCopies(DraftFile file, Map<String, IndexDraft> all, List<Copy> copies) {
        var lines = new LinkedHashMap<Copy, String>();
        for (var copy : copies) {
            if (isOwn(copy) && !used.contains(copy.path())) {
                wayTo(copy, all).ifPresent(way -> lines.put(copy, way));
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        file.line("copies:");
        lines.forEach((copy, way) -> {
            used.add(copy.path());
            file.line(
                    "  %s: %s".formatted(DraftFile.scalar(copy.path()), way),
                    copy.drift() == 0 && !way.contains("values:") && isCertain(copy, all)
                            ? ""
                            : "repeats %s of %s, %s: is that the column, and does it go through the same values?"
                                    .formatted(
                                            String.join(" and ", copy.of()),
                                            copy.reference().target(),
                                            differing(copy)));
        });
    }

    private boolean isOwn(Copy copy) {
        return copy.reference().index().equals(profile.name);
    }

    /** How a copy's original is reached: only where the reference is a column, and its original is one of the target's. */
    private Optional<String> wayTo(Copy copy, Map<String, IndexDraft> all) {
        var target = Optional.ofNullable(all.get(copy.reference().target()));
        var field = profile.fields.get(copy.path());
        if (target.isEmpty() || field == null || profile.array(field).isPresent()) {
            return Optional.empty();
        }
        var reference = columnOf(own, copy.reference().path());
        var column = copy.of().size() == 1
                ? target.get().columnOf(copy.of().getFirst())
                : target.get().generatedOf(copy.of());
        if (reference.isEmpty() || column.isEmpty()) {
            return Optional.empty();
        }
        var values = target.get().valuesOf(copy.of().getFirst());
        return Optional.of("{of: %s, column: %s%s}"
                .formatted(DraftFile.scalar(reference.get()), DraftFile.scalar(column.get()), values));
    }

    private static String differing(Copy copy) {
        return copy.drift() == 0 ? "always" : "but " + Draft.percent(copy.drift()) + " differ";
    }

    private static boolean isCertain(Copy copy, Map<String, IndexDraft> all) {
        var target = all.get(copy.reference().target());
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(target.own), target.companions.values().stream())
                .flatMap(m -> m.columns().values().stream())
                .filter(g -> copy.of().contains(g.field().path))
                .allMatch(Guess::certain);
    }

    /** The value map that the original goes through, which its copies then go through too. */
    private String valuesOf(String path) {
        var column = columnOf(own, path);
        if (column.isEmpty()) {
            return "";
        }
        var allowed = Columns.allowed(table, column.get());
        var field = own.columns().get(column.get()).field();
        if (allowed.isEmpty() || sameValues(field, allowed)) {
            return "";
        }
        return field.top.first(FEW_VALUES * 2).stream()
                .flatMap(t ->
                        nearest(t.value(), allowed)
                                .map(n -> DraftFile.scalar(t.value()) + ": " + DraftFile.scalar(n))
                                .stream())
                .collect(Collectors.joining(", ", ", values: {", "}"));
    }

    private void writeTotals(DraftFile file, Map<String, IndexDraft> all, List<Total> totals) {
        var lines = new LinkedHashMap<Total, String>();
        for (var total : totals) {
            if (total.index().equals(profile.name) && !used.contains(total.path())) {
                counted(total, all).ifPresent(line -> lines.put(total, line));
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        file.line("aggregates:");
        lines.forEach((total, line) -> {
            used.add(total.path());
            file.decide(
                    "  %s: %s".formatted(DraftFile.scalar(total.path()), line),
                    "%s of the stored numbers are right: does it count all of them, or say where?"
                            .formatted(Draft.percent((double) total.agreeing() / total.compared())));
        });
    }

    private Optional<String> counted(Total total, Map<String, IndexDraft> all) {
        if (total.countedIndex().equals(profile.name) && children.containsKey(total.countedPath())) {
            var child = children.get(total.countedPath()).table();
            return Optional.of("{count: %s, by: %s}"
                    .formatted(
                            DraftFile.scalar(child.name()),
                            DraftFile.scalar(parentColumn(child).orElseThrow())));
        }
        return Optional.ofNullable(all.get(total.countedIndex()))
                .flatMap(from -> columnOf(from.own, total.countedPath()).map(column -> "{count: %s, by: %s}"
                        .formatted(DraftFile.scalar(from.table.name()), DraftFile.scalar(column))));
    }

    private void writeLeftOver(DraftFile file, List<Copy> copies) {
        var left = profile.fields.values().stream()
                .filter(f -> f.isLeaf() && !used.contains(f.path))
                .filter(f -> f.occurrences > 0 || f.objects == 0)
                .filter(f -> f.occurrences > 0
                        || profile.fields.keySet().stream().noneMatch(p -> p.startsWith(f.path + ".")))
                .toList();
        if (left.isEmpty()) {
            return;
        }
        file.line("ignore:");
        for (var field : left) {
            var copy = copies.stream()
                    .filter(c -> isOwn(c) && c.path().equals(field.path))
                    .findFirst();
            if (field.repeatsOwnId()) {
                file.line("  %s: repeats the document's own id".formatted(DraftFile.scalar(field.path)));
            } else if (copy.isPresent()) {
                var of = copy.get();
                file.decide(
                        "  %s: repeats another document".formatted(DraftFile.scalar(field.path)),
                        "repeats %s of %s, %s; as a copy its drift would be reported"
                                .formatted(
                                        String.join(" and ", of.of()),
                                        of.reference().target(),
                                        differing(of)));
            } else {
                file.decide("  %s: nobody has decided yet".formatted(DraftFile.scalar(field.path)), described(field));
            }
        }
    }

    private String described(FieldProfile field) {
        long filled = field.documents
                - field.emptyArrays
                - (profile.array(field).isEmpty() ? field.nulls + field.empties : 0);
        var examples = field.values.distinct() <= FEW_VALUES && field.occurrences > 0
                ? ", such as "
                        + listed(field.top.first(4).stream()
                                .map(TopValues.Top::value)
                                .toList())
                : "";
        return "%s in %s of the documents%s: map it, or say why it is not needed"
                .formatted(
                        field.occurrences == 0
                                ? "never filled"
                                : field.kind().name().toLowerCase(java.util.Locale.ROOT),
                        Draft.percent((double) Math.max(0, filled) / profile.documents),
                        examples);
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
