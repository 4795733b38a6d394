package dev.rejoin.importer.apply;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.catalog.TargetCatalog.Exclusion;
import dev.rejoin.importer.catalog.TargetCatalog.ForeignKey;
import dev.rejoin.importer.catalog.TargetCatalog.Unique;
import dev.rejoin.importer.load.Rows;
import dev.rejoin.importer.mapping.Mapping.Copy;
import dev.rejoin.importer.mapping.Mapping.Reference;
import dev.rejoin.importer.mapping.Mapping.TargetCheck;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.Kind;
import dev.rejoin.importer.plan.StagePlan.Part;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which other documents a few changed ones concern. Two kinds: those that may become something else themselves (they make
 * the same row, wait for one, refer to one that goes, or want the same unique value), and those that are only looked at,
 * since the first refer to them, or since they repeat or count something of theirs.
 *
 * <p>What is staged stands in the transaction's table {@code _staged}, and in {@code _fresh} what has come to it since the last
 * question: what the others concern was found before. Everything else is asked of the ledger and the target.
 */
final class Neighbourhood {
    private final Connection connection;
    private final StagePlan plan;
    private final long run;
    private final Map<String, List<String>> names;

    /** What is staged: documents by their numbers, and whether they are to be judged; and the tables that they make rows of. */
    private final Staged staged;

    /** The tables that rows are staged of, and those that what is to be judged has made rows of before. */
    private Set<String> filled = Set.of();

    private final Set<String> before = new TreeSet<>();

    /** What is remembered of the rows that the documents to be judged have made before. */
    private static final String MADE = """
            with made as materialized (
                select p.* from _fresh g
                join rejoin_import.row_origin p on p.index_name = g.index_name and p.id = g.id and p.how <> 'MERGED'
                where g.focus)
            """;

    /** Asked together: a question costs more than what it asks. */
    private final Set<String> asked = new LinkedHashSet<>();

    /**
     * @param documents by their numbers, and whether they are to be judged
     * @param indices that they are of
     * @param tables that they make rows of
     */
    record Staged(Map<Long, Boolean> documents, Set<String> indices, Set<String> tables) {
        Staged() {
            this(new HashMap<>(), new TreeSet<>(), new TreeSet<>());
        }
    }

    /**
     * @param run the run that the target shows
     * @param names the names of the source's indices, by the mapping's
     */
    Neighbourhood(Connection connection, StagePlan plan, long run, Map<String, List<String>> names, Staged staged) {
        this.connection = connection;
        this.plan = plan;
        this.run = run;
        this.names = names;
        this.staged = staged;
    }

    /**
     * Documents by their numbers in the ledger.
     *
     * @param concerned to be judged and written anew
     * @param seen to be looked at
     * @param left what made rows once, and is not in the ledger any more: whether they stay is to be judged anew
     */
    public record Found(Set<Long> concerned, Set<Long> seen, Set<Left> left) {
        Found() {
            this(new TreeSet<>(), new TreeSet<>(), new LinkedHashSet<>());
        }

        boolean isEmpty() {
            return concerned.isEmpty() && seen.isEmpty() && left.isEmpty();
        }
    }

    /**
     * What made rows that were left when it went, since rows that stayed referred to them; or rows that were rebuilt.
     *
     * @param index none where the rows were rebuilt from copies; then {@code id} is the name that they were rebuilt for
     */
    public record Left(@Nullable String index, String id) {}

    /** What staging alone shows; called until nothing more is found. */
    Found beforeTheCheck() throws SQLException {
        look(false);
        referred();
        covering();
        referredBefore();
        left();
        sameRow();
        waiting();
        mentioned();
        refused();
        rebuiltTogether();
        sameValues();
        referringToWhatGoes(true);
        return answers();
    }

    /** What shows when everything staged is judged. */
    Found afterTheCheck() throws SQLException {
        try (var statement = connection.prepareStatement(
                "insert into _fresh select * from _staged where doc not in (select doc from _fresh)")) {
            statement.executeUpdate();
        }
        look(true);
        setAside();
        sameRow();
        sameValues();
        referringToWhatGoes(false);
        copying();
        rebuilt();
        return answers();
    }

