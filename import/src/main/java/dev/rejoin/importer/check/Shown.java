package dev.rejoin.importer.check;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import java.util.stream.Collectors;

/** SQL that says rows and values as the source has them: nobody can look up the key that an import gives a row. */
final class Shown {
    private Shown() {}

    /** The document of a staged row, and the place of its element. */
    static String document(String alias) {
        return "coalesce(%1$s._index || '/' || %1$s._id || coalesce(' ' || %1$s._place, ''), 'a rebuilt row')"
                .formatted(alias);
    }

    /** A column's value as text: of a reference the id that the source names. */
    static String value(StagePlan plan, StageTable table, String alias, String column) {
        var own = "%s.%s::text".formatted(alias, quoted(column));
        if (table.refersBy(column)) {
            return "coalesce(%s.%s, %s)".formatted(alias, quoted(table.ref(column)), own);
        }
        var rowKeys = plan.parts().stream()
                .filter(part -> part.row().table().equals(table.name())
                        && part.row().columns().get(column) instanceof Value.RowKey)
                .map(part -> String.valueOf(part.number()))
                .collect(Collectors.joining(", "));
        return rowKeys.isEmpty()
                ? own
                : "case when %1$s._part in (%2$s) and %3$s is not null then %1$s._id else %3$s end"
                        .formatted(alias, rowKeys, own);
    }
}
