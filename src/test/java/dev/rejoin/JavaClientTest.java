package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The JDK's own client asks for HTTP/2 first, which is not offered without TLS: it must get along without. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class JavaClientTest {

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

            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(lines).hasSizeGreaterThan(2000);
            assertThat(lines.getLast()).isEqualTo("{\"count\":" + (lines.size() - 1) + "}");
        }
    }
}
