package dev.rejoin.importer.load;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.catalog.TargetColumn.Sequence;
import dev.rejoin.importer.catalog.TargetConstraint;
import dev.rejoin.importer.check.Objection;
import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.PartKind;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows that are to be inserted, updated and deleted, with every constraint of the target in force. What is
 * valid at the end may not be on the way: so it is tried in three ways, each taken back whole where the target refuses.
 *
 * <ol>
 *   <li>Table by table in the order of the foreign keys: what triggers expect of somebody who writes.
 *   <li>In one statement, after which PostgreSQL asks all foreign keys at once; unique values that move from one row to
 *       another are parked before.
 *   <li>Document by document: whichever the target still refuses is set aside, by the name of what refused it.
 * </ol>
 */
record RowChanges(Statements sql, TargetSchema schema, StagePlan plan, long run, DrawnNumbers numbers) {

    /** A further condition on the staged row {@code u} of a table. */
    private interface Only {
        String of(StageTable table);
    }

    /** What was written, and what was not. */
    record WrittenRows(Map<String, Change> changes, List<Objection> refused) {}

    /** One of the ways to write; answers what it did to each table. */
    private interface WayToWrite {
        Map<String, Change> write() throws SQLException;
    }

    WrittenRows write() throws SQLException {
        sql.run("set constraints all deferred");
        while (true) {
            var stepwise = attempt(this::stepwise);
            if (stepwise.isPresent()) {
                return new WrittenRows(stepwise.get(), List.of());
            }
            var together = attempt(() -> {
                new Parking(sql, schema, plan).park();
                return together(Optional.empty());
            });
            if (together.isPresent()) {
                return new WrittenRows(together.get(), List.of());
            }
            var held = new Parking(sql, schema, plan).heldByRowsThatStay();
            if (!held.isEmpty()) {
                return new WrittenRows(Map.of(), held);
            }
            var mark = numbers.mark();
            var before = sql.connection().setSavepoint();
            var refusals = new LinkedHashMap<Unit, Refusal>();
            var written = eachDocument(refusals);
            if (refusals.isEmpty()) {
                sql.connection().releaseSavepoint(before);
                return written;
            }
            // Whoever is refused is set aside, and all is tried again; but not for what need not stand in the way.
            takeBack(before, mark);
            if (!giveWay(refusals)) {
                return written;
            }
        }
    }

    /** What was done, or nothing if the target refused it; whatever is no refusal is thrown. */
    private Optional<Map<String, Change>> attempt(WayToWrite way) throws SQLException {
        var mark = numbers.mark();
        var before = sql.connection().setSavepoint();
        try {
            var changes = way.write();
            schema.settleTriggers();
            sql.run("set constraints all deferred");
            sql.connection().releaseSavepoint(before);
            return Optional.of(changes);
        } catch (SQLException e) {
            if (Refusal.of(e).isEmpty()) {
                throw e;
            }
            takeBack(before, mark);
            return Optional.empty();
        }
    }

    private void takeBack(Savepoint before, List<String> mark) throws SQLException {
        sql.connection().rollback(before);
        sql.connection().releaseSavepoint(before);
        numbers.rewind(mark);
    }

    private Map<String, Change> stepwise() throws SQLException {
        var any = any();
        var statements = new LinkedHashMap<String, String>();
        for (var table : plan.staged()) {
            if (any.contains(table.own("insert"))) {
                statements.put("inserted " + table.name(), inserting(table, ""));
            }
        }
        for (var table : plan.staged()) {
            // A table whose columns all say themselves what they hold has nothing to update.
            var updating = updating(table, "");
            if (any.contains(table.own("update")) && !updating.isEmpty()) {
                statements.put("updated " + table.name(), updating);
            }
        }
        for (var table : List.copyOf(plan.staged()).reversed()) {
            if (any.contains(table.own("gone"))) {
                statements.put("deleted " + table.name(), deleting(table, ""));
            }
        }
        var touched = sql.all(List.copyOf(statements.values()));
        var counts = new HashMap<String, Long>();
        int at = 0;
        for (var what : statements.keySet()) {
            counts.put(what, touched[at++]);
        }
        var changes = new LinkedHashMap<String, Change>();
        for (var table : plan.staged()) {
            changes.put(
                    table.name(),
                    new Change(
                            counts.getOrDefault("inserted " + table.name(), 0L),
                            counts.getOrDefault("updated " + table.name(), 0L),
                            counts.getOrDefault("deleted " + table.name(), 0L),
                            0));
        }
        return changes;
    }

