package dev.rejoin.importer.assess;

import dev.rejoin.importer.assess.Assessment.CopiedField;
import dev.rejoin.importer.assess.Assessment.FoundReference;
import dev.rejoin.importer.assess.Assessment.Index;
import dev.rejoin.importer.assess.draft.DraftFile.Decision;
import dev.rejoin.importer.report.Grade;
import dev.rejoin.importer.report.Grade.Letter;
import dev.rejoin.importer.report.Grade.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How hard a migration will be, and why. */
record AssessmentGrading(
        List<Index> indices,
        List<FoundReference> references,
        List<CopiedField> copies,
        List<Decision> decisions,
        boolean drafted) {

    Grade grade() {
        var reasons = new ArrayList<Reason>();
        reasons.add(readable());
        if (drafted) {
            reasons.add(homes());
            reasons.add(decided());
        }
        reasons.add(types());
        reasons.add(links());
        reasons.add(drift());
        return Grade.of(reasons);
    }

    private Reason readable() {
        long documents = indices.stream().mapToLong(Index::documents).sum();
        long unreadable = indices.stream().mapToLong(Index::unreadable).sum();
        return reason(
                "Every document can be read",
                unreadable == 0
                        ? text("%,d documents, all of them readable", documents)
                        : text("%,d of %,d documents are no readable JSON", unreadable, documents),
                Grade.within(share(unreadable, documents), 1, 5, 20),
                "they will be set aside; see whether an older snapshot has them whole");
    }

    private Reason homes() {
        var homeless = indices.stream()
                .filter(i -> i.home().isEmpty())
                .map(Index::name)
                .toList();
        return reason(
                "Every index has a table to go to",
                homeless.isEmpty() ? "all of them" : "none for " + String.join(", ", homeless),
                Grade.within(share(homeless.size(), indices.size()), 20, 50, 80),
                "exclude them with a reason, or write their mapping by hand");
    }

    private Reason decided() {
        return reason(
                "Little is left to decide",
                text("%,d lines of the drafted mapping are marked", decisions.size()),
                Grade.within(decisions.size(), 50, 250, 1_000),
                "go through the lines that are marked with DECIDE");
    }

    private Reason types() {
        long fields = indices.stream().mapToLong(i -> i.fields().size()).sum();
        long odd = indices.stream()
                .flatMap(i -> i.fields().stream())
                .filter(f -> !f.remarks().isEmpty())
                .count();
        return reason(
                "Fields hold one kind of value",
                odd == 0 ? text("all %,d fields", fields) : text("%,d of %,d fields have a remark", odd, fields),
                Grade.within(share(odd, fields), 10, 40, 80),
                "the importer coerces and counts; look at the remarks");
    }

    private Reason links() {
        double worst = references.stream()
                .mapToDouble(FoundReference::orphanPercent)
                .max()
                .orElse(0);
        long broken = references.stream().filter(r -> r.orphans() > 0).count();
        return reason(
                "References lead somewhere",
                broken == 0
                        ? text("all %,d references", references.size())
                        : text(
                                "%,d of %,d references have orphans, at worst %.1f %%",
                                broken, references.size(), worst),
                Grade.within(worst, 2, 10, 40),
                "decide for each: without the link, quarantine, or rebuilt from copies");
    }

    private Reason drift() {
        double worst =
                copies.stream().mapToDouble(CopiedField::driftPercent).max().orElse(0);
        return reason(
                "Copies agree with their originals",
                copies.isEmpty()
                        ? "no copies were found"
                        : text("%,d copied fields, at worst %.1f %% have drifted", copies.size(), worst),
                Grade.within(worst, 5, 30),
                "the originals count; say so where a copy is right");
    }

    private static Reason reason(String what, String measured, Letter letter, String toDo) {
        return new Reason(what, measured, letter, letter == Letter.A ? "" : toDo);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
