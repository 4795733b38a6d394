package dev.rejoin.api.write;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.api.Bytes;
import dev.rejoin.api.Database;
import dev.rejoin.api.Resource;
import dev.rejoin.api.Sql;
import dev.rejoin.api.Type;
import dev.rejoin.db.Rule;
import dev.rejoin.db.Rules;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All rules that a row breaks, where PostgreSQL itself stops at the first: the CHECK, NOT NULL and foreign key
 * constraints of its table are read from the catalog and asked as one question about the row.
 */
final class Diagnosis {
    static final Rules RULES = Rules.load();
    private static final Map<String, String> CONDITIONS = new ConcurrentHashMap<>();

    private Diagnosis() {}

    /**
     * @param id the row that is changed, or null for a new one
     * @param values what is written, by column
     */
    static List<Rule> broken(
            Database database, Resource resource, @Nullable UUID id, Map<String, @Nullable Object> values) {
        var conditions = CONDITIONS.get(resource.table());
        if (conditions == null) {
            conditions = conditions(database, resource.table());
            CONDITIONS.put(resource.table(), conditions);
        }
        var sql = Sql.of("select rule.name from jsonb_populate_record(null::public." + resource.table() + ", ");
        if (id == null) {
            sql.add("?::jsonb", json(resource, values));
        } else {
            sql.add(
                    "(select to_jsonb(o) from public." + resource.table() + " o where o.id = ?) || ?::jsonb",
                    id,
                    json(resource, values));
        }
        sql.add(") t, lateral (values " + conditions + ") rule (name, is_broken) where rule.is_broken");
        return database.query(sql, rows -> {
            var rules = new ArrayList<Rule>();
            while (rows.next()) {
                RULES.find(rows.getString(1)).ifPresent(rules::add);
            }
            return rules;
        });
    }

    private static String conditions(Database database, String table) {
        var sql = """
                select format('(%%L, %%s)', c.conname, case c.contype
                    when 'c' then format('not (%%s)', pg_get_expr(c.conbin, c.conrelid))
                    when 'n' then format('t.%%I is null', a.attname)
                    else format('t.%%I is not null and not exists (select from %%s r where r.%%I = t.%%I)',
                                a.attname, c.confrelid::regclass, f.attname, a.attname) end)
                from pg_constraint c
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                left join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1]
                where c.conrelid = 'public.%s'::regclass
                  and (c.contype = 'c'
                       -- What has a default is not missing where it is absent.
                       or c.contype = 'n' and not a.atthasdef
                       or c.contype = 'f' and not c.conperiod)
                order by c.conname""".formatted(table);
        return database.query(Sql.of(sql), rows -> {
            var conditions = new ArrayList<String>();
            while (rows.next()) {
                conditions.add(rows.getString(1));
            }
            return conditions.stream().collect(Collectors.joining(", "));
        });
    }

    private static String json(Resource resource, Map<String, @Nullable Object> values) {
        return Bytes.json(json -> {
                    json.writeStartObject();
                    for (var entry : values.entrySet()) {
                        json.writeFieldName(entry.getKey());
                        write(json, resource.field(entry.getKey()).orElseThrow().type(), entry.getValue());
                    }
                    json.writeEndObject();
                })
                .toString(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, Type type, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else {
            type.write(json, value);
        }
    }
}