    /**
     * One statement: deletes make room for updates, and these for inserts.
     *
     * @param some which of the rows; it leaves out the deletes
     */
    private Map<String, Change> together(Optional<Only> some) throws SQLException {
        var steps = new LinkedHashMap<String, String>();
        var counted = new LinkedHashMap<String, String>();
        var any = any();
        for (var kind : List.of("deleted", "updated", "inserted")) {
            // Lines before what they belong to: a trigger that asks whether that takes any more finds nothing yet.
            for (var table : List.copyOf(plan.staged()).reversed()) {
                var only = some.map(condition -> condition.of(table)).orElse("");
                var statement = statement(kind, table, only);
                if (!statement.isEmpty() && any.contains(toDo(kind, table))) {
                    var name = "%s_%d".formatted(kind, table.number());
                    var after = steps.isEmpty()
                            ? ""
                            : " and (select count(*) from %s) >= 0"
                                    .formatted(List.copyOf(steps.keySet()).getLast());
                    steps.put(name, statement + after + " returning 1");
                    counted.put(table.name() + " " + kind, "(select count(*) from %s)".formatted(name));
                }
            }
        }
        var replaced = plan.staged().stream()
                .filter(table -> some.isEmpty() && any.contains(table.own("replaced")))
                .toList();
        var updated = new ArrayList<StageTable>();
        for (var table : replaced) {
            if (schema.hasTriggersOfUpdatesAlone(table)) {
                updated.add(table);
            }
        }
        for (var table : replaced) {
            steps.put(
                    "replaced_" + table.number(),
                    replacing(table, updated.contains(table))
                            + " and (select count(*) from %s) >= 0 returning 1"
                                    .formatted(List.copyOf(steps.keySet()).getLast()));
        }
        var counts = new LinkedHashMap<String, Long>();
        if (!steps.isEmpty()) {
            var numbers = sql.numbers(steps.entrySet().stream()
                            .map(e -> "%s as (%s)".formatted(e.getKey(), e.getValue()))
                            .collect(Collectors.joining(",\n", "with ", "\nselect "))
                    + String.join(", ", counted.values()));
            int at = 0;
            for (var what : counted.keySet()) {
                counts.put(what, numbers[at++]);
            }
        }
        for (var table : updated) {
            sql.run(updatingReplaced(table));
        }
        var changes = new LinkedHashMap<String, Change>();
        for (var table : plan.staged()) {
            changes.put(
                    table.name(),
                    new Change(
                            counts.getOrDefault(table.name() + " inserted", 0L),
                            counts.getOrDefault(table.name() + " updated", 0L),
                            counts.getOrDefault(table.name() + " deleted", 0L),
                            0));
        }
        return changes;
    }

    private String statement(String kind, StageTable table, String only) {
        return switch (kind) {
            case "deleted" -> only.isEmpty() ? deleting(table, "") : "";
            case "updated" -> updating(table, only);
            default -> inserting(table, only);
        };
    }

    private static String toDo(String kind, StageTable table) {
        return switch (kind) {
            case "deleted" -> table.own("gone");
            case "updated" -> table.own("update");
            default -> table.own("insert");
        };
    }

