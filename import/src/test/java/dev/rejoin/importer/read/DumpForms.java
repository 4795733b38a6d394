package dev.rejoin.importer.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Every form in which dumps come, each of the same three documents of the index {@code boats}. */
public final class DumpForms {

    /** A file in one of the forms. */
    public record Form(String what, String name, byte[] bytes) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static final String FIRST = "{\"_index\":\"boats\",\"_id\":\"1\",\"_source\":{\"name\":\"Aurelle\"}}";
    private static final String SECOND =
            "{\"_index\":\"boats\",\"_type\":\"_doc\",\"_id\":\"2\",\"_score\":1,\"_source\":{\"name\":\"é \\\"}{[\",\"hits\":{\"hits\":[{\"_source\":{}}]}}}";
    private static final String THIRD =
            "{\"_index\":\"boats\",\"_id\":\"b/3 a\",\"_routing\":\"r\",\"_source\":{\"_source\":{\"a\":1},\"name\":\"\\\\\"},\"sort\":[3],\"inner_hits\":{\"x\":{\"hits\":{\"hits\":[{\"_id\":\"9\",\"_source\":{}}]}}}}";
    private static final String BOM = "\ufeff";

    private DumpForms() {}

    public static List<Form> all() {
        var forms = new ArrayList<Form>();
        var lines = FIRST + "\n" + SECOND + "\n" + THIRD + "\n";
        add(forms, "a document a line", "x.ndjson", lines);
        add(forms, "no last newline", "x.jsonl", lines.stripTrailing());
        add(
                forms,
                "CRLF, a byte order mark and blank lines",
                "x.json",
                BOM + "\r\n" + lines.replace("\n", "\r\n \t\r\n"));
        add(forms, "a byte order mark in the middle", "x.json", BOM + FIRST + "\n" + BOM + SECOND + "\n" + THIRD);
        add(forms, "no newline at all", "x.json", FIRST + SECOND + THIRD);
        add(forms, "each over several lines", "x.json", pretty(FIRST) + "\n" + pretty(SECOND) + "\n" + pretty(THIRD));
        add(forms, "an array", "x.json", "[" + FIRST + "," + SECOND + "," + THIRD + "]");
        add(
                forms,
                "an array over several lines",
                "x.json",
                "[\n  " + pretty(FIRST) + ",\n  " + pretty(SECOND) + ",\n  " + pretty(THIRD) + "\n]\n");
        add(forms, "an array with a line each", "x.json", "[\n" + FIRST + ",\n" + SECOND + ",\n" + THIRD + "\n]");
        add(forms, "two arrays", "x.json", "[" + FIRST + "]\n[" + SECOND + "," + THIRD + "]\n[]");
        add(forms, "a search answer", "x.json", answer("", 3, FIRST, SECOND, THIRD));
        add(forms, "a search answer over several lines", "x.json", pretty(answer("", 3, FIRST, SECOND, THIRD)));
        add(
                forms,
                "a search answer of version 6",
                "x.json",
                answer("", 3, FIRST, SECOND, THIRD).replace("{\"value\":3,\"relation\":\"eq\"}", "3"));
        add(
                forms,
                "a search answer with aggregations before and after",
                "x.json",
                "{\"aggregations\":{\"t\":{\"hits\":{\"hits\":[" + FIRST + "]}}},"
                        + answer("", 3, FIRST, SECOND, THIRD)
                                .substring(
                                        1, answer("", 3, FIRST, SECOND, THIRD).length() - 1)
                        + ",\"suggest\":{\"s\":[{\"options\":[" + FIRST + "]}]}}");
        add(
                forms,
                "the pages of a scroll",
                "x.json",
                answer("\"_scroll_id\":\"c2Ny\",", 3, FIRST, SECOND) + "\n"
                        + answer("\"_scroll_id\":\"c2Ny\",", 3, THIRD) + "\n" + answer("\"_scroll_id\":\"c2Ny\",", 3));
        add(
                forms,
                "an array of the pages of a scroll",
                "x.json",
                "[" + answer("", 3, FIRST) + ",\n" + answer("", 3, SECOND, THIRD) + "]");
        add(forms, "a _bulk body", "x.ndjson", """
                {"index":{"_index":"boats","_id":"1"}}
                {"name":"Aurelle"}
                {"create":{"_index":"boats","_id":"2","_type":"_doc"}}
                {"index":{"_id":"9"},"name":"é","_source":{"a":1},"hits":{"hits":[{"_id":"8","_source":{}}]}}
                {"index":{"_index":"boats","_id":"b/3 a","routing":"r"}}
                {"_id":"x","_source":{"y":1}}
                """);
        add(forms, "a _bulk body over several lines", "x.json", """
                {"index": {
                   "_index": "boats", "_id": "1"}}
                {"name":
                  "Aurelle"}
                {"index":{"_index":"boats","_id":"2"}} {}
                {"index":{"_index":"boats","_id":"b/3 a","_routing":"r"}}
                {"name":[[1],{"a":"}"}]}""");
        add(forms, "a _bulk body of the index that its file is named after", "boats.json", """
                {"index":{"_id":"1"}}
                {"name":"Aurelle"}
                {"index":{"_id":"2"}}
                {}
                {"index":{"_id":"b/3 a","routing":"r"}}
                {}
                """);
        add(forms, "documents that name no index", "boats.json", lines.replace("\"_index\":\"boats\",", ""));
        forms.add(new Form(
                "packed with gzip in members",
                "x.json.gz",
                PackedDumpTest.join(
                        PackedDumpTest.gzip(FIRST), PackedDumpTest.gzip("\n" + SECOND), PackedDumpTest.gzip(THIRD))));
        forms.add(new Form(
                "packed with zstd in frames",
                "x.json.zst",
                PackedDumpTest.join(
                        PackedDumpTest.zstd(FIRST),
                        PackedDumpTest.skippable(4),
                        PackedDumpTest.streamed("\n" + SECOND + THIRD))));
        return forms;
    }

    static String answer(String before, long total, String... hits) {
        return ("{%s\"took\":1,\"timed_out\":false,\"_shards\":{\"total\":2,\"successful\":2,\"skipped\":0,\"failed\":0},"
                        + "\"hits\":{\"total\":{\"value\":%d,\"relation\":\"eq\"},\"max_score\":1.0,\"hits\":[%s]}}")
                .formatted(before, total, String.join(",", hits));
    }

    private static String pretty(String json) {
        try {
            return Json.MAPPER.readTree(json).toPrettyString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void add(List<Form> forms, String what, String name, String text) {
        forms.add(new Form(what, name, text.getBytes(StandardCharsets.UTF_8)));
    }
}
