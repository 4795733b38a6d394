package dev.rejoin.importer.check;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import dev.rejoin.importer.plan.StagePlan;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.sql.Statements;
import dev.rejoin.importer.stage.StagingTables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts for money: what the documents hold, what of it is loaded, and why the rest is not. */
record Money(Statements sql, StagePlan plan, long run) {

    /**
     * A sum in one currency, in texts that keep every digit; source = loaded + merged + setAside.
     *
     * @param rows that count
     * @param unread those of them that hold no amount, or none that can be read
     * @param problem why there is no sum at all
     */
    record Summed(
            String name,
            String table,
            String sum,
            @Nullable String currency,
            long rows,
            long unread,
            String source,
            String loaded,
            String merged,
            String setAside,
            @Nullable String problem) {}

    /** What of a sum is set aside for one reason; a document with several reasons counts with each. */
    record Withheld(String code, String name, @Nullable String currency, long rows, String amount) {}

    /** All sums, and what of them is withheld by reason. */
    record MoneySums(List<Summed> sums, List<Withheld> withheld) {}

    /** Adds up what is staged, when all is decided and every finding is written. */
    MoneySums account() throws SQLException {
        var result = new MoneySums(new ArrayList<>(), new ArrayList<>());
        for (var amount : Amount.of(plan)) {
            var before = sql.connection().setSavepoint();
            try {
                account(amount, result);
                sql.connection().releaseSavepoint(before);
            } catch (SQLException e) {
                // A sum is no reason to stop an import: an expression that fails for some row is said in its place.
                sql.connection().rollback(before);
                var said = e.getMessage() == null
                        ? ""
                        : e.getMessage().lines().findFirst().orElse("");
                result.sums.removeIf(s -> s.name().equals(amount.name()));
                result.sums.add(new Summed(
                        amount.name(), amount.table().name(), amount.sum(), null, 0, 0, "0", "0", "0", "0", said));
            }
        }
        return result;
    }

    private void account(Amount amount, MoneySums result) throws SQLException {
        var currency = amount.currency()
                .map(path -> currency(amount.table(), "b", Arrays.asList(path.split("\\.")), 0))
                .orElse(Currency.UNKNOWN);
        sql.run("drop table if exists _money");
        sql.run("""
                create temporary table _money on commit drop as
                select b._doc as doc, (%s)::numeric as amount, %s as currency,
                       case when b._rejected then 'aside' when b._merged then 'merged' else 'loaded' end as fate
                from (%s) b%s
                where not exists (select from rejoin_stage._part p where p.part = b._part and p.resurrected) and (%s)
                """.formatted(
                        amount.sum(),
                        currency.value,
                        StagingTables.allRows(amount.table(), plan),
                        currency.joins,
                        amount.where().orElse("true")));
        for (var row : sql.texts("""
                select currency, count(*)::text, count(*) filter (where amount is null)::text,
                       coalesce(sum(amount), 0)::text,
                       coalesce(sum(amount) filter (where fate = 'loaded'), 0)::text,
                       coalesce(sum(amount) filter (where fate = 'merged'), 0)::text,
                       coalesce(sum(amount) filter (where fate = 'aside'), 0)::text
                from _money group by currency order by count(*) desc, currency
                """)) {
            result.sums.add(new Summed(
                    amount.name(),
                    amount.table().name(),
                    amount.sum(),
                    row.get(0),
                    Long.parseLong(row.get(1)),
                    Long.parseLong(row.get(2)),
                    row.get(3),
                    row.get(4),
                    row.get(5),
                    row.get(6),
                    null));
        }
        for (var row : sql.texts("""
                select f.code, m.currency, count(*)::text, coalesce(sum(m.amount), 0)::text
                from _money m
                join (select distinct doc, code from rejoin_import.finding
                      where run_id = %d and severity = 'ERROR') f on f.doc = m.doc
                where m.fate = 'aside' group by 1, 2 order by 1, 2
                """.formatted(run))) {
            result.withheld.add(
                    new Withheld(row.get(0), amount.name(), row.get(1), Long.parseLong(row.get(2)), row.get(3)));
        }
    }

    /** Where the currency of a row is read, and what has to be joined for that. */
    private record Currency(String value, String joins) {
        static final Currency UNKNOWN = new Currency("null::text", "");
    }

    /**
     * The currency of a staged row: of several rows by one key, the one that is loaded comes first. Joined as a whole, since
     * an index that was made in this transaction may not be used in it, and to look row by row then takes the square of them.
     */
    private Currency currency(StageTable from, String alias, List<String> names, int next) {
        var name = names.get(next);
        if (next == names.size() - 1) {
            return new Currency("%s.%s::text".formatted(alias, quoted(name)), "");
        }
        var pairing = from.pairings().get(name);
        var other = pairing == null ? null : plan.tables().get(pairing.table());
        if (other == null || !other.data().containsKey(names.get(next + 1)) && next + 2 == names.size()) {
            return Currency.UNKNOWN;
        }
        var inner = "r" + next;
        var beyond = currency(other, inner, names, next + 1);
        return new Currency("c%d._currency".formatted(next), """

                left join (select distinct on (%1$s.%2$s) %1$s.%2$s as _currency_key, %3$s as _currency from %4$s %1$s%5$s
                           order by %1$s.%2$s, %1$s._rejected, %1$s._merged) c%6$d on c%6$d._currency_key = %7$s.%8$s
                """.formatted(
                inner, other.key(), beyond.value, other.base(), beyond.joins, next, alias, quoted(from.link(name))));
    }
}
