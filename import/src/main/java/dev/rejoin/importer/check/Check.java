package dev.rejoin.importer.check;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.Mapping.Policy;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.PartKind;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Scratch;
import dev.rejoin.importer.sql.Statements;
import dev.rejoin.importer.stage.LinkedValues;
import dev.rejoin.importer.stage.Resurrector;
import dev.rejoin.importer.stage.Stage.Staged;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Checks the staged rows as a whole, in SQL and in one transaction (the load's own, so that whatever breaks off after
 * the staging finds the staging as it was): merges, references, every constraint of the target,
 * copies, totals and rules. Whatever is set aside takes its dependents along until nothing changes any more; then the
 * accounts are drawn.
 *
 * @param done hears of every statement that has ended
 * @param part present where the staged documents are only some of the run's: accounts are not drawn of them, and what is
 *     counted over all rows is counted in the target; what becomes of the tables of the transaction's own
 */
public record Check(Connection connection, Runnable done, Optional<Scratch> part) {

    /** Checks all documents of a run. */
    public Check(Connection connection, Runnable done) {
        this(connection, done, Optional.empty());
    }

    /** What the check has decided. */
    public record Checked(
            StagePlan plan,
            long run,
            List<Account> accounts,
            List<ElementAccount> elements,
            List<String> grandfathered,
            long unmapped) {}

    /** What became of an index's documents. */
    public record Account(
            String index, long expected, long received, long loaded, long merged, long quarantined, long excluded) {

        public boolean balances() {
            return expected == received && received == loaded + merged + quarantined + excluded;
        }
    }

