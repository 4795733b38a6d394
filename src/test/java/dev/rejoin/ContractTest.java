package dev.rejoin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.clients.Clients;
import dev.rejoin.contract.Contract;
import dev.rejoin.contract.DenseYaml;
import dev.rejoin.contract.Examples;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed contract and the clients made from it; update them with {@code -Dcontract.update=true}. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ContractTest {
    private static final Path FOLDER = Path.of("..", "openapi");
    /** As much as somebody still reads. */
    private static final int MOST_BYTES = 500_000;

    private static final int MOST_COLUMNS = 140;
    private static final Pattern STATUS = Pattern.compile("\\b[1-5]\\d\\d\\b");
    private static final Path COMMITTED = FOLDER.resolve("openapi.yaml");

    @Test
    void theCommittedContractIsThePublishedOne() throws IOException {
        var published = published();
        var written = DenseYaml.of(published);
        if (Boolean.getBoolean("contract.update")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, written);
        }
        var committed = Files.readString(COMMITTED);
        assertThat(committed)
                .as("openapi.yaml; write it anew with -Dcontract.update=true")
                .isEqualTo(written);
        assertThat(Contract.read(committed)).isEqualTo(published);
    }

    @Test
    void theCommittedContractCanBeReadByPeople() throws IOException {
        var committed = Files.readString(COMMITTED);

        assertThat(committed.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
        assertThat(committed.lines())
                .as("lines that go on beyond the edge of a screen")
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(MOST_COLUMNS));
    }

    @Test
    void whatTheDefaultAnswerStandsForIsWhatItSays() throws IOException {
        var refused =
                published().at("/components/responses/Refused/description").textValue();

        assertThat(STATUS.matcher(refused)
                        .results()
                        .map(MatchResult::group)
                        .map(Integer::valueOf)
                        .toList())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Contract.REFUSALS.stream(), Contract.REFUSALS_OF_BODIES.stream())
                                .toList());
    }

    @Test
    void everyExampleIsTrue() throws IOException {
        var examples = new Examples(published());

        examples.check();

        assertThat(examples.checked()).isGreaterThan(200);
    }

    private static JsonNode published() throws IOException {
        return Contract.JSON.readTree(given().get("/q/openapi?format=json").asString());
    }

    @Test
    void theCommittedClientsAreGeneratedFromThePublishedContract() throws IOException {
        var clients = Clients.of(published(), FOLDER.resolve("clients"));
        if (Boolean.getBoolean("contract.update")) {
            clients.write();
            build();
        }
        for (var file : clients.files().entrySet()) {
            assertThat(Files.readString(file.getKey()))
                    .as("%s; write it anew with -Dcontract.update=true", file.getKey())
                    .isEqualTo(file.getValue());
        }
    }

    /** What is in the TypeScript client's package; ClientsTest compares it with the sources. */
    private static void build() throws IOException {
        try {
            var check = new ProcessBuilder(
                            FOLDER.resolve("check").toAbsolutePath().toString(), "--write")
                    .redirectErrorStream(true)
                    .start();
            var output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(check.waitFor()).as("openapi/check --write: %s", output).isZero();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
