package dev.rejoin.importer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every value of the table, in columns of every type and under every policy, read by the loader and by the proof. */
@Timeout(300)
class ValuesThroughLoaderAndProofTest {

    @TempDir
    private Path temporary;

    /** Columns by their types, and what is said of them besides where their value comes from. */
    private static final Map<String, String> COLUMNS = new TreeMap<>(Map.ofEntries(
            Map.entry("c01 smallint", ""),
            Map.entry("c02 integer", ""),
            Map.entry("c03 bigint", ""),
            Map.entry("c04 numeric", ""),
            Map.entry("c05 numeric(6,2)", ""),
            Map.entry("c06 numeric(4,-2)", ""),
            Map.entry("c07 numeric(2,4)", ""),
            Map.entry("c08 double precision", ""),
            Map.entry("c09 real", ""),
            Map.entry("c10 boolean", ""),
            Map.entry("c11 uuid", ""),
            Map.entry("c12 text", ""),
            Map.entry("c13 varchar(5)", ""),
            Map.entry("c14 char(6)", ""),
            Map.entry("c15 jsonb", ""),
            Map.entry("c16 json", ""),
            Map.entry("c20 timestamptz", "zone: Europe/Paris, formats: [iso]"),
            Map.entry("c21 timestamptz", "zone: America/Sao_Paulo, formats: [iso, epoch_millis]"),
            Map.entry("c22 timestamptz", "zone: Pacific/Apia, formats: [epoch_second, iso]"),
            Map.entry("c23 timestamp", "zone: Asia/Kathmandu, formats: [iso, epoch_millis]"),
            Map.entry(
                    "c24 timestamptz",
                    "zone: UTC, formats: ['yyyy-MM-dd HH:mm:ss.SSS', d/M/yyyy, dd/MM/yy, \"d/M/yyyy h:mm a\", yyyyMMdd]"),
            Map.entry(
                    "c25 timestamptz",
                    "zone: Europe/Paris, formats: [\"yyyy-MM-dd'T'HH:mmXXX\", \"yyyy-MM-dd'T'HH:mm:ssXX\", \"yyyy-MM-dd'T'HH:mm:ssX\", \"yyyy-MM-dd'T'HH:mm:ssZ\", \"yyyy-MM-dd'T'HH:mm\"]"),
            Map.entry("c26 date", "zone: Europe/Paris, formats: [iso, dd/MM/yyyy, epoch_millis]"),
            Map.entry(
                    "c27 date",
                    "zone: Pacific/Apia, formats: [epoch_second, iso, yyyy-MM, yyyy, dd-MMM-yyyy, d MMM yyyy]"),
            Map.entry("c28 date", "zone: America/Sao_Paulo, transform: month, formats: [iso]"),
            Map.entry("c30 text", "transform: trim"),
            Map.entry("c31 text", "transform: [collapse, upper]"),
            Map.entry("c32 text", "transform: lower"),
            Map.entry("c33 text", "transform: email"),
            Map.entry("c34 text", "transform: phone"),
            Map.entry("c35 text", "transform: first_word"),
            Map.entry("c36 text", "transform: rest"),
            Map.entry("c37 numeric(8,2)", "transform: money"),
            Map.entry("c38 bigint", "transform: digits"),
            Map.entry("c43 numeric(12,4)", "transform: decimal_comma"),
            Map.entry("c44 numeric(12,4)", "transform: [trim, decimal_point]"),
            Map.entry("c45 text", "transform: decimal_comma"),
            Map.entry("c46 text", "transform: digits"),
            Map.entry("c47 boolean", "transform: boolean"),
            Map.entry("c48 text", "transform: money"),
            Map.entry("c49 numeric[]", "transform: decimal_comma"),
            Map.entry("c50 jsonb[]", ""),
            Map.entry("c51 time", ""),
            Map.entry("c52 timetz", ""),
            Map.entry("c53 interval", ""),
            Map.entry("c54 oid", ""),
            Map.entry("c55 xid8", ""),
            Map.entry("c56 cidr", ""),
            Map.entry("c57 inet", ""),
            Map.entry("c58 inet[]", ""),
            Map.entry("c59 opening", ""),
            Map.entry("c60 time[]", ""),
            Map.entry("c61 interval[]", ""),
            Map.entry("c62 oid[]", ""),
            Map.entry("c63 opening[]", ""),
            Map.entry("c64 datemultirange", ""),
            Map.entry("c65 tstzmultirange", ""),
            Map.entry("c66 int4multirange", ""),
            Map.entry("c67 opened", ""),
            Map.entry("c68 datemultirange[]", ""),
            Map.entry("c69 built[]", ""),
            Map.entry("c40 text", "values: {actif: A, '1': B}, otherwise: X"),
            Map.entry("c41 integer", "default: 7"),
            Map.entry("c42 text", "keep_empty: true")));

