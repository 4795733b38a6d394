package dev.rejoin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.db.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admin asks the service, the importer does it, and the service tells what came of it: both as programs, on one database. */
@Tag("slow")
class RepairOverTheApiTest {
    private static final Path JAR = Path.of("../src/target/quarkus-app/quarkus-run.jar");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temporary;

    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedDatabase database;
    private Service service;
    private String key;

    @BeforeEach
    void importTheSampleAndServe() throws Exception {
        if (!Files.exists(JAR)) {
            abort("The service is not built, so that nobody can be asked: mvn -pl src -am package");
        }
        database = EmbeddedDatabase.fresh();
        var sample = temporary.resolve("sample").toString();
        assertThat(rejoin("sample", "--scale", "0.05", "--seed", "1", "--to", sample))
                .isZero();
        assertThat(rejoin("run", "--source", sample)).isZero();
        key = Service.createKey(JAR, database, "admin", "ADMIN");
        service = Service.start(JAR, database, free(), temporary.resolve("service.log"));
    }

    @AfterEach
    void close() {
        http.close();
        if (service != null) {
            service.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    void whatIsAskedOverTheApiIsDoneByTheImporterAndSaidByTheApi() throws Exception {
        var wrong = StreamSupport.stream(
                        get("/v1/imports/1/quarantine?limit=500")
                                .path("results")
                                .spliterator(),
                        false)
                .filter(each -> each.path("reasons").size() == 1
                        && each.path("source").asText().contains("(at)"))
                .findFirst()
                .orElseThrow();
        var document = "/v1/imports/1/quarantine/" + wrong.path("doc").asText();
        var name =
                wrong.path("index").asText() + "/" + wrong.path("document_id").asText();
        var whole = get(document);
        var corrected = JSON.writeValueAsString(Map.of(
                "source", whole.path("source").asText().replace("(at)", "@"),
                "digest", whole.path("digest").asText(),
                "reason", "typing error"));

        var previewed = done(post(document + "/preview", corrected));
        assertThat(texts(previewed.path("effect").path("back"))).contains(name);
        assertThat(get(document)).isEqualTo(whole);
        assertThat(get("/v1/imports/1/corrections").path("results")).isEmpty();

        var mended = done(post(document + "/corrections", corrected));
        assertThat(texts(mended.path("effect").path("back"))).contains(name);
        assertThat(mended.path("served").asBoolean()).isTrue();
        var made = get("/v1/imports/1/corrections").path("results");
        assertThat(made).hasSize(1);
        assertThat(made.path(0).path("outcome").asText()).isEqualTo("ADMITTED");
        assertThat(made.path(0).path("corrected_by").asText()).isEqualTo("key:admin");
        assertThat(made.path(0).path("reason").asText()).isEqualTo("typing error");
        assertThat(send("GET", document, "").statusCode()).isEqualTo(404);

        var back =
                done(post("/v1/imports/1/corrections/" + made.path(0).path("no").asText() + "/withdrawal", ""));
        assertThat(texts(back.path("effect").path("newly"))).contains(name);
        assertThat(get("/v1/imports/1/corrections")
                        .path("results")
                        .path(0)
                        .path("withdrawn_by")
                        .asText())
                .isEqualTo("key:admin");
        assertThat(get(document).path("source")).isEqualTo(whole.path("source"));
    }

    /** What became of a task that waits, when the importer has worked. */
    private JsonNode done(HttpResponse<String> asked) throws Exception {
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        var task = asked.headers().firstValue("Location").orElseThrow();
        assertThat(get(task).path("state").asText()).isEqualTo("WAITING");
        assertThat(rejoin("work", "--once")).isZero();
        var ended = get(task);
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("DONE");
        return ended;
    }

    private JsonNode get(String path) throws Exception {
        var answer = send("GET", path, "");
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send("POST", path, body);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(service.address() + path))
                .header("Authorization", "Bearer " + key)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static int free() {
        return Service.port(0);
    }

    private int rejoin(String... arguments) throws IOException, InterruptedException {
        return new ImporterProcess(temporary, database).run(arguments);
    }
}
