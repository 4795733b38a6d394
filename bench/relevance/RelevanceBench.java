package relevance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.db.EmbeddedDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import service.Figures;
import service.StartedService;

/**
 * How well search ranks: loads a test collection as notes, asks the service's own /v1/search, and compares what it answers
 * with what people judged. {@code docs.ndjson[.gz]} (id, title, text, language), {@code queries.tsv} (id, text),
 * {@code qrels.tsv} (query, document, gain).
 */
public final class RelevanceBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEPTH = 100;
    private static final int PERMUTATIONS = 20_000;

    /** What one query scored. */
    private record Score(double ndcg, double averagePrecision, double recall) {}

    private RelevanceBench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println(
                    "./rejoin bench relevance FOLDER [--setting PARAMETERS] [--against PARAMETERS] [--language CODE]");
            System.exit(2);
        }
        var home = Path.of(arguments[0]);
        var folder = Path.of(arguments[1]);
        var setting = option(arguments, "--setting");
        var against = option(arguments, "--against");
        var language = option(arguments, "--language");
        for (var name : List.of("docs.ndjson", "queries.tsv", "qrels.tsv")) {
            if (!Files.isReadable(folder.resolve(name)) && !Files.isReadable(folder.resolve(name + ".gz"))) {
                System.err.printf(
                        "%s has no %s (or %2$s.gz) that can be read: name the folder of a test collection, such as"
                                + " bench/relevance/small.%n",
                        folder, name);
                System.exit(2);
            }
        }
        var judgements = judgements(folder);
        var figures = Figures.of(arguments);
        try (var database = EmbeddedDatabase.temporary()) {
            try (var service = StartedService.start(home.resolve("src/target/quarkus-app"), database)) {
                var port = String.valueOf(service.port());
                var key = service.key();
                var began = System.nanoTime();
                var documents = load(database, folder, language);
                figures.all().put("documents", documents.size());
                System.out.printf(
                        "%,d documents loaded in %.1f s, each written with its search document%n",
                        documents.size(), (System.nanoTime() - began) / 1e9);
                awaitVectors(database);
                forgetOthers(judgements, Set.copyOf(documents.values()));
                var queries = queries(folder, judgements);
                var first = run(figures, port, key, setting, queries, judgements, documents);
                print("setting " + (setting.isEmpty() ? "as it is" : setting), first);
                if (!against.isEmpty()) {
                    var second = run(figures, port, key, against, queries, judgements, documents);
                    print("against " + against, second);
                    var chance = randomised(first, second);
                    figures.all()
                            .put("difference_of_ndcg_at_10", mean(first, Score::ndcg) - mean(second, Score::ndcg))
                            .put("p", chance);
                    System.out.printf(
                            Locale.ROOT,
                            "difference of nDCG@10: %+.4f, p = %.4f (paired randomisation, %,d permutations)%n",
                            mean(first, Score::ndcg) - mean(second, Score::ndcg),
                            chance,
                            PERMUTATIONS);
                }
            }
        }
        figures.write();
    }

    private static String option(String[] arguments, String name) {
        for (int i = 2; i + 1 < arguments.length; i++) {
            if (arguments[i].equals(name)) {
                return arguments[i + 1];
            }
        }
        return "";
    }

    private static BufferedReader open(Path folder, String name) throws IOException {
        var packed = folder.resolve(name + ".gz");
        return Files.exists(packed)
                ? new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(Files.newInputStream(packed)), StandardCharsets.UTF_8))
                : Files.newBufferedReader(folder.resolve(name));
    }

    /** The documents' own ids by those of the notes. */
    private static Map<String, String> load(EmbeddedDatabase database, Path folder, String language)
            throws Exception {
        var documents = new HashMap<String, String>();
        try (var connection = database.dataSource().getConnection();
                var reader = open(folder, "docs.ndjson");
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into organization (name, status) values ('Collection', 'ACTIVE')");
            try (var insert = connection.prepareStatement(
                    """
                    insert into note (organization_id, legacy_id, title, body, noted_at)
                    select id, ?, nullif(btrim(?), ''), ?, '2026-01-01Z' from organization returning id""")) {
                for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (line.isBlank()) {
                        continue;
                    }
                    JsonNode document = JSON.readTree(line);
                    if (!language.isEmpty() && !document.path("language").asText().equals(language)) {
                        continue;
                    }
                    var title = document.path("title").asText("").replace("\0", "");
                    var text = document.path("text").asText("").replace("\0", "");
                    insert.setString(1, document.get("id").asText());
                    insert.setString(2, title);
                    insert.setString(3, text.isBlank() ? (title.isBlank() ? "-" : title) : text);
                    try (var rows = insert.executeQuery()) {
                        rows.next();
                        documents.put(rows.getString(1), document.get("id").asText());
                    }
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("analyze search_document");
            statement.execute("select search.refresh_statistics()");
        }
        return documents;
    }

    /** With a provider of vectors a search by meaning finds what has its vector: none is to lack it. */
    private static void awaitVectors(EmbeddedDatabase database) throws Exception {
        if (System.getenv("REJOIN_EMBEDDINGS_MODULE") == null && System.getenv("REJOIN_EMBEDDINGS_URL") == null) {
            return;
        }
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            while (true) {
                try (var row = statement.executeQuery("""
                        select count(*) filter (where v.id is null) from search_document d
                          left join search_vector v using (resource, id)
                         where d.resource = 'note'""")) {
                    row.next();
                    if (row.getLong(1) == 0) {
                        return;
                    }
                }
                Thread.sleep(500);
            }
        }
    }

    /** Only what is loaded can be found: queries that want nothing of it are not asked. */
    private static void forgetOthers(Map<String, Map<String, Integer>> judgements, Set<String> loaded) {
        judgements.values().forEach(gains -> gains.keySet().retainAll(loaded));
        judgements.values().removeIf(gains -> gains.values().stream().noneMatch(gain -> gain > 0));
    }

    private static Map<String, Map<String, Integer>> judgements(Path folder) throws IOException {
        var judgements = new LinkedHashMap<String, Map<String, Integer>>();
        try (var reader = open(folder, "qrels.tsv")) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var cells = line.split("\t");
                if (cells.length < 3 || !cells[cells.length - 1].strip().matches("-?\\d+")) {
                    continue;
                }
                judgements
                        .computeIfAbsent(cells[0], query -> new HashMap<>())
                        .put(cells[cells.length - 2], Integer.parseInt(cells[cells.length - 1].strip()));
            }
        }
        return judgements;
    }

    private static Map<String, String> queries(Path folder, Map<String, ?> judged) throws IOException {
        var queries = new LinkedHashMap<String, String>();
        try (var reader = open(folder, "queries.tsv")) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var cells = line.split("\t", 2);
                if (cells.length == 2 && judged.containsKey(cells[0])) {
                    queries.put(cells[0], cells[1]);
                }
            }
        }
        return queries;
    }

    private static List<Score> run(
            Figures figures,
            String port,
            String key,
            String setting,
            Map<String, String> queries,
            Map<String, Map<String, Integer>> judgements,
            Map<String, String> documents)
            throws Exception {
        var scores = new ArrayList<Score>();
        var times = new ArrayList<Double>();
        try (var client = HttpClient.newHttpClient()) {
            for (var query : queries.entrySet()) {
                var uri = "http://127.0.0.1:%s/v1/search?resource=note&limit=%d&q=%s%s"
                        .formatted(
                                port,
                                DEPTH,
                                URLEncoder.encode(query.getValue(), StandardCharsets.UTF_8).replace("+", "%20"),
                                setting.isEmpty() ? "" : "&" + setting);
                var began = System.nanoTime();
                var answer = client.send(
                        HttpRequest.newBuilder(URI.create(uri)).header("Authorization", "Bearer " + key).build(),
                        HttpResponse.BodyHandlers.ofString());
                times.add((System.nanoTime() - began) / 1e6);
                if (answer.statusCode() != 200) {
                    throw new IOException(query + ": " + answer.body());
                }
                var found = new ArrayList<String>();
                JSON.readTree(answer.body())
                        .get("results")
                        .forEach(hit -> found.add(documents.get(hit.get("id").asText())));
                scores.add(score(found, judgements.get(query.getKey())));
            }
        }
        times.sort(Comparator.naturalOrder());
        figures.in("settings")
                .put("setting", setting)
                .put("queries", times.size())
                .put("median_ms", times.get(times.size() / 2))
                .put("p95_ms", times.get(times.size() * 95 / 100))
                .put("ndcg_at_10", mean(scores, Score::ndcg))
                .put("map", mean(scores, Score::averagePrecision))
                .put("recall_at_100", mean(scores, Score::recall));
        System.out.printf(
                Locale.ROOT,
                "%,d queries, %.1f ms median, %.1f ms p95%n",
                times.size(),
                times.get(times.size() / 2),
                times.get(times.size() * 95 / 100));
        return scores;
    }

    private static Score score(List<String> found, Map<String, Integer> gains) {
        var relevant = gains.values().stream().filter(gain -> gain > 0).count();
        if (relevant == 0) {
            return new Score(0, 0, 0);
        }
        double gained = 0;
        double precision = 0;
        int hits = 0;
        for (int i = 0; i < found.size(); i++) {
            int gain = gains.getOrDefault(found.get(i), 0);
            if (gain > 0) {
                hits++;
                precision += (double) hits / (i + 1);
                if (i < 10) {
                    gained += gain / log2(i + 2);
                }
            }
        }
        var best = gains.values().stream().filter(gain -> gain > 0).sorted(Comparator.reverseOrder()).limit(10).toList();
        double ideal = 0;
        for (int i = 0; i < best.size(); i++) {
            ideal += best.get(i) / log2(i + 2);
        }
        return new Score(gained / ideal, precision / relevant, (double) hits / relevant);
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    private static double mean(List<Score> scores, java.util.function.ToDoubleFunction<Score> of) {
        return scores.stream().mapToDouble(of).average().orElse(0);
    }

    private static void print(String name, List<Score> scores) {
        System.out.printf(
                Locale.ROOT,
                "%-28s nDCG@10 %.4f   MAP %.4f   recall@100 %.4f%n",
                name,
                mean(scores, Score::ndcg),
                mean(scores, Score::averagePrecision),
                mean(scores, Score::recall));
    }

    /** How often chance alone makes a difference as large, the queries' results being swapped at random (Fisher). */
    private static double randomised(List<Score> first, List<Score> second) {
        var random = new Random(1);
        var observed = Math.abs(mean(first, Score::ndcg) - mean(second, Score::ndcg));
        var asLarge = 0;
        for (int round = 0; round < PERMUTATIONS; round++) {
            double difference = 0;
            for (int i = 0; i < first.size(); i++) {
                var one = first.get(i).ndcg() - second.get(i).ndcg();
                difference += random.nextBoolean() ? one : -one;
            }
            if (Math.abs(difference / first.size()) >= observed - 1e-12) {
                asLarge++;
            }
        }
        return (asLarge + 1.0) / (PERMUTATIONS + 1);
    }
}