    /** How an index mapping says that a date is written, for columns that know no format of their own. */
    private static final Map<String, String> OF_THE_INDEX = new TreeMap<>(Map.of(
            "f1", "strict_date_optional_time||epoch_millis",
            "f2", "date_optional_time",
            "f3", "basic_date_time||basic_date_time_no_millis||basic_date||date_hour",
            "f4", "date_hour_minute||date_hour_minute_second||year_month||strict_year",
            "f5", "yyyy-MM-dd'T'HH:mm:ssZ||dd/MM/yyyy||d MMM yyyy||M/d/yyyy h:mm a",
            "f6", "date_time||epoch_second||date_hour_minute_second_fraction"));

    @Test
    void loaderAndProofJudgeEveryValueAlike() throws Exception {
        try (var boats = new Boats(temporary)) {
            // Given: a column for every type and policy, all from the same path
            var columns = new StringBuilder("id uuid primary key, legacy_id text");
            var mapped = new StringBuilder("      l00: {template: '<{_id}|{v}>'}\n");
            columns.append(", l00 text");
            COLUMNS.forEach((column, said) -> {
                columns.append(", ").append(column);
                mapped.append("      %s: {from: v, bad: null%s}\n"
                        .formatted(column.substring(0, 3), said.isEmpty() ? "" : ", " + said));
            });
            OF_THE_INDEX.forEach((field, format) -> {
                columns.append(", %s timestamptz, %s_day date".formatted(field, field));
                mapped.append("      %1$s: {from: %1$s, bad: null, zone: America/Sao_Paulo, formats: [\"'x'yyyy\"]}\n"
                        .formatted(field));
                mapped.append("      %1$s_day: {from: %1$s, bad: null, zone: Europe/Paris, formats: [\"'x'yyyy\"]}\n"
                        .formatted(field));
            });
            boats.execute("create domain opening as time; create domain built as date;"
                    + " create type opened as range (subtype = time); create table value (" + columns + ")");
            boats.dump(
                    "boats.mapping.json",
                    "{\"properties\":{\"v\":{\"enabled\":false},"
                            + OF_THE_INDEX.entrySet().stream()
                                    .map(e -> "\"%s\":{\"type\":\"date\",\"format\":\"%s\"}"
                                            .formatted(e.getKey(), e.getValue()))
                                    .collect(Collectors.joining(","))
                            + "}}");
            var values = TableOfValues.all();
            boats.documents(values.stream()
                    .map(value -> "{\"v\":%s%s}"
                            .formatted(
                                    value,
                                    OF_THE_INDEX.keySet().stream()
                                            .map(field -> ",\"" + field + "\":" + value)
                                            .collect(Collectors.joining())))
                    .toList());

            // When
            var report = boats.run("index: boats\nrows:\n  - table: value\n    columns:\n" + mapped);

            // Then
            var proof = report.proof().orElseThrow(() -> new AssertionError(report.message()));
            assertThat(proof.differences().stream().map(d -> "%s of %s: expected %s, found %s (%s)"
                            .formatted(
                                    d.column(),
                                    d.id() == null ? "" : values.get(Integer.parseInt(d.id()) - 1),
                                    d.expected(),
                                    d.found(),
                                    d.message())))
                    .isEmpty();
            assertThat(report.outcome()).isEqualTo(Outcome.PROVEN);
            assertThat(proof.verified()).isGreaterThan(40L * values.size());
        }
    }

    @Test
    void withoutAPolicyForBadValuesWhatIsSetAsideIsWhatIsReported() throws Exception {
        try (var boats = new Boats(temporary)) {
            var values = TableOfValues.all();
            boats.documents(values.stream().map("{\"v\":%s}"::formatted).toList());
            var report = boats.run("""
                    index: boats
                    rows:
                      - table: boat
                        columns:
                          seen_at: {from: v, zone: Europe/Paris, formats: [iso, epoch_millis]}
                    """);
            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(boats.query("select count(*)::text from rejoin_import.disposition"))
                    .isEqualTo(boats.query("""
                            select count(distinct id)::text from rejoin_import.finding where severity = 'ERROR'
                            """));
        }
    }

