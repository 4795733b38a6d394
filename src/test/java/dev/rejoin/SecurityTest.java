package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Operation;
import dev.rejoin.contract.Role;
import dev.rejoin.security.KeyCommand;
import dev.rejoin.security.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call what: every operation, with every kind of credentials. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SecurityTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String UNKNOWN = "rj_0123456789abcdef_" + "0".repeat(64);

    static Stream<Operation> operations() {
        return Contract.committed().operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationAnswersOnlyThoseWhoMayCallIt(Operation operation) {
        var expired = TestKeys.create(
                TestDatabase.source(),
                Role.ADMIN,
                OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(1));
        var revoked = TestKeys.create(TestDatabase.source(), Role.ADMIN);
        TestKeys.revoke(TestDatabase.source(), revoked);
        var right = Api.key(Role.ADMIN);
        var guessed = right.substring(0, right.length() - 1) + (right.endsWith("0") ? "1" : "0");

        problem(call(operation, null), 401, "unauthenticated");
        problem(call(operation, UNKNOWN), 401, "unauthenticated");
        problem(call(operation, guessed), 401, "unauthenticated");
        problem(call(operation, "nonsense"), 401, "unauthenticated");
        problem(call(operation, expired), 401, "unauthenticated");
        problem(call(operation, revoked), 401, "unauthenticated");
        for (var role : Role.values()) {
            var answer = call(operation, Api.key(role));
            if (role.includes(operation.role())) {
                assertThat(answer.statusCode())
                        .as("%s as %s", operation.id(), role)
                        .isNotIn(401, 403)
                        .isLessThan(500);
            } else {
                problem(answer, 403, "forbidden");
            }
        }
    }

    @Test
    void thereIsNoOperationOutsideTheContract() {
        var documented = new TreeSet<String>();
        var published =
                Api.as(Role.READER).accept("application/json").get("/q/openapi").jsonPath();
        Map<String, Map<String, Object>> paths = published.getMap("paths");
        paths.forEach((path, methods) -> methods.keySet().stream()
                .filter(key -> !key.equals("parameters"))
                .forEach(method -> documented.add(method + " " + path)));
        var promised = new TreeSet<String>();
        operations()
                .forEach(operation ->
                        promised.add(operation.method().toLowerCase(Locale.ROOT) + " " + operation.path()));

        assertThat(documented).isEqualTo(promised);
    }

    @Test
    void noOtherMethodIsTakenThanTheContractSays() throws IOException, InterruptedException {
        var promised = operations()
                .collect(Collectors.groupingBy(
                        Operation::path, TreeMap::new, Collectors.mapping(Operation::method, Collectors.toSet())));
        for (var path : promised.entrySet()) {
            for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")) {
                // One path may fit another's parameter, as by-legacy-id/x fits no other, but bulk fits {id}.
                var covered = promised.entrySet().stream()
                        .filter(other ->
                                Pattern.matches(other.getKey().replaceAll("\\{[^}]*}", "[^/]+"), path.getKey()))
                        .anyMatch(other -> other.getValue().contains(method));
                if (!covered) {
                    assertThat(status(method, path.getKey()))
                            .as("%s %s", method, path.getKey())
                            .isEqualTo(405);
                }
            }
        }
    }

    @Test
    void whatOnePathHasBelowItIsNotHiddenBelowOthers() throws IOException, InterruptedException {
        var templates = operations().map(Operation::path).distinct().toList();
        var words = new TreeSet<>(List.of("admin", "all", "debug", "export", "health", "metrics", "test"));
        templates.forEach(path -> Stream.of(path.split("/"))
                .filter(segment -> !segment.isEmpty() && !segment.startsWith("{"))
                .forEach(words::add));
        var begins = Stream.concat(
                        Stream.of("", "/v1"),
                        Contract.committed()
                                .resources()
                                .flatMap(resource -> Stream.of(
                                        resource.path(), resource.get().path())))
                .toList();
        for (var begin : begins) {
            for (var word : words) {
                var path = begin + "/" + word;
                var known = templates.stream()
                        .anyMatch(template -> Pattern.matches(template.replaceAll("\\{[^}]*}", "[^/]+"), path));
                if (!known) {
                    for (var method : List.of("GET", "POST")) {
                        assertThat(status(method, path))
                                .as("%s %s", method, path)
                                .isEqualTo(404);
                    }
                }
            }
        }
    }

    /** With random ids for the parameters, and a resource where one is asked for. */
    private static String path(String template) {
        return template.replace("{resource}", "members")
                .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
    }

    /** What an administrator is answered, with random ids for the path's parameters. */
    private static int status(String method, String template) throws IOException, InterruptedException {
        var path = path(template);
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(RestAssured.port, path)))
                .header("Authorization", "Bearer " + Api.key(Role.ADMIN))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        List.of("POST", "PUT", "PATCH").contains(method)
                                ? HttpRequest.BodyPublishers.ofString("{}")
                                : HttpRequest.BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void aKeyIsShownOnceAndStopsAtOnceWhenRevoked() {
        var created = Api.as(Role.ADMIN)
                .contentType("application/json")
                .body(Map.of("name", "django", "role", "READER", "expires_at", "2999-01-01T00:00:00Z"))
                .post("/v1/api-keys");
        assertThat(created.statusCode()).isEqualTo(201);
        var key = created.jsonPath().getString("key");
        var id = created.jsonPath().getString("id");

        assertThat(Api.with(key).get("/v1/people?limit=1").statusCode()).isEqualTo(200);
        assertThat(Api.get("/v1/api-keys").asString()).contains(id).doesNotContain(key.substring(24));
        assertThat(Api.as(Role.ADMIN).delete("/v1/api-keys/" + id).statusCode()).isEqualTo(204);
        problem(Api.with(key).get("/v1/people?limit=1"), 401, "unauthenticated");
        problem(Api.as(Role.ADMIN).delete("/v1/api-keys/none"), 404, "not_found");
    }

    /** Its repetition would make another one, whose secret nobody may know. */
    @Test
    void aKeyIsNotMadeForAnIdempotencyKey() {
        var before = Api.ok("/v1/api-keys").jsonPath().getList("results").size();

        var refused = Api.as(Role.ADMIN)
                .contentType("application/json")
                .header("Idempotency-Key", "once")
                .body(Map.of("name", "django", "role", "READER"))
                .post("/v1/api-keys");

        assertThat(problem(refused, 400, "invalid_header")).contains("Leave the header out");
        assertThat(Api.ok("/v1/api-keys").jsonPath().getList("results")).hasSize(before);
    }

    @Test
    void aNameOfNothingButSpacesIsSaidSo() {
        assertThat(problem(post("{\"name\": \" \", \"role\": \"READER\"}"), 422, "invalid_value"))
                .contains("This is not a text with more than spaces in it.");
        assertThat(problem(post("{\"role\": \"READER\"}"), 422, "required")).startsWith("This is required: ");
    }

    @Test
    void aKeyRevokedByAnotherProcessStopsWithinASecond() throws InterruptedException {
        var key = TestKeys.create(TestDatabase.source(), Role.READER);
        assertThat(Api.with(key).get("/v1/people?limit=1").statusCode()).isEqualTo(200);

        TestKeys.revoke(TestDatabase.source(), key);

        var deadline = System.nanoTime() + 1_000_000_000L;
        var status = 200;
        while (status == 200 && System.nanoTime() < deadline) {
            status = Api.with(key).get("/v1/people?limit=1").statusCode();
        }
        assertThat(status).isEqualTo(401);
    }

    @Test
    void aRevokedKeyStopsAlsoWhereTheListeningConnectionHasFallenSilent() throws Exception {
        var key = TestKeys.create(TestDatabase.source(), Role.READER);
        assertThat(Api.with(key).get("/v1/people?limit=1").statusCode()).isEqualTo(200);
        var listening = listening();

        signal("STOP", listening);
        try {
            TestKeys.revoke(TestDatabase.source(), key);
            Thread.sleep(5_000);
            assertThat(Api.with(key).get("/v1/people?limit=1").statusCode()).isEqualTo(401);
        } finally {
            signal("CONT", listening);
        }
    }

    /** The server's process that serves the connection on which the service listens for changed keys. */
    private static String listening() throws SQLException {
        try (var statement = TestDatabase.connection().createStatement();
                var rows = statement.executeQuery(
                        "select pid from pg_stat_activity where application_name = 'rejoin api keys'")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void signal(String signal, String process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, process).start().waitFor())
                .isZero();
    }

    @Test
    void theSecretIsNotKept() throws Exception {
        var key = TestKeys.create(TestDatabase.source(), Role.READER);
        try (var statement = TestDatabase.connection().createStatement();
                var rows = statement.executeQuery("select string_agg(k::text, ' ') from security.api_key k")) {
            rows.next();
            assertThat(rows.getString(1)).contains(key.split("_")[1]).doesNotContain(key.split("_")[2]);
        }
    }

    @Test
    void aKeyThatWouldLetNobodyInIsNotMade() {
        problem(
                Api.as(Role.ADMIN)
                        .contentType("application/json")
                        .body(Map.of("name", "django", "role", "READER", "expires_at", "2001-01-01T00:00:00Z"))
                        .post("/v1/api-keys"),
                422,
                "already_expired");

        var said = new StringWriter();
        var status = KeyCommand.commandLine()
                .setErr(new PrintWriter(said))
                .execute("create", "--name", "django", "--role", "READER", "--expires", "2001-01-01T00:00:00Z");
        assertThat(status).isEqualTo(2);
        assertThat(said.toString()).contains("2001-01-01T00:00:00Z is past");
    }

    @Test
    void allThatIsWrongWithAKeyIsSaidAtOnce() {
        var answer = Api.as(Role.ADMIN)
                .contentType("application/json")
                .body("{\"name\": \" \", \"role\": \"ROOT\", \"expires_at\": \"tomorrow\"}")
                .post("/v1/api-keys");
        problem(answer, 422, "invalid");
        assertThat(answer.jsonPath().getList("errors.pointer")).containsExactly("/name", "/role", "/expires_at");
        var unknown = Api.as(Role.ADMIN)
                .contentType("application/json")
                .body("{\"nam\": \"x\", \"role\": \"READER\"}")
                .post("/v1/api-keys");
        problem(unknown, 400, "unknown_field");
        assertThat(unknown.jsonPath().getString("errors[0].detail")).contains("'name'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "",
                "null",
                "{} {}",
                "{\"name\": 1, \"name\": 2}",
                "\u0000",
                "{\"a\": \"\\ud800\"}x",
                "{\"name\": NaN}"
            })
    void aBodyThatIsNoJsonObjectIsRefused(String body) {
        problem(
                Api.as(Role.ADMIN).contentType("application/json").body(body).post("/v1/api-keys"),
                400,
                "malformed_body");
    }

    @Test
    void bodiesAreRefusedThatAreDeepLargeCompressedOrOfAnotherType() {
        problem(post("[".repeat(2000)), 400, "malformed_body");
        problem(post("{\"name\": \"" + "x".repeat(5000) + "\"}"), 413, "too_large");
        problem(
                Api.as(Role.ADMIN).contentType("text/plain").body("{}").post("/v1/api-keys"),
                415,
                "unsupported_media_type");
        problem(
                Api.as(Role.ADMIN)
                        .contentType("application/json")
                        .header("Content-Encoding", "gzip")
                        .body("{}")
                        .post("/v1/api-keys"),
                415,
                "unsupported_media_type");
    }

    static Stream<Operation> operationsWithABody() {
        return operations().filter(operation -> operation.body().isPresent());
    }

    @ParameterizedTest
    @MethodSource("operationsWithABody")
    void noAnswerNamesMoreThanTwentyFaults(Operation operation) {
        var faults = IntStream.range(0, 200)
                .mapToObj(i -> "\"field_%d\": %d".formatted(i, i))
                .collect(Collectors.joining(", ", "{", "}"));
        var answer = Api.as(Role.ADMIN)
                .contentType(operation.body().orElseThrow().mediaType() + "; charset=utf-8")
                .header("If-Match", "*")
                .body(faults)
                .request(operation.method(), path(operation.path()));

        assertThat(answer.statusCode()).as(answer.asString()).isIn(400, 404, 422);
        var named = answer.jsonPath().getList("errors");
        if (named != null) {
            assertThat(named).hasSizeLessThanOrEqualTo(20);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/people;x=1",
                "/v1//people",
                "//v1/people",
                "/v1/%2e%2e/q/health",
                "/v1/../q/health",
                "/v1/./people",
                "/v1/People",
                "/v1/people%2F",
                "/v1/people//",
                "/v1/people%2F/",
                "/v2/people",
                "/favicon.ico"
            })
    void aPathIsKnownExactlyOrNotAtAll(String path) throws IOException {
        assertThat(raw(path)).startsWith("HTTP/1.1 404").contains("unknown_path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/people/%ff", "/v1/people?family_name=%C3"})
    void aUrlThatIsNotEncodedIsRefused(String path) throws IOException {
        assertThat(raw(path)).startsWith("HTTP/1.1 400").contains("malformed_url");
    }

    /** Bytes from 0x80 to 0x9f are control characters in a request line. */
    @Test
    void aUrlWithControlCharactersIsRefused() throws IOException {
        assertThat(raw("/v1/people?q=\ud83d\ude00")).startsWith("HTTP/1.1 400").contains("malformed_url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/people/%zz", "/v1/people/%", "/v1/people?family_name=%zz"})
    void aUrlWithAnEncodingThatIsNoneIsRefused(String path) throws IOException {
        assertThat(raw(path)).startsWith("HTTP/1.1 400").contains("malformed_url");
    }

    @Test
    void everyAnswerForbidsSniffingFramingAndSharedCaches() {
        for (var answer : new Response[] {
            Api.get("/v1/people"), Api.get("/v1/nothing"), Api.with(null).get("/v1/people")
        }) {
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
            assertThat(answer.header("Cache-Control")).contains("private");
            assertThat(answer.header("Vary")).contains("Authorization");
        }
        assertThat(Api.with(null).get("/v1/people").header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void whatAReaderMayNotReadIsNotLetOutByExpanding() {
        var user = Fixtures.one("users").insert();
        problem(Api.as(Role.EDITOR).get("/v1/users/" + user), 403, "forbidden");
        problem(Api.as(Role.EDITOR).get("/v1/people?expand=users"), 400, "unknown_expansion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/people?family_name=Zo\u00e9", "/v1/topics/by-legacy-id/\u00e9", "/\u00e9"})
    void aUrlIsAsciiAndWhatIsNotIsPercentEncoded(String path) throws IOException {
        assertThat(raw(path)).startsWith("HTTP/1.1 400").contains("malformed_url");
    }

    private static Response call(Operation operation, @Nullable String key) {
        var path = path(operation.path());
        RequestSpecification request = Api.with(key);
        operation.body().ifPresent(body -> request.contentType(body.mediaType()).body("{}"));
        return request.request(operation.method(), path);
    }

    private static Response post(String body) {
        return Api.as(Role.ADMIN).contentType("application/json").body(body).post("/v1/api-keys");
    }

    /** As it stands: HTTP clients tidy such paths up or refuse them. */
    private static String raw(String path) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            var request = "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                    .formatted(path, Api.key(Role.ADMIN));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
