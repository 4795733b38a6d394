package dev.rejoin.importer.assess.draft;

import dev.rejoin.importer.assess.draft.Columns.Guess;
import dev.rejoin.importer.assess.profile.FieldProfile;
import dev.rejoin.importer.assess.profile.Repetitions.Copy;
import dev.rejoin.importer.assess.profile.Repetitions.Total;
import dev.rejoin.importer.assess.profile.TopValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an index says of others: its copies and stored totals, and what is left over when everything has its place. */
record ComparisonsDraft(IndexDraft of) {

    void writeCopies(DraftFile file, Map<String, IndexDraft> all, List<Copy> copies) {
        var lines = new LinkedHashMap<Copy, String>();
        for (var copy : copies) {
            if (isOwn(copy) && !of.used.contains(copy.path())) {
                wayTo(copy, all).ifPresent(way -> lines.put(copy, way));
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        file.line("copies:");
        lines.forEach((copy, way) -> {
            of.used.add(copy.path());
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
        return copy.reference().index().equals(of.profile.name);
    }

    /** How a copy's original is reached: only where the reference is a column, and its original is one of the target's. */
    private Optional<String> wayTo(Copy copy, Map<String, IndexDraft> all) {
        var target = Optional.ofNullable(all.get(copy.reference().target()));
        var field = of.profile.fields.get(copy.path());
        if (target.isEmpty() || field == null || of.profile.array(field).isPresent()) {
            return Optional.empty();
        }
        var reference = IndexDraft.columnOf(of.own, copy.reference().path());
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

    void writeTotals(DraftFile file, Map<String, IndexDraft> all, List<Total> totals) {
        var lines = new LinkedHashMap<Total, String>();
        for (var total : totals) {
            if (total.index().equals(of.profile.name) && !of.used.contains(total.path())) {
                counted(total, all).ifPresent(line -> lines.put(total, line));
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        file.line("aggregates:");
        lines.forEach((total, line) -> {
            of.used.add(total.path());
            file.decide(
                    "  %s: %s".formatted(DraftFile.scalar(total.path()), line),
                    "%s of the stored numbers are right: does it count all of them, or say where?"
                            .formatted(Draft.percent((double) total.agreeing() / total.compared())));
        });
    }

    private Optional<String> counted(Total total, Map<String, IndexDraft> all) {
        if (total.countedIndex().equals(of.profile.name) && of.children.containsKey(total.countedPath())) {
            var child = of.children.get(total.countedPath()).table();
            return Optional.of("{count: %s, by: %s}"
                    .formatted(
                            DraftFile.scalar(child.name()),
                            DraftFile.scalar(of.parentColumn(child).orElseThrow())));
        }
        return Optional.ofNullable(all.get(total.countedIndex()))
                .flatMap(from -> IndexDraft.columnOf(from.own, total.countedPath())
                        .map(column -> "{count: %s, by: %s}"
                                .formatted(DraftFile.scalar(from.table.name()), DraftFile.scalar(column))));
    }

    void writeLeftOver(DraftFile file, List<Copy> copies) {
        var left = of.profile.fields.values().stream()
                .filter(f -> f.isLeaf() && !of.used.contains(f.path))
                .filter(f -> f.occurrences > 0 || f.objects == 0)
                .filter(f -> f.occurrences > 0
                        || of.profile.fields.keySet().stream().noneMatch(p -> p.startsWith(f.path + ".")))
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
                var repeated = copy.get();
                file.decide(
                        "  %s: repeats another document".formatted(DraftFile.scalar(field.path)),
                        "repeats %s of %s, %s; as a copy its drift would be reported"
                                .formatted(
                                        String.join(" and ", repeated.of()),
                                        repeated.reference().target(),
                                        differing(repeated)));
            } else {
                file.decide("  %s: nobody has decided yet".formatted(DraftFile.scalar(field.path)), described(field));
            }
        }
    }

    private String described(FieldProfile field) {
        long filled = field.documents
                - field.emptyArrays
                - (of.profile.array(field).isEmpty() ? field.nulls + field.empties : 0);
        var examples = field.values.distinct() <= ValueMapDraft.FEW_VALUES && field.occurrences > 0
                ? ", such as "
                        + DraftFile.listed(field.top.first(4).stream()
                                .map(TopValues.Top::value)
                                .toList())
                : "";
        return "%s in %s of the documents%s: map it, or say why it is not needed"
                .formatted(
                        field.occurrences == 0
                                ? "never filled"
                                : field.kind().name().toLowerCase(java.util.Locale.ROOT),
                        Draft.percent((double) Math.max(0, filled) / of.profile.documents),
                        examples);
    }
}
