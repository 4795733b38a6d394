package dev.rejoin.importer.check;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.catalog.TargetColumn;
import dev.rejoin.importer.mapping.Mapping.Transform;
import dev.rejoin.importer.mapping.Mapping.Value;
import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sum of money that is accounted for: what the mapping says or, where it says nothing, a column that looks like money.
 *
 * @param sum an SQL expression over rows of the table
 * @param where which of them count
 * @param currency a column of the table, or over references one of another
 */
public record Amount(String name, StageTable table, String sum, Optional<String> where, Optional<String> currency) {
    private static final String CURRENCY = "currency";
    private static final int DECIMALS_OF_MONEY = 2;

    /** All sums of a plan, in the order of the mapping or of the tables. */
    public static List<Amount> of(StagePlan plan) {
        var said = plan.mapping().money();
        if (!said.isEmpty()) {
            return said.stream()
                    .map(m -> new Amount(m.name(), plan.tables().get(m.table()), m.sum(), m.where(), m.currency()))
                    .toList();
        }
        var amounts = new ArrayList<Amount>();
        for (var table : plan.tables().values()) {
            for (var column : table.data().values()) {
                if (isMoney(plan, table, column)) {
                    amounts.add(new Amount(
                            table.name() + "." + column.name(),
                            table,
                            quoted(column.name()),
                            Optional.empty(),
                            Optional.of(CURRENCY).filter(table.data()::containsKey)));
                }
            }
        }
        return amounts;
    }

    private static boolean isMoney(StagePlan plan, StageTable table, TargetColumn column) {
        if (column.base().equals("money")) {
            return true;
        }
        return column.base().equals("numeric")
                && (scale(column) == DECIMALS_OF_MONEY
                        || plan.parts().stream()
                                .filter(part -> part.row().table().equals(table.name()))
                                .anyMatch(part -> part.row().columns().get(column.name()) instanceof Value.Field field
                                        && field.conversion().transforms().contains(Transform.MONEY)));
    }

    /** As PostgreSQL packs it: eleven bits with a sign, above four bytes of a header. */
    private static int scale(TargetColumn column) {
        return column.typmod() < 0 ? -1 : ((column.typmod() - 4 & 0x7ff) ^ 0x400) - 0x400;
    }
}
