package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.mapping.MappingException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns that keep less than documents say, which PostgreSQL itself would do without a word. */
class LessThanWasWrittenTest {
    private static final String SCHEMA = """
            create domain minute as timestamptz(0);
            create domain opening as time;
            create domain built as date;
            create type opened as range (subtype = time);
            create type visit as (opens opening, day date, note text);
            create type stay as (visit visit, days built[], shift opened, at timestamptz, amount numeric);
            create table thing (
                id uuid primary key, legacy_id text unique, at timestamp(0), seen timestamptz(3), called minute, opens time(0), closes time,
                until timetz, made oid, writer xid,
                lasts interval(0), moments timestamptz(0)[], days interval day, prices numeric(5,2)[], tag name, kind "char", price money, card macaddr, bits bit(3),
                spot box, spans int4multirange, way jsonpath,
                hours time[], hourly opening[], free datemultirange, frees datemultirange[], shift opened, counter xid8, took interval,
                net cidr, born built[], leaves timetz[], numbers oid[], visit visit, visits visit[], stay stay);
            """;
    private static final String COLUMNS =
            "at seen called opens closes until made writer moments lasts days prices tag kind price card bits spot spans way"
                    + " hours hourly free frees shift counter took net born leaves numbers visit visits stay";

    /** What a column is given, what it keeps, and what is found; a value that is not kept is set aside, or dropped. */
    private record Written(String column, String value, String kept, String codes) {}

