package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behind a proxy that speaks HTTP/2 without TLS, as over TLS: streams must not depend on HTTP/1. */
@QuarkusTest
@TestProfile(StreamOverHttp2Test.Cleartext.class)
@QuarkusTestResource(TestDatabase.class)
class StreamOverHttp2Test {

    public static final class Cleartext implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("rejoin.http2-cleartext", "true");
        }
    }

    @Test
    void amongTheRequestsOfHttp1NoneIsAnsweredBeforeTheOneInFrontOfIt() throws Exception {
        UnreadableRequestTest.assertFirstAnsweredFirst();
    }

    @Test
    void anExportOfSeveralPiecesArrivesWhole() throws Exception {
        try (var connection = TestDatabase.source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("insert into venue (name, city) select 'Salle ' || n, repeat('x', 200)"
                    + " from generate_series(1, 2000) n");
        }
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/venues"))
                .header("Accept", "application/x-ndjson")
                .header("Authorization", "Bearer " + Api.key(Role.READER))
                .build();

        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofLines());
            var lines = response.body().toList();

            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(lines).hasSizeGreaterThan(2000);
            assertThat(lines.getLast()).isEqualTo("{\"count\":" + (lines.size() - 1) + "}");
        }
    }
}
