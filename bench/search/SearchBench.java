package search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.legacy.server.ElasticsearchOptions;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import service.BenchOptions;
import service.Figures;
import service.StartedService;

/**
 * Search against a real Elasticsearch: the same documents in both, the same queries of both in turns, in one run. The words
 * are made up and mean nothing in any language, so that both have the same lexemes of them; how often they come is as in
 * natural language (Zipf and Mandelbrot).
 */
public final class SearchBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 1_000;

    /** With a quarter of it, Elasticsearch refuses to index a million suggestions. */
    private static final int HEAP = 4096;

    /** So many are written as the service writes, and the others as the importer does. */
    private static final int WRITTEN = 10_000;

    private static final int VOCABULARY = 50_000;
    private static final int BODY_WORDS = 40;
    private static final int SHOWN = 10;
    private static final List<String> STATUSES = List.of("PLANNED", "CONFIRMED", "HELD", "CANCELLED");
    private static final List<String> KINDS = List.of("CONVENTION", "SEMINAR", "WEBINAR", "TRIP");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(20261126);
    private final List<String> words = words();
    private final double[] cumulated = cumulated();
    /** The problem code of a search that was given up after its time: it counts with the time that it took. */
    private static final String TOO_LONG = "timeout";

    private final int[] documentsOfWord = new int[VOCABULARY];
    private final List<String> titles = new ArrayList<>();
    private final String elasticsearch;
    private final StartedService service;
    private final Figures figures;

    private SearchBench(String elasticsearch, StartedService service, Figures figures) {
        this.elasticsearch = elasticsearch;
        this.service = service;
        this.figures = figures;
    }

    /**
     * A kind of query.
     *
     * @param texts what is asked for, in turns
     * @param path what the service is asked for a text
     * @param asked what Elasticsearch is asked for it
     * @param ranked whether both say which ten are the best
     */
    private record QueryClass(
            String name, List<String> texts, String path, BiFunction<String, ObjectMapper, String> asked, boolean ranked) {}

    private record Document(String title, String body, String status, String kind, String startsAt) {}

    /** What both took for a class, in milliseconds. */
    private record Measured(List<Double> ours, List<Double> theirs, double overlap, long hits, int refused) {}

    public static void main(String[] arguments) throws Exception {
        var options = BenchOptions.read("search", Map.of("--documents", "100000", "--queries", "200"), arguments);
        var documents = Integer.parseInt(options.get("--documents"));
        var queries = Integer.parseInt(options.get("--queries"));
        var figures = Figures.of(arguments).ofThisMachine();
        try (var database = EmbeddedDatabase.temporary();
                var service = StartedService.start(Path.of(arguments[0]).resolve("src/target/quarkus-app"), database);
                var server = EmbeddedElasticsearch.start(
                        ElasticsearchOptions.defaults().withHeapMegabytes(HEAP))) {
            new SearchBench(server.url(), service, figures).run(database, documents, queries);
        }
        figures.write();
    }

    private void run(EmbeddedDatabase database, int documents, int queries) throws Exception {
        load(database, documents);
        var classes = classes(documents);
        System.out.printf("%nThe first time, which warms both:%n");
        table("warming", classes, documents, each -> Math.min(queries, each.texts().size() * 2));
        System.out.printf("%nThen:%n");
        table("queries", classes, documents, each -> queries);
    }

    /** @param name the list of figures that it is */
    private void table(String name, List<QueryClass> classes, int documents, ToIntFunction<QueryClass> queries)
            throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%,d documents, up to %d queries a class in turns, %d processors, load %.1f; milliseconds at the client%n",
                documents,
                classes.stream().mapToInt(queries).max().orElse(0),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.printf(
                "%-28s %9s   %-26s   %-26s   %s%n",
                "query", "hits", "Rejoin p50/p95/p99", "Elasticsearch p50/p95/p99", "overlap@10");
        for (var each : classes) {
            var measured = measure(each, queries.applyAsInt(each));
            var figure = figures.in(name).put("query", each.name()).put("asked", queries.applyAsInt(each));
            figure.set("rejoin_ms", figures.percentiles(measured.ours()));
            figure.set("elasticsearch_ms", figures.percentiles(measured.theirs()));
            figure.put("given_up", measured.refused());
            if (each.ranked()) {
                figure.put("hits", measured.hits()).put("overlap_at_10", measured.overlap());
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %9s   %-26s   %-26s   %s%s%n",
                    each.name(),
                    measured.hits() < 0 ? "" : "%,d".formatted(measured.hits()),
                    percentiles(measured.ours()),
                    percentiles(measured.theirs()),
                    each.ranked() ? String.format(Locale.ROOT, "%.2f", measured.overlap()) : "",
                    measured.refused() == 0 ? "" : "   %d refused as they took too long".formatted(measured.refused()));
        }
    }

    private void load(EmbeddedDatabase database, int documents) throws Exception {
        asked("PUT", "/events", """
                {"settings": {"number_of_shards": 1, "number_of_replicas": 0},
                 "mappings": {"properties": {
                    "title": {"type": "text", "analyzer": "whitespace"}, "body": {"type": "text", "analyzer": "whitespace"},
                    "suggest": {"type": "completion", "analyzer": "whitespace", "preserve_position_increments": false},
                    "status": {"type": "keyword"}, "kind": {"type": "keyword"}, "starts_at": {"type": "date"}}}}""");
        double written = 0;
        double ours = 0;
        double theirs = 0;
        for (int done = 0; done < documents; done += BATCH) {
            var batch = new ArrayList<Document>();
            for (int i = done; i < Math.min(done + BATCH, documents); i++) {
                batch.add(document());
            }
            var began = System.nanoTime();
            var ids = insert(database, batch, done >= WRITTEN);
            var between = System.nanoTime();
            index(batch, ids);
            if (done < WRITTEN) {
                written += (between - began) / 1e9;
            } else {
                ours += (between - began) / 1e9;
            }
            theirs += (System.nanoTime() - between) / 1e9;
        }
        var began = System.nanoTime();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            if (documents > WRITTEN) {
                statement.execute("select search_rebuild()");
            }
            statement.execute("vacuum analyze search_document");
            statement.execute("select search.refresh_statistics()");
        }
        ours += (System.nanoTime() - began) / 1e9;
        asked("POST", "/events/_forcemerge?max_num_segments=1", null);
        asked("POST", "/events/_refresh", null);
        figures.all()
                .put("documents", documents)
                .put("written_ms_each", 1000 * written / Math.min(documents, WRITTEN))
                .put("written", Math.min(documents, WRITTEN))
                .put("others_in_bulk_seconds", ours)
                .put("elasticsearch_seconds", theirs);
        System.out.printf(
                Locale.ROOT,
                "%,d documents of about %d words. Into PostgreSQL, with fsync off: %.2f ms for each of the first %,d, in batches of"
                        + " %,d, with rows, change log and search documents; %.0f s for the others in bulk, with all search"
                        + " documents and indexes anew. Into Elasticsearch: %.0f s (one shard, merged)%n",
                documents,
                BODY_WORDS,
                1000 * written / Math.min(documents, WRITTEN),
                Math.min(documents, WRITTEN),
                BATCH,
                ours,
                theirs);
    }

    private static List<String> insert(EmbeddedDatabase database, List<Document> batch, boolean bulk)
            throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var setting = connection.prepareStatement("select set_config('rejoin.bulk_load', ?, false)");
                var statement = connection.prepareStatement("""
                        insert into event (title, description, status, kind, starts_at)
                        select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[]) returning id""")) {
            setting.setString(1, bulk ? "on" : "off");
            setting.execute();
            statement.setArray(1, connection.createArrayOf("text", batch.stream().map(Document::title).toArray()));
            statement.setArray(2, connection.createArrayOf("text", batch.stream().map(Document::body).toArray()));
            statement.setArray(3, connection.createArrayOf("text", batch.stream().map(Document::status).toArray()));
            statement.setArray(4, connection.createArrayOf("text", batch.stream().map(Document::kind).toArray()));
            statement.setArray(5, connection.createArrayOf("text", batch.stream().map(Document::startsAt).toArray()));
            var ids = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        }
    }

    private void index(List<Document> batch, List<String> ids) throws Exception {
        var lines = new StringBuilder();
        for (int i = 0; i < batch.size(); i++) {
            var document = batch.get(i);
            lines.append("{\"index\":{\"_id\":\"").append(ids.get(i)).append("\"}}\n");
            lines.append(JSON.createObjectNode()
                            .put("title", document.title())
                            .put("body", document.body())
                            .put("suggest", document.title())
                            .put("status", document.status())
                            .put("kind", document.kind())
                            .put("starts_at", document.startsAt()))
                    .append('\n');
        }
        if (asked("POST", "/events/_bulk", lines.toString()).path("errors").asBoolean()) {
            throw new IOException("Elasticsearch did not take all documents.");
        }
    }

    private Document document() {
        var seen = new HashSet<Integer>();
        var title = text(3 + random.nextInt(4), seen);
        var body = text(BODY_WORDS / 2 + random.nextInt(BODY_WORDS), seen);
        seen.forEach(word -> documentsOfWord[word]++);
        if (titles.size() < 5_000) {
            titles.add(title);
        }
        return new Document(
                title,
                body,
                STATUSES.get(random.nextInt(STATUSES.size())),
                KINDS.get(random.nextInt(KINDS.size())),
                "20%02d-%02d-%02dT%02d:00:00Z"
                        .formatted(22 + random.nextInt(5), 1 + random.nextInt(12), 1 + random.nextInt(28), random.nextInt(24)));
    }

    private String text(int length, Set<Integer> seen) {
        return IntStream.range(0, length)
                .map(i -> word())
                .peek(seen::add)
                .mapToObj(words::get)
                .collect(Collectors.joining(" "));
    }

    private int word() {
        var at = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[VOCABULARY - 1]);
        return Math.min(at < 0 ? -at - 1 : at, VOCABULARY - 1);
    }

    /** The most common word is in about two of three documents. */
    private static double[] cumulated() {
        var sums = new double[VOCABULARY];
        double sum = 0;
        for (int i = 0; i < VOCABULARY; i++) {
            sum += 1.0 / (i + 5);
            sums[i] = sum;
        }
        return sums;
    }

    /** Made-up words of five letters and more, none of which is a little word of a language. */
    private static List<String> words() {
        var random = new Random(1);
        var made = new LinkedHashSet<String>();
        while (made.size() < VOCABULARY) {
            var word = new StringBuilder();
            for (int i = 2 + random.nextInt(3); i > 0; i--) {
                word.append("bdfgklmnprtvz".charAt(random.nextInt(13))).append("aeiou".charAt(random.nextInt(5)));
            }
            made.add(word.append("kmz".charAt(random.nextInt(3))).toString());
        }
        return List.copyOf(made);
    }

    private List<String> between(int documents, double least, double most) {
        var found = IntStream.range(0, VOCABULARY)
                .filter(i -> documentsOfWord[i] >= least * documents && documentsOfWord[i] <= most * documents)
                .mapToObj(words::get)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(found, new Random(2));
        return found.isEmpty() ? List.of(words.get(VOCABULARY / 2)) : found.subList(0, Math.min(40, found.size()));
    }

    private static List<String> pairs(List<String> some, List<String> others) {
        var pairs = new ArrayList<String>();
        for (var one : some) {
            for (var other : others) {
                if (!one.equals(other) && pairs.size() < 40) {
                    pairs.add(one + " " + other);
                }
            }
        }
        Collections.shuffle(pairs, new Random(3));
        return pairs;
    }

    /** Of words as they stand in the documents, common and rare ones, which hardly any document has all. */
    private List<String> questions() {
        return IntStream.range(0, 40).mapToObj(i -> text(8, new HashSet<>())).toList();
    }

    private List<QueryClass> classes(int documents) {
        var most = IntStream.range(0, VOCABULARY)
                .boxed()
                .sorted((a, b) -> documentsOfWord[b] - documentsOfWord[a])
                .limit(5)
                .map(words::get)
                .toList();
        var common = between(documents, 0.02, 0.035);
        var rare = between(documents, 0.0007, 0.0016);
        // A space follows the last word: it is no beginning.
        var plain = "/v1/search?resource=event&limit=10&q=%s%%20";
        var classes = new ArrayList<QueryClass>();
        classes.add(new QueryClass("most common word", most, plain, SearchBench::match, true));
        classes.add(new QueryClass("common", common, plain, SearchBench::match, true));
        classes.add(new QueryClass("rare", rare, plain, SearchBench::match, true));
        classes.add(new QueryClass("common and most common", pairs(common, most), plain, SearchBench::match, true));
        classes.add(new QueryClass("two common", pairs(common, common), plain, SearchBench::match, true));
        classes.add(new QueryClass("two most common", pairs(most, most), plain, SearchBench::match, true));
        classes.add(new QueryClass("question of eight words", questions(), plain, SearchBench::any, true));
        classes.add(new QueryClass(
                "as you type",
                common.stream().map(word -> word.substring(0, word.length() - 1)).toList(),
                "/v1/search?resource=event&limit=10&q=%s",
                SearchBench::begun,
                true));
        classes.add(new QueryClass(
                "typing mistake",
                rare.stream().map(SearchBench::mistyped).toList(),
                plain,
                SearchBench::fuzzy,
                true));
        classes.add(new QueryClass(
                "common, two facets", common, plain + "&facets=status,kind", SearchBench::facets, true));
        classes.add(new QueryClass(
                "most common, two facets", most, plain + "&facets=status,kind", SearchBench::facets, true));
        classes.add(new QueryClass(
                "suggest",
                titles.stream().limit(40).map(title -> title.substring(0, 5)).toList(),
                "/v1/search/suggest?resource=event&q=%s",
                SearchBench::suggestion,
                false));
        return classes;
    }

    /** The last letter but one is one that no word has. */
    private static String mistyped(String word) {
        var at = word.length() - 2;
        return word.substring(0, at) + (word.charAt(at) == 'y' ? "w" : "y") + word.substring(at + 1);
    }

    private static String query(String text, String more, ObjectMapper json) {
        return """
                {"size": %d, "_source": ["title"], "query": {"multi_match": {"query": %s, "fields": ["title^2", "body"], %s}}"""
                .formatted(SHOWN, json.getNodeFactory().textNode(text), more);
    }

    private static String match(String text, ObjectMapper json) {
        return query(text, "\"type\": \"cross_fields\", \"operator\": \"and\"", json) + "}";
    }

    private static String any(String text, ObjectMapper json) {
        return query(text, "\"type\": \"cross_fields\", \"operator\": \"or\"", json) + "}";
    }

    private static String begun(String text, ObjectMapper json) {
        return query(text, "\"type\": \"bool_prefix\"", json) + "}";
    }

    private static String fuzzy(String text, ObjectMapper json) {
        return query(text, "\"fuzziness\": \"AUTO\"", json) + "}";
    }

    private static String facets(String text, ObjectMapper json) {
        return query(text, "\"type\": \"cross_fields\", \"operator\": \"and\"", json)
                + ", \"aggs\": {\"status\": {\"terms\": {\"field\": \"status\"}}, \"kind\": {\"terms\": {\"field\": \"kind\"}}}}";
    }

    private static String suggestion(String text, ObjectMapper json) {
        return """
                {"_source": ["title"], "suggest": {"title": {"prefix": %s, "completion": {"field": "suggest", "size": 10}}}}"""
                .formatted(json.getNodeFactory().textNode(text));
    }

    private Measured measure(QueryClass each, int queries) throws Exception {
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        double overlap = 0;
        long hits = -1;
        int refused = 0;
        for (int i = 0; i < queries; i++) {
            var text = each.texts().get(i % each.texts().size());
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s"
                            .formatted(
                                    service.port(),
                                    each.path()
                                            .formatted(URLEncoder.encode(text, StandardCharsets.UTF_8)
                                                    .replace("+", "%20")))))
                    .header("Authorization", "Bearer " + service.key())
                    .build();
            var search = search("POST", "/events/_search", each.asked().apply(text, JSON));
            // Each is the first in half of the turns.
            var first = i % 2 == 0 ? timed(request, ours) : timed(search, theirs);
            var second = i % 2 == 0 ? timed(search, theirs) : timed(request, ours);
            var rejoin = i % 2 == 0 ? first : second;
            var other = i % 2 == 0 ? second : first;
            hits = Math.max(hits, other.path("hits").path("total").path("value").asLong(-1));
            var mine = new HashSet<String>();
            refused += rejoin.path("code").asText().equals(TOO_LONG) ? 1 : 0;
            rejoin.path("results").forEach(hit -> mine.add(hit.path("id").asText()));
            var both = new HashSet<String>();
            other.path("hits").path("hits").forEach(hit -> both.add(hit.path("_id").asText()));
            var of = Math.max(1, Math.min(SHOWN, both.size()));
            both.retainAll(mine);
            overlap += (double) both.size() / of;
        }
        return new Measured(ours, theirs, overlap / queries, each.ranked() ? hits : -1, refused);
    }

    private JsonNode timed(HttpRequest request, List<Double> times) throws Exception {
        var began = System.nanoTime();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        times.add((System.nanoTime() - began) / 1e6);
        var read = JSON.readTree(answer.body());
        if (answer.statusCode() != 200 && !read.path("code").asText().equals(TOO_LONG)) {
            throw new IOException(request + ": " + answer.statusCode() + " " + answer.body());
        }
        return read;
    }

    private HttpRequest search(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(elasticsearch + path))
                .header("Content-Type", path.endsWith("_bulk") ? "application/x-ndjson" : "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private JsonNode asked(String method, String path, String body) throws Exception {
        return timed(search(method, path, body), new ArrayList<>());
    }

    private static String percentiles(List<Double> times) {
        var sorted = times.stream().sorted().toList();
        return IntStream.of(50, 95, 99)
                .mapToObj(share -> String.format(
                        Locale.ROOT,
                        "%.1f",
                        sorted.get(Math.min(sorted.size() - 1, sorted.size() * share / 100))))
                .collect(Collectors.joining(" / "));
    }
}
