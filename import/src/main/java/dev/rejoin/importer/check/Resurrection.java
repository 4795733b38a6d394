package dev.rejoin.importer.check;

import dev.rejoin.importer.plan.StagePlan.Part;
import java.sql.SQLException;

/** Rebuilds the rows that the references in the table {@code _orphan} miss. */
interface Resurrection {

    /** Stages a row for each missing target that has copies; the reference column tells which copies. */
    void rebuild(Part part, String column) throws SQLException;
}
