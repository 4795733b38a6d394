package dev.rejoin.importer.run;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Values as documents write them, each as the JSON that it is: what loader and proof, which share no code, have to judge
 * alike. Generated, and the same every time.
 */
final class TableOfValues {

    private TableOfValues() {}

    static List<String> all() {
        var values = new LinkedHashSet<String>();
        numbers(values);
        dates(values);
        others(values);
        return List.copyOf(values);
    }

    private static void numbers(Set<String> values) {
        for (var number : List.of(
                "0",
                "-0",
                "1",
                "-1",
                "1.0",
                "1.50",
                "1.234",
                "-1234.567",
                "0.005",
                "0.015",
                "-0.005",
                "2.5e0",
                "1e0",
                "1e2",
                "1E+2",
                "1e-2",
                "12345",
                "123456789012",
                "32767",
                "32768",
                "-32768",
                "-32769",
                "2147483647",
                "2147483648",
                "9007199254740993",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775808",
                "1e18",
                "1e19",
                "9999.99",
                "9999.995",
                "99999",
                "12344.99",
                "12350",
                "150",
                "149.999",
                "0.1",
                "0.30000000000000004",
                "1e38",
                "3.5e38",
                "1e-45",
                "1e-46",
                "1e308",
                "1.8e308",
                "4.9e-324",
                "1e-325",
                "1e400",
                "1e-400",
                "1e401",
                "-1e401",
                "1e999999",
                "1e-999999",
                "1e2147483647",
                "0e999",
                "1e-7",
                "123456.789e3")) {
            values.add(number);
            values.add("\"" + number + "\"");
        }
        for (var text : List.of(
                "+5",
                "+ 5",
                "- 5",
                " 7 ",
                "\\t7\\n",
                "\\u00a07",
                "\\u20077",
                "\\u30007",
                "7\\u2003",
                "5.",
                ".5",
                ".",
                "",
                " ",
                "+",
                "1,5",
                "1.234",
                "1,234",
                "1.234,5",
                "1,234.5",
                "1 000",
                "1_000",
                "0x1F",
                "1f",
                "1d",
                "1e",
                "e5",
                "1e+",
                "--1",
                "NaN",
                "Infinity",
                "-Infinity",
                "1".repeat(400),
                "1".repeat(401),
                "0." + "3".repeat(398),
                "0." + "3".repeat(400),
                "12,50 €",
                "€12.5",
                "1\\u202f234,5")) {
            values.add("\"" + text + "\"");
        }
        // One of every class of decimal digits that Unicode has, alone and beside ours.
        for (int c = 0x80; c <= Character.MAX_CODE_POINT; c++) {
            if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER && Character.digit(c, 10) == 1) {
                var digit = Character.toString(c);
                values.add("\"" + digit + "\"");
                values.add("\"2" + digit + "\"");
                values.add("\"202" + digit + "-05-04\"");
                values.add("\"2020-05-04T1" + digit + ":00:00\"");
            }
        }
    }

    private static void dates(Set<String> values) {
        var times = new ArrayList<>(List.of(
                "0001-01-01",
                "0000-12-31",
                "0000-01-01",
                "9999-12-31",
                "10000-01-01",
                "+10000-01-01",
                "-0001-01-01",
                "+2020-01-01",
                "0001-01-02",
                "9999-12-30",
                "2020-02-29",
                "2021-02-29",
                "2020-02-30",
                "2020-13-01",
                "2020-00-10",
                "2020-1-2",
                "2020",
                "2020-05",
                "20200504",
                "04/05/2020",
                "4/5/2020",
                "004/05/2020",
                "04/05/20",
                "4 May 2020",
                "4 mai 2020",
                "04-MAY-2020",
                "5/4/2020 1:05 PM",
                "5/4/2020 13:05 PM",
                "5/4/2020 00:05 AM",
                "5/4/2020 12:05 am",
                "2020-05-04T10",
                "2020-05-04t10:00:00",
                "2020-05-0410:00",
                "2020-05-04T 10:00",
                "2020-05-04  10:00",
                "2020-05-04T10:00:00.",
                "2020-05-04T10:00:00,5",
                "2020-05-04T24:00:00",
                "2020-05-04T23:59:60",
                "2020-05-04T10:60",
                "2020-05-04T10:00+",
                "2020-05-04T10:00ZZ",
                "2020-05-04T10:00+01:00+01:00",
                "2020-05-04T10:00z",
                "2020-05-04T10:00 Z",
                "2020-05-04T10:00:00[Europe/Paris]",
                "20200504T101500.123Z",
                "20200504T101500+0200",
                "20200504T101500.123+02:00",
                "2020-5-4T1:2",
                "2020-5-4T1",
                "2020-5-4T1:2:3",
                "2020-5-4T1:2:3.5",
                "2020-5-4T1:2:3Z",
                "2020-W10-1",
                "2020-123",
                "2020-05-04 10:15:30.5",
                "2020-05-04 10:15:30.123456",
                "2020-05-04 10:15:30.12345678"));
        for (var day : List.of(
                "0001-01-01",
                "0000-12-31",
                "9999-12-31",
                "2024-03-31",
                "2024-10-27",
                "2018-11-04",
                "1891-03-15",
                "1911-03-11",
                "2020-05-04")) {
            for (var time : List.of(
                    "00:00",
                    "00:00:00",
                    "00:30:00",
                    "02:00:00",
                    "02:30:00",
                    "02:59:59.999999",
                    "03:00:00",
                    "23:59:59",
                    "23:59:59.999999999",
                    "10:00:00.1",
                    "10:00:00.123456",
                    "10:00:00.1234561",
                    "10:00:00.1234567891")) {
                times.add(day + "T" + time);
                for (var offset : List.of(
                        "Z",
                        "+00:00",
                        "-00:00",
                        "+14:00",
                        "-12:00",
                        "+0530",
                        "+05",
                        "+18:00",
                        "-18:00",
                        "+18:30",
                        "+19:00",
                        "+05:3",
                        "+05:60",
                        "+05:30:15")) {
                    if (time.length() < 10) {
                        times.add(day + "T" + time + offset);
                    }
                }
            }
        }
        var random = new Random(3);
        for (var zone : List.of("Europe/Paris", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu")) {
            var transitions = ZoneId.of(zone).getRules().getTransitions();
            for (int n = 0; n < 12; n++) {
                var change = transitions.get(random.nextInt(transitions.size()));
                for (int seconds : List.of(-1, 0, 1_799)) {
                    times.add(written(change.getDateTimeBefore().plusSeconds(seconds)));
                    times.add(written(change.getDateTimeAfter().plusSeconds(seconds)));
                }
            }
        }
        times.forEach(time -> values.add("\"" + time + "\""));
        for (var epoch : List.of(
                "-62135596800",
                "-62135596801",
                "-62135596800000",
                "-62135596800001",
                "-62135600000000",
                "253402300799",
                "253402300800",
                "253402300799999",
                "253402300799999.9999",
                "253402300800000",
                "1588579200.5",
                "1588579200123.4567",
                "1588579200.1234567",
                "-1.5",
                "-0.0000001",
                "1e12",
                "1.5e3",
                "1e17",
                "1e300")) {
            values.add(epoch);
            values.add("\"" + epoch + "\"");
        }
    }

    private static String written(LocalDateTime time) {
        return time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"));
    }

    private static void others(Set<String> values) {
        values.addAll(List.of(
                "null",
                "true",
                "false",
                "\"true\"",
                "\"TRUE\"",
                "\"True\"",
                "\" true\"",
                "\"1\"",
                "\"0\"",
                "\"yes\"",
                "[]",
                "[null]",
                "[1.234,\"1.234\",-5]",
                "[true]",
                "[1,2]",
                "[\"a\",\"b\"]",
                "{\"a\":1}",
                "[{\"a\":1}]",
                "[[1]]",
                "\"a\\u0000b\"",
                "\"\\u0000\"",
                "\"a\\ud800b\"",
                "\"\\udc00\"",
                "\"\\ud83d\\ude00\"",
                "\"  two   words \"",
                "\"\\u00a0x\\u00a0\"",
                "\"Maria@Example.COM \"",
                "\"a@b\"",
                "\"a@b.c@d.e\"",
                "\"@b.c\"",
                "\"a@b.\"",
                "\"a b@c.de\"",
                "\"a\\u00a0b@c.de\"",
                "\"a\\u200bb@c.de\"",
                "\"a@c.d\\u200de\"",
                "\"a\\u3000@c.de\"",
                "\"mailto:a@b.de\"",
                "\"A <a@b.de>\"",
                "\"a@b.de; c\"",
                "\"a@b.de,\"",
                "\"a@[10.0.0.1]\"",
                "\"a\\u0000@b.de\"",
                "\"a@b.de:25\"",
                "\"12:30:60\"",
                "\"1 day 12:30:60\"",
                "\"123060\"",
                "\"010.0.0.1\"",
                "\"10.0.0.1/8\"",
                "\"1:2::3\"",
                "\"+33 (0)6 12\"",
                "\"İstanbul\"",
                "\"straße\"",
                "\"ǅ\"",
                "\"abcde\"",
                "\"12:30\"",
                "\"12:30:05.5\"",
                "\"12:30.5\"",
                "\"12:30.5Z\"",
                "\"12:30Z\"",
                "\"9:05 PM\"",
                "\"9:5\"",
                "\"9:5Z\"",
                "\"123:00\"",
                "\"now\"",
                "\"allballs\"",
                "\"today\"",
                "\"010\"",
                "\"007\"",
                "\"90\"",
                "\"90 seconds\"",
                "\"1 day 02:03:04.5\"",
                "\"12:30:05 ago\"",
                "\"PT90S\"",
                "\"P1Y2M3DT4H5M6S\"",
                "\"P0001-02-03T04:05:06\"",
                "\"@ 1 day ago\"",
                "\"1-2\"",
                "\"1 2:03\"",
                "[\"now\"]",
                "[\"12:30\",\"9:5\"]",
                "[\"12:30\",null,\"09:05:06\"]",
                "[\"90\"]",
                "[\"1 day\",\"PT5M\"]",
                "[\"010\",7]",
                "\"{[today,)}\"",
                "\"{[2020-01-02,)}\"",
                "\"{[2020-01-02,2020-02-03),(2021-01-01,infinity]}\"",
                "\"{[\\\"2020-01-02 10:00+02\\\",)}\"",
                "\"{[\\\"2020-01-02 10:00\\\",)}\"",
                "\"{[1,2],[7,9)}\"",
                "\"{[0x10,)}\"",
                "\"{}\"",
                "\"{empty}\"",
                "\"[09:05,12:30)\"",
                "\"[now,)\"",
                "[\"{[today,)}\"]",
                "[\"{[2020-01-02,)}\"]",
                "\"pg_class\"",
                "\"english\"",
                "\"12345\"",
                "\"-\"",
                "\"10\"",
                "\"192.168\"",
                "\"10.0.0.0/8\"",
                "\"::1\"",
                "\"abcdef\"",
                "\"ab 😀 \"",
                "\"\\\\\"",
                "\"\\\\N\"",
                "\"\\t\\n\\r\"",
                "\"actif\"",
                "\"clos\"",
                "\"00000000-0000-0000-0000-00000000000a\"",
                "\"1-1-1-1-1\"",
                "\"00000000-0000-0000-0000-00000000000A\"",
                "\"{00000000-0000-0000-0000-00000000000a}\"",
                "\"00000000000000000000000000000000\"",
                "{\"k\\u0000\":\"v\\u0000\"}",
                "{\"n\":[1.10,1e5,-0]}",
                "{\"n\":1e999999}",
                "{\"n\":1e-999}",
                "{\"deep\":{\"t\":\"\\ud800\"}}"));
    }
}