    /** Those of the transaction's tables that hold something to be done, and those in which rows wait to come back. */
    private Set<String> any() throws SQLException {
        var staged = List.copyOf(plan.staged());
        var any = sql.filled(staged.stream()
                .flatMap(table -> Stream.of("deleted", "updated", "inserted").map(kind -> toDo(kind, table)))
                .toList());
        var replaced = sql.numbers(staged.stream()
                .map(table -> "(select count(*) from pg_class where oid = to_regclass(%s))"
                        .formatted(Statements.literal("pg_temp." + table.own("replaced"))))
                .collect(Collectors.joining(",\n", "select ", "")));
        for (int i = 0; i < replaced.length; i++) {
            if (replaced[i] > 0) {
                any.add(staged.get(i).own("replaced"));
            }
        }
        return any;
    }

    private String inserting(StageTable table, String only) {
        var columns = table.data().keySet().stream().map(c -> quoted(c)).collect(Collectors.joining(", "));
        return """
                insert into %1$s (%2$s)%3$s select %2$s from (
                    select s.* from %4$s s join %5$s u on u._row = s._row where true%6$s order by s._row) q where true
                """.formatted(
                schema.name(table), columns, TargetSchema.overriding(table), table.view(), table.own("insert"), only).strip();
    }

    private String updating(StageTable table, String only) {
        var sets = table.data().keySet().stream()
                .filter(c -> !TargetSchema.isAlwaysGiven(table, c))
                .map(c -> "%1$s = s.%1$s".formatted(quoted(c)))
                .collect(Collectors.joining(", "));
        return sets.isEmpty()
                ? ""
                : "update %s t set %s from %s s join %s u on u._row = s._row where %s and not u.kept%s"
                        .formatted(
                                schema.name(table),
                                sets,
                                table.view(),
                                table.own("update"),
                                Rows.of(table).at("t", "u.row_id", "u.row_key"),
                                only);
    }

    /**
     * Rows that were deleted only to make room come back with what no mapping fills.
     *
     * @param updated whether they are updated after that, and come back with whatever may stay until then as it was
     */
    private String replacing(StageTable table, boolean updated) {
        var columns = table.target().columns().values().stream()
                .filter(c -> !c.generated())
                .toList();
        boolean identity = columns.stream()
                .anyMatch(c -> c.sequence().filter(Sequence::identity).isPresent());
        return "insert into %s (%s)%s select %s from %s o join %s s on s._row = o._held where true"
                .formatted(
                        schema.name(table),
                        columns.stream().map(c -> quoted(c.name())).collect(Collectors.joining(", ")),
                        identity ? " overriding system value" : "",
                        columns.stream()
                                .map(c -> updated && isAlone(table, c.name())
                                        ? "o." + quoted(c.name())
                                        : coming(table, c.name()))
                                .collect(Collectors.joining(", ")),
                        table.own("replaced"),
                        table.view());
    }

    private static String coming(StageTable table, String column) {
        return (isReplaced(table, column) ? "s." : "o.") + quoted(column);
    }

    /**
     * What a row that was replaced is to become, said once more as an update: there are triggers that hear of nothing else.
     * They find it with its new keys and references, and with everything else as it was.
     */
    private String updatingReplaced(StageTable table) {
        return "update %s t set %s from %s o join %s s on s._row = o._held where %s"
                .formatted(
                        schema.name(table),
                        table.data().keySet().stream()
                                .filter(c -> isReplaced(table, c))
                                .map(c -> "%1$s = s.%1$s".formatted(quoted(c)))
                                .collect(Collectors.joining(", ")),
                        table.own("replaced"),
                        table.view(),
                        Rows.of(table).key().stream()
                                .map(c -> "t.%s = %s".formatted(quoted(c), coming(table, c)))
                                .collect(Collectors.joining(" and ")));
    }

    /** Whether no constraint holds a column together with other columns or rows. */
    private static boolean isAlone(StageTable table, String column) {
        var target = table.target();
        var together = new ArrayList<String>(Rows.of(table).key());
        target.uniques().forEach(unique -> {
            together.addAll(unique.keys());
            unique.predicate().ifPresent(together::add);
        });
        target.exclusions().forEach(exclusion -> {
            together.addAll(exclusion.keys());
            exclusion.predicate().ifPresent(together::add);
        });
        target.foreignKeys().forEach(key -> together.addAll(key.columns()));
        Stream.concat(target.checks().stream(), target.partitions().stream())
                .filter(check -> check.columns().size() != 1)
                .forEach(check -> together.add(check.expression()));
        return together.stream().noneMatch(said -> said.contains(column));
    }

