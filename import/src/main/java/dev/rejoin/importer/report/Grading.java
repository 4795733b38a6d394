package dev.rejoin.importer.report;

import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.report.Grade.Letter;
import dev.rejoin.importer.report.Grade.Reason;
import dev.rejoin.importer.report.RunReport.ComparedField;
import dev.rejoin.importer.report.RunReport.Documents;
import dev.rejoin.importer.report.RunReport.FindingsOfCode;
import dev.rejoin.importer.report.RunReport.IndexAccount;
import dev.rejoin.importer.report.RunReport.Lenience;
import dev.rejoin.importer.report.RunReport.ProofShown;
import dev.rejoin.importer.report.RunReport.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules by which a run is graded; they are printed beside the grade. */
record Grading(
        Run run,
        Documents documents,
        List<IndexAccount> accounts,
        List<FindingsOfCode> kinds,
        List<ComparedField> copies,
        List<Lenience> leniences,
        @Nullable ProofShown proof) {

    Grade grade() {
        var reasons = new ArrayList<Reason>();
        reasons.add(accounting());
        reasons.add(loading());
        reasons.add(proving());
        reasons.add(unmapped());
        reasons.add(setAside());
        reasons.add(errors());
        reasons.add(drift());
        reasons.add(lenience());
        return Grade.of(reasons);
    }

    private Reason accounting() {
        var wrong = accounts.stream()
                .filter(a -> !a.balances())
                .map(IndexAccount::index)
                .toList();
        return wrong.isEmpty()
                ? new Reason(
                        "Every document is accounted for",
                        text("%,d documents in %,d indices; none is missing", documents.received(), accounts.size()),
                        Letter.A,
                        "")
                : new Reason(
                        "Every document is accounted for",
                        "the accounts do not balance: " + String.join(", ", wrong),
                        Letter.E,
                        "do not use this run; read the message at the top, then run again");
    }

    private Reason loading() {
        var what = "The run came to its end";
        if (run.loaded()) {
            return new Reason(what, "everything that is not set aside is loaded", Letter.A, "");
        }
        return switch (String.valueOf(run.outcome())) {
            case "DRY_RUN" ->
                new Reason(what, "a dry run: checked, nothing loaded", Letter.B, "run it without --dry-run");
            case "NOT_PROVEN" -> new Reason(what, "nothing was loaded", Letter.E, message());
            default ->
                new Reason(
                        what,
                        "it stopped while it was to " + run.phase().toLowerCase(Locale.ROOT),
                        Letter.E,
                        message());
        };
    }

    private String message() {
        return run.message() == null || run.message().isEmpty() ? "run it again" : run.message();
    }

    private Reason proving() {
        var what = "Every value is proven to be where it belongs";
        if (proof == null) {
            return new Reason(what, "not compared yet", Letter.B, "prove it: rejoin import prove");
        }
        return proof.proven()
                ? new Reason(
                        what,
                        text("%,d values were compared with the source; none differs", proof.verified()),
                        Letter.A,
                        "")
                : new Reason(
                        what,
                        text("%,d differences among %,d values", proof.differences(), proof.verified()),
                        Letter.D,
                        "rows edited since, a source that has moved, or a fault of the importer: do not sign off");
    }

    private Reason unmapped() {
        long paths = kinds.stream()
                .filter(k -> k.code().equals(FindingCode.UNMAPPED_PATH.code()))
                .mapToLong(FindingsOfCode::findings)
                .sum();
        return new Reason(
                "Every field is mapped, or ignored for a reason",
                paths == 0 ? "no field is left over" : text("%,d fields are left over", paths),
                paths == 0 ? Letter.A : Letter.E,
                paths == 0 ? "" : "map each of them, or ignore it with a reason");
    }

    private Reason setAside() {
        double share = documents.share(documents.quarantined());
        return new Reason(
                "Little is set aside",
                text("%,d documents in quarantine (%.2f %%)", documents.quarantined(), share),
                Grade.within(share, 1, 5, 20),
                share == 0 ? "" : "correct them, then: rejoin import quarantine retry");
    }

    private Reason errors() {
        long open = kinds.stream().filter(k -> k.severity().equals("ERROR")).count();
        return new Reason(
                "Few kinds of error are open",
                open == 0 ? "none" : text("%,d kinds, each a decision", open),
                Grade.within(open, 10),
                open == 0 ? "" : "begin with the most frequent; one rule in the mapping often mends a whole kind");
    }

    private Reason drift() {
        double share = Grade.differingShare(copies);
        return new Reason(
                "Repeated values agree with what they repeat",
                copies.isEmpty()
                        ? "the mapping names no copies"
                        : text(
                                "%,d of %,d copies differ (%.2f %%)",
                                copies.stream()
                                        .mapToLong(ComparedField::differing)
                                        .sum(),
                                copies.stream()
                                        .mapToLong(ComparedField::compared)
                                        .sum(),
                                share),
                Grade.within(share, 5),
                share == 0 ? "" : "the originals were loaded; decide where a copy was right");
    }

    private Reason lenience() {
        long rows = leniences.stream().mapToLong(Lenience::rows).sum();
        return new Reason(
                "No rule was relaxed for old rows",
                leniences.isEmpty()
                        ? "none"
                        : text("%,d rows break %,d rules that only new rows must keep", rows, leniences.size()),
                leniences.isEmpty() ? Letter.A : Letter.B,
                leniences.isEmpty() ? "" : "mend these rows; the last one mended brings the rule back for all");
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
