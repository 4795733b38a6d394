package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static dev.rejoin.security.IdentityProvider.token;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service that knows of no identity provider. */
@QuarkusTest
@TestProfile(NoProviderTest.None.class)
class NoProviderTest {
    public static final class None implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TestDatabase.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Test
    void noTokensCountUnlessAnIssuerIsConfigured() {
        problem(Api.with(token("ADMIN")).get("/v1/people?limit=1"), 401, "unauthenticated");
        Api.ok("/v1/people?limit=1");
    }
}
