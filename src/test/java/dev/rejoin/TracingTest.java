package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import dev.rejoin.security.TestKeys;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.restassured.path.json.JsonPath;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests and their statements are spans where a collector is named; of nobody, and at nobody's expense. */
class TracingTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static TraceCollector collector;
    private static DeliveredService service;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        key = TestKeys.create(TestDatabase.source(), Role.ADMIN);
        collector = new TraceCollector();
        service = DeliveredService.listening(Map.of("REJOIN_OTLP_URL", collector.url()));
        assertThat(service.get("/v1/venues", key).statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
        collector.close();
    }

    @Test
    void aRequestIsASpanOfItsClientsTraceWithItsStatementsInIt() throws Exception {
        var trace = UUID.randomUUID().toString().replace("-", "");
        var client = "00f067aa0ba902b7";
        var id = made("traced").get("id").toString();
        var answer = service.send(
                "GET", "/v1/venues/" + id, key, null, "traceparent", "00-%s-%s-01".formatted(trace, client));

        assertThat(answer.headers().firstValue("request-id")).hasValue(trace);
        var spans = spans(trace, 2);
        var request = spans.stream()
                .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER)
                .findFirst()
                .orElseThrow();
        assertThat(request.getName()).isEqualTo("getVenue");
        assertThat(TraceCollector.hex(request.getParentSpanId())).isEqualTo(client);
        assertThat(TraceCollector.attribute(request, "http.request.method")).isEqualTo("GET");
        assertThat(TraceCollector.attribute(request, "http.route")).isEqualTo("/v1/venues/{id}");
        assertThat(TraceCollector.attribute(request, "http.response.status_code"))
                .isEqualTo("200");
        assertThat(answer.headers().firstValue("traceparent"))
                .hasValue("00-%s-%s-01".formatted(trace, TraceCollector.hex(request.getSpanId())));
        var statement = spans.stream()
                .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT)
                .findFirst()
                .orElseThrow();
        assertThat(statement.getName()).isEqualTo("SELECT");
        assertThat(statement.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(TraceCollector.attribute(statement, "db.query.text"))
                .contains("from venue")
                .contains("?");
        assertThat(statement.getStartTimeUnixNano())
                .isBetween(request.getStartTimeUnixNano(), request.getEndTimeUnixNano());
    }

    @Test
    void aWriteASearchAndARefusalHaveTheirStatementsToo() throws Exception {
        var write = trace(service.send("POST", "/v1/venues", key, "{\"name\": \"written\"}"));
        var search = trace(service.get("/v1/search?q=written", key));
        var refused = trace(service.get("/v1/venues/" + UUID.randomUUID(), key));

        assertThat(spans(write, 3)).anySatisfy(span -> assertThat(TraceCollector.attribute(span, "db.query.text"))
                .startsWith("insert into venue"));
        assertThat(spans(search, 3))
                .anySatisfy(span -> assertThat(span.getName()).isEqualTo("search"));
        assertThat(spans(refused, 2))
                .anySatisfy(span -> assertThat(TraceCollector.attribute(span, "http.response.status_code"))
                        .isEqualTo("404"));
        assertThat(spans(refused, 2)).noneMatch(span -> span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR);
    }

    /** Nothing that a client sends comes there, nor what the database says of it. */
    @Test
    void noSpanSaysForWhomOrWithWhichValues() throws Exception {
        var canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        var id = made(canary).get("id").toString();
        var last = new ArrayList<String>();
        var text = URLEncoder.encode(canary, StandardCharsets.UTF_8);
        for (var path : List.of(
                "/v1/venues/" + id,
                "/v1/venues?name=" + text,
                "/v1/venues?name__icontains=%s&count=exact".formatted(text),
                "/v1/search?q=" + text,
                "/v1/search/suggest?q=" + text,
                "/v1/venues/by-legacy-id/" + text,
                "/v1/" + text,
                "/" + text + "?" + text + "=" + text,
                "/v1/venues?" + text + "=1")) {
            last.add(trace(service.send("GET", path, key, null, "User-Agent", canary, "Rejoin-Actor", canary)));
            last.add(trace(service.get(path, key)));
        }
        last.add(trace(service.send(
                "PATCH", "/v1/venues/" + id, key, "{\"city\": \"%s\"}".formatted(canary), "If-Match", "*")));
        last.add(trace(service.send(
                "POST", "/v1/venues", key, "{\"name\": \"%1$s\", \"legacy_id\": \"%1$s\"}".formatted(canary))));
        // The second one is refused by a unique index, whose message names the value.
        last.add(trace(service.send(
                "POST", "/v1/venues", key, "{\"name\": \"%1$s\", \"legacy_id\": \"%1$s\"}".formatted(canary))));
        last.add(trace(service.send("POST", "/v1/people", key, "{\"email\": \"%s\"}".formatted(canary))));
        last.add(trace(service.send("GET", "/v1/venues", canary, null)));
        for (var trace : last) {
            spans(trace, 1);
        }

        assertThat(collector.all()).doesNotContain(canary).doesNotContain(id).doesNotContain(key);
    }

    @Test
    void aClientThatDoesNotWantToBeTracedIsNot() throws Exception {
        var unwanted = UUID.randomUUID().toString().replace("-", "");
        service.send("GET", "/v1/venues", key, null, "traceparent", "00-%s-00f067aa0ba902b7-00".formatted(unwanted));
        spans(trace(service.get("/v1/venues", key)), 2);
        assertThat(collector.spans(unwanted)).isEmpty();
    }

    /** One that is gone, and one that takes connections and says nothing. */
    @Test
    void aDeadCollectorCostsNoRequestAnything() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (var url : List.of(
                    "http://127.0.0.1:" + ListeningProcess.freePort(), "http://127.0.0.1:" + silent.getLocalPort())) {
                try (var other = DeliveredService.listening(Map.of("REJOIN_OTLP_URL", url))) {
                    var ended = Instant.now().plusSeconds(8);
                    var slowest = Duration.ZERO;
                    assertThat(other.get("/v1/venues", key).statusCode()).isEqualTo(200);
                    while (Instant.now().isBefore(ended)) {
                        var begun = Instant.now();
                        assertThat(other.get("/v1/venues", key).statusCode()).isEqualTo(200);
                        var took = Duration.between(begun, Instant.now());
                        slowest = took.compareTo(slowest) > 0 ? took : slowest;
                    }
                    // Less than a span is waited for to be sent.
                    assertThat(slowest).isLessThan(Duration.ofSeconds(4));
                }
            }
        }
    }

    @Test
    void withoutACollectorNothingIsTraced() throws Exception {
        try (var plain = DeliveredService.listening(Map.of())) {
            var answer = plain.get("/v1/venues", key);
            assertThat(answer.headers().firstValue("traceparent").orElseThrow()).endsWith("-00");
        }
        assertThat(DeliveredService.refusal(Map.of("REJOIN_OTLP_URL", "collector:4318")))
                .contains("REJOIN_OTLP_URL is no address such as http://collector:4318");
    }

    private static Map<String, Object> made(String name) throws Exception {
        var answer = service.send("POST", "/v1/venues", key, "{\"name\": \"%s\"}".formatted(name));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonPath.from(answer.body()).getMap("");
    }

    private static String trace(HttpResponse<String> answer) {
        return answer.headers().firstValue("request-id").orElseThrow();
    }

    private static List<Span> spans(String trace, int least) throws InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        while (collector.spans(trace).size() < least) {
            assertThat(Instant.now()).as("the spans of " + trace).isBefore(end);
            Thread.sleep(50);
        }
        return collector.spans(trace);
    }
}
