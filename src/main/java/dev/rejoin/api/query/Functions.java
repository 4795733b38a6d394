package dev.rejoin.api.query;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.type.StandardBasicTypes;

/** What PostgreSQL can do and HQL has no word for. Found by ServiceLoader. */
public final class Functions implements FunctionContributor {
    @Override
    public void contributeFunctions(FunctionContributions contributions) {
        var types = contributions.getTypeConfiguration().getBasicTypeRegistry();
        var truth = types.resolve(StandardBasicTypes.BOOLEAN);
        var text = types.resolve(StandardBasicTypes.STRING);
        var day = types.resolve(StandardBasicTypes.LOCAL_DATE);
        var instant = types.resolve(StandardBasicTypes.OFFSET_DATE_TIME);
        var decimal = types.resolve(StandardBasicTypes.BIG_DECIMAL);
        var registry = contributions.getFunctionRegistry();
        // HQL's own "in" makes one parameter a value, and so one text for each number of them.
        registry.registerPattern("is_any_of", "?1=any(?2)", truth);
        registry.registerPattern("caseless", "lower(normalize(?1))", text);
        // As V061 indexes it; a longer text could not stand in a b-tree.
        registry.registerPattern("beginning", "left(?1, 200)", text);
        registry.registerPattern("is_text", "(left(?1, 200)=left(?2, 200) and ?1=?2)", truth);
        registry.registerPattern(
                "is_any_text_of",
                "(left(?1, 200)=any((select array_agg(left(v, 200)) from unnest(?2) v)::text[]) and ?1=any(?2))",
                truth);
        registry.registerPattern(
                "is_any_caseless_of",
                "lower(normalize(?1))=any((select array_agg(lower(normalize(v))) from unnest(?2) v)::text[])",
                truth);
        // Documents are stemmed in the language they are written in, so that a query has to ask in each.
        registry.registerPattern("has_words", """
                ?1 in (select sd.id from search_document sd where sd.resource=?2 and sd.tsv @@ search_query(?3))""", truth);
        registry.registerPattern("date_unit", "date_trunc(?1, ?2)::date", day);
        registry.registerPattern("instant_unit", "date_trunc(?1, ?2 at time zone public.domain_zone())::date", day);
        registry.registerPattern("start_of_day", "public.domain_midnight(?1)", instant);
        registry.registerPattern("exact_sum", "sum(?1)::numeric", decimal);
        registry.registerPattern("rounded_avg", "round(avg(?1), 6)", decimal);
        registry.registerPattern(
                "percentile", "round((percentile_cont(?1) within group (order by ?2))::numeric, 6)", decimal);
        registry.namedDescriptorBuilder("json_build_object")
                .setInvariantType(text)
                .register();
        // In one line: an element on a line of its own would break the lines of NDJSON.
        registry.registerPattern("json_in_order", "coalesce(json_agg(?1 order by ?2), '[]'::json)::text", text);
        registry.registerPattern("json_instant", "(to_json(?1 at time zone 'UTC') #>> '{}') || 'Z'", text);
    }
}
