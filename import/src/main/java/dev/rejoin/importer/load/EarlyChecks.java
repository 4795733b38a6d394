package dev.rejoin.importer.load;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.check.Accepted;
import dev.rejoin.importer.check.Objection;
import dev.rejoin.importer.mapping.Mapping.Policy;
import dev.rejoin.importer.mapping.Mapping.TargetCheck;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Asks the views whose rows are set aside before everything is loaded: the tables that they read are filled alone, and all
 * of it is taken back. Else a single row that a view objects to costs a whole load. It is done where the views read nothing
 * but a few rows of these tables, and no trigger of the target has a hand in what the rows are.
 */
public final class EarlyChecks {

    /** The share of all rows that the tables asked may have: more would cost as much as it saves. */
    private static final int SHARE = 4;

    /**
     * What a view that reads or moves more than its tables says. PostgreSQL does not remember that a view depends on what
     * PostgreSQL itself brings: so only its text tells that it reads the catalog, a sequence, or a query in a text.
     */
    private static final String READING_MORE =
            "\\m(pg_|to_reg|ts_stat|ts_rewrite|(next|curr|last|set)val|current_setting|set_config|lo_get|txid_|information_schema)"
                    + "|_(to_xml|privilege|description)";

    private final Connection connection;
    private final StagePlan plan;
    private final long run;
    private final Statements sql;
    private final TargetSchema schema;
    private final List<StageTable> tables;

    private EarlyChecks(Connection connection, StagePlan plan, long run) throws SQLException {
        this.connection = connection;
        this.plan = plan;
        this.run = run;
        this.sql = new Statements(connection);
        this.schema = new TargetSchema(sql, plan);
        this.tables = tables();
    }

    /** Those of a first load, in the transaction that has checked. */
    public static EarlyChecks of(Connection connection, StagePlan plan, long run) throws SQLException {
        return new EarlyChecks(connection, plan, run);
    }

    /** The rows that the views object to; none where they can only be asked when everything is loaded. */
    public List<Objection> objections() throws SQLException {
        if (tables.isEmpty()) {
            return List.of();
        }
        var before = connection.setSavepoint();
        List<Objection> objections;
        try {
            begin();
            objections = new TargetTriggers(sql, schema, plan).fireOnLoad() ? List.of() : ask();
        } catch (SQLException e) {
            // The load meets it too, and knows what to do.
            if (Refusal.of(e).isEmpty()) {
                throw e;
            }
            objections = List.of();
        }
        connection.rollback(before);
        return objections;
    }

    private void begin() throws SQLException {
        Load.settings(sql);
        for (var statement : plan.mapping().beforeLoad()) {
            sql.run(statement);
        }
    }

    private List<Objection> ask() throws SQLException {
        var lenient = new TreeSet<>(Accepted.codes(sql, plan, run));
        plan.mapping().constraints().forEach((name, policy) -> {
            if (policy == Policy.GRANDFATHER) {
                lenient.add(name);
            }
        });
        schema.dropGrandfathered(lenient);
        schema.dropForeignKeys(tables.stream().map(StageTable::name).toList());
        for (var table : tables) {
            sql.run(schema.insert(table));
        }
        schema.settleTriggers();
        for (var table : tables) {
            sql.run("analyze " + schema.name(table));
        }
        return TargetChecks.of(sql, plan, run, false).objections();
    }

    /** What has to be filled, in the order of the load; none where that is not all that the views rest on, or too much. */
    private List<StageTable> tables() throws SQLException {
        var names = new LinkedHashSet<String>();
        for (var check : plan.mapping().checks()) {
            if (check.quarantine()) {
                var read = read(check);
                if (read.isEmpty()) {
                    return List.of();
                }
                names.addAll(read.get());
            }
        }
        var tables = plan.tables().values().stream()
                .filter(table -> names.contains(table.name()))
                .toList();
        for (var table : tables) {
            if (moves(table)) {
                return List.of();
            }
        }
        return rows(tables) * SHARE > rows(plan.tables().values()) ? List.of() : tables;
    }

    /**
     * Whether rows of a table move what is not taken back, such as a sequence, or have a default that may look elsewhere.
     * The functions of PostgreSQL itself that do neither, such as {@code now()}, give the same at both times.
     */
    private static boolean moves(StageTable table) {
        return table.target().columns().values().stream()
                .anyMatch(c -> !table.data().containsKey(c.name()) && c.drawsValues());
    }

    /**
     * The tables that a view reads, through other views too. Nothing where that is not all: a table that is not loaded, of
     * another schema or with heirs, a materialized view, a function that may read what it likes, PostgreSQL's catalog.
     */
    private Optional<List<String>> read(TargetCheck check) throws SQLException {
        var tables = new ArrayList<String>();
        for (var found : sql.texts("""
                with recursive read(kind, oid) as (
                    select 'pg_class'::regclass::oid, %1$s::regclass::oid
                    union
                    select d.refclassid, d.refobjid
                    from read v join pg_rewrite r on v.kind = 'pg_class'::regclass and r.ev_class = v.oid
                    join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
                    where d.refobjid <> r.ev_class)
                select case when c.relnamespace = to_regnamespace(%2$s)
                             and (c.relkind = 'p' or c.relkind = 'r' and not c.relhassubclass) then c.relname end,
                       coalesce(c.relkind = 'v' and pg_get_viewdef(c.oid) !~ %3$s, p.provolatile = 'i',
                                v.kind in ('pg_type'::regclass, 'pg_collation'::regclass, 'pg_constraint'::regclass))
                from read v
                left join pg_class c on v.kind = 'pg_class'::regclass and c.oid = v.oid
                left join pg_operator o on v.kind = 'pg_operator'::regclass and o.oid = v.oid
                left join pg_proc p on p.oid = case when v.kind = 'pg_proc'::regclass then v.oid else o.oprcode end
                """.formatted(
                Statements.literal(plan.catalog().views().get(check.view()).name()),
                Statements.literal(quoted(plan.catalog().schema())),
                Statements.literal(READING_MORE)))) {
            var table = found.get(0);
            if (table == null && !"t".equals(found.get(1))
                    || table != null && !plan.tables().containsKey(table)) {
                return Optional.empty();
            }
            if (table != null) {
                tables.add(table);
            }
        }
        return Optional.of(tables);
    }

    /** How many rows are staged, by the statistics of the check. */
    private long rows(Iterable<StageTable> tables) throws SQLException {
        long rows = 0;
        for (var table : tables) {
            rows += sql.number("select greatest(reltuples, 0) from pg_class where oid = ?::regclass", table.base());
        }
        return rows;
    }
}
