package dev.rejoin.importer.apply;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.mapping.Mapping.TargetCheck;
import dev.rejoin.importer.plan.StagePlan;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** Documents of which something was found that the changed ones may have changed: what they miss, or why they were set aside. */
record DocumentsWithFindings(NeighbourQuestions ask) {

    /** Documents of which a finding says that they miss, or were given, what one of these is called. */
    void waiting() {
        var called = new ArrayList<String>();
        called.add("select id from _fresh where focus");
        waitingForSpellings();
        for (var part : ask.plan().parts()) {
            for (var reference : part.references().values()) {
                var target = ask.plan().tables().get(reference.table());
                var by = reference.by().orElse(StagePlan.LEGACY_ID);
                if (target.data().containsKey(by)) {
                    if (ask.isFilled(target)) {
                        called.add("select b.%s::text from %s b join _fresh s on s.doc = b._doc and s.focus"
                                .formatted(quoted(by), target.base()));
                    }
                    if (ask.hasPrior(target)) {
                        called.add("select t.%s::text from %s".formatted(quoted(by), ask.prior(target, "t")));
                    }
                }
            }
        }
        ask.concern("""
                select f.doc from (%s) c (name)
                join rejoin_import.finding f on f.value = c.name and f.run_id = %d and f.doc is not null
                where f.code in ('orphan_reference', 'dependent_of_quarantined', 'resurrected', 'reference_to_duplicate')
                """.formatted(called.stream().distinct().collect(Collectors.joining(" union ")), ask.run()));
    }

    /** The same where what they miss is spelled in another way that the target takes for equal. */
    private void waitingForSpellings() {
        for (var part : ask.plan().parts()) {
            for (var reference : part.references().values()) {
                var target = ask.plan().tables().get(reference.table());
                var by = reference.by().orElse("");
                var form = target.target().compared(by, "f.value");
                if (form.isEmpty() || !target.data().containsKey(by)) {
                    continue;
                }
                var called = new ArrayList<String>();
                if (ask.isFilled(target)) {
                    called.add("select b.%s::text as name from %s b join _fresh s on s.doc = b._doc and s.focus"
                            .formatted(quoted(by), target.base()));
                }
                if (ask.hasPrior(target)) {
                    called.add("select t.%s::text as name from %s".formatted(quoted(by), ask.prior(target, "t")));
                }
                if (!called.isEmpty()) {
                    ask.concern("""
                            select f.doc from rejoin_import.finding f
                            where f.run_id = %d and f.doc is not null and f.value is not null
                            and f.code in ('orphan_reference', 'dependent_of_quarantined', 'resurrected')
                            and %s in (select %s from (%s) c)
                            """.formatted(
                                    ask.run(),
                                    form.get(),
                                    target.target().compared(by, "c.name").orElseThrow(),
                                    String.join(" union ", called)));
                }
            }
        }
    }

    /**
     * What the target refused without a check foreseeing it may be taken by now, and what a view of it objected to: nobody
     * knows of which other rows either has made that depend.
     */
    void refused() {
        var objecting = ask.plan().mapping().checks().stream()
                .filter(TargetCheck::quarantine)
                .map(TargetCheck::code)
                .toList();
        ask.concern("""
                select f.doc from rejoin_import.finding f
                where f.run_id = %d and f.doc is not null
                and (f.message like 'the database refused it: %%' or f.severity = 'ERROR' and f.code in (%s))
                """.formatted(ask.run(), NeighbourQuestions.list(objecting)));
    }

    /** Those that the same row was rebuilt from. */
    void rebuiltTogether() {
        ask.concern("""
                select f.doc from rejoin_import.finding o join _fresh s on s.focus and o.index_name = s.index_name and o.id = s.id
                join rejoin_import.finding f on f.value = o.value and f.code = 'resurrected' and f.run_id = o.run_id
                where o.run_id = %d and o.code = 'resurrected' and f.doc is not null
                """.formatted(ask.run()));
    }

    void rebuilt() {
        ask.concern("""
                select f.doc from _found o
                join rejoin_import.finding f on f.value = o.value and f.code = 'resurrected' and f.run_id = %d
                where o.code = 'resurrected' and f.doc is not null
                """.formatted(ask.run()));
    }

    /** Those only looked at that would be set aside now, and were not. */
    void setAside() {
        for (var table : ask.plan().tables().values()) {
            if (!ask.isFilled(table)) {
                continue;
            }
            ask.concern("""
                    select b._doc from %s b join _staged s on s.doc = b._doc and not s.focus
                    join rejoin_stage._part p on p.part = b._part
                    where b._rejected and not exists (
                        select from rejoin_import.disposition d
                        where d.run_id = %2$d and d.doc = b._doc and d.disposition = 'QUARANTINED')
                    and not exists (
                        select from rejoin_import.set_aside_element e
                        where e.run_id = %2$d and e.doc = b._doc and e.part = p.label || '#' || b._position)
                    """.formatted(table.base(), ask.run()));
        }
    }
}
