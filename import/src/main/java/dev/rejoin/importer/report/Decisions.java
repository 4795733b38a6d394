package dev.rejoin.importer.report;

import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.report.RunReport.ComparedField;
import dev.rejoin.importer.report.RunReport.Decision;
import dev.rejoin.importer.report.RunReport.FindingsOfCode;
import dev.rejoin.importer.report.RunReport.Lenience;
import dev.rejoin.importer.report.RunReport.Reason;
import dev.rejoin.importer.report.RunReport.Stake;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What people have to decide, and who: gathered from what was set aside, let through, contradictory or rebuilt. */
record Decisions(
        Keepers keepers,
        List<FindingsOfCode> kinds,
        List<Reason> reasons,
        List<Lenience> leniences,
        List<ComparedField> copies,
        Map<String, List<Stake>> withheld) {
    private static final String UNMAPPED = FindingCode.UNMAPPED_PATH.code();
    private static final String MAPPING = "whoever keeps the mapping, with those who know the field";

    List<Decision> all() {
        var decisions = new ArrayList<Decision>();
        unmapped(decisions);
        for (var reason : reasons) {
            if (reason.code().equals(UNMAPPED)) {
                continue;
            }
            decisions.add(new Decision(
                    FindingCode.suggestion(reason.code()),
                    reason.title(),
                    reason.documents(),
                    withheld.getOrDefault(reason.code(), List.of()),
                    keepers.of(reason.indices()),
                    reason.example(),
                    "error-" + reason.code()));
        }
        for (var lenience : leniences) {
            kinds.stream()
                    .filter(k -> k.code().equals(lenience.constraint())
                            && !k.severity().equals("ERROR"))
                    .forEach(kind -> decisions.add(decision(
                            kind, "Loaded although they break a rule: mend them, or keep the rule for new rows only")));
        }
        for (var code : List.of(
                FindingCode.COPY_DRIFT,
                FindingCode.MERGE_CONFLICT,
                FindingCode.RESURRECTED,
                FindingCode.EXCLUSION_OUTDATED)) {
            kinds.stream()
                    .filter(k -> k.code().equals(code.code()))
                    .forEach(kind -> decisions.add(decision(kind, FindingCode.suggestion(code.code()))));
        }
        decisions.sort(Comparator.comparing((Decision d) -> !d.anchor().startsWith("error-"))
                .thenComparing(Decision::documents, Comparator.reverseOrder()));
        return decisions;
    }

    private void unmapped(List<Decision> decisions) {
        kinds.stream()
                .filter(k -> k.code().equals(UNMAPPED))
                .forEach(kind -> decisions.add(new Decision(
                        FindingCode.suggestion(kind.code()),
                        kind.title(),
                        kind.findings(),
                        List.of(),
                        MAPPING,
                        kind.examples().getFirst(),
                        kind.anchor())));
    }

    private Decision decision(FindingsOfCode kind, String question) {
        return new Decision(
                question,
                kind.title(),
                kind.documents(),
                List.of(),
                keepers.of(kind.indices()),
                kind.examples().getFirst(),
                kind.anchor());
    }
}
