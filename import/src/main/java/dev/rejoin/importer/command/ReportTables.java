package dev.rejoin.importer.command;

import dev.rejoin.importer.prove.Proof;
import dev.rejoin.importer.report.Amounts;
import dev.rejoin.importer.report.RunReport;
import dev.rejoin.importer.run.ImportRun.Report;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The final tables: what became of every document, what is in every target table, what was found.
 *
 * @param columns how wide they may be: words are wrapped, and where the numbers alone are wider each row becomes a few lines
 */
record ReportTables(PrintWriter out, int columns) {
    /** A column of text is not made narrower than this while another one is wider. */
    private static final int NARROWEST = 12;

    /** As long as numbers usually are at most: where that does not fit beside its label it goes below. */
    private static final int LONGEST_NUMBER = 16;

    /** As wide as the terminal, or as wide as they are where nobody looks. */
    ReportTables(PrintWriter out) {
        this(out, Terminal.isThere() ? new Terminal().columns() : Integer.MAX_VALUE);
    }

    void print(Report report) {
        var accounts = new ArrayList<List<String>>();
        long[] sums = new long[6];
        for (var a : report.accounts()) {
            long[] numbers = {a.expected(), a.received(), a.loaded(), a.merged(), a.quarantined(), a.excluded()};
            for (int i = 0; i < sums.length; i++) {
                sums[i] += numbers[i];
            }
            accounts.add(row(a.index(), numbers));
        }
        accounts.add(row("all", sums));
        table(List.of("index", "in source", "received", "loaded", "merged", "quarantined", "excluded"), accounts);
        if (!report.excluded().isEmpty()) {
            table(
                    List.of("excluded, not looked at", "because"),
                    report.excluded().entrySet().stream()
                            .map(left -> List.of(left.getKey(), left.getValue()))
                            .toList());
        }
        if (!report.elements().isEmpty()) {
            table(
                    List.of("elements of", "table", "read", "loaded", "merged", "quarantined", "ignored"),
                    report.elements().stream()
                            .map(e -> List.of(
                                    e.index() + " " + e.path(),
                                    e.table(),
                                    "%,d".formatted(e.read()),
                                    "%,d".formatted(e.loaded()),
                                    "%,d".formatted(e.merged()),
                                    "%,d".formatted(e.quarantined()),
                                    "%,d".formatted(e.ignored())))
                            .toList());
        }
        if (!report.changes().isEmpty()) {
            table(
                    List.of("table", "inserted", "updated", "deleted", "conflicts"),
                    report.changes().entrySet().stream()
                            .map(e -> row(e.getKey(), new long[] {
                                e.getValue().inserted(),
                                e.getValue().updated(),
                                e.getValue().deleted(),
                                e.getValue().conflicts()
                            }))
                            .toList());
        }
        report.proof().ifPresent(this::print);
        if (!report.findings().isEmpty()) {
            table(List.of("finding", "documents"), rows(report.findings()));
        }
    }

    /** What a proof has compared and, where it was not the same, the first differences. */
    void print(Proof proof) {
        table(
                List.of("proof", "number"),
                List.of(
                        List.of("documents read again", "%,d".formatted(proof.documents())),
                        List.of("rows compared", "%,d".formatted(proof.rows())),
                        List.of("values verified", "%,d".formatted(proof.verified())),
                        List.of("values skipped (lost in a merge)", "%,d".formatted(proof.skipped())),
                        List.of("values unverifiable", "%,d".formatted(proof.unverifiable())),
                        List.of(
                                "differences",
                                "%,d"
                                        .formatted(proof.counts().values().stream()
                                                .mapToLong(n -> n)
                                                .sum()))));
        proof.differences().stream().limit(20).forEach(difference -> out.println("  " + difference));
    }

    private static List<String> row(String name, long[] numbers) {
        var cells = new ArrayList<String>();
        cells.add(name);
        for (long number : numbers) {
            cells.add("%,d".formatted(number));
        }
        return cells;
    }

    private static List<List<String>> rows(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(e -> List.of(e.getKey(), "%,d".formatted(e.getValue())))
                .toList();
    }

