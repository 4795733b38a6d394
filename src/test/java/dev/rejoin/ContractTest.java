package dev.rejoin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed contract; update it with {@code -Dcontract.update=true}. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ContractTest {
    private static final Path COMMITTED = Path.of("..", "openapi", "openapi.yaml");

    @Test
    void theCommittedContractIsThePublishedOne() throws IOException {
        var published = given().get("/q/openapi").asString();
        if (Boolean.getBoolean("contract.update")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, published);
        }
        assertThat(published).isEqualTo(Files.readString(COMMITTED));
    }
}
