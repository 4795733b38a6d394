package dev.rejoin.api.query;

import dev.rejoin.api.Bytes;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.http.ListValue;
import dev.rejoin.api.resource.ItemField;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Terms, date histograms and metrics over a filtered collection, in one statement. */
public final class Aggregate {
    public static final int DEFAULT_LIMIT = 100;
    public static final int MOST_GROUPS = 1000;
    private static final int MOST_KEYS = 4;
    private static final int MOST_METRICS = 10;
    private static final Map<Class<?>, Aggregate> ALL = new ConcurrentHashMap<>();

    private final Map<String, Column> keys = new LinkedHashMap<>();
    private final Map<String, Column> metrics = new LinkedHashMap<>();
    private final Optional<Column> currency;

    /**
     * A column of the answer.
     *
     * @param name in the answer
     * @param hql what computes it
     * @param amount what it is a metric of, where that may be money
     */
    private record Column(
            String name,
            ScalarType type,
            String hql,
            @Nullable String amount) {
        Column(String name, ScalarType type, String hql) {
            this(name, type, hql, null);
        }
    }

    private Aggregate(ItemType<?, ?> type) {
        metrics.put("count", new Column("count", ScalarType.INTEGER, "count(*)"));
        type.fields().values().stream().filter(ItemField::scalar).forEach(field -> {
            addKeys(field);
            addMetrics(field);
        });
        currency = Optional.ofNullable(keys.get("currency"));
    }

    static Aggregate of(ItemType<?, ?> type) {
        return ALL.computeIfAbsent(type.entity(), entity -> new Aggregate(type));
    }

    /** The values of {@code group_by}. */
    List<String> keys() {
        return List.copyOf(keys.keySet());
    }

    /** The values of {@code metrics}. */
    List<String> metrics() {
        return List.copyOf(metrics.keySet());
    }

    private void addKeys(ItemField field) {
        var path = "e." + field.path();
        keys.put(field.name(), new Column(field.name(), field.type(), path));
        if (field.type() == ScalarType.DATE || field.type() == ScalarType.INSTANT) {
            var function = field.type() == ScalarType.DATE ? "date_unit" : "instant_unit";
            for (var unit : List.of("year", "month", "week", "day")) {
                var name = field.name() + "__" + unit;
                keys.put(name, new Column(name, ScalarType.DATE, "%s('%s', %s)".formatted(function, unit, path)));
            }
        }
    }

    private void addMetrics(ItemField field) {
        if (!field.type().ordered() || field.name().equals("version")) {
            return;
        }
        addMetric("min", field, field.type(), "min(%s)");
        addMetric("max", field, field.type(), "max(%s)");
        if (field.type() == ScalarType.DECIMAL || field.type() == ScalarType.INTEGER) {
            addMetric("sum", field, ScalarType.DECIMAL, "exact_sum(%s)");
            addMetric("avg", field, ScalarType.DECIMAL, "rounded_avg(%s)");
            for (var percent : List.of(50, 90, 95, 99)) {
                addMetric("p" + percent, field, ScalarType.DECIMAL, "percentile(0." + percent + ", %s)");
            }
        }
    }

    private void addMetric(String function, ItemField field, ScalarType type, String hql) {
        metrics.put(
                function + ":" + field.name(),
                new Column(
                        function + "_" + field.name(),
                        type,
                        hql.formatted("e." + field.path()),
                        field.type() == ScalarType.DECIMAL ? "e." + field.path() : null));
    }

    /** @param ownerCheck what an empty nested collection asks for */
    Bytes answer(Call call, StatelessSession session, Condition condition, Runnable ownerCheck) {
        var by = columns(call, "group_by", "", keys, MOST_KEYS);
        var measured = columns(call, "metrics", "count", metrics, MOST_METRICS);
        if (measured.isEmpty()) {
            throw Parameters.malformed(
                    "metrics",
                    "invalid_value",
                    "it is empty. Leave it out for the count alone, or name what to compute.");
        }
        var limit = call.number("limit", DEFAULT_LIMIT, 1, MOST_GROUPS);
        var columns = new ArrayList<>(by);
        columns.addAll(measured);
        var shown = columns.size();
        columns.addAll(currencies(by, measured));
        var rows = statement(condition, by, columns)
                .on(session)
                .setMaxResults(limit)
                .getResultList();
        if (rows.isEmpty()) {
            ownerCheck.run();
        }
        for (var row : rows) {
            for (int i = shown; i < columns.size(); i++) {
                if ((long) row[i + 1] > 1) {
                    throw Parameters.malformed(
                            "metrics",
                            "mixed_currencies",
                            "amounts of several currencies are no one amount. Say group_by=currency, or filter by one: currency=EUR.");
                }
            }
        }
        var groups = rows.isEmpty() ? 0L : (long) rows.getFirst()[0];
        return Bytes.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (var row : rows) {
                json.writeStartObject();
                for (int i = 0; i < shown; i++) {
                    json.writeFieldName(columns.get(i).name());
                    Selection.write(json, columns.get(i).type(), row[i + 1]);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("groups", groups);
            json.writeEndObject();
        });
    }

    /** In how many currencies the amounts of each group are, where they are not told apart. */
    private List<Column> currencies(List<Column> by, List<Column> measured) {
        return currency.filter(one -> !by.contains(one)).stream()
                .flatMap(one -> measured.stream()
                        .map(Column::amount)
                        .filter(Objects::nonNull)
                        .distinct()
                        .map(amount -> new Column(
                                "currencies",
                                ScalarType.INTEGER,
                                "count(distinct case when %s is not null then %s end)".formatted(amount, one.hql()))))
                .toList();
    }

    private static Hql statement(Condition condition, List<Column> by, List<Column> columns) {
        var hql = new Hql();
        hql.add("select count(*) over (), ")
                .add(columns.stream().map(Column::hql).collect(Collectors.joining(", ")))
                .add(condition.from(hql, "e"));
        // By number: the text of an expression with a subquery would not be recognized as the selected one.
        var numbers = IntStream.range(0, by.size())
                .mapToObj(i -> String.valueOf(i + 2))
                .toList();
        if (!by.isEmpty()) {
            hql.add(" group by " + String.join(", ", numbers));
        }
        return hql.add(" order by count(*) desc")
                .add(numbers.stream().map(number -> ", " + number).collect(Collectors.joining()));
    }

    private static List<Column> columns(
            Call call, String parameter, String absent, Map<String, Column> allowed, int most) {
        var text = call.query(parameter).orElse(absent);
        var columns = new ArrayList<Column>();
        for (var name : text.isEmpty() ? List.<String>of() : ListValue.split(parameter, text)) {
            var column = allowed.get(name);
            if (column == null) {
                throw Parameters.unknown(
                        parameter, parameter.equals("metrics") ? "metric" : "group key", name, allowed.keySet());
            }
            if (columns.contains(column)) {
                throw Parameters.malformed(parameter, "invalid_value", "'%s' stands there twice.".formatted(name));
            }
            columns.add(column);
        }
        if (columns.size() > most) {
            throw Parameters.malformed(parameter, "out_of_range", "at most %d.".formatted(most));
        }
        return columns;
    }
}
