package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What never becomes a request is refused with a problem like anything else, and the connection ends with it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class UnreadableRequestTest {
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final String LONG = "x".repeat(20_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/venues?name=50% %25",
                "/v1/venues?name=5%0 %25",
                "/v1/search?q=a|b %7C",
                "/v1/search?q=\"a\" %22",
                "/v1/venues/{id} %7B",
                "/v1/venues?name=<b> %3C",
                "/v1/venues?name=a^b %5E",
                "/v1/venues?name=a`b %60",
                "/v1/venues?name=C:\\ %5C",
                "/v1/venues/[x] %5B",
                "/q/health?| %7C"
            })
    void aUrlThatIsNoneIsRefusedWithTheSignThatIsWrong(String urlAndSign) throws IOException {
        var both = urlAndSign.split(" ");
        for (var method : List.of("GET", "POST", "OPTIONS", "DELETE")) {
            try (var connection = new RawConnection()) {
                var answer = connection
                        .send(RawConnection.head(method, both[0], null, "Content-Length: 2") + "{}")
                        .answer(QUIET);
                assertThat(checked(answer, 400, "malformed_url").getString("detail"))
                        .contains(both[1]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/9.9",
                "GET / FTP/1.1",
                "NONSENSE",
                "G?T / HTTP/1.1",
                "GET / HTTP/1.1\r\nA header: x",
                "GET / HTTP/1.1\r\nno colon",
                "GET / HTTP/1.1\r\nA: \u0001",
                "POST /v1/venues HTTP/1.1\r\nContent-Length: x",
                "POST /v1/venues HTTP/1.1\r\nContent-Length: -1",
                "POST /v1/venues HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2",
                "POST /v1/venues HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked"
            })
    void whatIsNoRequestOfHttpIsRefusedWithAProblem(String head) throws IOException {
        refused(head + "\r\n\r\n", 400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS * HTTP/1.1", "GET people HTTP/1.1", "CONNECT rejoin:443 HTTP/1.1"})
    void whatIsNoPathIsRefusedWithAProblem(String line) throws IOException {
        refused(line + "\r\nHost: rejoin\r\n\r\n", 400, "malformed_url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://rejoin:8080", "http://rejoin_app:8080", "http://127.0.0.1"})
    void aWholeUrlIsReadWhateverItsHostIsCalled(String server) throws IOException {
        try (var connection = new RawConnection()) {
            connection.send(RawConnection.head(
                    "GET", server + "/v1/venues?limit=1", Api.key(Role.READER), "Connection: close"));
            assertThat(connection.answer(QUIET)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void whatIsTooLongSaysWhatOfIt() throws IOException {
        refused("GET /v1/venues?name=" + LONG + " HTTP/1.1\r\nHost: rejoin\r\n\r\n", 414, "too_large");
        refused("GET /v1/venues HTTP/1.1\r\nHost: rejoin\r\nX: " + LONG + "\r\n\r\n", 431, "too_large");
    }

    @Test
    void aBodyWhosePiecesAreMalformedIsRefusedWithAProblem() throws IOException {
        var head = RawConnection.head(
                "POST",
                "/v1/venues",
                Api.key(Role.EDITOR),
                "Content-Type: application/json",
                "Transfer-Encoding: chunked");

        refused(head + "5\r\n{\"nam\r\nzz\r\n", 400, "malformed_body");
        refused(head + "zz\r\n", 400, "malformed_body");
    }

    @Test
    void aConnectionThatHasServedIsNoException() throws IOException {
        try (var connection = new RawConnection()) {
            connection.send(RawConnection.head("GET", "/v1", null));
            assertThat(connection.answer(Duration.ofSeconds(1))).startsWith("HTTP/1.1 401");
            connection.send(RawConnection.head("GET", "/v1/venues?name=%", null));
            checked(connection.answer(QUIET), 400, "malformed_url");
        }
    }

    @Test
    void aMalformedBodyIsNotAnsweredBeforeTheRequestInFrontOfIt() throws Exception {
        assertFirstAnsweredFirst();
    }

    /** What the second request gets would be taken for the answer of the first one. */
    static void assertFirstAnsweredFirst() throws Exception {
        var cursor = Api.ok("/v1/changes?after=now").jsonPath().getString("cursor");
        var slow = RawConnection.head("GET", "/v1/changes?wait=2&after=" + cursor, Api.key(Role.READER));
        var malformed = RawConnection.head(
                "POST",
                "/v1/venues",
                Api.key(Role.EDITOR),
                "Content-Type: application/json",
                "Transfer-Encoding: chunked");
        try (var connection = new RawConnection()) {
            connection.send(slow);
            Thread.sleep(300);
            connection.send(malformed + "zz\r\n");
            var answer = connection.answer(QUIET);
            // The connection may also end without a word.
            if (!answer.isEmpty()) {
                assertThat(answer).startsWith("HTTP/1.1 200");
            }
        }
    }

    private static void refused(String request, int status, String code) throws IOException {
        try (var connection = new RawConnection()) {
            checked(connection.send(request).answer(QUIET), status, code);
        }
    }

    private static JsonPath checked(String answer, int status, String code) {
        assertThat(answer)
                .matches("(?s)HTTP/1\\.[01] " + status + " .*")
                .containsIgnoringCase("content-type: application/problem+json")
                .containsIgnoringCase("connection: close")
                .containsIgnoringCase("x-content-type-options: nosniff");
        var problem = JsonPath.from(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getString("detail")).isNotBlank().doesNotContain("Exception", "netty", "java.");
        assertThat(answer).containsIgnoringCase("request-id: " + problem.getString("trace_id"));
        return problem;
    }
}
