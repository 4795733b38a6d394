package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static dev.rejoin.security.IdentityProvider.token;

import dev.rejoin.security.IdentityProvider;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service whose identity provider says that it is another one. */
@QuarkusTest
@TestProfile(ProviderAliasTest.Alias.class)
class ProviderAliasTest {
    public static final class Alias implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            // The same server under another name.
            return List.of(
                    new TestResourceEntry(TestDatabase.class),
                    new TestResourceEntry(IdentityProvider.class, Map.of("host", "localhost")));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Test
    void theDiscoveryDocumentMustBeTheIssuersOwn() {
        problem(Api.with(token("READER")).get("/v1/people?limit=1"), 503, "identity_provider_away");
        problem(
                Api.with(IdentityProvider.tokenOf("localhost", "READER")).get("/v1/people?limit=1"),
                503,
                "identity_provider_away");
    }
}