    /** A number that the database itself gives stays that of the row that is there. */
    private static boolean isReplaced(StageTable table, String column) {
        return table.data().containsKey(column) && !TargetSchema.isAlwaysGiven(table, column);
    }

    private String deleting(StageTable table, String only) {
        return "delete from %s t using %s u where %s%s"
                .formatted(
                        schema.name(table), table.own("gone"), Rows.of(table).at("t", "u.row_id", "u.row_key"), only);
    }

    /**
     * What is written or refused as a whole: a document, or a row that no document made.
     *
     * @param table of such a row
     */
    private record Unit(@Nullable Long document, String table, long row) {}

    /** Goes on until no document gets any further: one may have to wait for what another one brings or gives up. */
    private WrittenRows eachDocument(Map<Unit, Refusal> refusals) throws SQLException {
        var changes = new LinkedHashMap<String, Change>();
        plan.staged().forEach(table -> changes.put(table.name(), new Change(0, 0, 0, 0)));
        if (!sql.scratch().stays()) {
            for (var table : plan.staged()) {
                sql.run("create index on %s (_doc)".formatted(table.own("insert")));
                sql.run("create index on %s (_doc)".formatted(table.own("update")));
            }
        }
        var waiting = units();
        boolean progress = true;
        while (progress && !waiting.isEmpty()) {
            refusals.clear();
            number(waiting);
            write(waiting, 0, waiting.size(), changes, refusals);
            progress = refusals.size() < waiting.size();
            waiting = List.copyOf(refusals.keySet());
            // What goes is in the way of some: of a membership, the election that ends with it.
            progress = progress || !waiting.isEmpty() && deleteWhatMay(changes);
        }
        if (waiting.isEmpty()) {
            deleteEach(changes);
        }
        return new WrittenRows(changes, objections(refusals));
    }

    /** Writes them together or, where the target refuses that, each half of them: few are refused, of many. */
    private void write(List<Unit> units, int from, int to, Map<String, Change> changes, Map<Unit, Refusal> refusals)
            throws SQLException {
        var refusal = write(some(units.subList(from, to), from), changes);
        if (refusal.isPresent() && to - from == 1) {
            refusals.put(units.get(from), refusal.get());
        } else if (refusal.isPresent()) {
            int middle = (from + to) >>> 1;
            write(units, from, middle, changes, refusals);
            write(units, middle, to, changes, refusals);
        }
    }

    /** Numbers them, so that many can be named at once. */
    private void number(List<Unit> units) throws SQLException {
        sql.fill(
                "_unit",
                """
                select n - 1 as place, doc, table_name, staged_row
                from unnest(?, ?, ?) with ordinality u (doc, table_name, staged_row, n)
                """,
                sql.connection()
                        .createArrayOf(
                                "bigint", units.stream().map(Unit::document).toArray()),
                sql.connection()
                        .createArrayOf("text", units.stream().map(Unit::table).toArray()),
                sql.connection()
                        .createArrayOf("bigint", units.stream().map(Unit::row).toArray()));
        if (!sql.scratch().stays()) {
            sql.run("create index on _unit (place)");
        }
        sql.analyze("_unit");
    }

    private static Only some(List<Unit> units, int first) {
        var range = "select %%s from _unit where place between %d and %d".formatted(first, first + units.size() - 1);
        boolean made = units.stream().allMatch(unit -> unit.document != null);
        return table -> made
                ? " and u._doc in (%s)".formatted(range.formatted("doc"))
                : " and (u._doc in (%s) or u._doc is null and u._row in (%s and table_name = %s))"
                        .formatted(
                                range.formatted("doc"),
                                range.formatted("staged_row"),
                                Statements.literal(table.name()));
    }

