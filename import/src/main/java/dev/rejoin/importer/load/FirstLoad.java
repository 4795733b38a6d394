package dev.rejoin.importer.load;

import dev.rejoin.importer.check.Check.Checked;
import dev.rejoin.importer.check.Objection;
import dev.rejoin.importer.load.Load.Change;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills empty tables: keys, foreign keys and plain indexes are built once, over everything. */
record FirstLoad(Statements sql, TargetSchema schema, Checked checked, Load.Progress progress) implements Load.Filling {

    @Override
    public Map<String, Change> fill() throws SQLException {
        var plan = checked.plan();
        var grandfathered = schema.dropGrandfathered(checked.grandfathered());
        var references = schema.dropForeignKeys(plan.tables().keySet());
        var indexes = schema.dropIndexes();
        // A trigger may look for rows by their keys, or rely on them.
        var keys = new TargetTriggers(sql, schema, plan).fireOnLoad() ? List.<String>of() : schema.dropKeys();
        var changes = new LinkedHashMap<String, Change>();
        for (var table : plan.tables().values()) {
            long inserted = sql.run(schema.insert(table));
            progress.written(inserted);
            changes.put(table.name(), new Change(inserted, 0, 0, 0));
        }
        schema.settleTriggers();
        schema.restore(keys);
        schema.restore(indexes);
        for (var table : plan.tables().values()) {
            sql.run("analyze " + schema.name(table));
        }
        schema.restore(references);
        schema.restore(grandfathered);
        return changes;
    }

    @Override
    public List<Objection> refused() {
        return List.of();
    }

    @Override
    public boolean tellsOfRows() {
        return true;
    }

    @Override
    public void finish() throws SQLException {
        var origins = new Origins(sql, schema, checked, Optional.empty());
        // Into a table that is written as a whole; nobody reads it before the first load.
        var indexes = schema.dropIndexesOfOrigins();
        origins.write(progress::remembered);
        origins.forgetEarlier();
        schema.restore(indexes);
        for (var statement : checked.plan().mapping().afterLoad()) {
            sql.run(statement, progress);
        }
    }
}
