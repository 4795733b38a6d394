package dev.rejoin.api.change;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.problem.Refusals;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.ItemType;
import dev.rejoin.api.resource.ScalarType;
import dev.rejoin.db.Rule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All rules that a row breaks, where PostgreSQL itself stops at the first: the CHECK, NOT NULL and foreign key
 * constraints of its table are read from the catalog and asked as one question about the row.
 */
final class Diagnosis {
    private static final Map<String, Questions> QUESTIONS = new ConcurrentHashMap<>();

    private Diagnosis() {}

    /** The name of a rule that is broken. */
    private record Broken(String name) {}

    /**
     * What is asked about a row of one table.
     *
     * @param columns with their types, but without the lengths of these: what is too long for its column is no value of it,
     *     and yet its rules can be asked
     * @param conditions the name of each rule, and whether it is broken
     */
    private record Questions(String columns, String conditions) {}

    /**
     * @param id the row that is changed, or null for a new one
     * @param values what is written, by column
     */
    static List<Rule> broken(
            Database database, ItemType<?, ?> type, @Nullable UUID id, Map<String, @Nullable Object> values) {
        var asked = QUESTIONS.get(type.table());
        if (asked == null) {
            asked = questions(database, type.table());
            QUESTIONS.put(type.table(), asked);
        }
        var sql = Sql.of("select rule.name from jsonb_to_record(");
        if (id == null) {
            sql.add("?::jsonb", json(type, values));
        } else {
            sql.add(
                    "(select to_jsonb(o) from public." + type.table() + " o where o.id = ?) || ?::jsonb",
                    id,
                    json(type, values));
        }
        sql.add(") t (" + asked.columns + "), lateral (values " + asked.conditions
                + ") rule (name, is_broken) where rule.is_broken");
        var rules = new ArrayList<Rule>();
        for (var broken : database.list(sql, Broken.class)) {
            Refusals.RULES.find(broken.name).ifPresent(rules::add);
        }
        return rules;
    }

    private static Questions questions(Database database, String table) {
        return database.first(Sql.of("""
                select (select string_agg(format('%%I %%s', a.attname, format_type(a.atttypid, -1)), ', ' order by a.attnum)
                        from pg_attribute a
                        where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped) as columns,
                       (select string_agg(format('(%%L, %%s)', c.conname, case c.contype
                            when 'c' then format('not (%%s)', pg_get_expr(c.conbin, c.conrelid))
                            when 'n' then format('t.%%I is null', a.attname)
                            else format('t.%%I is not null and not exists (select from %%s r where r.%%I = t.%%I)',
                                        a.attname, c.confrelid::regclass, f.attname, a.attname) end),
                            ', ' order by c.conname)
                        from pg_constraint c
                        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                        left join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1]
                        where c.conrelid = t.oid
                          and (c.contype = 'c'
                               -- What has a default is not missing where it is absent.
                               or c.contype = 'n' and not a.atthasdef
                               or c.contype = 'f' and not c.conperiod)) as conditions
                from (select 'public.%s'::regclass as oid) t""".formatted(table)), Questions.class).orElseThrow();
    }

    private static String json(ItemType<?, ?> type, Map<String, @Nullable Object> values) {
        return Bytes.json(json -> {
                    json.writeStartObject();
                    for (var entry : values.entrySet()) {
                        json.writeFieldName(entry.getKey());
                        write(json, type.get(entry.getKey()).type(), entry.getValue());
                    }
                    json.writeEndObject();
                })
                .toString(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, ScalarType type, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case BigDecimal number -> json.writeNumber(number);
            default -> type.write(json, value);
        }
    }
}