    /** What became of the elements that one entry of {@code children} makes rows of. */
    public record ElementAccount(
            String index,
            String part,
            String path,
            String table,
            long read,
            long loaded,
            long merged,
            long quarantined,
            long ignored) {

        public boolean balances() {
            return read == loaded + merged + quarantined + ignored;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The rounds in which a mistake of ours, not the data, must be the reason that no end is reached. */
    private static final int MOST_ROUNDS = 1_000;

    /** What is settled can be concluded; and settled again, when the target objects to rows of it. */
    public interface Settled {

        /** Writes down what was found, and draws the accounts. */
        Checked conclude() throws SQLException;

        /** Sets rows aside, and settles what follows from that. */
        void setAside(List<Objection> objections) throws SQLException;

        /** Of a part of the documents: holds them against the rows that are in the target now. */
        void compare() throws SQLException;
    }

    /** Checks, in the connection's transaction: the caller commits, or goes on to load in the same one. */
    public Settled settle(Staged staged) throws SQLException {
        var scratch = part.orElseGet(Scratch::ofTransaction);
        var round = new Round(new Statements(connection, done, scratch), staged, part.isPresent());
        round.prepare();
        round.settle();
        return round;
    }

    /** The accounts that a check has drawn of a run. */
    public static List<Account> accounts(Connection connection, long run) throws SQLException {
        var accounts = new ArrayList<Account>();
        try (var statement = connection.prepareStatement("""
                select name, expected, received, loaded, merged, quarantined, excluded
                from rejoin_import.source_index where run_id = ? order by name
                """)) {
            statement.setLong(1, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    accounts.add(new Account(
                            rows.getString(1),
                            rows.getLong(2),
                            rows.getLong(3),
                            rows.getLong(4),
                            rows.getLong(5),
                            rows.getLong(6),
                            rows.getLong(7)));
                }
            }
        }
        return accounts;
    }

    /** The accounts that a check has drawn of the elements of a run. */
    public static List<ElementAccount> elements(Connection connection, long run) throws SQLException {
        return ElementAccounts.read(connection, run);
    }

    /** One check, from the staged rows to the accounts. */
    private static final class Round implements Settled {
        private final Statements sql;
        private final StagePlan plan;
        private final long run;
        private final Found found;
        private final Merges merges;
        private final References references;
        private final Constraints constraints;
        private final Inputs inputs;
        private final boolean part;
        private int deaths;

        Round(Statements sql, Staged staged, boolean part) throws SQLException {
            this.sql = sql;
            this.part = part;
            this.plan = staged.plan();
            this.run = staged.run();
            this.found = new Found(sql, Accepted.of(sql, plan, run));
            this.constraints = Constraints.of(sql, plan, found);
            this.inputs = new Inputs(sql, plan, found);
            this.merges = new Merges(sql, plan, found, constraints.changed());
            this.references = new References(
                    sql, plan, run, found, new Resurrector(sql.connection(), plan, run), constraints.changed());
        }

        void prepare() throws SQLException {
            sql.run("set local work_mem = '128MB'");
            sql.searchPath("%s, %s, public"
                    .formatted(StagePlan.VIEWS, quoted(plan.catalog().schema())));
            // Enough to choose joins by; the sample of the default is larger than most of what it is for.
            sql.run("set local default_statistics_target = 10");
            if (!part) {
                for (var table : plan.staged()) {
                    // Each round asks for the few that are set aside. An index made after rows have changed would not
                    // be
                    // used.
                    sql.run("create index if not exists %s on %s (_row) where _rejected"
                            .formatted(quoted(table.own("rejected")), table.base()));
                    sql.run("analyze " + table.base());
                }
            }
            found.create();
            sql.make("_dead", "doc bigint, round integer", List.of("doc"));
            inputs.prepare();
        }

        /** After the election, which changes many rows, and every index of them with each. */
        private void index() throws SQLException {
            for (var table : part ? List.<StageTable>of() : plan.staged()) {
                for (var column : List.of(table.key(), "_doc", "_row")) {
                    sql.run("create index if not exists %s on %s (%s)"
                            .formatted(quoted(table.own("by") + column.replace("\"", "_")), table.base(), column));
                }
            }
        }

        /**
         * Sets aside until nothing changes any more. References are looked up before rows become one: each document
         * answers for its own, and what fills a gap is a link already.
         */
        void settle() throws SQLException {
            rejectWithDocument();
            references.resolve();
            references.findOrphans();
            rejectWithDocument();
            merges.elect();
            index();
            inputs.draw();
            new LinkedValues(sql.connection(), plan).fill();
            // What is wrong with a row by itself is said of it whatever it depends on, and whoever is judged with it.
            constraints.checkOwnConditions();
            settleAgain();
        }

        private void settleAgain() throws SQLException {
            for (int round = 0; round < MOST_ROUNDS; round++) {
                boolean changed = rejectWithDocument();
                var reelected = merges.reelect();
                changed |= !reelected.isEmpty();
                changed |= references.cascade(reelected);
                if (!reelected.isEmpty()) {
                    inputs.draw();
                    new LinkedValues(sql.connection(), plan).fill();
                    constraints.changed().addWhatWasNotHeldTogether();
                }
                if (!changed) {
                    changed = constraints.checkRows();
                }
                if (!changed) {
                    changed = constraints.checkTogether();
                }
                if (!changed) {
                    changed = constraints.checkForeignKeys();
                }
                if (!changed) {
                    return;
                }
            }
            throw new IllegalStateException("the check does not settle");
        }

        /** A document is set aside as a whole when one of its rows is, unless that row is only an element's. */
        private boolean rejectWithDocument() throws SQLException {
            // Few documents need not be told apart, and their statements are always the same.
            int round = part ? 0 : ++deaths;
            var dead = new ArrayList<String>();
            for (var table : plan.staged()) {
                dead.add("""
                        insert into _dead
                        select doc, %d from (
                            select distinct b._doc as doc from %s b join rejoin_stage._part p on p.part = b._part
                            where b._rejected and not p.child and b._doc is not null) d
                        where %s on conflict do nothing
                        """.formatted(round, table.base(), sql.lacks("_dead", "d", List.of("doc"))));
            }
            if (LongStream.of(sql.all(dead)).sum() == 0) {
                return false;
            }
            // Of documents that were set aside before, all rows are: how few are new the planner must know.
            sql.analyze("_dead");
            sql.all(plan.staged().stream()
                    .map(table -> """
                            update %s b set _rejected = true from _dead d
                            where d.round = %d and d.doc = b._doc and not b._rejected
                            """.formatted(table.base(), round))
                    .toList());
            return true;
        }

        @Override
        public void setAside(List<Objection> objections) throws SQLException {
            for (var objection : objections) {
                var table = plan.tables().get(objection.table());
                boolean told = found.tells(objection.code(), table, objection.row());
                constraints.object(objection);
                if (told) {
                    // It was let in, and the target does not take it all the same.
                    found.refuse(objection.code(), table, objection.row());
                }
            }
            for (var table : plan.staged()) {
                found.reject(table);
            }
            settleAgain();
        }

        @Override
        public Checked conclude() throws SQLException {
            if (part) {
                return concludePart();
            }
            constraints.report();
            references.reportDuplicates();
            var compared = new Comparisons(sql, plan, found).compare();
            merges.report();
            var grandfathered = grandfathered();
            found.keep(plan.staged(), run);
            keepSummary(compared, grandfathered, new Money(sql, plan, run).account());
            long unmapped = reportUnmapped();
            reportUnknownDateFormats();
            dispose();
            new ElementAccounts(sql, plan, run).draw();
            return new Checked(
                    plan, run, drawAccounts(), Check.elements(sql.connection(), run), grandfathered, unmapped);
        }

        /** What is held against rows of other documents waits until these rows are there. */
        private Checked concludePart() throws SQLException {
            references.reportDuplicates();
            merges.report();
            found.keep(plan.staged(), run);
            dispose();
            new ElementAccounts(sql, plan, run).noteSetAside();
            return new Checked(plan, run, List.of(), List.of(), grandfathered(), 0);
        }

        @Override
        public void compare() throws SQLException {
            sql.run("delete from _found");
            constraints.reportLoaded();
            new Comparisons(sql, plan, found, true).compare();
            found.keep(plan.staged(), run);
        }

        /** What findings alone do not tell a report: how many comparisons went well, and what was let through. */
        private void keepSummary(Comparisons.ComparedFields compared, List<String> grandfathered, Money.MoneySums money)
                throws SQLException {
            var summary = JSON.valueToTree(Map.of(
                    "copies",
                    compared.copies(),
                    "totals",
                    compared.totals(),
                    "grandfathered",
                    grandfathered,
                    "money",
                    money.sums(),
                    "withheld",
                    money.withheld(),
                    "named",
                    CalledBy.of(plan)));
            sql.run("update rejoin_import.run set summary = summary || ?::jsonb where id = ?", summary.toString(), run);
        }

        private List<String> grandfathered() throws SQLException {
            var names = new LinkedHashSet<String>();
            for (var policy : plan.mapping().constraints().entrySet()) {
                if (policy.getValue() == Policy.GRANDFATHER
                        && sql.number("select count(*) from _found where code = ?", policy.getKey()) > 0) {
                    names.add(policy.getKey());
                }
            }
            names.addAll(found.letIn());
            return List.copyOf(names);
        }

        /** One finding a path, with its first document as the example. */
        private long reportUnmapped() throws SQLException {
            return sql.run("""
                    insert into rejoin_import.finding (run_id, severity, code, index_name, id, doc, path, value, message,
                                                       suggestion, detail)
                    select ?, %s, index_name, (array_agg(id order by id))[1],
                           (array_agg(doc order by id))[1], path, (array_agg(value order by id))[1],
                           'the path is neither mapped nor ignored; ' || count(*) || ' values would be lost',
                           'map it to a column, or ignore it with a reason', jsonb_build_object('values', count(*))
                    from rejoin_stage._unmapped group by index_name, path order by index_name, path
                    """.formatted(FindingCode.UNMAPPED_PATH.literals()), run);
        }

        /** A date format of an index mapping is tried only if it is known; one that is not is said once a path. */
        private void reportUnknownDateFormats() throws SQLException {
            for (var own : plan.ownDates().entrySet()) {
                for (var path : plan.datePaths(own.getValue().index())) {
                    for (var format : own.getValue().dates().unknown().getOrDefault(path, List.of())) {
                        sql.run(
                                """
                                insert into rejoin_import.finding (run_id, severity, code, index_name, path, value, message,
                                                                   suggestion)
                                values (?, %s, ?, ?, ?,
                                        'the index mapping reads this field in a format that the importer does not know: '
                                            || 'only the others were tried',
                                        'write it as a pattern under "formats" in the mapping file')
                                """.formatted(FindingCode.UNKNOWN_DATE_FORMAT.literals()),
                                run,
                                own.getKey(),
                                path,
                                format);
                    }
                }
            }
        }

        private void dispose() throws SQLException {
            var statements = new ArrayList<String>();
            statements.add("delete from rejoin_import.disposition where run_id = " + run);
            for (var table : plan.staged()) {
                if (ownTables().contains(table.name())) {
                    statements.add("""
                            insert into rejoin_import.disposition (run_id, doc, index_name, id, disposition)
                            select %d, b._doc, b._index, b._id, case when b._rejected then 'QUARANTINED' else 'MERGED' end
                            from %s b join rejoin_stage._part p on p.part = b._part
                            where p.own and (b._rejected or b._merged)
                            """.formatted(run, table.base()));
                }
            }
            // A part's few documents are held against the tables one by one, a whole run's against all at once by a
            // hash: one by one they took four times as long as all else that is checked.
            var own = ownTables().stream()
                    .map(t -> "select b._doc from %s b join rejoin_stage._part p on p.part = b._part where p.own"
                            .formatted(plan.tables().get(t).base()))
                    .toList();
            var lacking = (part ? own : List.of(String.join(" union all ", own)))
                    .stream()
                            .map(rows -> " and not exists (select from (%s) o where o._doc = d.doc)".formatted(rows))
                            .collect(Collectors.joining());
            statements.add("""
                    insert into rejoin_import.disposition (run_id, doc, index_name, id, disposition)
                    select d.run_id, d.doc, d.index_name, d.id, 'EXCLUDED'
                    from rejoin_import.document d
                    where d.run_id = %d%s
                    """.formatted(run, lacking));
            sql.all(statements);
        }

        private List<String> ownTables() {
            return plan.parts().stream()
                    .filter(p -> p.kind() == PartKind.OWN)
                    .map(p -> p.row().table())
                    .distinct()
                    .toList();
        }

        /** Draws the accounts: what is loaded is counted where it lies, not inferred from what is not. */
        private List<Account> drawAccounts() throws SQLException {
            var loaded = ownTables().stream()
                    .map(t -> "select b._index from %s b join rejoin_stage._part p on p.part = b._part where p.own"
                            .formatted(plan.tables().get(t).view()))
                    .collect(Collectors.joining(" union all "));
            sql.run("""
                    update rejoin_import.source_index i set
                        received = coalesce(d.n, 0), loaded = coalesce(l.n, 0), merged = coalesce(x.merged, 0),
                        quarantined = coalesce(x.quarantined, 0), excluded = coalesce(x.excluded, 0)
                    from rejoin_import.source_index j
                    left join (select index_name, count(*) n from rejoin_import.document where run_id = ? group by 1) d
                        on d.index_name = j.name
                    left join (select _index, count(*) n from (%s) q group by 1) l on l._index = j.name
                    left join (select index_name, count(*) filter (where disposition = 'MERGED') merged,
                                      count(*) filter (where disposition = 'QUARANTINED') quarantined,
                                      count(*) filter (where disposition = 'EXCLUDED') excluded
                               from rejoin_import.disposition where run_id = ? group by 1) x on x.index_name = j.name
                    where i.run_id = ? and j.run_id = i.run_id and j.name = i.name
                    """.formatted(loaded), run, run, run);
            return Check.accounts(sql.connection(), run);
        }
    }
}