    /** What must come out, said by hand: column, value, what the row holds, the findings. */
    private static final List<List<String>> VERDICTS = List.of(
            List.of("seen_at", "\"2024-03-31T02:30:00\"", "2024-03-31 01:30:00", "WARNING time_in_a_gap"),
            List.of("seen_at", "\"2024-03-31T03:00:00\"", "2024-03-31 01:00:00", ""),
            List.of("seen_at", "\"2024-03-31T02:30:00+01:00\"", "2024-03-31 01:30:00", ""),
            List.of("seen_at", "\"2024-10-27T02:30:00\"", "2024-10-27 00:30:00", "WARNING time_told_twice"),
            List.of("seen_at", "\"2024-10-27T02:30:00Z\"", "2024-10-27 02:30:00", ""),
            List.of(
                    "seen_at",
                    "\"31/03/2024 02:30\"",
                    "2024-03-31 01:30:00",
                    "INFO date_format, WARNING time_in_a_gap"),
            List.of(
                    "seen_at",
                    "\"2024-01-01T00:00:00.123456789Z\"",
                    "2024-01-01 00:00:00.123456",
                    "WARNING time_rounded"),
            List.of("seen_at", "\"2024-01-01T00:00:00.123456000Z\"", "2024-01-01 00:00:00.123456", ""),
            List.of(
                    "seen_at",
                    "1704067200000.1234",
                    "2024-01-01 00:00:00.000123",
                    "INFO date_format, WARNING time_rounded"),
            List.of("seen_at", "1704067200000.125", "2024-01-01 00:00:00.000125", "INFO date_format"),
            List.of("seen_at", "\"0001-01-01T00:00:00\"", "-", "WARNING bad_date"),
            List.of("seen_at", "\"0001-01-01T00:09:21\"", "0001-01-01 00:00:00", ""),
            List.of(
                    "seen_at",
                    "\"9999-12-31T23:59:59.9999999Z\"",
                    "9999-12-31 23:59:59.999999",
                    "WARNING time_rounded"),
            List.of("seen_at", "\"9999-12-31T23:59:59-01:00\"", "-", "WARNING bad_date"),
            List.of("seen_at", "\"10000-01-01T00:00:00+02:00\"", "-", "WARNING bad_date"),
            List.of("seen_at", "\"-0044-03-15T12:00:00\"", "-", "WARNING bad_date"),
            List.of("seen_at", "1e400", "-", "WARNING bad_date"),
            List.of("seen_at", "1e2000000000", "-", "WARNING bad_date"),
            List.of("built_on", "\"0001-01-01\"", "0001-01-01", ""),
            List.of("built_on", "\"9999-12-31T23:30:00-01:00\"", "-", "WARNING bad_date"),
            List.of("weight", "0.1", "0.1", ""),
            List.of(
                    "weight",
                    "9007199254740993",
                    "9.007199254740992e+15",
                    "WARNING integer_beyond_2_53, WARNING number_rounded"),
            List.of("weight", "1e400", "-", "WARNING number_out_of_range"),
            List.of("weight", "1e-400", "-", "WARNING number_out_of_range"),
            List.of("tonnage", "\"\u0661\u0662\"", "-", "WARNING bad_number"),
            List.of("tonnage", "\" +12 \"", "12", "INFO number_as_string"),
            List.of("tonnage", "1e3", "1000", ""),
            List.of("tonnage", "9223372036854775808", "-", "WARNING integer_beyond_2_53, WARNING number_out_of_range"),
            List.of("length_m", "12.345", "12.35", "WARNING number_rounded"),
            List.of("active", "\"1\"", "true", "INFO boolean_as_string"),
            List.of("active", "\"yes\"", "-", "WARNING bad_boolean"));

    @Test
    void everyVerdictIsTheOneThatWasSaidByHand() throws Exception {
        for (var column : VERDICTS.stream().map(List::getFirst).distinct().toList()) {
            try (var boats = new Boats(temporary)) {
                var verdicts = VERDICTS.stream()
                        .filter(v -> v.getFirst().equals(column))
                        .toList();
                boats.documents(verdicts.stream()
                        .map(v -> "{\"v\":%s}".formatted(v.get(1)))
                        .toList());
                var report = boats.run(
                        "dates: {zone: Europe/Paris, formats: [iso, dd/MM/yyyy HH:mm, epoch_millis]}\n",
                        "index: boats\nrows:\n  - table: boat\n    columns: {%s: {from: v, bad: null}}\n"
                                .formatted(column));

                assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
                var shown = column.equals("seen_at") ? "(seen_at at time zone 'UTC')" : column;
                assertThat(boats.query(
                                "select coalesce(%s::text, '-') from boat order by legacy_id::int".formatted(shown)))
                        .containsExactlyElementsOf(
                                verdicts.stream().map(v -> v.get(2)).toList());
                assertThat(boats.query("""
                                select coalesce((select string_agg(severity || ' ' || code, ', ' order by severity, code)
                                                 from rejoin_import.finding f where f.id = b.legacy_id), '')
                                from boat b order by legacy_id::int
                                """))
                        .containsExactlyElementsOf(
                                verdicts.stream().map(v -> v.get(3)).toList());
            }
        }
    }

