package dev.rejoin.importer.command;

import dev.rejoin.importer.assess.Assessment;
import dev.rejoin.importer.assess.Assessment.Field;
import dev.rejoin.importer.assess.profile.TopValues.Top;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An assessment as tables on a terminal.
 *
 * @param fields whether all fields are shown, or only those with a remark
 */
record AssessmentTables(PrintWriter out, boolean fields) {
    private static final int LONGEST = 60;

    void print(Assessment assessment) {
        var tables = new ReportTables(out);
        tables.table(
                List.of("index", "documents", "bytes", "fields", "unreadable", "drafted to"),
                assessment.indices().stream()
                        .map(i -> List.of(
                                i.name(),
                                number(i.documents()),
                                number(i.bytes()),
                                number(i.fields().size()),
                                number(i.unreadable()),
                                i.home().isEmpty() ? "nowhere" : i.home()))
                        .toList());
        fields(tables, assessment);
        if (!assessment.references().isEmpty()) {
            tables.table(
                    List.of("reference", "leads to", "orphans"),
                    assessment.references().stream()
                            .map(r -> List.of(r.index() + " " + r.path(), r.target(), percent(r.orphans())))
                            .toList());
        }
        if (!assessment.copies().isEmpty()) {
            tables.table(
                    List.of("copy", "repeats", "compared", "drift"),
                    assessment.copies().stream()
                            .map(c -> List.of(
                                    c.index() + " " + c.path(),
                                    c.target() + " " + c.of(),
                                    number(c.compared()),
                                    percent(c.drift())))
                            .toList());
        }
        if (!assessment.totals().isEmpty()) {
            tables.table(
                    List.of("stored total", "counts", "compared", "right"),
                    assessment.totals().stream()
                            .map(t -> List.of(
                                    t.index() + " " + t.path(),
                                    t.countedIndex() + " " + t.countedPath(),
                                    number(t.compared()),
                                    number(t.agreeing())))
                            .toList());
        }
        if (!assessment.sharedKeys().isEmpty()) {
            tables.table(
                    List.of("same e-mail", "as in", "shared"),
                    assessment.sharedKeys().stream()
                            .map(s -> List.of(
                                    s.index() + " " + s.path(),
                                    s.otherIndex() + " " + s.otherPath(),
                                    percent(s.share())))
                            .toList());
        }
        tables.table(
                List.of("asked", "measured", "grade"),
                assessment.grade().reasons().stream()
                        .map(r -> List.of(r.what(), r.measured(), r.letter().name()))
                        .toList());
        out.println();
        assessment.limits().forEach(limit -> Terminal.say(out, limit));
        assessment.remarks().forEach(remark -> Terminal.say(out, remark));
        out.printf(
                "%nGrade %s: %s. %,d decisions.%n",
                assessment.grade().letter(),
                assessment.grade().letter().effort(),
                assessment.decisions().size());
    }

    private void fields(ReportTables tables, Assessment assessment) {
        var rows = new ArrayList<List<String>>();
        for (var index : assessment.indices()) {
            for (var field : index.fields()) {
                if (fields || !field.remarks().isEmpty()) {
                    rows.add(row(index.name(), field));
                }
            }
        }
        if (!rows.isEmpty()) {
            tables.table(
                    List.of("field", "holds", "mapped", "missing", "different", "list", "values and remarks"), rows);
        }
    }

    private static List<String> row(String index, Field field) {
        var told = new ArrayList<>(field.remarks());
        if (!field.top().isEmpty()) {
            told.add(field.top().stream().map(Top::value).collect(Collectors.joining(", ")));
        }
        var text = String.join("; ", told).replaceAll("\\p{Cntrl}", " ");
        return List.of(
                index + " " + field.path(),
                field.kind(),
                field.mapped(),
                percent(field.missing()),
                (field.exact() ? "" : "≈") + number(field.distinct()),
                field.list(),
                text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }

    private static String number(long number) {
        return "%,d".formatted(number);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
