package dev.rejoin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.clients.Clients;
import dev.rejoin.contract.Contract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed contract and the clients made from it; update them with {@code -Dcontract.update=true}. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ContractTest {
    private static final Path FOLDER = Path.of("..", "openapi");
    private static final Path COMMITTED = FOLDER.resolve("openapi.yaml");

    @Test
    void theCommittedContractIsThePublishedOne() throws IOException {
        var published = given().get("/q/openapi").asString();
        if (Boolean.getBoolean("contract.update")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, published);
        }
        assertThat(published).isEqualTo(Files.readString(COMMITTED));
    }

    @Test
    void theCommittedClientsAreGeneratedFromThePublishedContract() throws IOException {
        var published =
                Contract.JSON.readTree(given().get("/q/openapi?format=json").asString());
        var clients = Clients.of(published, FOLDER.resolve("clients"));
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
