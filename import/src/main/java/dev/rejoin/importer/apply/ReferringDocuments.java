package dev.rejoin.importer.apply;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.catalog.TargetConstraint.ForeignKey;
import dev.rejoin.importer.load.Rows;
import dev.rejoin.importer.mapping.Mapping.Copy;
import dev.rejoin.importer.mapping.Mapping.Reference;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.PartKind;
import dev.rejoin.importer.plan.StagePlan.StagePart;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the changed documents refer to, and what refers to them: to what they make now, and to what they made before.
 *
 * @param names the names of the source's indices, by the mapping's
 */
record ReferringDocuments(NeighbourQuestions ask, Map<String, List<String>> names) {

    /** The documents that references name: by their id, or by a value of their row. */
    void referred() {
        for (var part : ask.plan().parts()) {
            var table = ask.plan().tables().get(part.row().table());
            for (var reference : part.references().entrySet()) {
                referred(part, table, table.ref(reference.getKey()), reference.getValue());
            }
        }
    }

    private void referred(StagePart part, StageTable table, String raw, Reference reference) {
        var target = ask.plan().tables().get(reference.table());
        var from = "%s b join _fresh f on f.doc = b._doc where b._part = %d and b.%s is not null"
                .formatted(table.base(), part.number(), quoted(raw));
        if (!ask.isFilled(table)) {
            return;
        }
        if (reference.by().isEmpty()) {
            ask.see("""
                    select d.doc from (select distinct b.%s as name from %s) b
                    join rejoin_import.document d on d.run_id = %d and d.index_name in (%s) and d.id = b.name
                    """.formatted(
                    quoted(raw), from, ask.run(), NeighbourQuestions.list(fillers(ask.plan(), names, reference))));
        }
        var by = reference.by().orElse(StagePlan.LEGACY_ID);
        var column = target.target().column(by);
        if (column.isPresent() && (reference.by().isPresent() || target.data().containsKey(by))) {
            boolean text = List.of("text", "character varying", "citext")
                    .contains(column.get().base());
            var held = "t.%s%s".formatted(quoted(by), text ? "" : "::text");
            var same = reference.by().isEmpty()
                    ? held + " = b.name"
                    : "%s = %s"
                            .formatted(
                                    target.target()
                                            .compared(by, "t.%s::text".formatted(quoted(by)))
                                            .orElse(held),
                                    target.target().compared(by, "b.name").orElse("b.name"));
            ask.see("select o.doc from (select distinct b.%s as name from %s) b join %s t on %s join %s"
                    .formatted(quoted(raw), from, ask.name(target), same, ask.origin(target, "t")));
            if (reference.by().isPresent()) {
                ask.see("""
                        select d.doc from rejoin_import.disposition d
                        where d.run_id = %d and d.disposition = 'QUARANTINED' and d.index_name in (%s)
                        and exists (select from %s and not exists (select from %s t where %s))
                        """.formatted(
                                ask.run(),
                                NeighbourQuestions.list(fillers(ask.plan(), names, reference)),
                                from,
                                ask.name(target),
                                same.replace("b.name", "b." + quoted(raw))));
            }
        }
    }

    /**
     * The source's indices whose documents make the rows that a reference leads to.
     *
     * @param names the names of the source's indices, by the mapping's
     */
    static List<String> fillers(StagePlan plan, Map<String, List<String>> names, Reference reference) {
        return plan.parts().stream()
                .filter(p -> p.row().table().equals(reference.table())
                        && p.kind() != PartKind.RESURRECTED
                        && reference.index().map(p.index().index()::equals).orElse(true))
                .flatMap(p -> names.getOrDefault(p.index().index(), List.of()).stream())
                .distinct()
                .toList();
    }

    /** Rows that plain values or several columns lead to, or that must cover a period between them. */
    void covering() {
        for (var table : ask.plan().tables().values()) {
            for (var key : table.target().foreignKeys()) {
                var target = ask.plan().tables().get(key.target());
                if (target != null && !ask.plan().isMappedReference(table, key) && ask.isFilled(table)) {
                    int same = key.columns().size() - (key.period() ? 1 : 0);
                    ask.see("select o.doc from %s s join _fresh f on f.doc = s._doc join %s t on %s join %s"
                            .formatted(
                                    table.view(),
                                    ask.name(target),
                                    NeighbourQuestions.pairs(key, same, "s", "t"),
                                    ask.origin(target, "t")));
                }
            }
        }
    }

    /** What the rows refer to that the documents have made before: somebody counts them who may count them no more. */
    void referredBefore() {
        for (var table : ask.plan().tables().values()) {
            for (var key : table.target().foreignKeys()) {
                var target = ask.plan().tables().get(key.target());
                if (target != null && key.columns().size() == 1 && ask.hasPrior(table)) {
                    ask.see("select o.doc from %s join %s r on %s join %s"
                            .formatted(
                                    ask.prior(table, "t"),
                                    ask.name(target),
                                    NeighbourQuestions.pairs(key, 1, "t", "r"),
                                    ask.origin(target, "r")));
                }
            }
        }
    }