    void table(List<String> head, List<List<String>> rows) {
        var numeric = new boolean[head.size()];
        var widths = new int[head.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            numeric[i] = i > 0 && rows.stream().allMatch(r -> r.get(column).isEmpty() || isNumber(r.get(column)));
            widths[i] = Math.max(
                    numeric[i] ? longestWord(head.get(i)) : head.get(i).length(),
                    rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0));
            if (numeric[i] && columns == Integer.MAX_VALUE) {
                widths[i] = Math.max(widths[i], head.get(i).length());
            }
        }
        out.println();
        if (!fit(widths, numeric)) {
            rows.forEach(row -> card(head, row));
            return;
        }
        line(head, widths, numeric);
        var rule = new StringBuilder("  ");
        for (int width : widths) {
            rule.append("─".repeat(width)).append("  ");
        }
        out.println(rule.toString().stripTrailing());
        rows.forEach(row -> line(row, widths, numeric));
    }

    /** Takes from the widest columns of text what is too much; numbers are never cut. */
    private boolean fit(int[] widths, boolean[] numeric) {
        while (Arrays.stream(widths).map(w -> w + 2).sum() > columns) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (!numeric[i] && widths[i] > NARROWEST && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return false;
            }
            widths[widest]--;
        }
        return true;
    }

    private static boolean isNumber(String cell) {
        return cell.matches("[-≈]?[0-9][0-9,.]*( %)?");
    }

    /** A row under its name, a line a column. */
    private void card(List<String> head, List<String> row) {
        var name = isNumber(row.getFirst()) ? head.getFirst() + " " + row.getFirst() : row.getFirst();
        wrapped(name, columns - 2).forEach(line -> out.println("  " + line));
        int label = head.stream().skip(1).mapToInt(String::length).max().orElse(0);
        boolean beside = label + 6 + LONGEST_NUMBER <= columns;
        for (int i = 1; i < head.size(); i++) {
            if (row.get(i).isEmpty()) {
                continue;
            }
            if (!beside) {
                out.println("    " + head.get(i));
            }
            var lines = wrapped(row.get(i), columns - (beside ? label : 0) - 6);
            for (int l = 0; l < lines.size(); l++) {
                out.println(
                        beside
                                ? "    %s  %s".formatted(pad(l == 0 ? head.get(i) : "", label, false), lines.get(l))
                                : "      " + lines.get(l));
            }
        }
    }

    private void line(List<String> cells, int[] widths, boolean[] numeric) {
        var wrapped = new ArrayList<List<String>>();
        for (int i = 0; i < widths.length; i++) {
            wrapped.add(wrapped(cells.get(i), widths[i]));
        }
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        for (int l = 0; l < height; l++) {
            var line = new StringBuilder("  ");
            for (int i = 0; i < widths.length; i++) {
                var parts = wrapped.get(i);
                line.append(pad(l < parts.size() ? parts.get(l) : "", widths[i], numeric[i]))
                        .append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static String pad(String text, int width, boolean right) {
        var blanks = " ".repeat(Math.max(0, width - text.length()));
        return right ? blanks + text : text + blanks;
    }

    private static int longestWord(String text) {
        return Arrays.stream(text.split(" ")).mapToInt(String::length).max().orElse(0);
    }

    /** Between words where that is possible, else after a sign that joins words, else anywhere. */
    static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        var rest = text;
        while (rest.length() > width) {
            int cut = rest.lastIndexOf(' ', width);
            if (cut <= 0 || rest.substring(0, cut).isBlank()) {
                cut = width;
                for (int i = width; i > width / 2; i--) {
                    if ("/_.:,".indexOf(rest.charAt(i - 1)) >= 0) {
                        cut = i;
                        break;
                    }
                }
            }
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** What a run has done, for those who decide: grade, money, decisions. */
    void print(RunReport report) {
        paragraph("Run %d: grade %s, %s. %s"
                .formatted(
                        report.run().id(),
                        report.grade().letter(),
                        report.grade().letter().meaning(),
                        report.grade().letter().sentence()));
        table(
                List.of("documents", "number", "share"),
                List.of(
                        share("loaded", report.documents().loaded(), report),
                        share("merged into others", report.documents().merged(), report),
                        share("set aside", report.documents().quarantined(), report),
                        share("excluded", report.documents().excluded(), report),
                        share("unaccounted for", report.documents().unaccounted(), report)));
        if (!report.money().isEmpty()) {
            table(
                    List.of("money", "currency", "in documents", "said twice", "set aside", "in database", "missing"),
                    report.money().stream().map(ReportTables::money).toList());
        }
        if (!report.decisions().isEmpty()) {
            table(
                    List.of("to be decided", "documents", "money", "by whom", "for example"),
                    report.decisions().stream().map(ReportTables::decision).toList());
        }
    }

    private void paragraph(String text) {
        wrapped(text, columns).forEach(out::println);
    }

    private static List<String> share(String what, long documents, RunReport report) {
        return List.of(
                what,
                "%,d".formatted(documents),
                String.format(Locale.ROOT, "%.1f %%", report.documents().share(documents)));
    }

    private static List<String> money(RunReport.Money money) {
        return money.problem() != null
                ? List.of(money.name(), "cannot be added up: " + money.problem(), "", "", "", "", "")
                : List.of(
                        money.name(),
                        money.currency() == null ? "not said" : money.currency(),
                        Amounts.shown(money.source()),
                        Amounts.shown(money.merged()),
                        Amounts.shown(money.setAside()),
                        money.inTarget() == null ? "" : Amounts.shown(money.inTarget()),
                        Amounts.shown(money.missing()));
    }

    private static List<String> decision(RunReport.Decision decision) {
        return List.of(
                decision.why() + ". " + decision.question(),
                "%,d".formatted(decision.documents()),
                decision.stakes().stream()
                        .map(s -> "%s %s %s"
                                .formatted(
                                        Amounts.shown(s.amount()),
                                        s.currency() == null ? "of no currency," : s.currency(),
                                        s.name()))
                        .collect(Collectors.joining("; ")),
                decision.by(),
                decision.example() == null ? "" : example(decision.example()));
    }

    private static String example(RunReport.Example example) {
        var words = new StringBuilder();
        words.append(Objects.requireNonNullElse(example.index(), ""))
                .append('/')
                .append(Objects.requireNonNullElse(example.id(), ""));
        if (example.called() != null) {
            words.append(" (").append(example.called()).append(')');
        }
        if (example.path() != null && example.stood() != null) {
            words.append(' ').append(example.path()).append(" is ").append(example.stood());
        }
        if (example.missingCalled() != null) {
            words.append(" (").append(example.missingCalled()).append(')');
        }
        return words.append(": ").append(example.message()).toString();
    }
}
