package dev.rejoin.importer.run;

import dev.rejoin.importer.catalog.TargetCatalog;
import dev.rejoin.importer.mapping.IndexDates;
import dev.rejoin.importer.mapping.IndexPaths;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.plan.MappingCheck;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.OwnDates;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.run.ImportRun.Options;
import dev.rejoin.importer.run.RunLedger.Unfinished;
import dev.rejoin.importer.stage.Stage.Assignment;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** What has to be right before anything is read: the mapping, the source's indices, the target, and how the run is called. */
record Preflight(Source source, DataSource database, Mapping mapping, Options options) {

    /**
     * Nothing stands against the run.
     *
     * @param unfinished the run that is gone on with, where it is a resume
     */
    record Cleared(Assignments assigned, StagePlan plan, Optional<Unfinished> unfinished) {

        /** Whether everything is in the target, and nothing is missing but the proof. */
        boolean isLoaded() {
            return unfinished.map(Unfinished::loaded).orElse(false);
        }
    }

    /** @throws RefusedException when the call, mapping or target cannot be used */
    Cleared pass(RunLedger ledger) throws SQLException {
        var catalog = catalog();
        refuseUnpreparedTarget(catalog);
        var assigned =
                Assignments.of(source.contents(options.scope(mapping)), mapping, options.prefix(), options.without());
        MappingCheck.check(mapping, catalog, paths(assigned.read()));
        refuseTablesOfOthers();
        var unfinished = options.resume() ? Optional.of(unfinished(ledger)) : Optional.<Unfinished>empty();
        if (!unfinished.map(Unfinished::loaded).orElse(false)) {
            refuseUnfitTarget(catalog, ledger);
        }
        return new Cleared(assigned, StagePlan.of(mapping, catalog, ownDates(assigned.read())), unfinished);
    }

    private TargetCatalog catalog() throws SQLException {
        try (var connection = database.getConnection()) {
            return TargetCatalog.read(connection, mapping.schema());
        }
    }

    private static Map<String, OwnDates> ownDates(List<Assignment> assignments) {
        var dates = new LinkedHashMap<String, OwnDates>();
        for (var assignment : assignments) {
            dates.put(
                    assignment.name(),
                    new OwnDates(
                            assignment.mapping(),
                            IndexDates.of(assignment.index().mapping())));
        }
        return dates;
    }

    private static Map<String, IndexPaths> paths(List<Assignment> assignments) {
        var paths = new HashMap<String, IndexPaths>();
        for (var assignment : assignments) {
            if (assignment.index().mapping() != null) {
                paths.merge(
                        assignment.mapping().index(),
                        IndexPaths.of(assignment.index().mapping()),
                        IndexPaths::or);
            }
        }
        return paths;
    }

    /** What the mapping fills, once or several times. */
    private Stream<String> tables() {
        return mapping.indices().stream()
                .flatMap(index -> Stream.concat(index.rows().stream(), index.children().stream()))
                .map(Mapping.RowMapping::table);
    }

    /** One sentence, where otherwise every table of the mapping would be missed by itself. */
    private void refuseUnpreparedTarget(TargetCatalog catalog) {
        var tables = tables().distinct().sorted().toList();
        if (tables.size() > 1
                && tables.stream().allMatch(table -> catalog.table(table).isEmpty())) {
            throw new RefusedException(
                    ("The database has none of the %d tables that the mapping fills (%s, …) in its schema"
                                    + " %s. Prepare it first: ./rejoin migrate makes Rejoin's own tables.")
                            .formatted(
                                    tables.size(),
                                    String.join(", ", tables.subList(0, Math.min(3, tables.size()))),
                                    mapping.schema()));
        }
    }

    /** What would otherwise be refused after hours of reading, or, of rows that are hidden, not be seen at all. */
    private void refuseTablesOfOthers() throws SQLException {
        var hiding = new ArrayList<String>();
        var foreign = new ArrayList<String>();
        var user = "";
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select c.relname, row_security_active(c.oid),
                               case when ? then has_table_privilege(c.oid, 'SELECT') and has_table_privilege(c.oid, 'INSERT')
                                            and has_table_privilege(c.oid, 'UPDATE') and has_table_privilege(c.oid, 'DELETE')
                                    else pg_has_role(c.relowner, 'USAGE') end,
                               current_user
                        from pg_class c
                        where c.relnamespace = to_regnamespace(?) and c.relname = any (?) order by 1""")) {
            statement.setBoolean(1, options.delta());
            statement.setString(2, TargetCatalog.quoted(mapping.schema()));
            statement.setArray(
                    3, connection.createArrayOf("text", tables().distinct().toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    user = rows.getString(4);
                    if (rows.getBoolean(2)) {
                        hiding.add(rows.getString(1));
                    }
                    if (!rows.getBoolean(3)) {
                        foreign.add(rows.getString(1));
                    }
                }
            }
        }
        if (!hiding.isEmpty()) {
            throw new RefusedException(
                    ("Row-level security hides rows of %s from the database user %s: what it does not see, nobody could prove."
                                    + " Import as a user whom it does not concern: the owner of the tables, unless they force it, or"
                                    + " one with BYPASSRLS.")
                            .formatted(String.join(", ", hiding), user));
        }
        if (!foreign.isEmpty()) {
            throw new RefusedException((options.delta()
                            ? "The database user %s may not read, insert, update and delete rows of %s. Grant it, or import"
                                    + " as the owner of the tables."
                            : "The database user %s does not own %s, whose constraints and indexes a first import takes away"
                                    + " and puts back. Import as the owner of the tables, or as a member of that role.")
                    .formatted(user, String.join(", ", foreign)));
        }
    }

    /** A first import wants empty tables, a delta those that an import has filled. */
    private void refuseUnfitTarget(TargetCatalog catalog, RunLedger ledger) throws SQLException {
        if (options.delta()) {
            if (!ledger.hasLoaded()) {
                throw new RefusedException("There is no earlier import to bring up to date; run it without --delta.");
            }
            return;
        }
        var filled = filled(mapping, catalog);
        if (!filled.isEmpty() && !options.dryRun()) {
            throw new RefusedException(
                    "The target already holds data, in " + filled + ". A first import starts with empty"
                            + " tables: use another database, or empty these; to apply a newer snapshot to an earlier import, say"
                            + " --delta.");
        }
    }

    /** The tables to load into that are not empty. */
    static String filled(Mapping mapping, TargetCatalog catalog) {
        return mapping.indices().stream()
                .flatMap(i -> Stream.concat(i.rows().stream(), i.children().stream()))
                .map(Mapping.RowMapping::table)
                .distinct()
                .filter(name -> !catalog.table(name).orElseThrow().empty())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private Unfinished unfinished(RunLedger ledger) throws SQLException {
        var unfinished = ledger.unfinished()
                .orElseThrow(() ->
                        new RefusedException("There is no unfinished run to resume; start one without --resume."));
        if (unfinished.delta() != options.delta()) {
            throw new RefusedException("Run %d was begun %s --delta: resume it in the same way."
                    .formatted(unfinished.id(), unfinished.delta() ? "with" : "without"));
        }
        if (!unfinished.mappingDigest().equals(mapping.digest())) {
            throw new RefusedException("Run %d was begun with another mapping: %s. Put the mapping back to go on%s."
                    .formatted(
                            unfinished.id(),
                            MappingDifference.between(unfinished.mappingFiles(), mapping.files()),
                            unfinished.loaded() ? "" : ", or start anew without --resume"));
        }
        return unfinished;
    }
}
