package dev.rejoin.importer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.SmallImport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A document that is set aside for a fault of its own may also refer to one that goes, or is set aside: whichever comes
 * first, what is said of it is what a fresh import says.
 */
class SetAsideForSeveralReasonsTest {
    /** What is wrong with a document, by when a check finds it. */
    private enum Fault {
        NONE,
        VALUE,
        CONDITION,
        KEY,
        MISSING
    }

    /**
     * What refers to it: loaded without the link, set aside without what it refers to, taking a value from it that is required
     * and held to a rule, or an element loaded without the link.
     */
    private enum Referring {
        LOOSE,
        BOUND,
        TAKING,
        ELEMENT
    }

    @TempDir
    private Path temporary;

    private SmallImport open(String folder) throws Exception {
        var columns = """
                id uuid primary key, legacy_id text unique, name text, code text constraint %1$s_code_unique unique,
                size int constraint %1$s_size_positive check (size > 0)
                """;
        var mapping = """
                index: %s
                rows:
                  - table: %s
                    columns: {name: name, code: code, size: size, house_id: {from: house, to: house, orphans: %s}}
                """;
        return new SmallImport(Files.createDirectories(temporary.resolve(folder)), """
                        create table small.house (%s);
                        create table small.loose (%s, house_id uuid references small.house);
                        create table small.bound (%s, house_id uuid references small.house);
                        create table small.taking (%s, house_code text not null constraint taking_house_code_form
                            check (coalesce(house_code, '') <> '') references small.house (code));
                        create table small.list (id uuid primary key, legacy_id text unique, name text);
                        create table small.element (%s, list_id uuid not null references small.list,
                            house_id uuid references small.house);
                        """.formatted(
                                columns.formatted("house"),
                                columns.formatted("loose"),
                                columns.formatted("bound"),
                                columns.formatted("taking"),
                                columns.formatted("element")))
                .mapping("houses.yaml", """
                        index: houses
                        rows:
                          - table: house
                            columns: {name: name, code: code, size: size}
                        """)
                .mapping("loose.yaml", mapping.formatted("loose", "loose", "'null'"))
                .mapping("bound.yaml", mapping.formatted("bound", "bound", "quarantine"))
                .mapping("taking.yaml", """
                        index: taking
                        rows:
                          - table: taking
                            columns: {name: name, code: code, size: size, house_code: {from: house, to: house}}
                        """)
                .mapping("lists.yaml", """
                        index: lists
                        rows:
                          - table: list
                            columns: {name: name}
                        children:
                          - from: elements
                            table: element
                            columns:
                              list_id: {row: list}
                              code: .code
                              size: .size
                              house_id: {from: .house, to: house, orphans: "null"}
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSaidIsWhatAFreshImportSays(Fault end) throws Exception {
        var before = new LinkedHashMap<String, String>();
        var after = new LinkedHashMap<String, String>();
        for (var start : Fault.values()) {
            for (var own : List.of(Fault.NONE, Fault.VALUE, Fault.CONDITION, Fault.KEY)) {
                for (var referring : Referring.values()) {
                    for (boolean touched : List.of(false, true)) {
                        var id = "%s_%s_%s%s"
                                .formatted(referring, own, start, touched ? "_touched" : "")
                                .toLowerCase(Locale.ROOT);
                        put(before, start, own, referring, id, "as it was");
                        put(after, end, own, referring, id, touched ? "as it is" : "as it was");
                    }
                }
            }
        }
        try (var small = open("carried").dump("all.ndjson", lines(before));
                var fresh = open("fresh").dump("all.ndjson", lines(after))) {
            assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
            small.dump("all.ndjson", lines(after));

            var report = small.delta();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(report.seconds()).containsKey("read and compare");
            assertThat(fresh.run().outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(different(said(small), said(fresh))).isEmpty();
        }
    }

    /**
     * Of two that are set aside by keys at once each says so; where only the one that refers is judged again, it is the other
     * that it says it depends on.
     */
    private static final String SET_ASIDE_AT_ONCE = "_key_key_touched ";

    private static List<String> different(List<String> carried, List<String> fresh) {
        var different = new ArrayList<String>();
        carried.stream()
                .filter(line -> !fresh.contains(line))
                .map(line -> "told by the delta alone: " + line)
                .forEach(different::add);
        fresh.stream()
                .filter(line -> !carried.contains(line))
                .map(line -> "told by a fresh import alone: " + line)
                .forEach(different::add);
        different.removeIf(line -> line.contains(SET_ASIDE_AT_ONCE));
        return different;
    }

    /** What became of each document and element, and why; that rows were left in the target is told by a delta alone. */
    private static List<String> said(SmallImport of) throws Exception {
        return of.query("""
                with last as (select max(id) as run from rejoin_import.run)
                select concat_ws(' ', id, disposition) from rejoin_import.disposition, last where run_id = run
                union all
                select concat_ws(' ', id, place, 'set aside') from rejoin_import.set_aside_element, last where run_id = run
                union all
                select concat_ws(' ', id, severity, code, path, value, message) from rejoin_import.finding, last
                where run_id = run and code not like 'kept_though_%' order by 1
                """);
    }

    /** A house as it is, what refers to it, and what has the same codes as both and comes first. */
    private static void put(
            Map<String, String> documents, Fault house, Fault own, Referring referring, String id, String name) {
        documents.put("houses/a_" + id, fields(Fault.KEY, id, "first"));
        if (house != Fault.MISSING) {
            documents.put("houses/" + id, fields(house, id, "house"));
        }
        var refers = ",\"house\":\"%s\"".formatted(id);
        switch (referring) {
            case LOOSE, BOUND, TAKING -> {
                var index = referring.name().toLowerCase(Locale.ROOT);
                documents.put(index + "/a_" + id, fields(Fault.KEY, id, name));
                documents.put(index + "/" + id, fields(own, id, name) + refers);
            }
            case ELEMENT ->
                documents.put(
                        "lists/" + id,
                        "\"name\":\"%s\",\"elements\":[{%s},{%s%s}]"
                                .formatted(name, fields(Fault.KEY, id, ""), fields(own, id, ""), refers));
        }
    }

    private static String fields(Fault fault, String id, String name) {
        return "%s\"code\":\"%s\",\"size\":%s"
                .formatted(
                        name.isEmpty() ? "" : "\"name\":\"%s\",".formatted(name),
                        fault == Fault.KEY ? id : id + " its own",
                        switch (fault) {
                            case VALUE -> "\"many\"";
                            case CONDITION -> "-1";
                            default -> "1";
                        });
    }

    private static String lines(Map<String, String> documents) {
        var lines = new StringBuilder();
        documents.forEach((name, fields) -> lines.append("{\"_index\":\"%s\",\"_id\":\"%s\",\"_source\":{%s}}%n"
                .formatted(name.substring(0, name.indexOf('/')), name.substring(name.indexOf('/') + 1), fields)));
        return lines.toString();
    }
}
