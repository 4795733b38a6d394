package dev.rejoin.importer.load;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.check.Check.Checked;
import dev.rejoin.importer.check.Objection;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.load.Load.CarriedRun;
import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Contention;
import dev.rejoin.importer.sql.Statements;
import dev.rejoin.importer.stage.LinkedValues;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Applies a later snapshot: new rows are inserted, changed ones updated, vanished ones deleted, through the target's own
 * triggers, so that its change log tells of them. Rows that somebody else has changed or deleted since the import are
 * left as they are; where their document has changed too, that is a conflict for a person.
 */
final class DeltaLoad implements Load.Filling {
    private static final String ORIGINS = "rejoin_import.row_origin";

    /** For how long others wait for a table that is waited for. */
    private static final Duration MOMENT = Duration.ofMillis(200);

    private static final int MOST_DOUBLINGS = 3;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final Duration LONGEST_OF_A_PART = Duration.ofMillis(500);

    /** What reads everything is dear to do again. */
    private static final Duration LONGEST_BEHIND_ROWS = Duration.ofSeconds(2);

    private final Statements sql;
    private final TargetSchema schema;
    private final Checked checked;
    private final Origins origins;
    private final Optional<CarriedRun> carried;
    private final List<String> after;
    private final DrawnNumbers numbers;
    private final Load.Progress progress;
    private final Map<String, List<String>> watched = new HashMap<>();
    private List<Objection> refused = List.of();

    /**
     * @param after the statements with which the mapping wants it to end
     * @param numbers what rows draw while they are written
     * @param progress hears what these statements say
     */
    DeltaLoad(
            Statements sql,
            TargetSchema schema,
            Checked checked,
            Optional<CarriedRun> carried,
            List<String> after,
            DrawnNumbers numbers,
            Load.Progress progress) {
        this.after = after;
        this.numbers = numbers;
        this.progress = progress;
        this.sql = sql;
        this.carried = carried;
        this.schema = schema;
        this.checked = checked;
        this.origins = new Origins(sql, schema, checked, carried);
    }

    @Override
    public Map<String, Change> fill() throws SQLException {
        var plan = checked.plan();
        readWatched();
        gatherPrior();
        findEdited();
        keepKeys();
        var tables = List.copyOf(plan.staged());
        var conflicts = new LinkedHashMap<String, Long>();
        compare(tables);
        // What takes long is done before the first row is locked.
        origins.forgetEarlier();
        origins.write(rows -> {});
        var broken = brokenByWhatIsWritten();
        awaitTables(broken);
        // Who waits for a row of ours keeps others from having its table alone: that comes before its rows, and after
        // all others.
        var alone = schema.tablesOf(broken);
        lock(tables.stream().filter(table -> !alone.contains(table.name())).toList(), conflicts);
        var grandfathered = dropGrandfathered(broken);
        lock(tables.stream().filter(table -> alone.contains(table.name())).toList(), conflicts);
        new Vanished(sql, schema, plan, checked.run()).find();
        var written = new RowChanges(sql, schema, plan, checked.run(), numbers).write();
        refused = written.refused();
        schema.settleTriggers();
        schema.restore(grandfathered);
        var changes = new LinkedHashMap<String, Change>();
        for (var table : tables) {
            var change = written.changes().getOrDefault(table.name(), new Change(0, 0, 0, 0));
            changes.put(
                    table.name(),
                    new Change(change.inserted(), change.updated(), change.deleted(), conflicts.get(table.name())));
        }
        return changes;
    }

    @Override
    public List<Objection> refused() {
        return refused;
    }

