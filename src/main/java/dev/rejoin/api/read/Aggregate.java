package dev.rejoin.api.read;

import dev.rejoin.api.Answer;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Call;
import dev.rejoin.api.Field;
import dev.rejoin.api.Sql;
import dev.rejoin.api.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Terms, date histograms and metrics over a filtered collection, in one statement. */
final class Aggregate {
    private static final int DEFAULT_LIMIT = 100;
    static final int MOST_GROUPS = 1000;
    private static final int MOST_KEYS = 4;
    private static final int MOST_METRICS = 10;

    private final View view;
    private final Owner owner;
    private final Map<String, Column> keys = new LinkedHashMap<>();
    private final Map<String, Column> metrics = new LinkedHashMap<>();

    /** A column of the answer: under which name, and the SQL that computes it from which field. */
    private record Column(String name, Type type, String sql, List<Field> used) {}

    Aggregate(View view, Owner owner) {
        this.view = view;
        this.owner = owner;
        metrics.put("count", new Column("count", Type.INTEGER, "count(*)", List.of()));
        view.sortable().values().forEach(field -> {
            addKeys(field);
            addMetrics(field);
        });
    }

    /** The values of {@code group_by}. */
    List<String> keys() {
        return List.copyOf(keys.keySet());
    }

    /** The values of {@code metrics}. */
    List<String> metrics() {
        return List.copyOf(metrics.keySet());
    }

    private void addKeys(Field field) {
        keys.put(field.name(), new Column(field.name(), field.type(), field.sql(), List.of(field)));
        if (field.type() == Type.DATE || field.type() == Type.INSTANT) {
            var day = field.type() == Type.DATE ? field.sql() : "(%s at time zone 'UTC')".formatted(field.sql());
            for (var unit : List.of("year", "month", "week", "day")) {
                var name = field.name() + "__" + unit;
                keys.put(
                        name,
                        new Column(name, Type.DATE, "date_trunc('%s', %s)::date".formatted(unit, day), List.of(field)));
            }
        }
    }

    private void addMetrics(Field field) {
        if (!field.type().ordered() || field.name().equals("version")) {
            return;
        }
        addMetric("min", field, field.type(), "min(%s)");
        addMetric("max", field, field.type(), "max(%s)");
        if (field.type() == Type.DECIMAL || field.type() == Type.INTEGER) {
            addMetric("sum", field, Type.DECIMAL, "sum(%s)::numeric");
            addMetric("avg", field, Type.DECIMAL, "round(avg(%s), 6)");
            for (var percent : List.of(50, 90, 95, 99)) {
                addMetric(
                        "p" + percent,
                        field,
                        Type.DECIMAL,
                        "round((percentile_cont(0." + percent + ") within group (order by %s))::numeric, 6)");
            }
        }
    }

    private void addMetric(String function, Field field, Type type, String sql) {
        metrics.put(
                function + ":" + field.name(),
                new Column(function + "_" + field.name(), type, sql.formatted(field.sql()), List.of(field)));
    }

    Answer answer(Call call) {
        var by = columns(call, "group_by", "", keys, MOST_KEYS);
        var measured = columns(call, "metrics", "count", metrics, MOST_METRICS);
        var limit = call.number("limit", DEFAULT_LIMIT, 1, MOST_GROUPS);
        var query = Query.of(call, view);
        var columns = new ArrayList<>(by);
        columns.addAll(measured);
        var sql = statement(query, by, columns, limit);
        var rows = new ArrayList<Row>();
        var groups = call.database().query(sql, result -> {
            var total = 0L;
            while (result.next()) {
                total = result.getLong(1);
                var values = new Object[columns.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = columns.get(i).type().read(result, i + 2);
                }
                rows.add(new Row(values));
            }
            return total;
        });
        if (rows.isEmpty()) {
            owner.check(call);
        }
        return Answer.json(Bytes.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (var row : rows) {
                json.writeStartObject();
                for (int i = 0; i < columns.size(); i++) {
                    json.writeFieldName(columns.get(i).name());
                    var value = row.at(i);
                    if (value == null) {
                        json.writeNull();
                    } else {
                        columns.get(i).type().write(json, value);
                    }
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("groups", groups);
            json.writeEndObject();
        }));
    }

    private static Sql statement(Query query, List<Column> by, List<Column> columns, int limit) {
        var used = columns.stream().flatMap(column -> column.used().stream()).toList();
        var sql = Sql.of("select count(*) over (), "
                        + columns.stream().map(Column::sql).collect(Collectors.joining(", ")))
                .add(query.from(used));
        if (!by.isEmpty()) {
            // By number: the text of an expression with a subquery would not be recognized as the selected one.
            sql.add(" group by "
                    + IntStream.range(0, by.size())
                            .mapToObj(i -> String.valueOf(i + 2))
                            .collect(Collectors.joining(", ")));
        }
        var keys = IntStream.range(0, by.size()).mapToObj(i -> ", " + (i + 2)).collect(Collectors.joining());
        return sql.add(" order by count(*) desc" + keys + " limit ?", limit);
    }

    private static List<Column> columns(
            Call call, String parameter, String absent, Map<String, Column> allowed, int most) {
        var text = call.query(parameter).orElse(absent);
        var columns = new ArrayList<Column>();
        for (var name : text.isEmpty() ? new String[0] : text.split(",", -1)) {
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
