package dev.rejoin.importer.check;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;
import static dev.rejoin.importer.sql.Statements.literal;

import dev.rejoin.importer.finding.Article;
import dev.rejoin.importer.finding.Finding.Severity;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.Mapping.IndexMapping;
import dev.rejoin.importer.mapping.Mapping.Orphans;
import dev.rejoin.importer.mapping.Mapping.Reference;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.PartKind;
import dev.rejoin.importer.plan.StagePlan.StagePart;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import dev.rejoin.importer.stage.LinkedValues;
import dev.rejoin.importer.stage.Resurrector;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what references lead to, those that lead to nothing, and those that lead to something set aside. */
record References(
        Statements sql,
        StagePlan plan,
        long run,
        Found found,
        Resurrector resurrector,
        ChangedTables changedTables,
        Map<Object, Long> followed) {

    References(
            Statements sql,
            StagePlan plan,
            long run,
            Found found,
            Resurrector resurrector,
            ChangedTables changedTables) {
        this(sql, plan, run, found, resurrector, changedTables, new HashMap<>());
    }

    /** Of several rows of one name: the order in which a unique key keeps the first of them, and sets the others aside. */
    private static final String FIRST = """
            _rejected, _merged, (select p.prefer from rejoin_stage._part p where p.part = _part),
                    _index, _id, _position, _row""";

    /** One reference column of one part. */
    private record ReferenceColumn(
            StagePart part, StageTable table, String column, Reference reference, StageTable target) {

        boolean nullable() {
            return table.data().get(column).requiredBy().isEmpty();
        }

        String refColumn() {
            return quoted(table.ref(column));
        }

        /** The staged column with our key of the row that it leads to. */
        String linkColumn() {
            return quoted(table.link(column));
        }

        /** What empties the reference: the key, and the value that was taken by it. */
        String emptied() {
            return Stream.of(linkColumn(), quoted(column))
                    .distinct()
                    .map(c -> c + " = null")
                    .collect(Collectors.joining(", "));
        }
    }

    private List<ReferenceColumn> links() {
        var links = new ArrayList<ReferenceColumn>();
        for (var part : plan.stagedParts()) {
            part.references()
                    .forEach((column, reference) -> links.add(new ReferenceColumn(
                            part,
                            plan.tables().get(part.row().table()),
                            column,
                            reference,
                            plan.tables().get(reference.table()))));
        }
        return links;
    }

    /**
     * References by natural key, or into a table that several indices fill, get their target's key; then rows whose
     * identity they belong to can be named. What refers to such rows is looked up after that.
     */
    void resolve() throws SQLException {
        var names = new RowNames(sql, plan);
        for (var table : plan.staged()) {
            for (var link : links()) {
                if (link.target == table && !plan.isDerived(link.reference)) {
                    resolve(link);
                }
            }
        }
        boolean renamed = false;
        for (var part : names.later()) {
            for (var link : links()) {
                if (link.part == part && !plan.isDerived(link.reference)) {
                    resolve(link);
                }
            }
            renamed |= names.give(part);
        }
        if (renamed) {
            for (var link : links()) {
                if (!plan.isDerived(link.reference)) {
                    resolve(link);
                }
            }
        }
    }

    private void resolve(ReferenceColumn link) throws SQLException {
        sql.run("""
                update %1$s b set %2$s = u.key
                from (%3$s) u
                where b._part = %4$d and %5$s = u.name and b.%2$s is distinct from u.key
                """.formatted(link.table.base(), link.linkColumn(), keys(link), link.part.number(), name(link)));
    }

    private String keys(ReferenceColumn link) {
        if (link.reference.index().isPresent()) {
            var numbers = plan.parts().stream()
                    .filter(p -> p.index().index().equals(link.reference.index().get())
                            && p.row().table().equals(link.target.name())
                            && p.kind() != PartKind.RESURRECTED
                            && p.kind() != PartKind.CHILD)
                    .map(p -> String.valueOf(p.number()))
                    .toList();
            return """
                    select distinct on (_id) _id as name, %s as key from %s where _part in (%s)
                    order by _id, %s
                    """.formatted(
                            link.target.key(),
                            link.target.base(),
                            numbers.isEmpty() ? "-1" : String.join(", ", numbers),
                            FIRST);
        }
        var by = quoted(link.reference.by().orElse(StagePlan.LEGACY_ID));
        var compared = link.reference
                .by()
                .flatMap(column -> link.target.target().compared(column, by + "::text"))
                .orElse(by + "::text");
        return """
                select distinct on (name) %1$s as name, %3$s as key from %2$s where %5$s is not null
                order by name, %4$s
                """.formatted(compared, link.target.base(), link.target.key(), FIRST, by);
    }

    /** What a row names the other one by, in the form in which the target compares it. */
    private static String name(ReferenceColumn link) {
        var ref = "b." + link.refColumn();
        return link.reference
                .by()
                .flatMap(column -> link.target.target().compared(column, ref))
                .orElse(ref);
    }

    /** References to documents that do not exist: what can be rebuilt is rebuilt before anything is set aside for it. */
    void findOrphans() throws SQLException {
        for (var link : links()) {
            if (link.reference.orphans() == Orphans.RESURRECT && gatherOrphans(link)) {
                resurrect(link);
                setAsideOrphans(link);
            }
        }
        for (var link : links()) {
            if (link.reference.orphans() != Orphans.RESURRECT && gatherOrphans(link)) {
                setAsideOrphans(link);
            }
        }
        for (var link : links()) {
            reportResurrected(link);
        }
    }

    private boolean gatherOrphans(ReferenceColumn link) throws SQLException {
        return sql.fill("_orphan", """
                select b._row, b._doc, b.%1$s as ref from %2$s b
                where b._part = %3$d and not b._rejected and b.%1$s is not null
                and (b.%4$s is null or not exists (select from %5$s u where u.%6$s = b.%4$s))
                """.formatted(
                                link.refColumn(),
                                link.table.base(),
                                link.part.number(),
                                link.linkColumn(),
                                link.target.base(),
                                link.target.key()))
                > 0;
    }

    private void setAsideOrphans(ReferenceColumn link) throws SQLException {
        boolean loadWithout = link.reference.orphans() != Orphans.QUARANTINE;
        var suffix = loadWithout ? "; loaded without the link" : "";
        var missing =
                literal("refers to %s that does not exist%s".formatted(Article.before(link.target.name()), suffix));
        found.add(
                loadWithout ? Severity.WARNING : Severity.ERROR,
                FindingCode.ORPHAN_REFERENCE,
                link.table,
                link.column,
                loadWithout ? "" : "restore the missing document, correct the reference, or let it be loaded without",
                """
                select _row, ref as value, null::jsonb as detail, %s as message from _orphan o
                """.formatted(
                                link.reference.by().isEmpty()
                                        ? "coalesce((%s), %s)".formatted(leftOut(link, suffix), missing)
                                        : missing));
        sql.run("update %s b set %s from _orphan o where o._row = b._row".formatted(link.table.base(), link.emptied()));
        found.reject(link.table);
    }

    /** What is missing may be a document that a person has left out. */
    private String leftOut(ReferenceColumn link, String suffix) {
        var indices = plan.ownDates().entrySet().stream()
                .filter(own -> isNamed(link, own.getValue().index()))
                .map(own -> literal(own.getKey()))
                .collect(Collectors.joining(", "));
        return """
                select %s || (d.ruling -> 'excluded' ->> 'by') || ' has left out: ' || (d.ruling -> 'excluded' ->> 'because') || %s
                from rejoin_import.document d
                where d.run_id = %d and d.id = o.ref and d.ruling is not null and d.ruling -> 'excluded' is not null
                and d.index_name in (%s) order by d.doc limit 1
                """.formatted(
                        literal("refers to %s that ".formatted(Article.before(link.target.name()))),
                        literal(suffix),
                        run,
                        indices.isEmpty() ? "null" : indices);
    }

    /** Whether documents of an index are what a reference names by their ids. */
    private boolean isNamed(ReferenceColumn link, IndexMapping index) {
        return link.reference.index().map(index.index()::equals).orElse(true)
                && plan.parts().stream()
                        .anyMatch(p -> p.index() == index
                                && p.row().table().equals(link.target.name())
                                && (p.kind() == PartKind.OWN || p.kind() == PartKind.COMPANION));
    }

    private void resurrect(ReferenceColumn link) throws SQLException {
        resurrector.rebuild(link.part, link.column);
        var rebuilt = rebuilt(link.target);
        sql.run("""
                update %1$s b set %2$s = u.%3$s from _orphan o join %4$s u on u._id = o.ref and u._part in (%5$s)
                where b._row = o._row
                """.formatted(link.table.base(), link.linkColumn(), link.target.key(), link.target.base(), rebuilt));
        sql.run("delete from _orphan o using %s u where u._id = o.ref and u._part in (%s)"
                .formatted(link.target.base(), rebuilt));
    }

    /** The parts that rebuild rows of a table for those who miss them; -1 where none does. */
    private String rebuilt(StageTable table) {
        return Stream.concat(
                        plan.parts().stream()
                                .filter(part -> part.kind() == PartKind.RESURRECTED
                                        && part.row().table().equals(table.name()))
                                .map(part -> String.valueOf(part.number())),
                        Stream.of("-1"))
                .collect(Collectors.joining(", "));
    }

    /** Every document that refers to a rebuilt row hears of it, whichever documents it was rebuilt from. */
    private void reportResurrected(ReferenceColumn link) throws SQLException {
        var rebuilt = rebuilt(link.target);
        if (rebuilt.equals("-1")) {
            return;
        }
        found.add(
                Severity.WARNING,
                FindingCode.RESURRECTED,
                link.table,
                link.column,
                "check the rebuilt row",
                """
                select b._row, b.%s as value, null::jsonb as detail, %s as message
                from %s b join %s u on u.%s = b.%s
                where b._part = %d and not b._rejected and u._part in (%s)
                """.formatted(
                        link.refColumn(),
                        literal("refers to %s that no longer exists: it was rebuilt from the copies of it that do"
                                .formatted(Article.before(link.target.name()))),
                        link.table.base(),
                        link.target.base(),
                        link.target.key(),
                        link.linkColumn(),
                        link.part.number(),
                        rebuilt));
    }

    /**
     * References to a document that was set aside, whose row is there all the same: another document of the same
     * identity made it. They lead there, and say so.
     */
    void reportDuplicates() throws SQLException {
        for (var link : links()) {
            if (link.reference.by().isEmpty() && Merges.merges(plan, link.target)) {
                for (var named : named(link)) {
                    reportDuplicates(link, named);
                }
            }
        }
    }

    /** The parts with an identity that make rows by the names of which the reference may go. */
    private List<StagePart> named(ReferenceColumn link) {
        return plan.parts().stream()
                .filter(p -> p.row().table().equals(link.target.name())
                        && (p.kind() == PartKind.OWN || p.kind() == PartKind.COMPANION)
                        && !p.row().identity().isEmpty()
                        && link.reference
                                .index()
                                .map(index -> index.equals(p.index().index()))
                                .orElse(true))
                .toList();
    }

    private void reportDuplicates(ReferenceColumn link, StagePart named) throws SQLException {
        var key =
                link.reference.index().isPresent() || !link.target.hasLegacyId() ? "_id" : quoted(StagePlan.LEGACY_ID);
        found.add(
                Severity.WARNING,
                FindingCode.REFERENCE_TO_DUPLICATE,
                link.table,
                link.column,
                "look at it again when that document is corrected",
                """
                select b._row, b.%1$s as value, null::jsonb as detail,
                       'refers to ' || min(l._index || '/' || l._id) || ', which was set aside; it leads to '
                           || min(w._index || '/' || w._id) || %2$s as message
                from %3$s b
                join %4$s l on l.%10$s = b.%5$s and l.%6$s = b.%1$s and l._part = %7$d and l._rejected
                join %4$s w on w.%10$s = b.%5$s and not w._rejected and not w._merged
                where b._part = %8$d and not b._rejected and %9$s
                and not exists (select from %4$s a where a.%10$s = b.%5$s and a.%6$s = b.%1$s and not a._rejected)
                group by b._row, b.%1$s
                """.formatted(
                                link.refColumn(),
                                literal(", the same %s by %s"
                                        .formatted(
                                                link.target.name(),
                                                String.join(", ", named.row().identity()))),
                                link.table.base(),
                                link.target.base(),
                                link.linkColumn(),
                                key,
                                named.number(),
                                link.part.number(),
                                isTaken(link),
                                link.target.key()));
    }

    /** Whether a row's own reference is the one that will be loaded: a merged row's may have lost, or filled a gap. */
    private String isTaken(ReferenceColumn link) {
        var own = Merges.isItsOwn(plan, link.table, link.column);
        return Merges.merges(plan, link.table)
                ? """
                %1$s and exists (select from %2$s t where t.%4$s = b.%4$s and not t._rejected and not t._merged
                               and t.%3$s = b.%3$s)
                """.formatted(own, link.table.base(), link.linkColumn(), link.table.key())
                : own;
    }

    /**
     * References to rows that were set aside; answers whether anything was set aside for it. Rows are only ever set
     * aside, never taken back: a reference is followed again when more of its target's rows are than the last time.
     *
     * @param reelected the tables whose rows may have got other references since the last time
     */
    boolean cascade(Set<String> reelected) throws SQLException {
        long rejected = 0;
        boolean ledElsewhere = false;
        for (var link : links()) {
            boolean afresh = reelected.contains(link.table.name());
            long dead = sql.number("select count(*) from %s where _rejected".formatted(link.target.base()));
            var before = followed.put(link, dead);
            if (afresh || dead > (before == null ? 0 : before)) {
                ledElsewhere |= leadElsewhere(link);
                rejected += follow(link, afresh);
            }
        }
        if (ledElsewhere) {
            new LinkedValues(sql.connection(), plan).fill();
        }
        for (var nesting : nestings()) {
            long dead = sql.number("select count(*) from %s where _rejected".formatted(nesting.around.base()));
            var before = followed.put(nesting, dead);
            if (reelected.contains(nesting.table.name()) || dead > (before == null ? 0 : before)) {
                rejected += follow(nesting);
            }
        }
        return rejected > 0 || ledElsewhere;
    }

    /**
     * What refers by a natural key to a row that was set aside leads to another one that has it, as two that claim the same
     * unique key do: one of them stays, and is what the reference names.
     */
    private boolean leadElsewhere(ReferenceColumn link) throws SQLException {
        if (plan.isDerived(link.reference)) {
            return false;
        }
        boolean led = sql.run("""
                update %1$s b set %2$s = u.key
                from (%3$s) u
                where b._part = %4$d and not b._rejected and %5$s = u.name and b.%2$s is distinct from u.key
                and b.%2$s in (select t.%7$s from %6$s t where t._rejected)
                and not exists (select from %6$s t where t.%7$s = b.%2$s and not t._rejected)
                and exists (select from %6$s t where t.%7$s = u.key and not t._rejected)
                """.formatted(
                                link.table.base(),
                                link.linkColumn(),
                                keys(link),
                                link.part.number(),
                                name(link),
                                link.target.base(),
                                link.target.key()))
                > 0;
        if (led) {
            changedTables.add(link.table.name());
        }
        return led;
    }

    /** A column of an element's row that leads to the row of an element that it lies in. */
    private record Nesting(StagePart part, StageTable table, String column, StageTable around) {}

    private List<Nesting> nestings() {
        var nestings = new ArrayList<Nesting>();
        for (var part : plan.stagedParts()) {
            part.row().columns().forEach((column, value) -> {
                if (value instanceof Value.RowKey key
                        && plan.parts().stream()
                                .anyMatch(p -> part.liesIn(p) && p.row().table().equals(key.table()))) {
                    nestings.add(new Nesting(
                            part,
                            plan.tables().get(part.row().table()),
                            column,
                            plan.tables().get(key.table())));
                }
            });
        }
        return nestings;
    }

    /** What lies in an element that was set aside is set aside with it. */
    private long follow(Nesting nesting) throws SQLException {
        found.add(
                Severity.ERROR,
                FindingCode.DEPENDENT_OF_QUARANTINED,
                nesting.table,
                nesting.column,
                "it comes back when that element is corrected",
                """
                select b._row, u._place as value, null::jsonb as detail, %1$s as message
                from %2$s b
                join lateral (select _place from %3$s u where u.%6$s = b.%4$s order by _row limit 1) u on true
                where b._part = %5$d and not b._rejected
                and not exists (select from %3$s u where u.%6$s = b.%4$s and not u._rejected)
                """.formatted(
                        literal("lies in %s that was set aside".formatted(Article.before(nesting.around.name()))),
                        nesting.table.base(),
                        nesting.around.base(),
                        quoted(nesting.table.link(nesting.column)),
                        nesting.part.number(),
                        nesting.around.key()));
        return found.reject(nesting.table);
    }

    private long follow(ReferenceColumn link, boolean afresh) throws SQLException {
        boolean loadWithout = link.nullable() && link.reference.orphans() != Orphans.QUARANTINE;
        if (!afresh) {
            // How few they are the planner must know, or else it compares each with each.
            sql.fill(
                    "_dropped",
                    "select distinct %s as key from %s where _rejected"
                            .formatted(link.target.key(), link.target.base()));
            sql.analyze("_dropped");
        }
        long dead = found.add(
                loadWithout ? Severity.WARNING : Severity.ERROR,
                FindingCode.DEPENDENT_OF_QUARANTINED,
                link.table,
                link.column,
                loadWithout ? "" : "it comes back when that document is corrected",
                """
                select b._row, b.%1$s as value, null::jsonb as detail,
                       %2$s as message
                from %3$s b
                where b._part = %4$d and not b._rejected and b.%5$s is not null
                and not exists (select from %6$s u where u.%9$s = b.%5$s and not u._rejected)
                and %7$s and %8$s
                """.formatted(
                                link.refColumn(),
                                literal("refers to %s that was set aside%s"
                                        .formatted(
                                                Article.before(link.target.name()),
                                                loadWithout ? "; loaded without the link" : "")),
                                link.table.base(),
                                link.part.number(),
                                link.linkColumn(),
                                link.target.base(),
                                Merges.isItsOwn(plan, link.table, link.column),
                                afresh ? "true" : "b.%s in (select key from _dropped)".formatted(link.linkColumn()),
                                link.target.key()));
        if (dead == 0) {
            return 0;
        }
        if (!loadWithout) {
            return found.reject(link.table);
        }
        leaveOut(link, link.table.base(), "");
        if (Merges.merges(plan, link.table)) {
            leaveOut(link, Merges.original(link.table), ", _reopened = true");
        }
        changedTables.add(link.table.name());
        return 1;
    }

    private void leaveOut(ReferenceColumn link, String from, String andSet) throws SQLException {
        sql.run("""
                update %s b set %s%s from _found f
                where f.table_name = %s and f.row = b._row and f.code = 'dependent_of_quarantined' and f.column_name = %s
                """.formatted(from, link.emptied(), andSet, literal(link.table.name()), literal(link.column)));
    }
}