    /** By the last look: the tables that rows are staged of, or may be yet, and those that the documents have rows in. */
    Set<String> involved() {
        var involved = new HashSet<>(filled);
        involved.addAll(before);
        for (var part : plan.parts()) {
            if (part.kind() == Kind.RESURRECTED
                    && names.getOrDefault(part.index().index(), List.of()).stream()
                            .anyMatch(staged.indices()::contains)) {
                involved.add(part.row().table());
            }
        }
        return involved;
    }

    /** @param rebuilt whether rows may have been rebuilt that no document makes */
    private void look(boolean rebuilt) throws SQLException {
        filled = new TreeSet<>(staged.tables());
        if (rebuilt) {
            var more = plan.parts().stream()
                    .filter(part -> part.kind() == Kind.RESURRECTED)
                    .map(part -> part.row().table())
                    .filter(table -> !filled.contains(table))
                    .distinct()
                    .map(table -> "select %s where exists (select from %s)"
                            .formatted(literal(table), plan.tables().get(table).base()))
                    .toList();
            if (!more.isEmpty()) {
                filled.addAll(texts(String.join(" union all ", more)));
            }
        }
        before.addAll(texts("""
                select distinct p.table_name from _fresh g
                join rejoin_import.row_origin p on g.focus and p.index_name = g.index_name and p.id = g.id
                union
                select o.table_name from _rebuilt r
                join rejoin_import.row_origin o on o.index_name is null and o.id = r.id
                """));
    }

    private void concern(String documents) {
        asked.add("select 'concerned', doc, null, null from (%s) q (doc)".formatted(documents));
    }

    private void see(String documents) {
        asked.add("select 'seen', doc, null, null from (%s) q (doc)".formatted(documents));
    }

