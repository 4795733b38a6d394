package dev.rejoin.importer.command;

import dev.rejoin.importer.prove.Proof;
import dev.rejoin.importer.run.ImportRun.Report;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The final tables: what became of every document, what is in every target table, what was found. */
record ReportTables(PrintWriter out) {

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
        var widths = new int[head.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = head.get(i).length();
            for (var row : rows) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var numeric = new boolean[head.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            numeric[i] = i > 0 && rows.stream().allMatch(r -> r.get(column).matches("|≈?[0-9][0-9,.]*( %)?"));
        }
        out.println();
        line(head, widths, numeric);
        var rule = new StringBuilder("  ");
        for (int width : widths) {
            rule.append("─".repeat(width)).append("  ");
        }
        out.println(rule.toString().stripTrailing());
        rows.forEach(row -> line(row, widths, numeric));
    }

    private void line(List<String> cells, int[] widths, boolean[] numeric) {
        var line = new StringBuilder("  ");
        for (int i = 0; i < widths.length; i++) {
            line.append(((numeric[i] ? "%" : "%-") + Math.max(1, widths[i]) + "s  ").formatted(cells.get(i)));
        }
        out.println(line.toString().stripTrailing());
    }
}
