package dev.rejoin.importer.load;

import static dev.rejoin.importer.catalog.TargetCatalog.quoted;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.catalog.TargetTable;
import dev.rejoin.importer.check.Amount;
import dev.rejoin.importer.plan.StagePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The other side of the account of money: what the rows of the target add up to once a load is committed. */
public record LoadedMoney(DataSource database, StagePlan plan, long run) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record LoadedSum(String name, @Nullable String currency, String amount) {}

    /** Adds up the rows that the run's documents have become, and keeps the sums with the run. */
    public void keep() throws SQLException {
        var sums = new ArrayList<LoadedSum>();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("set local search_path = %s, public"
                        .formatted(quoted(plan.catalog().schema())));
            }
            for (var amount : Amount.of(plan)) {
                var before = connection.setSavepoint();
                try {
                    sums.addAll(sums(connection, amount));
                } catch (SQLException e) {
                    // The check has said already that this cannot be summed.
                    connection.rollback(before);
                }
            }
            try (var statement = connection.prepareStatement(
                    "update rejoin_import.run set summary = summary || jsonb_build_object('in_target', ?::jsonb) where id = ?")) {
                statement.setString(1, JSON.valueToTree(sums).toString());
                statement.setLong(2, run);
                statement.executeUpdate();
            }
            connection.commit();
        }
    }

    private List<LoadedSum> sums(Connection connection, Amount amount) throws SQLException {
        var sums = new ArrayList<LoadedSum>();
        try (var statement = connection.prepareStatement("""
                select currency, coalesce(sum(amount), 0)::text
                from (select (%s)::numeric as amount, %s as currency from %s b
                      where (%s) and exists (
                          select from rejoin_import.row_origin o
                          where o.table_name = ? and o.run_id = ? and o.how = 'LOADED' and %s)) q
                group by currency
                """.formatted(
                amount.sum(),
                amount.currency()
                        .map(path -> currency(amount.table().target(), "b", Arrays.asList(path.split("\\.")), 0))
                        .orElse("null::text"),
                name(amount.table().target()),
                amount.where().orElse("true"),
                Rows.of(amount.table()).at("b", "o.row_id", "o.row_key")))) {
            statement.setString(1, amount.table().name());
            statement.setLong(2, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    sums.add(new LoadedSum(amount.name(), rows.getString(1), rows.getString(2)));
                }
            }
        }
        return sums;
    }

    private String name(TargetTable table) {
        return quoted(plan.catalog().schema()) + "." + quoted(table.name());
    }

    private String currency(TargetTable from, String alias, List<String> names, int next) {
        var name = names.get(next);
        if (next == names.size() - 1) {
            return "%s.%s::text".formatted(alias, quoted(name));
        }
        var key = from.reference(name).orElseThrow();
        var other = plan.catalog().table(key.target()).orElseThrow();
        var inner = "r" + next;
        return "(select %s from %s %s where %s.%s = %s.%s)"
                .formatted(
                        currency(other, inner, names, next + 1),
                        name(other),
                        inner,
                        inner,
                        quoted(key.targetColumns().getFirst()),
                        alias,
                        quoted(name));
    }
}