    /**
     * Those refused for their own sake. Where one breaks a rule, others may lack its row; and where any is refused, others
     * may only want the room that it or they themselves would have made. They are tried again without it.
     */
    private List<Objection> objections(Map<Unit, Refusal> refusals) throws SQLException {
        var own = new LinkedHashMap<>(refusals);
        if (refusals.values().stream().anyMatch(RowChanges::isTaken)) {
            var documents = refusals.keySet().stream()
                    .map(Unit::document)
                    .flatMap(Stream::ofNullable)
                    .toList();
            var wanting = new Parking(sql, schema, plan).wantingRoom(documents);
            own.entrySet()
                    .removeIf(e -> isTaken(e.getValue())
                            && e.getKey().document != null
                            && wanting.contains(e.getKey().document));
        }
        var refused = own.isEmpty() ? refusals : own;
        var first = refused.values().stream().map(Refusal::kind).min(Comparator.naturalOrder());
        // Whoever refers to a row that is refused itself lacks it only for that.
        var given = givenReferences();
        boolean byItself = refused.values().stream().anyMatch(refusal -> isLackingByItself(refusal, given));
        var objections = new ArrayList<Objection>();
        for (var refusal : refused.entrySet()) {
            var kind = refusal.getValue().kind();
            if (first.equals(Optional.of(kind))
                    && (kind != Refusal.RefusalKind.LACKING
                            || !byItself
                            || isLackingByItself(refusal.getValue(), given))) {
                objections.addAll(
                        objections(refusal.getKey(), refusal.getValue().named(sql)));
            }
        }
        return objections;
    }

    private static boolean isLackingByItself(Refusal refusal, Set<String> given) {
        return refusal.kind() == Refusal.RefusalKind.LACKING
                && (refusal.isOfTrigger() || given.contains(refusal.code().code()));
    }

    /** The foreign keys over what only the database gives, or a trigger may change: no check can foresee these. */
    private Set<String> givenReferences() {
        return plan.staged().stream()
                .flatMap(table -> table.target().foreignKeys().stream()
                        .filter(key -> key.columns().stream()
                                .anyMatch(c -> table.isDrawnLater(c)
                                        || table.target().columns().get(c).writtenByTrigger()))
                        .map(TargetConstraint.ForeignKey::name))
                .collect(Collectors.toSet());
    }

    /** Whether a key has refused it, and no trigger by that key's code: only there may room be made. */
    private static boolean isTaken(Refusal refusal) {
        return refusal.kind() == Refusal.RefusalKind.TAKEN && !refusal.isOfTrigger();
    }

    /** Writes the rows of some documents; answers why they were refused. */
    private Optional<Refusal> write(Only only, Map<String, Change> changes) throws SQLException {
        var mark = numbers.mark();
        var before = sql.connection().setSavepoint();
        try {
            var written = together(Optional.of(only));
            schema.settleTriggers();
            sql.run("set constraints all deferred");
            sql.connection().releaseSavepoint(before);
            add(changes, written);
            return Optional.empty();
        } catch (SQLException e) {
            takeBack(before, mark);
            return Optional.of(Refusal.of(e).orElseThrow(() -> e));
        }
    }

    /** Rows whose deletion the target refuses are left, and that is said. */
    private void deleteEach(Map<String, Change> changes) throws SQLException {
        for (var table : List.copyOf(plan.staged()).reversed()) {
            if (delete(table, changes).isEmpty()) {
                new Vanished(sql, schema, plan, run).keepRefused(table);
            }
        }
    }

    /** Whether any row is deleted, of the tables of which all may be. */
    private boolean deleteWhatMay(Map<String, Change> changes) throws SQLException {
        long deleted = 0;
        for (var table : List.copyOf(plan.staged()).reversed()) {
            deleted += delete(table, changes).orElse(0);
        }
        return deleted > 0;
    }

