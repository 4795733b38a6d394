package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Operation;
import dev.rejoin.contract.Parameter;
import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors of items, and searching by what texts mean. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SearchVectorTest {
    private static final int LENGTH = 48;

    private final Random random = new Random(20261126);
    private final String model = "model-" + UUID.randomUUID();

    /** The resources whose items have vectors, as the contract says. */
    static Stream<String> resources() {
        return Contract.committed().operations().stream()
                .filter(operation -> operation.id().equals("putVector"))
                .flatMap(operation -> operation.parameters(Parameter.In.PATH))
                .filter(parameter -> parameter.name().equals("resource"))
                .flatMap(parameter -> parameter.values().stream());
    }

    @Test
    void whateverResemblesOthersHasVectors() {
        assertThat(resources())
                .containsExactlyInAnyOrderElementsOf(Contract.committed().operations().stream()
                        .map(Operation::path)
                        .filter(path -> path.endsWith("/similar"))
                        .map(path -> path.split("/")[2])
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("resources")
    void anItemsVectorIsKeptShownComparedReplacedAndTakenAway(String resource) {
        var id = Fixtures.one(resource).insert();
        var near = Fixtures.one(resource).insert();
        var far = Fixtures.one(resource).insert();
        var path = "/v1/%s/%s/vector".formatted(resource, id);
        problem(Api.get(path + "?model=" + model), 400, "unknown_model");

        var components = direction();
        put(resource, id, components);
        put(resource, near, turned(components, 0.2));
        put(resource, far, negative(components));

        var kept = Api.ok(path + "?model=" + model).jsonPath();
        assertThat(kept.getString("model")).isEqualTo(model);
        assertThat(kept.getList("components", Float.class)).isEqualTo(listed(components));
        assertThat(kept.getString("made_at")).isNotNull();
        var similar = Api.ok("/v1/%s/%s/similar?by=meaning&model=%s".formatted(resource, id, model))
                .jsonPath();
        assertThat(similar.getList("results.id")).containsExactly(near.toString(), far.toString());
        assertThat(similar.getDouble("results[1].score")).isEqualTo(-1);

        put(resource, id, negative(components));
        assertThat(Api.ok("/v1/%s/%s/similar?by=meaning&limit=1&model=%s".formatted(resource, id, model))
                        .jsonPath()
                        .getList("results.id"))
                .containsExactly(far.toString());

        Api.as(Role.EDITOR).delete(path + "?model=" + model).then().statusCode(204);
        problem(Api.get(path + "?model=" + model), 404, "no_vector");
        problem(Api.as(Role.EDITOR).delete(path + "?model=" + model), 404, "no_vector");
        problem(Api.get("/v1/%s/%s/similar?by=meaning&model=%s".formatted(resource, id, model)), 404, "no_vector");
        var nobody = UUID.randomUUID();
        problem(Api.get("/v1/%s/%s/vector?model=%s".formatted(resource, nobody, model)), 404, "not_found");
        problem(given(resource, nobody, body(components)), 404, "not_found");
        problem(sent(Role.READER, resource, id, body(components)), 403, "forbidden");
        problem(Api.get("/v1/%s/%s/similar?by=looks".formatted(resource, id)), 400, "unknown_by");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aVectorGoesWithItsItemAndNotWithWhatWasRolledBack(String resource) throws Exception {
        var id = Fixtures.one(resource).insert();
        put(resource, id, direction());
        var table = Contract.committed().resource(resource).table();
        try (var connection = TestDatabase.source().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("delete from %s where id = '%s'".formatted(table, id));
            connection.rollback();
        }
        assertThat(count("search_vector where id = '%s'".formatted(id))).isEqualTo(1);

        // Documents that are written anew keep their vectors.
        TestDatabase.run("insert into search.rebuild (resource) select resource from search_document where id = '%s'"
                .formatted(id));
        TestDatabase.run(
                "do $$ begin while search.rebuild_batch((select resource from search.rebuild), 1000) > 0 loop end loop; end $$");
        assertThat(count("search_vector where id = '%s'".formatted(id))).isEqualTo(1);

        TestDatabase.run("delete from %s where id = '%s'".formatted(table, id));
        assertThat(count("search_vector where id = '%s'".formatted(id))).isZero();
    }

    @Test
    void everythingWrongWithAVectorIsSaidAtOnce() throws Exception {
        var id = Fixtures.one("notes").insert();
        var other = Fixtures.one("notes").insert();
        put("notes", other, direction());

        assertThat(codes(given("notes", id, Map.of("model", " ", "components", List.of(0, 0.0)))))
                .containsExactly(Map.entry("/model", "blank"), Map.entry("/components", "zero_vector"));
        assertThat(codes(given("notes", id, Map.of("model", "m".repeat(201), "components", List.of()))))
                .containsExactly(Map.entry("/model", "too_long"), Map.entry("/components", "too_few"));
        assertThat(codes(given(
                        "notes", id, "{\"model\": 1, \"components\": [1, \"2\", null, 1e39, [3], {\"a\": 4}, true]}")))
                .containsExactly(
                        Map.entry("/model", "invalid_value"),
                        Map.entry("/components/1", "invalid_value"),
                        Map.entry("/components/2", "invalid_value"),
                        Map.entry("/components/3", "out_of_range"),
                        Map.entry("/components/4", "invalid_value"),
                        Map.entry("/components/5", "invalid_value"),
                        Map.entry("/components/6", "invalid_value"));
        assertThat(codes(given("notes", id, Map.of("model", model, "components", List.of(1, 2)))))
                .containsExactly(Map.entry("/components", "other_length"));
        assertThat(codes(given("notes", id, Map.of("model", model, "components", "1,2"))))
                .containsExactly(Map.entry("/components", "invalid_value"));
        assertThat(codes(given("notes", id, Map.of())))
                .containsExactly(Map.entry("/model", "required"), Map.entry("/components", "required"));
        assertThat(codes(given(
                        "notes",
                        id,
                        Map.of(
                                "model",
                                "long",
                                "components",
                                IntStream.range(0, 4097).boxed().toList()))))
                .containsExactly(Map.entry("/components", "too_many"));
        assertThat(codes(given("notes", id, "{\"model\": \"many\", \"components\": [" + "null,".repeat(99) + "1]}")))
                .hasSize(20);
        problem(given("notes", id, "{\"model\": \"m\", \"components\": [NaN]}"), 400, "malformed_body");
        assertThat(count("search_vector where id = '%s'".formatted(id))).isZero();
    }

    @Test
    void theDatabaseItselfRefusesWhatCannotBeCompared() throws Exception {
        var id = Fixtures.one("notes").insert();
        put("notes", Fixtures.one("notes").insert(), direction());

        for (var components : List.of("{0,0}", "{NaN,1}", "{Infinity}", "{}", "{1,null}", "{{1},{2}}")) {
            assertThat(refusal(id, "another", components)).as(components).isEqualTo("search_vector_components_usable");
        }
        assertThat(refusal(id, model, "{1,2}")).isEqualTo("search_vector_length_of_model");
        TestDatabase.run("delete from search_vector where model = '" + model + "'");
        TestDatabase.run(insert(id, model, "{1,2}"));
        assertThat(count("search.vector_model where name = '%s' and length = 2".formatted(model)))
                .isEqualTo(1);
    }

    @Test
    void whatIsMeantIsFoundAsTheCosineSays() {
        var vectors = notes(120, i -> "text " + i);
        var wanted = direction();

        var found = pages(7, Map.of("vector", listed(wanted), "model", model));

        assertThat(found)
                .containsExactlyElementsOf(vectors.entrySet().stream()
                        .sorted(Comparator.comparingDouble(entry -> -cosine(entry.getValue(), wanted)))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @Test
    void aThousandVectorsOfTheSameDirectionsAreTakenBySignsFirst() {
        var wanted = direction();
        var vectors = notes(450, i -> "many " + i);
        var nearest = vectors.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -cosine(entry.getValue(), wanted)))
                .limit(10)
                .map(Map.Entry::getKey)
                .toList();

        var answer = search(20, Map.of("vector", listed(wanted), "model", model));

        assertThat(answer.getList("results.id", String.class)).startsWith(nearest.toArray(String[]::new));
        assertThat(answer.getInt("count")).isEqualTo(400);
        assertThat(answer.getString("count_kind")).isEqualTo("at_least");
    }

    @Test
    void hybridIsTheReciprocalRankFusionOfBothRankings() {
        var word = Words.unheard();
        notes(
                60,
                i -> i % 3 == 0
                        ? "nothing " + i
                        // Each of its own length and number of the word, so that no two rank alike.
                        : (word + " ").repeat(i % 7 + 1)
                                + IntStream.range(0, i)
                                        .mapToObj(n -> "filler" + n)
                                        .collect(Collectors.joining(" ")));
        var vector = listed(direction());
        var wording = Map.<String, Object>of("q", word + " ", "fuzzy", "never", "phonetic", false);
        var meant = pages(50, Map.of("vector", vector, "model", model));
        var query = Map.of("q", word + " ", "fuzzy", "never", "phonetic", false, "vector", vector, "model", model);
        var words = pages(50, wording);
        var first = search(30, query);
        // The average length of all documents, by which words rank, is taken anew every now and then.
        for (int i = 0; i < 5 && !words.equals(pages(50, wording)); i++) {
            words = pages(50, wording);
            first = search(30, query);
        }
        assertThat(words).hasSize(40);
        assertThat(meant).hasSize(60);
        var scores = new HashMap<String, Double>();
        add(scores, words);
        add(scores, meant);
        var byWords = words;

        assertThat(first.getList("results.id", String.class))
                .containsExactlyElementsOf(scores.entrySet().stream()
                        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                                .thenComparingInt(entry ->
                                        byWords.contains(entry.getKey()) ? byWords.indexOf(entry.getKey()) : 99))
                        .limit(30)
                        .map(Map.Entry::getKey)
                        .toList());
        for (int i = 0; i < 30; i++) {
            var id = first.getString("results[%d].id".formatted(i));
            assertThat(first.<Integer>get("results[%d].ranks.words".formatted(i)))
                    .isEqualTo(rank(words, id));
            assertThat(first.<Integer>get("results[%d].ranks.meaning".formatted(i)))
                    .isEqualTo(rank(meant, id));
        }
        assertThat(first.getInt("vectors_pending")).isZero();
        assertThat(first.getInt("count")).isEqualTo(60);
        assertThat(pages(7, query)).containsExactlyInAnyOrderElementsOf(meant);
        assertThat(pages(7, query))
                .startsWith(first.getList("results.id", String.class).toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"hybrid,7", "hybrid,13", "meaning,7"})
    void everyPageIsReadWithoutAHitTwiceOrLostWhileOthersWrite(String mode, int limit) {
        var word = Words.unheard();
        var vectors = notes(
                100, i -> i % 3 == 0 ? "nothing " + i : (word + " ").repeat(i % 7 + 1) + "filler ".repeat(i % 11));
        var wanted = direction();
        var body = Map.of("q", word + " ", "vector", listed(wanted), "model", model, "mode", mode);
        var seen = new ArrayList<String>();
        var path = "/v1/search?limit=" + limit;
        while (path != null) {
            var page = posted(path, body);
            seen.addAll(page.getList("results.id", String.class));
            path = page.getString("next");
            // Better than all, by words and by meaning: each rank is another from now on.
            var better =
                    Fixtures.one("notes").with("title", word).with("body", word).insert();
            put("notes", better, wanted);
        }
        assertThat(seen).doesNotHaveDuplicates().containsAll(vectors.keySet());
    }

    @Test
    void filtersFacetsAndHighlightsAreThoseOfWords() {
        var region = "Région " + Words.unheard();
        var vector = direction();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            var id = Fixtures.one("organizations")
                    .with("name", "Alpha " + i)
                    .with("region", region)
                    .with("status", i % 2 == 0 ? "ACTIVE" : "PROSPECT")
                    .insert();
            put("organizations", id, turned(vector, 0.1 * i));
            ids.add(id.toString());
        }
        put("notes", Fixtures.one("notes").insert(), vector);
        var query = new HashMap<String, Object>(Map.of(
                "vector", listed(vector), "model", model, "region", region, "facets", List.of("status", "resource")));

        for (var mode : List.of("meaning", "hybrid")) {
            query.put("mode", mode);
            query.put("q", "alpha");
            query.put("highlight", true);
            var found = search(20, query);
            assertThat(found.getList("results.id")).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(found.getString("results[0].highlight.title")).startsWith("<mark>Alpha</mark>");
            assertThat(found.getList("facets.find { it.facet == 'status' }.values.count"))
                    .containsExactly(3, 3);
            assertThat(search(20, with(query, "status", "ACTIVE")).getInt("count"))
                    .isEqualTo(3);
            assertThat(search(20, with(query, "resource", List.of("note", "venue")))
                            .getInt("count"))
                    .isZero();
            assertThat(search(20, with(query, "recency__lt", "2001-01-01T00:00:00Z"))
                            .getInt("count"))
                    .isZero();
        }
    }

    @Test
    void whatIsAskedWronglyIsRefusedWithTheReason() {
        notes(2, i -> "some " + i);
        var vector = listed(direction());

        problem(post("/v1/search", Map.of("q", "a", "mode", "hybrid", "model", model)), 400, "no_embeddings");
        problem(post("/v1/search", Map.of("mode", "hybrid")), 400, "missing_parameter");
        problem(Api.get("/v1/search?q=a&mode=meaning"), 400, "no_embeddings");
        problem(post("/v1/search", Map.of("q", "a", "mode", "sense")), 400, "unknown_mode");
        problem(post("/v1/search", Map.of("vector", vector, "model", "nobody's")), 400, "unknown_model");
        problem(post("/v1/search", Map.of("vector", List.of(1, 2), "model", model)), 422, "other_length");
        problem(post("/v1/search", Map.of("vector", List.of(0, 0), "model", model)), 422, "zero_vector");
        problem(post("/v1/search", Map.of("vector", List.of("a"), "model", model)), 422, "invalid_value");
        problem(post("/v1/search", Map.of("vector", vector, "model", model, "sort", "-recency")), 400, "unknown_sort");
        problem(post("/v1/search", Map.of("vectors", vector)), 400, "unknown_field");
        problem(post("/v1/search", Map.of("resource", List.of("notes"))), 400, "unknown_resource");
        var next = search(1, Map.of("vector", vector, "model", model)).getString("next");
        problem(post(next, Map.of("vector", vector, "model", model, "status", "ACTIVE")), 400, "invalid_cursor");
    }

    @Test
    void withoutAVectorThePostIsTheSearchOfWords() {
        var word = Words.unheard();
        var id = Fixtures.one("notes").with("body", word).insert().toString();

        // Other tests' names may sound alike.
        var found = search(20, Map.of("q", word, "phonetic", false, "facets", List.of("resource")));

        assertThat(found.getList("results.id")).containsExactly(id);
        assertThat(found.getMap("")).doesNotContainKey("vectors_pending");
        assertThat(found.getMap("results[0]")).doesNotContainKey("ranks");
        assertThat(found.getString("facets[0].values[0].value")).isEqualTo("note");
    }

    private Map<String, float[]> notes(int count, java.util.function.IntFunction<String> text) {
        var vectors = new LinkedHashMap<String, float[]>();
        for (int i = 0; i < count; i++) {
            var id = Fixtures.one("notes").with("body", text.apply(i)).insert();
            var components = direction();
            TestDatabase.run(insert(id, model, literal(components)));
            vectors.put(id.toString(), components);
        }
        return vectors;
    }

    private static void add(Map<String, Double> scores, List<String> ranking) {
        for (var id : ranking) {
            scores.merge(id, 1.0 / (60 + rank(ranking, id)), Double::sum);
        }
    }

    /** From 32 on the ranks that are told apart grow by 15 %. */
    private static @Nullable Integer rank(List<String> ranking, String id) {
        var place = ranking.indexOf(id) + 1;
        return place == 0
                ? null
                : place <= 32
                        ? place
                        : Stream.of(32, 36, 41, 47, 54, 62)
                                .filter(noted -> noted <= place)
                                .max(Integer::compare)
                                .orElseThrow();
    }

    private List<String> pages(int limit, Map<String, Object> body) {
        var seen = new ArrayList<String>();
        var path = "/v1/search?limit=" + limit;
        while (path != null) {
            var page = posted(path, body);
            seen.addAll(page.getList("results.id", String.class));
            path = page.getString("next");
        }
        return seen;
    }

    private static JsonPath search(int limit, Map<String, Object> body) {
        return posted("/v1/search?limit=" + limit, body);
    }

    private static JsonPath posted(String path, Map<String, Object> body) {
        var answer = post(path, body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static Response post(String path, Map<String, Object> body) {
        return Api.as(Role.READER).contentType("application/json").body(body).post(path);
    }

    private void put(String resource, UUID id, float[] components) {
        var answer = given(resource, id, body(components));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(204);
    }

    private Map<String, Object> body(float[] components) {
        return Map.of("model", model, "components", listed(components));
    }

    private static Response given(String resource, UUID id, Object body) {
        return sent(Role.EDITOR, resource, id, body);
    }

    private static Response sent(Role role, String resource, UUID id, Object body) {
        return Api.as(role).contentType("application/json").body(body).put("/v1/%s/%s/vector".formatted(resource, id));
    }

    private static List<Map.Entry<String, String>> codes(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(422);
        return response.jsonPath().getList("errors", Map.class).stream()
                .map(error -> Map.entry((String) error.get("pointer"), (String) error.get("code")))
                .toList();
    }

    private static Map<String, Object> with(Map<String, Object> query, String name, Object value) {
        var changed = new HashMap<>(query);
        changed.put(name, value);
        return changed;
    }

    private static String insert(UUID id, String model, String components) {
        return "insert into search_vector (resource, id, model, components) values ('note', '%s', '%s', '%s')"
                .formatted(id, model, components);
    }

    private static String refusal(UUID id, String model, String components) throws Exception {
        try (var connection = TestDatabase.source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(insert(id, model, components));
            return "none";
        } catch (org.postgresql.util.PSQLException e) {
            return e.getServerErrorMessage().getConstraint();
        }
    }

    private static int count(String from) throws Exception {
        try (var connection = TestDatabase.source().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private float[] direction() {
        var components = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            components[i] = (float) random.nextGaussian();
        }
        return components;
    }

    private float[] turned(float[] components, double by) {
        var other = direction();
        var turned = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            turned[i] = (float) (components[i] + by * other[i]);
        }
        return turned;
    }

    private static float[] negative(float[] components) {
        var negative = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            negative[i] = -components[i];
        }
        return negative;
    }

    private static double cosine(float[] one, float[] other) {
        double inner = 0;
        double norms = 0;
        double others = 0;
        for (int i = 0; i < LENGTH; i++) {
            inner += (double) one[i] * other[i];
            norms += (double) one[i] * one[i];
            others += (double) other[i] * other[i];
        }
        return inner / Math.sqrt(norms * others);
    }

    private static List<Float> listed(float[] components) {
        var list = new ArrayList<Float>();
        for (var component : components) {
            list.add(component);
        }
        return list;
    }

    private static String literal(float[] components) {
        return listed(components).stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    /** A word that nobody has written yet. */
}