    private static final List<Written> WRITTEN = List.of(
            new Written("at", "\"2020-05-04T23:59:59.6\"", "2020-05-05 00:00:00", "time_rounded"),
            new Written("at", "\"1999-12-31T23:59:58.5\"", "1999-12-31 23:59:58", "time_rounded"),
            new Written("at", "\"2020-05-04T10:00:00\"", "2020-05-04 10:00:00", ""),
            new Written("seen", "\"2020-05-04T10:00:00.1236Z\"", "2020-05-04 10:00:00.124+00", "time_rounded"),
            new Written("called", "\"2020-05-04T10:00:29.5Z\"", "2020-05-04 10:00:30+00", "time_rounded"),
            new Written("opens", "\"10:00:00.6\"", "10:00:01", "time_rounded"),
            new Written("opens", "\"10:00 PM\"", "22:00:00", ""),
            new Written("closes", "\"10:00:00.1234567\"", "10:00:00.123457", "time_rounded"),
            new Written("moments", "[\"2020-05-04T10:00:00.6Z\"]", "{\"2020-05-04 10:00:01+00\"}", "time_rounded"),
            new Written("lasts", "\"1.6 seconds\"", "00:00:02", "time_rounded"),
            new Written("days", "\"1 day 5 hours\"", "1 day", "time_rounded"),
            new Written("prices", "[1.005, 2, 3.999]", "{1.01,2.00,4.00}", "number_rounded"),
            new Written("prices", "[1.00, 2]", "{1.00,2.00}", ""),
            new Written("price", "\"12.505\"", "$12.51", "number_as_string,number_rounded"),
            new Written("price", "12", "$12.00", ""),
            new Written("spans", "\"{[1,3),[5,7)}\"", "{[1,3),[5,7)}", ""),
            new Written("way", "\"$.a\"", "$.\"a\"", ""),
            new Written("card", "\"08:00:2b:01:02:03\"", "08:00:2b:01:02:03", ""),
            new Written("tag", "\"%s\"".formatted("x".repeat(64)), null, "too_long"),
            new Written("kind", "\"ab\"", null, "too_long"),
            new Written("card", "\"nope\"", null, "bad_value"),
            new Written("bits", "\"1010\"", null, "bad_value"),
            new Written("spot", "\"here\"", null, "bad_value"),
            new Written("spans", "\"[1,3)\"", null, "bad_value"),
            new Written("way", "\"$[\"", null, "bad_value"),
            new Written("opens", "\"10:00+02\"", null, "bad_value"),
            new Written("closes", "\"10:00Z\"", null, "bad_value"),
            new Written("closes", "\"2020-05-04 10:00\"", null, "bad_value"),
            new Written("until", "\"10:00+02\"", "10:00:00+02", ""),
            new Written("until", "\"10:00:30 Z\"", "10:00:30+00", ""),
            new Written("until", "\"10:00\"", null, "bad_value"),
            new Written("until", "\"10:00 Europe/Paris\"", null, "bad_value"),
            new Written("until", "\"2020-05-04 10:00+02\"", null, "bad_value"),
            new Written("made", "4294967295", "4294967295", ""),
            new Written("made", "-1", null, "bad_value"),
            new Written("made", "\"-1\"", null, "bad_value"),
            new Written("writer", "\"7\"", "7", ""),
            new Written("writer", "-1", null, "bad_value"),
            new Written("prices", "[1000]", null, "bad_value"),
            new Written("opens", "\"12:30.5\"", null, "bad_value"),
            new Written("opens", "\"9:5\"", null, "bad_value"),
            new Written("until", "\"12:30.5Z\"", null, "bad_value"),
            new Written("hours", "[\"12:30\", \"09:05\"]", "{12:30:00,09:05:00}", ""),
            new Written("hours", "[\"12:30\", \"9:5\"]", null, "bad_value"),
            new Written("hours", "[[\"now\"]]", null, "bad_value"),
            new Written("hourly", "[\"now\"]", null, "bad_value"),
            new Written("born", "[\"2020-01-02\"]", "{2020-01-02}", ""),
            new Written("born", "[\"today\"]", null, "bad_date"),
            new Written("free", "\"{[2020-01-02,2020-01-05)}\"", "{[2020-01-02,2020-01-05)}", ""),
            new Written("free", "\"{[today,)}\"", null, "bad_value"),
            new Written("free", "\"{[2020-01-02,Jan 5 2021)}\"", null, "bad_value"),
            new Written("frees", "[\"{[2020-01-02,)}\"]", "{\"{[2020-01-02,)}\"}", ""),
            new Written("frees", "[\"{[tomorrow,)}\"]", null, "bad_value"),
            new Written("shift", "\"[09:05,12:30)\"", "[09:05:00,12:30:00)", ""),
            new Written("shift", "\"[9:5,12:30)\"", null, "bad_value"),
            new Written("made", "\"010\"", null, "bad_value"),
            new Written("counter", "\"010\"", null, "bad_value"),
            new Written("counter", "8", "8", ""),
            new Written("took", "\"90\"", null, "bad_value"),
            new Written("took", "90", null, "bad_value"),
            new Written("took", "\"1-2\"", null, "bad_value"),
            new Written("took", "\"-1\"", null, "bad_value"),
            new Written("took", "\"90 seconds\"", "00:01:30", ""),
            new Written("took", "\"P1DT2H\"", "1 day 02:00:00", ""),
            new Written("net", "\"10\"", null, "bad_value"),
            new Written("net", "\"10.1.0.0/16\"", "10.1.0.0/16", ""),
            new Written("leaves", "[\"12:30+02\", \"9:05:00.5Z\"]", "{12:30:00+02,09:05:00.5+00}", ""),
            new Written("leaves", "[\"12:30:00.1234567+02\"]", "{12:30:00.123457+02}", "time_rounded"),
            new Written("hours", "[\"12:30\", \"10:00:00.1234567\"]", "{12:30:00,10:00:00.123457}", "time_rounded"),
            new Written("leaves", "[\"12:30+02\", \"12:30\"]", null, "bad_value"),
            new Written("leaves", "[\"now\"]", null, "bad_value"),
            new Written("numbers", "[8, 4294967295]", "{8,4294967295}", ""),
            new Written("numbers", "[8, -1]", null, "bad_value"),
            new Written("numbers", "[\"010\"]", null, "bad_value"),
            new Written("visit", "\"(09:05,2020-01-02,now)\"", "(09:05:00,2020-01-02,now)", ""),
            new Written("visit", "\"(,,\\\"a, \\\"\\\"b\\\"\\\"\\\")\"", "(,,\"a, \"\"b\"\"\")", ""),
            new Written("visit", "\"(now,,)\"", null, "bad_value"),
            new Written("visit", "\"(\\\"9:5\\\",,)\"", null, "bad_value"),
            new Written("visit", "\"(,today,\\\"x,2020-01-02\\\")\"", null, "bad_value"),
            new Written("visit", "\"(,1/2/2020,)\"", null, "bad_value"),
            new Written("visits", "[\"(09:05,,x)\"]", "{\"(09:05:00,,x)\"}", ""),
            new Written("visits", "[\"(09:05,,x)\", \"(allballs,,x)\"]", null, "bad_value"),
            new Written(
                    "stay",
                    "\"(\\\"(09:05,2020-01-02,today)\\\",\\\"{2020-01-02,2020-01-03}\\\",\\\"[09:05,12:30)\\\",2020-01-02 10:00Z,1.50)\"",
                    "(\"(09:05:00,2020-01-02,today)\",\"{2020-01-02,2020-01-03}\",\"[09:05:00,12:30:00)\",\"2020-01-02 10:00:00+00\",1.50)",
                    ""),
            new Written("stay", "\"(\\\"(09:05,tomorrow,x)\\\",,,,)\"", null, "bad_value"),
            new Written("stay", "\"(,\\\"{2020-01-02,today}\\\",,,)\"", null, "bad_value"),
            new Written("stay", "\"(,,\\\"[9:5,12:30)\\\",,)\"", null, "bad_value"),
            new Written("stay", "\"(,,,2020-01-02 10:00,)\"", null, "bad_value"),
            new Written("stay", "\"(,,,,0x1F)\"", null, "bad_value"),
            new Written("price", "\"12,50\"", null, "bad_number"),
            new Written("price", "\"$12.50\"", null, "bad_number"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsRoundedIsSaidAndWhatWouldBeCutOrReadAsSomethingElseIsNotTaken(boolean dropped) throws Exception {
        try (var things = new SmallImport(folder, SCHEMA)) {
            var columns = new StringBuilder();
            for (var name : COLUMNS.split(" ")) {
                columns.append("      %s: {from: %s%s}\n".formatted(name, name, dropped ? ", bad: null" : ""));
            }
            var documents = new StringBuilder();
            for (int i = 0; i < WRITTEN.size(); i++) {
                documents.append("{\"_index\":\"things\",\"_id\":\"%d\",\"_source\":{\"%s\":%s}}\n"
                        .formatted(i, WRITTEN.get(i).column, WRITTEN.get(i).value));
            }
            things.mapping("things.yaml", "index: things\nrows:\n  - table: thing\n    columns:\n" + columns)
                    .dump("things.ndjson", documents.toString());

            var report = things.run();

            assertThat(report.outcome())
                    .as(report.message()
                            + report.proof().map(p -> p.differences().toString()))
                    .isEqualTo(Outcome.PROVEN);
            things.execute("alter database \"%s\" set timezone = 'UTC'"
                    .formatted(things.query("select current_database()").getFirst()));
            for (int i = 0; i < WRITTEN.size(); i++) {
                var written = WRITTEN.get(i);
                assertThat(things.query("select coalesce(%s::text, 'nothing') from thing where legacy_id = '%d'"
                                .formatted(written.column, i)))
                        .as(written.toString())
                        .isEqualTo(
                                written.kept == null
                                        ? dropped ? List.of("nothing") : List.of()
                                        : List.of(written.kept));
                assertThat(things.query("""
                                select coalesce(string_agg(code, ',' order by code), '') from rejoin_import.finding
                                where id = '%d' and path = '%s'
                                and (severity = 'ERROR') = %s
                                """.formatted(i, written.column, written.kept == null && !dropped)))
                        .as(written.toString())
                        .containsExactly(written.codes);
            }
            assertThat(things.delta().outcome()).isEqualTo(Outcome.PROVEN);
        }
    }

    /** At {@code 0x1F} or {@code a.b.c.d} PostgreSQL breaks off, and takes 12345 for a number of its own. */
    @Test
    void aColumnWhoseTextsCannotBeTriedIsRefusedByName() throws Exception {
        try (var things = new SmallImport(
                folder,
                "create domain kind as regtype;"
                        + " create table thing (id uuid primary key, kin kind[], way regprocedure)")) {
            things.mapping("things.yaml", "index: things\nrows: [{table: thing, columns: {kin: kin, way: way}}]\n")
                    .dump("things.ndjson", "{\"_index\":\"things\",\"_id\":\"x\",\"_source\":{\"kin\":\"0x1F\"}}\n");

            assertThatThrownBy(things::run)
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining("thing.kin is of the type small.kind[], whose values PostgreSQL looks up")
                    .hasMessageContaining("thing.way is of the type regprocedure");
        }
    }

    @Test
    void aMomentAsExactAsItsColumnIsComparedAsItIsKept() throws Exception {
        try (var things = new SmallImport(folder, """
                create table thing (id uuid primary key, legacy_id text, at timestamptz(0) constraint thing_at_unique unique);
                """)) {
            things.mapping("things.yaml", "index: things\nrows: [{table: thing, columns: {at: at}}]\n")
                    .dump("things.ndjson", """
                            {"_index":"things","_id":"1","_source":{"at":"2020-05-04T10:00:00.4Z"}}
                            {"_index":"things","_id":"2","_source":{"at":"2020-05-04T09:59:59.5Z"}}
                            """);

            var report = things.run();

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(things.findings())
                    .containsExactly(
                            "thing_at_unique 2 at ERROR", "time_rounded 1 at WARNING", "time_rounded 2 at WARNING");
        }
    }
}