    /** Whether rows go after all that were left for documents which a key has set aside that refuses others now. */
    private boolean giveWay(Map<Unit, Refusal> refusals) throws SQLException {
        var names = refusals.values().stream()
                .filter(refusal -> !refusal.isOfTrigger())
                .map(refusal -> refusal.code().code())
                .collect(Collectors.toSet());
        return new Vanished(sql, schema, plan, run).giveWay(names);
    }

    /** Deletes the rows of a table that are to go; answers how many, nothing where the target refuses it. */
    private OptionalLong delete(StageTable table, Map<String, Change> changes) throws SQLException {
        var before = sql.connection().setSavepoint();
        try {
            long deleted = sql.run(deleting(table, ""));
            schema.settleTriggers();
            sql.run("set constraints all deferred");
            sql.connection().releaseSavepoint(before);
            changes.computeIfPresent(table.name(), (name, c) -> c.withDeleted(c.deleted() + deleted));
            return OptionalLong.of(deleted);
        } catch (SQLException e) {
            takeBack(before, List.of());
            var _ = Refusal.of(e).orElseThrow(() -> e);
            return OptionalLong.empty();
        }
    }

    private static void add(Map<String, Change> changes, Map<String, Change> more) {
        more.forEach((table, m) -> changes.computeIfPresent(
                table,
                (name, c) -> new Change(
                        c.inserted() + m.inserted(), c.updated() + m.updated(), c.deleted() + m.deleted(), 0)));
    }

    /** What there is to be written, by the numbers of the documents, those first whose rows others refer to. */
    private List<Unit> units() throws SQLException {
        var units = new LinkedHashSet<Unit>();
        for (var table : plan.staged()) {
            try (var statement = sql.connection().createStatement();
                    var rows = statement.executeQuery("""
                            select _doc, case when _doc is null then _row else 0 end from %s
                            union
                            select _doc, case when _doc is null then _row else 0 end from %s where not kept
                            order by 1, 2
                            """.formatted(table.own("insert"), table.own("update")))) {
                while (rows.next()) {
                    var document = rows.getObject(1, Long.class);
                    units.add(new Unit(document, document == null ? table.name() : "", rows.getLong(2)));
                }
            }
        }
        return List.copyOf(units);
    }

    /** To its own row, or else to another one that takes the document along; if it only has elements, to all of them. */
    private List<Objection> objections(Unit unit, Refusal refusal) throws SQLException {
        if (unit.document == null) {
            return List.of(objection(refusal, unit.table, unit.row));
        }
        var own = plan.stagedParts().stream()
                .filter(p -> p.kind() == PartKind.OWN)
                .map(p -> p.row().table())
                .distinct()
                .toList();
        for (var name : own) {
            var rows = rows(plan.tables().get(name), unit.document, "p.own");
            if (!rows.isEmpty()) {
                return List.of(objection(refusal, name, rows.getFirst()));
            }
        }
        for (var table : plan.staged()) {
            var rows = rows(table, unit.document, "not p.child");
            if (!rows.isEmpty()) {
                return List.of(objection(refusal, table.name(), rows.getFirst()));
            }
        }
        var objections = new ArrayList<Objection>();
        for (var table : plan.staged()) {
            rows(table, unit.document, "not b._rejected and not b._merged")
                    .forEach(row -> objections.add(objection(refusal, table.name(), row)));
        }
        if (objections.isEmpty()) {
            throw new IllegalStateException("a row was refused that no document made: " + refusal.message());
        }
        return objections;
    }

    private List<Long> rows(StageTable table, long document, String which) throws SQLException {
        return sql.texts("""
                        select b._row::text from %s b join rejoin_stage._part p on p.part = b._part
                        where b._doc = %d and %s order by b._row
                        """.formatted(table.base(), document, which)).stream()
                .map(row -> Long.valueOf(String.valueOf(row.getFirst())))
                .toList();
    }

    private static Objection objection(Refusal refusal, String table, long row) {
        return new Objection(
                refusal.code(),
                Optional.of("look at what the database says, and correct the document or, where the database gives the"
                        + " value itself, the default or trigger that does"),
                table,
                row,
                refusal.message());
    }
}