    /**
     * Rows without a document that the rows refer to which the documents have made before: they were left, or rebuilt, perhaps
     * for nothing else than that.
     */
    void left() {
        var referred = new ArrayList<String>();
        for (var table : ask.plan().tables().values()) {
            for (var key : table.target().foreignKeys()) {
                var target = ask.plan().tables().get(key.target());
                if (target != null && ask.hasPrior(table)) {
                    referred.add("""
                            select o.index_name, o.id from %s join %s r on %s
                            join rejoin_import.row_origin o on o.table_name = %s and o.doc is null and %s
                            """.formatted(
                            ask.prior(table, "t"),
                            ask.name(target),
                            NeighbourQuestions.pairs(key, key.columns().size() - (key.period() ? 1 : 0), "t", "r"),
                            Statements.literal(target.name()),
                            Rows.of(target).remembered("r")));
                }
            }
        }
        if (referred.isEmpty()) {
            return;
        }
        // An element's row was left for that, of a document that is still there.
        ask.concern("""
                select d.doc from (%s) l join rejoin_import.document d
                    on d.run_id = %d and d.index_name = l.index_name and d.id = l.id
                """.formatted(String.join(" union ", referred), ask.run()));
        ask.add("""
                select 'left', null::bigint, l.index_name, l.id from (%s) l
                where case when l.index_name is null
                    then l.id not in (select id from _rebuilt)
                    else not exists (select from _staged s where s.focus
                                     and s.index_name = l.index_name and s.id = l.id)
                         and not exists (select from rejoin_import.document d where d.run_id = %d
                                         and d.index_name = l.index_name and d.id = l.id) end
                """.formatted(String.join(" union ", referred), ask.run()));
    }

    /**
     * Rows of these documents that others refer to by values which no row will have any more.
     *
     * @param foreseen only those of which it shows before the check: whoever is found then need not be found after it, when
     *     everything would have to be staged and checked again
     */
    void referringToWhatGoes(boolean foreseen) {
        for (var table : ask.plan().tables().values()) {
            if (!ask.hasPrior(table)) {
                continue;
            }
            for (var other : ask.plan().tables().values()) {
                for (var key : other.target().foreignKeys()) {
                    if (key.target().equals(table.name()) && (!foreseen || isKnownAtOnce(table, key))) {
                        // A key that is written otherwise goes as well: what refers to it takes it as it is written.
                        var same = key.targetColumns().stream()
                                .map(c -> table.target().column(c).orElseThrow())
                                .map(c -> "%s = %s".formatted(c.asWritten("v"), c.asWritten("t")))
                                .collect(Collectors.joining(" and "));
                        ask.concern("""
                                select o.doc from %s join %s r on %s join %s
                                where not exists (select from %s v where %s)
                                """.formatted(
                                ask.prior(table, "t"),
                                ask.name(other),
                                NeighbourQuestions.pairs(key, key.columns().size() - (key.period() ? 1 : 0), "r", "t"),
                                ask.origin(other, "r"),
                                table.view(),
                                same));
                    }
                }
            }
        }
    }

    /** Whether each row is a single document's, and what others refer to it by is known when that is staged. */
    private boolean isKnownAtOnce(StageTable table, ForeignKey key) {
        return ask.plan().namedBySourceId(table.name())
                && table.named()
                        .map(List::of)
                        .filter(key.targetColumns()::equals)
                        .isPresent();
    }

    /** Documents that repeat a value which has changed. */
    void copying() {
        for (var part : ask.plan().parts()) {
            for (var copy : part.copies()) {
                copying(part, copy);
            }
        }
    }

    private void copying(StagePart part, Copy copy) {
        var own = ask.plan().tables().get(part.row().table());
        var from = own.target();
        var names = (copy.reference() + "." + copy.column()).split("\\.");
        var joins = new StringBuilder();
        var alias = "r";
        for (int i = 0; i < names.length - 1; i++) {
            var key = from.reference(names[i]).orElseThrow();
            var table = ask.plan().tables().get(key.target());
            from = ask.plan().catalog().table(key.target()).orElseThrow();
            boolean last = i == names.length - 2;
            if (last && (table == null || !ask.hasPrior(table))) {
                return;
            }
            var next = last ? "t" : "t" + i;
            joins.insert(
                    0,
                    " join %s.%s %s on %s.%s = %s.%s"
                            .formatted(
                                    quoted(ask.plan().catalog().schema()),
                                    quoted(i == 0 ? own.name() : ownerOf(names, i, own)),
                                    alias,
                                    alias,
                                    quoted(names[i]),
                                    next,
                                    quoted(key.targetColumns().getFirst())));
            alias = next;
        }
        var last = ask.plan().tables().get(from.name());
        var column = from.column(names[names.length - 1]).orElseThrow();
        ask.see("""
                select o.doc from %s%s join %s
                where exists (select from %s v where v.%s = p.row_id and %s is distinct from %s)
                """.formatted(
                        ask.prior(last, "t"),
                        joins,
                        ask.origin(own, "r"),
                        last.view(),
                        last.key(),
                        column.asWritten("v"),
                        column.asWritten("t")));
    }

    private String ownerOf(String[] names, int count, StageTable own) {
        var table = own.target();
        for (int i = 0; i < count; i++) {
            table = ask.plan()
                    .catalog()
                    .table(table.reference(names[i]).orElseThrow().target())
                    .orElseThrow();
        }
        return table.name();
    }
}