    /** How people write numbers is no matter of a JSON number: its point is a point, whatever the rule. */
    @Test
    void aJsonNumberIsTheNumberThatItIsUnderEveryTransformOfNotations() throws Exception {
        try (var boats = new Boats(temporary)) {
            var transforms = List.of("decimal_comma", "decimal_point", "money", "digits", "phone");
            var numbers = List.of("1.234", "-1234.5", "1e3", "7");
            boats.execute("create table number (id uuid primary key, legacy_id text, %s)"
                    .formatted(transforms.stream()
                            .map(transform -> transform + " numeric(12,4), " + transform + "_all numeric[]")
                            .collect(Collectors.joining(", "))));
            boats.documents(numbers.stream()
                    .map(number -> "{\"v\":%1$s,\"all\":[%1$s]}".formatted(number))
                    .toList());

            var report = boats.run("index: boats\nrows:\n  - table: number\n    columns:\n"
                    + transforms.stream()
                            .map(transform -> """
                                          %1$s: {from: v, transform: %1$s}
                                          %1$s_all: {from: all, transform: %1$s}
                                    """.formatted(transform))
                            .collect(Collectors.joining()));

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            for (var transform : transforms) {
                assertThat(boats.query(
                                "select trim_scale(%1$s) || ' ' || trim_scale(%1$s_all[1]) from number order by legacy_id::int"
                                        .formatted(transform)))
                        .as(transform)
                        .containsExactly("1.234 1.234", "-1234.5 -1234.5", "1000 1000", "7 7");
            }
        }
    }

    @Test
    void whatCannotBeSeenOrIsMoreThanAnAddressIsNoPartOfOne() throws Exception {
        try (var boats = new Boats(temporary)) {
            boats.execute("create table contact (id uuid primary key, legacy_id text, email text)");
            boats.documents(List.of(
                    "{\"v\":\" Zo\u00e9.B+x@Ex\u00e4mple.de\"}",
                    "{\"v\":\"a@[10.0.0.1]\"}",
                    "{\"v\":\"\\ufeffb@c.de\\u00a0 \\u200b\"}",
                    "{\"v\":\"\\\"A, b: c\\\"@C.de\"}",
                    "{\"v\":\"\\\"a\\u00a0b\\\"@c.de\"}",
                    "{\"v\":\"\\\"a b\\\"c@c.de\"}",
                    "{\"v\":\"a\\u00a0b@c.de\"}",
                    "{\"v\":\"a\\u200b@c.de\"}",
                    "{\"v\":\"a@c.d\\u00ade\"}",
                    "{\"v\":\"mailto:a@b.de\"}",
                    "{\"v\":\"A<a@b.de>\"}",
                    "{\"v\":\"a@b.de;c.de\"}",
                    "{\"v\":\"a@b.de,c.de\"}"));

            var report = boats.run("""
                    index: boats
                    rows:
                      - table: contact
                        columns: {email: {from: v, transform: email, bad: null}}
                    """);

            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(boats.query("select email from contact where email is not null order by legacy_id::int"))
                    .containsExactly("zo\u00e9.b+x@ex\u00e4mple.de", "a@[10.0.0.1]", "b@c.de", "\"a, b: c\"@c.de");
            assertThat(boats.query("select count(*)::text from rejoin_import.finding where code = 'bad_email'"))
                    .containsExactly("9");
        }
    }

    @Test
    void whatDecimalsAreNotIsReportedAsItStood() throws Exception {
        try (var boats = new Boats(temporary)) {
            boats.execute("create table price (id uuid primary key, legacy_id text, price numeric, text text)");
            boats.documents(List.of("{\"v\":\"1,2,3\"}", "{\"v\":true}"));

            boats.run("""
                    index: boats
                    rows:
                      - table: price
                        columns:
                          price: {from: v, transform: decimal_comma, bad: null}
                          text: {from: v, transform: decimal_comma, bad: null}
                    """);

            assertThat(
                            boats.query(
                                    "select code || ' ' || value from rejoin_import.finding where code <> 'legacy' order by id, 1"))
                    .containsOnly("bad_number 1,2,3", "bad_number true");
            assertThat(boats.query("select coalesce(text, '-') from price")).containsExactly("-", "-");
        }
    }
}