    /**
     * The constraints that are let through for old rows, and which a row to be written breaks; where the target itself has
     * said so, it was of the whole document. To take one away for a moment locks its table: so only where it must be.
     */
    private List<String> brokenByWhatIsWritten() throws SQLException {
        var names = checked.grandfathered();
        if (names.isEmpty()) {
            return List.of();
        }
        var documents = checked.plan().staged().stream()
                .map(table -> "select _doc from %s where not kept union all select _doc from %s"
                        .formatted(table.own("update"), table.own("insert")))
                .collect(Collectors.joining(" union all "));
        var broken = checked.plan().staged().stream()
                .map(table -> """
                        select f.code from _found f
                        where f.table_name = %s and (
                            f.row in (select _row from %s where not kept union all select _row from %s)
                            or starts_with(f.message, %s)
                            and (select _doc from %s where _row = f.row) in (select _doc from d))
                        """.formatted(
                                Statements.literal(table.name()),
                                table.own("update"),
                                table.own("insert"),
                                Statements.literal(Refusal.BEGINNING),
                                table.base()))
                .collect(Collectors.joining(" union all "));
        var codes = new HashSet<@Nullable String>();
        sql.texts("with d as materialized (%s) select distinct code from (%s) q".formatted(documents, broken))
                .forEach(row -> codes.add(row.getFirst()));
        return names.stream().filter(codes::contains).toList();
    }

    /**
     * Waits until nobody reads the tables any more that have to be locked, and gives them back: whoever reads them for long is
     * waited for before a row is locked that others want.
     */
    private void awaitTables(List<String> names) throws SQLException {
        if (!names.isEmpty()) {
            var before = sql.connection().setSavepoint();
            inMoments(LONGEST_WAIT, () -> schema.dropGrandfathered(names));
            sql.connection().rollback(before);
            sql.connection().releaseSavepoint(before);
        }
    }

    private List<String> dropGrandfathered(List<String> names) throws SQLException {
        // Rows are locked by now: soon all of it is done again, and then waits without them.
        return names.isEmpty()
                ? List.of()
                : inMoments(
                        carried.isPresent() ? LONGEST_OF_A_PART : LONGEST_BEHIND_ROWS,
                        () -> schema.dropGrandfathered(names));
    }

    /** What needs a table for itself. */
    private interface Alone<T> {
        T run() throws SQLException;
    }

