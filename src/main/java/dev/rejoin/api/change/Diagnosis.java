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
    private static final Map<String, String> CONDITIONS = new ConcurrentHashMap<>();

    private Diagnosis() {}

    /** The name of a rule that is broken, or the text that asks for one. */
    private record Text(String text) {}

    /**
     * @param id the row that is changed, or null for a new one
     * @param values what is written, by column
     */
    static List<Rule> broken(
            Database database, ItemType<?, ?> type, @Nullable UUID id, Map<String, @Nullable Object> values) {
        var conditions = CONDITIONS.get(type.table());
        if (conditions == null) {
            conditions = conditions(database, type.table());
            CONDITIONS.put(type.table(), conditions);
        }
        var sql = Sql.of("select rule.name as text from jsonb_populate_record(null::public." + type.table() + ", ");
        if (id == null) {
            sql.add("?::jsonb", json(type, values));
        } else {
            sql.add(
                    "(select to_jsonb(o) from public." + type.table() + " o where o.id = ?) || ?::jsonb",
                    id,
                    json(type, values));
        }
        sql.add(") t, lateral (values " + conditions + ") rule (name, is_broken) where rule.is_broken");
        var rules = new ArrayList<Rule>();
        for (var broken : database.list(sql, Text.class)) {
            Refusals.RULES.find(broken.text).ifPresent(rules::add);
        }
        return rules;
    }

    private static String conditions(Database database, String table) {
        var sql = Sql.of("""
                select format('(%%L, %%s)', c.conname, case c.contype
                    when 'c' then format('not (%%s)', pg_get_expr(c.conbin, c.conrelid))
                    when 'n' then format('t.%%I is null', a.attname)
                    else format('t.%%I is not null and not exists (select from %%s r where r.%%I = t.%%I)',
                                a.attname, c.confrelid::regclass, f.attname, a.attname) end) as text
                from pg_constraint c
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                left join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1]
                where c.conrelid = 'public.%s'::regclass
                  and (c.contype = 'c'
                       -- What has a default is not missing where it is absent.
                       or c.contype = 'n' and not a.atthasdef
                       or c.contype = 'f' and not c.conperiod)
                order by c.conname""".formatted(table));
        return String.join(
                ", ", database.list(sql, Text.class).stream().map(Text::text).toList());
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
