package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.rejoin.api.endpoint.Operations;
import dev.rejoin.contract.Contract;
import dev.rejoin.contract.Operation;
import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How long a body of each operation may be, and what one may cost. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BodyTest {
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);
    private static final Duration ALLOWED = Duration.ofMillis(100);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Inject
    Operations declared;

    static Stream<Operation> operations() {
        return Contract.committed().operations().stream()
                .filter(operation -> operation.body().isPresent());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aBodyIsExactlyAsLongAsItMayBe(Operation operation) throws Exception {
        for (var one : declared(operation)) {
            int limit = one.bodyLimit();
            for (var announced : new boolean[] {true, false}) {
                assertThat(answer(operation, one.path(), limit, announced))
                        .as("at the limit")
                        .doesNotStartWith("HTTP/1.1 413");
                assertThat(answer(operation, one.path(), limit + 1, announced))
                        .as("one byte more")
                        .startsWith("HTTP/1.1 413")
                        .contains("A body here has at most %d bytes.".formatted(limit));
            }
        }
    }

    /** As most clients do, which look for an answer once they have sent everything; too much, or of another type. */
    @Test
    void whoSendsFarTooMuchBeforeItListensIsToldSo() throws Exception {
        var operation = operations().findFirst().orElseThrow();
        var length = declared(operation).getFirst().bodyLimit() + (8 << 20);
        for (var announced : new boolean[] {true, false}) {
            for (var answer : Map.of(
                            operation.body().orElseThrow().mediaType(), "HTTP/1.1 413", "text/html", "HTTP/1.1 415")
                    .entrySet()) {
                var sent = "%s, announced: %s".formatted(answer.getKey(), announced);
                try (var client = new RawConnection()) {
                    sendAll(client, operation, operation.path(), answer.getKey(), length, announced);
                    assertThat(client.answer(ANSWERED_WITHIN)).as(sent).startsWith(answer.getValue());
                } catch (IOException e) {
                    throw new AssertionError(sent, e);
                }
            }
        }
    }

    /** The same for each resource, where the contract describes it once. */
    private List<dev.rejoin.api.endpoint.Operation> declared(Operation described) {
        var all = declared.all().stream()
                .filter(one -> one.described().equals(described.id()))
                .toList();
        assertThat(all).as(described.id()).isNotEmpty();
        return all;
    }

    /** The answer to a body of spaces between braces, which may come before all of it is sent. */
    private static String answer(Operation operation, String path, int length, boolean announced) throws Exception {
        try (var client = new RawConnection()) {
            var sending = Thread.ofVirtual().start(() -> {
                try {
                    sendAll(
                            client,
                            operation,
                            path,
                            operation.body().orElseThrow().mediaType(),
                            length,
                            announced);
                } catch (IOException e) {
                    // Answered, and closed.
                }
            });
            var answer = client.answer(ANSWERED_WITHIN);
            assertThat(sending.join(ANSWERED_WITHIN)).as("the body is taken").isTrue();
            return answer;
        }
    }

    private static void sendAll(
            RawConnection client, Operation operation, String path, String mediaType, int length, boolean announced)
            throws IOException {
        client.send(RawConnection.head(
                operation.method(),
                path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString()),
                Api.key(Role.ADMIN),
                "Content-Type: " + mediaType,
                "If-Match: *",
                announced ? "Content-Length: " + length : "Transfer-Encoding: chunked"));
        var body = "{" + " ".repeat(length - 2) + "}";
        if (announced) {
            client.send(body);
        } else {
            client.send("%x\r\n".formatted(length)).send(body).send("\r\n0\r\n\r\n");
        }
    }

    /** Bodies of nearly a megabyte that are as much work as can be. */
    static Map<String, String> dear() {
        var dear = new LinkedHashMap<String, String>();
        dear.put("14,000 unknown fields", fields(14_000, "\"an_unknown_field_that_is_long_enough_%d\": 1"));
        dear.put("50,000 unknown fields", fields(50_000, "\"nme%d\":1"));
        dear.put("fields that are nearly known", fields(20_000, "\"legacy_id_or_person_id_%d\": null"));
        dear.put("one long name", "{\"" + "legacy_id".repeat(100_000) + "\": 1}");
        dear.put(
                "a long text",
                "{\"legacy_id\": \"" + "a".repeat(900_000) + "\", \"email\": \"" + "a@".repeat(10) + "\"}");
        dear.put("a long e-mail", "{\"email\": \"" + "a.".repeat(450_000) + "\"}");
        dear.put("many empty objects", "{\"items\": [" + "{},".repeat(300_000) + "{}]}");
        dear.put("many numbers", "{\"items\": [" + "1,".repeat(450_000) + "1]}");
        dear.put("many empty lines", "{\"lines\": [" + "{},".repeat(300_000) + "{}]}");
        dear.put("many lines that are none", "{\"lines\": [" + "1,".repeat(60_000) + "1]}");
        dear.put(
                "lines with unknown fields", "{\"lines\": [" + "{\"nothing_of_the_kind\": 1},".repeat(30_000) + "{}]}");
        dear.put("lists that are none", "{\"terms\": [" + "1     ,  ".repeat(50_000) + "1]}");
        dear.put(
                "many items with unknown fields",
                "{\"items\": [" + "{\"legacy_id\": \"x\", \"nothing_of_the_kind\": 1, \"nor_this\": 2},".repeat(4900)
                        + "{}]}");
        dear.put(
                "many items with nothing",
                "{\"items\": [" + "{                                },".repeat(4900) + "{}]}");
        dear.put("many operations", "{\"operations\": [" + "{\"nothing_of_the_kind\": 1},".repeat(900) + "{}]}");
        dear.put(
                "nested arrays", "{\"a\":" + ("[".repeat(30) + "1" + "]".repeat(30) + ",\"a\":").repeat(10_000) + "1}");
        dear.put(
                "long numbers", "{\"items\": [" + "1234567890123456789012345678901234567890.1,".repeat(20_000) + "1]}");
        return dear;
    }

    private static String fields(int count, String form) {
        return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining(",", "{", "}"));
    }

    static Stream<Operation> created() {
        return operations().filter(operation -> operation.method().equals("POST"));
    }

    @ParameterizedTest
    @MethodSource("created")
    @Tag("slow")
    void noBodyOfAMegabyteCostsMoreThanATenthOfASecond(Operation operation) {
        dear().forEach((name, body) -> {
            var bytes = bytes(body);
            assertThat(bytes.length).as(name).isLessThan(1 << 20);
            cheap(operation, name, bytes);
        });
    }

    /** At best of several tries, so that what others do meanwhile does not count. */
    private static void cheap(Operation operation, String name, byte[] body) {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var least = Long.MAX_VALUE;
        for (int i = 0; i < 8 && least >= ALLOWED.toNanos(); i++) {
            var before = machine.getProcessCpuTime();
            var answer = raw(operation, body);
            least = Math.min(least, machine.getProcessCpuTime() - before);
            assertThat(answer.statusCode()).as(name + ": " + answer.body()).isBetween(400, 499);
            List<?> errors = JsonPath.from(answer.body()).getList("errors");
            assertThat(errors == null ? 0 : errors.size()).as(name).isLessThanOrEqualTo(20);
        }
        assertThat(Duration.ofNanos(least)).as(name).isLessThan(ALLOWED);
    }

    /** By a client that costs little itself, as it is in the same process. */
    private static HttpResponse<String> raw(Operation operation, byte[] body) {
        try {
            return CLIENT.send(
                    request(operation, HttpRequest.BodyPublishers.ofByteArray(body)),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest request(Operation operation, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path(operation)))
                .header("Authorization", "Bearer " + Api.key(Role.ADMIN))
                .header("Content-Type", operation.body().orElseThrow().mediaType())
                .header("If-Match", "*")
                .timeout(Duration.ofMinutes(1))
                .method(operation.method(), body)
                .build();
    }

    private static String path(Operation operation) {
        return operation.path().replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