    /**
     * Whoever waits to lock a table keeps out all that come after, for as long as the slowest reader takes. So it waits for a
     * moment only, and then lets the others pass before it asks again. The moments grow beyond PostgreSQL's deadlock_timeout,
     * at which it ends an autovacuum that is in the way.
     */
    private <T> T inMoments(Duration longest, Alone<T> alone) throws SQLException {
        long began = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            var before = sql.connection().setSavepoint();
            try {
                sql.run("select set_config('rejoin.lock_timeout', current_setting('lock_timeout'), true),"
                        + " set_config('lock_timeout', '%d', true)"
                                .formatted(MOMENT.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS)));
                var done = alone.run();
                sql.run("select set_config('lock_timeout', current_setting('rejoin.lock_timeout'), true)");
                sql.connection().releaseSavepoint(before);
                return done;
            } catch (SQLException e) {
                if (!Contention.isLockTimeout(e)) {
                    throw e;
                }
                sql.connection().rollback(before);
                if (System.nanoTime() - began > longest.toNanos() || !Contention.pause(attempt)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public boolean tellsOfRows() {
        return false;
    }

    @Override
    public void finish() throws SQLException {
        origins.refresh();
        for (var statement : after) {
            sql.run(statement, progress);
        }
    }

    /** What the last load left, and which documents differ from those it read. */
    private void gatherPrior() throws SQLException {
        sql.fill("_prior", """
                select distinct on (table_name, row_id) table_name, row_id, version, row_key, index_name, id, part
                from %s o where how <> 'MERGED' order by table_name, row_id, run_id desc
                """.formatted(carried.isPresent() ? ofThePart() : ORIGINS));
        prepare("_prior", "row_id, table_name");
        sql.fill(
                "_changed",
                """
                select d.doc from rejoin_import.document d
                left join rejoin_import.document p
                    on p.run_id = %s
                    and p.index_name = d.index_name and p.id = d.id and p.routing is not distinct from d.routing
                where d.run_id = ? and p.sha256 is distinct from d.sha256
                """.formatted(carried.map(CarriedRun::of)
                        .map(String::valueOf)
                        .orElse("(select max(run_id) from rejoin_import.row_origin)")),
                checked.run());
        prepare("_changed", "doc");
    }

    /** Of a few documents an index costs more than looking at all of them does. */
    private void prepare(String table, String columns) throws SQLException {
        if (carried.isEmpty()) {
            sql.run("create index on %s (%s)".formatted(table, columns));
            sql.run("analyze " + table);
        }
    }

    /** Rows of the documents that are to be written, and those that were rebuilt for them. */
    private String ofThePart() {
        var rebuilt = checked.plan().staged().stream()
                .map(t ->
                        "select '%s', b.%s from %s b join rejoin_stage._part q on q.part = b._part where q.resurrected"
                                .formatted(t.name().replace("'", "''"), t.key(), t.base()))
                .collect(Collectors.joining(" union all "));
        return """
                (select o.* from _staged s join rejoin_import.row_origin o on o.index_name = s.index_name and o.id = s.id
                 where s.focus
                 union all
                 select o.* from _rebuilt r join rejoin_import.row_origin o on o.index_name is null and o.id = r.id%s)
                """.formatted(
                        // Documents of which no row can be made stage none.
                        rebuilt.isEmpty()
                                ? ""
                                : " union all select o.* from (%s) r (table_name, row_id)".formatted(rebuilt)
                                        + " join rejoin_import.row_origin o using (table_name, row_id)");
    }

    /** Documents that are only looked at write nothing. */
    private String toBeWritten(String row) {
        return carried.isEmpty()
                ? ""
                : " and (%1$s._doc is null or %1$s._doc in (select doc from _staged where focus))".formatted(row);
    }

    /** Rows that are not in the state any more that the last load left them in, or are not there any more. */
    private void findEdited() throws SQLException {
        var statements = new ArrayList<String>();
        for (var table : checked.plan().staged()) {
            var rows = remembered(table);
            statements.add("""
                    insert into _edited
                    select p.table_name, p.row_id, p.version, p.row_key from _prior p left join %s t on %s
                    where p.table_name = %s and %s is distinct from p.version
                    """.formatted(
                            schema.name(table),
                            rows.at("t", "p.row_id", "p.row_key"),
                            Statements.literal(table.name()),
                            rows.state("t")));
        }
        sql.all(statements);
        prepare("_edited", "row_id, table_name");
    }

    /** A row's state is what the last load took for it: columns that have come since do not change it. */
    private Rows remembered(StageTable table) {
        var now = Rows.of(table);
        var then = watched.getOrDefault(table.name(), List.of()).stream()
                .filter(c -> table.target().column(c).isPresent())
                .toList();
        return new Rows(table, now.key(), then.isEmpty() ? now.watched() : then);
    }

    private void readWatched() throws SQLException {
        try (var statement = sql.connection().prepareStatement("""
                        select distinct on (table_name) table_name, watched_columns from rejoin_import.loaded_table
                        order by table_name, run_id desc
                        """);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                watched.put(
                        rows.getString(1),
                        Arrays.stream((Object[]) rows.getArray(2).getArray())
                                .map(String::valueOf)
                                .toList());
            }
        }
    }

    /**
     * A row that is known by its document keeps the key it has, though its name (a person's e-mail, say) has changed; and
     * one that is there already keeps the number that it was given.
     */
    private void keepKeys() throws SQLException {
        for (var table : checked.plan().staged()) {
            long kept = sql.fill(
                    "_kept",
                    """
                    select distinct on (s.%1$s) s.%1$s as staged, o.row_id as existing
                    from %2$s s join rejoin_stage._part p on p.part = s._part
                    join %3$s o
                        on o.table_name = ? and o.how <> 'MERGED' and o.id = s._id
                        and o.index_name is not distinct from s._index
                        and o.part = p.label || case when p.child then '#' || s._position else '' end
                    where not s._rejected and not s._merged and o.row_id <> s.%1$s
                    and not exists (select from _prior x where x.table_name = ? and x.row_id = s.%1$s)
                    and not exists (select from %2$s y where y.%1$s = o.row_id)
                    order by s.%1$s, o.row_id
                    """.formatted(
                                    table.key(),
                                    table.base(),
                                    carried.isPresent()
                                            ? "(select o.* from _staged s join rejoin_import.row_origin o"
                                                    + " on o.index_name = s.index_name and o.id = s.id)"
                                            : ORIGINS),
                    table.name(),
                    table.name());
            if (kept > 0) {
                sql.run("update %s b set %2$s = k.existing from _kept k where k.staged = b.%2$s"
                        .formatted(table.base(), table.key()));
                for (var referring : checked.plan().staged()) {
                    for (var pairing : referring.pairings().values()) {
                        if (pairing.table().equals(table.name())) {
                            sql.run("update %s b set %2$s = k.existing from _kept k where k.staged = b.%2$s"
                                    .formatted(referring.base(), quoted(pairing.link())));
                        }
                    }
                }
            }
            keepDrawn(table);
        }
        new LinkedValues(sql.connection(), checked.plan()).fill();
    }

    private void keepDrawn(StageTable table) throws SQLException {
        var rows = Rows.of(table);
        for (var column : table.drawn()) {
            sql.run(
                    """
                    update %1$s b set %2$s = t.%2$s::text::%3$s
                    from _prior p join %4$s t on %5$s
                    where p.table_name = ? and p.row_id = b.%6$s
                    """.formatted(
                                    table.base(),
                                    quoted(column),
                                    table.data().get(column).staged(),
                                    schema.name(table),
                                    rows.at("t", "p.row_id", "p.row_key"),
                                    table.key()),
                    table.name());
        }
    }

    /** Finds out what there is to write into the tables. */
    private void compare(List<StageTable> tables) throws SQLException {
        var queries = new LinkedHashMap<String, String>();
        tables.forEach(table -> compare(table, queries));
        sql.fillAll(queries);
        for (var table : tables) {
            prepare(table.own("update"), "_row");
            prepare(table.own("insert"), "_row");
        }
    }

    private static String asWritten(String row, StageTable table, List<String> columns) {
        return columns.stream()
                .map(name -> table.target().column(name).orElseThrow().asWritten(row))
                .collect(Collectors.joining(", "));
    }

    private void compare(StageTable table, Map<String, String> queries) {
        var target = schema.name(table);
        var rows = Rows.of(table);
        var name = Statements.literal(table.name());
        var columns = table.data().keySet().stream()
                .filter(c -> !TargetSchema.isAlwaysGiven(table, c))
                .toList();
        var differs = columns.isEmpty()
                ? "false"
                : "(%s) is distinct from (%s)"
                        .formatted(asWritten("t", table, columns), asWritten("s", table, columns));
        queries.put(table.own("update"), """
                select s._row, s._doc, p.row_id, p.row_key, p.version, false as kept
                from %1$s s join _prior p on p.table_name = %2$s and p.row_id = s.%3$s
                join %4$s t on %5$s where %6$s%7$s
                """.formatted(
                        table.view(),
                        name,
                        table.key(),
                        target,
                        rows.at("t", "p.row_id", "p.row_key"),
                        differs,
                        toBeWritten("s")));
        queries.put(table.own("insert"), """
                select s._row, s._doc, s.%1$s as row_id from %2$s s
                where not exists (select from _prior p where p.table_name = %3$s and p.row_id = s.%1$s)%4$s%5$s
                """.formatted(
                table.key(),
                table.view(),
                name,
                rows.byOwnKey()
                        ? " and not exists (select from %1$s t where t.%2$s = s.%2$s)".formatted(target, table.key())
                        : "",
                toBeWritten("s")));
        queries.put(table.own("gone"), """
                select p.row_id, p.row_key, p.version, p.index_name, p.id, p.part, e.row_id is not null as kept, false as referred,
                       exists (select from %1$s s where s.%2$s = p.row_id) as aside
                from %3$s t join _prior p on p.table_name = %4$s and %5$s
                left join _edited e on e.table_name = p.table_name and e.row_id = p.row_id
                where not exists (select from %1$s s where s.%2$s = p.row_id and not s._rejected)
                """.formatted(
                        table.base(), table.key(), target, name, rows.at("t", "p.row_id", "p.row_key")));
    }

    /**
     * Locks the rows that are to be written before it is decided whether somebody has changed them: whoever does so from
     * now on waits for this transaction, and nobody else. Counts of each table how many are somebody else's by now, and
     * their documents have changed too.
     */
    private void lock(List<StageTable> tables, Map<String, Long> conflicts) throws SQLException {
        var any = sql.filled(tables.stream()
                .flatMap(table -> Stream.of(table.own("update"), table.own("gone")))
                .toList());
        var statements = new ArrayList<String>();
        for (var table : tables) {
            if (any.contains(table.own("update"))) {
                lock(table, table.own("update"), "for no key update", statements);
            }
            if (any.contains(table.own("gone"))) {
                lock(table, table.own("gone"), "for update", statements);
            }
        }
        sql.all(statements);
        var edited = new HashSet<@Nullable String>();
        sql.texts("select distinct table_name from _edited").forEach(row -> edited.add(row.getFirst()));
        var findings = new ArrayList<String>();
        for (var table : tables) {
            conflicts.put(table.name(), 0L);
            if (edited.contains(table.name())) {
                findings.add(finding(FindingCode.EDITED_SINCE_IMPORT, table, """
                        select s._row, 'the row was changed since the import, and so was its document: the row was kept' as message
                        from %s s where s.kept and exists (select from _changed c where c.doc = s._doc)
                        """.formatted(table.own("update"))));
                findings.add(finding(FindingCode.DELETED_SINCE_IMPORT, table, """
                        select s._row, 'the row was deleted since the import, and its document changed: it stays deleted' as message
                        from %1$s s join _edited p on p.table_name = %5$s and p.row_id = s.%2$s
                        where not exists (select from %3$s t where %4$s) and exists (select from _changed c where c.doc = s._doc)
                        """.formatted(
                                table.view(),
                                table.key(),
                                schema.name(table),
                                Rows.of(table).at("t", "p.row_id", "p.row_key"),
                                Statements.literal(table.name()))));
            }
        }
        var found = sql.all(findings);
        int at = 0;
        for (var table : tables) {
            if (edited.contains(table.name())) {
                conflicts.put(table.name(), found[at++] + found[at++]);
            }
        }
    }

    /** Locks the rows in the order of their keys, as everybody should, and marks those that are edited by now. */
    private void lock(StageTable table, String which, String how, List<String> statements) {
        var rows = Rows.of(table);
        var key = rows.byOwnKey() ? "u.row_id" : "u.row_key";
        var name = Statements.literal(table.name());
        statements.add("select count(*) from (select t.* from %s t join %s u on %s order by %s %s of t) l"
                .formatted(schema.name(table), which, rows.at("t", "u.row_id", "u.row_key"), key, how));
        statements.add("""
                insert into _edited
                select %1$s, u.row_id, u.version, u.row_key from %2$s u left join %3$s t on %4$s
                where %5$s is distinct from u.version
                and not exists (select from _edited e where e.table_name = %1$s and e.row_id = u.row_id)
                """.formatted(
                        name,
                        which,
                        schema.name(table),
                        rows.at("t", "u.row_id", "u.row_key"),
                        remembered(table).state("t")));
        statements.add(
                "update %s u set kept = true from _edited e where e.table_name = %s and e.row_id = u.row_id and not u.kept"
                        .formatted(which, name));
    }

    private String finding(FindingCode code, StageTable table, String rows) {
        return """
                insert into rejoin_import.finding (run_id, severity, code, index_name, id, doc, table_name, message, suggestion)
                select %d, '%s', '%s', b._index, b._id, b._doc, %s, q.message, 'decide which of the two is right'
                from (%s) q join %s b on b._row = q._row
                """.formatted(
                checked.run(), code.severity(), code.code(), Statements.literal(table.name()), rows, table.base());
    }
}