    private Found answers() throws SQLException {
        var found = new Found();
        var query = MADE + String.join("\nunion all\n", asked);
        asked.clear();
        try (var statement = connection.prepareStatement(query);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                switch (rows.getString(1)) {
                    case "concerned" -> found.concerned.add(rows.getLong(2));
                    case "seen" -> found.seen.add(rows.getLong(2));
                    default -> found.left.add(new Left(rows.getString(3), rows.getString(4)));
                }
            }
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nwhile running\n" + query, e.getSQLState(), e);
        }
        rebuiltFor(found);
        // Documents that are staged as such already are none to be found.
        found.concerned.removeIf(
                number -> Boolean.TRUE.equals(staged.documents().get(number)));
        found.seen.removeAll(staged.documents().keySet());
        found.seen.removeAll(found.concerned);
        return found;
    }

    /** The documents that references name: by their id, or by a value of their row. */
    private void referred() {
        for (var part : plan.parts()) {
            var table = plan.tables().get(part.row().table());
            for (var reference : part.references().entrySet()) {
                referred(part, table, table.ref(reference.getKey()), reference.getValue());
            }
        }
    }

    private void referred(Part part, StageTable table, String raw, Reference reference) {
        var target = plan.tables().get(reference.table());
        var from = "%s b join _fresh f on f.doc = b._doc where b._part = %d and b.%s is not null"
                .formatted(table.base(), part.number(), quoted(raw));
        if (!isFilled(table)) {
            return;
        }
        if (reference.by().isEmpty()) {
            see("""
                    select d.doc from (select distinct b.%s as name from %s) b
                    join rejoin_import.document d on d.run_id = %d and d.index_name in (%s) and d.id = b.name
                    """.formatted(quoted(raw), from, run, list(fillers(target, reference))));
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
            see("select o.doc from (select distinct b.%s as name from %s) b join %s t on %s join %s"
                    .formatted(quoted(raw), from, name(target), same, origin(target, "t")));
            if (reference.by().isPresent()) {
                see("""
                        select d.doc from rejoin_import.disposition d
                        where d.run_id = %d and d.disposition = 'QUARANTINED' and d.index_name in (%s)
                        and exists (select from %s and not exists (select from %s t where %s))
                        """.formatted(
                                run,
                                list(fillers(target, reference)),
                                from,
                                name(target),
                                same.replace("b.name", "b." + quoted(raw))));
            }
        }
    }

    /** The source's indices whose documents make rows of a table. */
    private List<String> fillers(StageTable table, Reference reference) {
        return plan.parts().stream()
                .filter(p -> p.row().table().equals(table.name())
                        && p.kind() != Kind.RESURRECTED
                        && reference.index().map(p.index().index()::equals).orElse(true))
                .flatMap(p -> names.getOrDefault(p.index().index(), List.of()).stream())
                .distinct()
                .toList();
    }

    /** Rows that plain values or several columns lead to, or that must cover a period between them. */
    private void covering() {
        for (var table : plan.tables().values()) {
            for (var key : table.target().foreignKeys()) {
                var target = plan.tables().get(key.target());
                if (target != null && !plan.isMappedReference(table, key) && isFilled(table)) {
                    int same = key.columns().size() - (key.period() ? 1 : 0);
                    see("select o.doc from %s s join _fresh f on f.doc = s._doc join %s t on %s join %s"
                            .formatted(table.view(), name(target), pairs(key, same, "s", "t"), origin(target, "t")));
                }
            }
        }
    }

    private static String pairs(ForeignKey key, int count, String referring, String referred) {
        return IntStream.range(0, count)
                .mapToObj(i -> "%s.%s = %s.%s"
                        .formatted(
                                referred,
                                quoted(key.targetColumns().get(i)),
                                referring,
                                quoted(key.columns().get(i))))
                .collect(Collectors.joining(" and "));
    }

    /** What the rows refer to that the documents have made before: somebody counts them who may count them no more. */
    private void referredBefore() {
        for (var table : plan.tables().values()) {
            for (var key : table.target().foreignKeys()) {
                var target = plan.tables().get(key.target());
                if (target != null && key.columns().size() == 1 && hasPrior(table)) {
                    see("select o.doc from %s join %s r on %s join %s"
                            .formatted(prior(table, "t"), name(target), pairs(key, 1, "t", "r"), origin(target, "r")));
                }
            }
        }
    }

    /**
     * Rows without a document that the rows refer to which the documents have made before: they were left, or rebuilt, perhaps
     * for nothing else than that.
     */
    private void left() {
        var referred = new ArrayList<String>();
        for (var table : plan.tables().values()) {
            for (var key : table.target().foreignKeys()) {
                var target = plan.tables().get(key.target());
                if (target != null && hasPrior(table)) {
                    referred.add("""
                            select o.index_name, o.id from %s join %s r on %s
                            join rejoin_import.row_origin o on o.table_name = %s and o.doc is null and %s
                            """.formatted(
                                    prior(table, "t"),
                                    name(target),
                                    pairs(key, key.columns().size() - (key.period() ? 1 : 0), "t", "r"),
                                    literal(target.name()),
                                    named(Rows.of(target), "r")));
                }
            }
        }
        if (referred.isEmpty()) {
            return;
        }
        asked.add("""
                select 'left', null::bigint, l.index_name, l.id from (%s) l
                where case when l.index_name is null
                    then l.id not in (select id from _rebuilt)
                    else not exists (select from _staged s where s.focus
                                     and s.index_name = l.index_name and s.id = l.id)
                         and not exists (select from rejoin_import.document d where d.run_id = %d
                                         and d.index_name = l.index_name and d.id = l.id) end
                """.formatted(String.join(" union ", referred), run));
    }

    /** Documents of which a finding says that they refer to a rebuilt row. */
    private void rebuiltFor(Found found) throws SQLException {
        var rebuilt = found.left.stream()
                .filter(left -> left.index() == null)
                .map(Left::id)
                .toList();
        if (!rebuilt.isEmpty()) {
            found.concerned.addAll(numbers("""
                    select f.doc from rejoin_import.finding f
                    where f.run_id = %d and f.code = 'resurrected' and f.doc is not null and f.value in (%s)
                    """.formatted(run, list(rebuilt))));
        }
    }

    /** Documents that make, or have made, the same row. */
    private void sameRow() {
        concern("""
                select p.doc from _fresh s
                join rejoin_import.row_origin o on o.index_name = s.index_name and o.id = s.id
                join rejoin_import.row_origin p on p.table_name = o.table_name and p.row_id = o.row_id
                where s.focus and p.doc is not null
                """);
        for (var table : plan.tables().values()) {
            if (isFilled(table)) {
                concern("""
                        select o.doc from %s b join _fresh s on s.doc = b._doc and s.focus
                        join rejoin_import.row_origin o on o.table_name = %s and o.row_id = b.%s where o.doc is not null
                        """.formatted(table.base(), literal(table.name()), table.key()));
            }
        }
    }

    /** Documents of which a finding says that they miss, or were given, what one of these is called. */
    private void waiting() {
        var called = new ArrayList<String>();
        called.add("select id from _fresh where focus");
        waitingForSpellings();
        for (var part : plan.parts()) {
            for (var reference : part.references().values()) {
                var target = plan.tables().get(reference.table());
                var by = reference.by().orElse(StagePlan.LEGACY_ID);
                if (target.data().containsKey(by)) {
                    if (isFilled(target)) {
                        called.add("select b.%s::text from %s b join _fresh s on s.doc = b._doc and s.focus"
                                .formatted(quoted(by), target.base()));
                    }
                    if (hasPrior(target)) {
                        called.add("select t.%s::text from %s".formatted(quoted(by), prior(target, "t")));
                    }
                }
            }
        }
        concern("""
                select f.doc from (%s) c (name)
                join rejoin_import.finding f on f.value = c.name and f.run_id = %d and f.doc is not null
                where f.code in ('orphan_reference', 'dependent_of_quarantined', 'resurrected', 'reference_to_duplicate')
                """.formatted(called.stream().distinct().collect(Collectors.joining(" union ")), run));
    }

    /** The same where what they miss is spelled in another way that the target takes for equal. */
    private void waitingForSpellings() {
        for (var part : plan.parts()) {
            for (var reference : part.references().values()) {
                var target = plan.tables().get(reference.table());
                var by = reference.by().orElse("");
                var form = target.target().compared(by, "f.value");
                if (form.isEmpty() || !target.data().containsKey(by)) {
                    continue;
                }
                var called = new ArrayList<String>();
                if (isFilled(target)) {
                    called.add("select b.%s::text as name from %s b join _fresh s on s.doc = b._doc and s.focus"
                            .formatted(quoted(by), target.base()));
                }
                if (hasPrior(target)) {
                    called.add("select t.%s::text as name from %s".formatted(quoted(by), prior(target, "t")));
                }
                if (!called.isEmpty()) {
                    concern("""
                            select f.doc from rejoin_import.finding f
                            where f.run_id = %d and f.doc is not null and f.value is not null
                            and f.code in ('orphan_reference', 'dependent_of_quarantined', 'resurrected')
                            and %s in (select %s from (%s) c)
                            """.formatted(
                                    run,
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
    private void refused() {
        var objecting = plan.mapping().checks().stream()
                .filter(TargetCheck::quarantine)
                .map(TargetCheck::code)
                .toList();
        concern("""
                select f.doc from rejoin_import.finding f
                where f.run_id = %d and f.doc is not null
                and (f.message like 'the database refused it: %%' or f.severity = 'ERROR' and f.code in (%s))
                """.formatted(run, list(objecting)));
    }

    /** Documents that were set aside for one of these, as the first of those with the same value. */
    private void mentioned() {
        var together = new TreeSet<String>();
        var covered = new TreeSet<String>();
        for (var table : plan.tables().values()) {
            if (!isFilled(table) && !hasPrior(table)) {
                continue;
            }
            table.target().uniques().stream().map(Unique::name).forEach(together::add);
            table.target().exclusions().stream().map(Exclusion::name).forEach(together::add);
            together.add(table.name() + "_id_unique");
            for (var other : plan.tables().values()) {
                other.target().foreignKeys().stream()
                        .filter(key -> key.target().equals(table.name()) && !plan.isMappedReference(other, key))
                        .map(ForeignKey::name)
                        .forEach(covered::add);
            }
        }
        concern("""
                select f.doc from rejoin_import.finding f
                where f.run_id = %d and f.code in (%s) and f.doc is not null
                and exists (select from _fresh s where s.focus and strpos(f.message, s.index_name || '/' || s.id) > 0)
                """.formatted(run, list(together)));
        concern("""
                select f.doc from rejoin_import.finding f where f.run_id = %d and f.code in (%s) and f.doc is not null
                """.formatted(run, list(covered)));
    }

    /** Those that the same row was rebuilt from. */
    private void rebuiltTogether() {
        concern("""
                select f.doc from rejoin_import.finding o join _fresh s on s.focus and o.index_name = s.index_name and o.id = s.id
                join rejoin_import.finding f on f.value = o.value and f.code = 'resurrected' and f.run_id = o.run_id
                where o.run_id = %d and o.code = 'resurrected' and f.doc is not null
                """.formatted(run));
    }

    private void rebuilt() {
        concern("""
                select f.doc from _found o
                join rejoin_import.finding f on f.value = o.value and f.code = 'resurrected' and f.run_id = %d
                where o.code = 'resurrected' and f.doc is not null
                """.formatted(run));
    }

    /** Those whose rows have a value that only one row may have, or lie where only one may lie. */
    private void sameValues() {
        for (var table : plan.tables().values()) {
            if (!isFilled(table)) {
                continue;
            }
            for (var unique : table.target().uniques()) {
                if (!isOwnKey(table, unique) && unique.reads().stream().noneMatch(table::isDrawnLater)) {
                    sameValues(
                            table,
                            unique.keys(),
                            IntStream.range(0, unique.keys().size())
                                    .mapToObj(i -> unique.nullsNotDistinct() ? "is not distinct from" : "=")
                                    .toList(),
                            unique.predicate().orElse("true"));
                }
            }
            for (var exclusion : table.target().exclusions()) {
                if (exclusion.reads().stream().noneMatch(table::isDrawnLater)) {
                    sameValues(
                            table,
                            exclusion.keys(),
                            exclusion.operators().stream()
                                    .map(o -> "operator(%s)".formatted(o))
                                    .toList(),
                            exclusion.predicate().orElse("true"));
                }
            }
        }
    }

    private static boolean isOwnKey(StageTable table, Unique unique) {
        return table.named().map(List::of).filter(unique.columns()::equals).isPresent();
    }

    private void sameValues(StageTable table, List<String> keys, List<String> operators, String predicate) {
        var selected = IntStream.range(0, keys.size())
                .mapToObj(i -> "(%s) as k%d".formatted(keys.get(i), i))
                .collect(Collectors.joining(", "));
        var conflict = IntStream.range(0, keys.size())
                .mapToObj(i -> "p.k%1$d %2$s s.k%1$d".formatted(i, operators.get(i)))
                .collect(Collectors.joining(" and "));
        var rows = Rows.of(table);
        concern("""
                select o.doc
                from (select %1$s from (select v.* from %2$s v join _fresh d on d.doc = v._doc and d.focus) v where %3$s) s
                join (select %4$s, %1$s from %5$s t where %3$s) p on %6$s
                join rejoin_import.row_origin o on o.table_name = %7$s and %8$s
                where o.doc is not null
                """.formatted(
                        selected,
                        table.view(),
                        predicate,
                        rows.key().stream().map(c -> "t." + quoted(c)).collect(Collectors.joining(", ")),
                        name(table),
                        conflict,
                        literal(table.name()),
                        named(rows, "p")));
    }

    /** Those only looked at that would be set aside now, and were not. */
    private void setAside() {
        for (var table : plan.tables().values()) {
            if (!isFilled(table)) {
                continue;
            }
            concern("""
                    select b._doc from %s b join _staged s on s.doc = b._doc and not s.focus
                    join rejoin_stage._part p on p.part = b._part
                    where b._rejected and not exists (
                        select from rejoin_import.disposition d
                        where d.run_id = %2$d and d.doc = b._doc and d.disposition = 'QUARANTINED')
                    and not exists (
                        select from rejoin_import.set_aside_element e
                        where e.run_id = %2$d and e.doc = b._doc and e.part = p.label || '#' || b._position)
                    """.formatted(table.base(), run));
        }
    }

    /**
     * Rows of these documents that others refer to by values which no row will have any more.
     *
     * @param foreseen only those of which it shows before the check: whoever is found then need not be found after it, when
     *     everything would have to be staged and checked again
     */
    private void referringToWhatGoes(boolean foreseen) {
        for (var table : plan.tables().values()) {
            if (!hasPrior(table)) {
                continue;
            }
            for (var other : plan.tables().values()) {
                for (var key : other.target().foreignKeys()) {
                    if (key.target().equals(table.name()) && (!foreseen || isKnownAtOnce(table, key))) {
                        // A key that is written otherwise goes as well: what refers to it takes it as it is written.
                        var same = key.targetColumns().stream()
                                .map(c -> table.target().column(c).orElseThrow())
                                .map(c -> "%s = %s".formatted(c.asWritten("v"), c.asWritten("t")))
                                .collect(Collectors.joining(" and "));
                        concern("""
                                select o.doc from %s join %s r on %s join %s
                                where not exists (select from %s v where %s)
                                """.formatted(
                                        prior(table, "t"),
                                        name(other),
                                        pairs(key, key.columns().size() - (key.period() ? 1 : 0), "r", "t"),
                                        origin(other, "r"),
                                        table.view(),
                                        same));
                    }
                }
            }
        }
    }

    /** Whether each row is a single document's, and what others refer to it by is known when that is staged. */
    private boolean isKnownAtOnce(StageTable table, ForeignKey key) {
        return plan.namedBySourceId(table.name())
                && table.named()
                        .map(List::of)
                        .filter(key.targetColumns()::equals)
                        .isPresent();
    }

    /** Documents that repeat a value which has changed. */
    private void copying() {
        for (var part : plan.parts()) {
            for (var copy : part.copies()) {
                copying(part, copy);
            }
        }
    }

    private void copying(Part part, Copy copy) {
        var own = plan.tables().get(part.row().table());
        var from = own.target();
        var names = (copy.reference() + "." + copy.column()).split("\\.");
        var joins = new StringBuilder();
        var alias = "r";
        for (int i = 0; i < names.length - 1; i++) {
            var key = from.reference(names[i]).orElseThrow();
            var table = plan.tables().get(key.target());
            from = plan.catalog().table(key.target()).orElseThrow();
            boolean last = i == names.length - 2;
            if (last && (table == null || !hasPrior(table))) {
                return;
            }
            var next = last ? "t" : "t" + i;
            joins.insert(
                    0,
                    " join %s.%s %s on %s.%s = %s.%s"
                            .formatted(
                                    quoted(plan.catalog().schema()),
                                    quoted(i == 0 ? own.name() : ownerOf(names, i, own)),
                                    alias,
                                    alias,
                                    quoted(names[i]),
                                    next,
                                    quoted(key.targetColumns().getFirst())));
            alias = next;
        }
        var last = plan.tables().get(from.name());
        var column = from.column(names[names.length - 1]).orElseThrow();
        see("""
                select o.doc from %s%s join %s
                where exists (select from %s v where v.%s = p.row_id and %s is distinct from %s)
                """.formatted(
                        prior(last, "t"),
                        joins,
                        origin(own, "r"),
                        last.view(),
                        last.key(),
                        column.asWritten("v"),
                        column.asWritten("t")));
    }

    private String ownerOf(String[] names, int count, StageTable own) {
        var table = own.target();
        for (int i = 0; i < count; i++) {
            table = plan.catalog()
                    .table(table.reference(names[i]).orElseThrow().target())
                    .orElseThrow();
        }
        return table.name();
    }

    /** Rows of the target that these documents have made, with what is remembered of them as {@code p}. */
    private String prior(StageTable table, String row) {
        return "made p join %s %s on p.table_name = %s and %s"
                .formatted(
                        name(table), row, literal(table.name()), Rows.of(table).at(row, "p.row_id", "p.row_key"));
    }

    private boolean hasPrior(StageTable table) {
        return before.contains(table.name());
    }

    private boolean isFilled(StageTable table) {
        return filled.contains(table.name());
    }

    /** The condition that leads from a row of the target to the documents that made it, as {@code o}. */
    private String origin(StageTable table, String row) {
        return "rejoin_import.row_origin o on o.table_name = %s and o.doc is not null and %s"
                .formatted(literal(table.name()), named(Rows.of(table), row));
    }

    private static String named(Rows rows, String row) {
        return rows.byOwnKey()
                ? "o.row_id = %s.%s".formatted(row, quoted(rows.key().getFirst()))
                : "o.row_key = " + rows.keyOf(row);
    }

    private String name(StageTable table) {
        return quoted(plan.catalog().schema()) + "." + quoted(table.name());
    }

    private Set<Long> numbers(String query) throws SQLException {
        var numbers = new HashSet<Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nwhile running\n" + query, e.getSQLState(), e);
        }
        return numbers;
    }

    private Set<String> texts(String query) throws SQLException {
        var texts = new HashSet<String>();
        try (var statement = connection.prepareStatement(query);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static String list(Iterable<String> texts) {
        var literals = new ArrayList<String>();
        texts.forEach(text -> literals.add(literal(text)));
        return literals.isEmpty() ? "null" : String.join(", ", literals);
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
