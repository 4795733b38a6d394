package dev.rejoin.importer.check;

import dev.rejoin.importer.plan.Lenient;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.sql.Statements;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/**
 * What persons have let in: documents of a run with the rule or constraint that they may break. They stand in the
 * transaction's table {@code _accepted}, which is there only if there are any.
 *
 * @param codes of all rules and constraints that any of them may break
 */
public record Accepted(Set<String> codes) {

    static Accepted of(Statements sql, StagePlan plan, long run) throws SQLException {
        var codes = codes(sql, plan, run);
        if (!codes.isEmpty()) {
            sql.fill("_accepted", """
                    select d.doc, a.key as code,
                           format('; %%s has accepted it: %%s', a.value ->> 'by', a.value ->> 'because') as said
                    from rejoin_import.document d, jsonb_each(d.ruling -> 'accepted') a
                    where d.run_id = %d and d.ruling is not null
                    """.formatted(run));
        }
        return new Accepted(codes);
    }

    /** The rules and constraints that documents of a run were let in with. */
    public static Set<String> codes(Statements sql, StagePlan plan, long run) throws SQLException {
        var lenient = new Lenient(plan.mapping(), plan.catalog());
        var codes = new TreeSet<String>();
        for (var row : sql.texts("""
                select distinct jsonb_object_keys(d.ruling -> 'accepted') from rejoin_import.document d
                where d.run_id = %d and d.ruling is not null
                """.formatted(run))) {
            var code = String.valueOf(row.getFirst());
            if (lenient.whyNot(code).isEmpty()) {
                codes.add(code);
            }
        }
        return codes;
    }
}
