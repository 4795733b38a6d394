package dev.rejoin;

import static dev.rejoin.ResourceContractTest.problem;
import static dev.rejoin.security.IdentityProvider.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.security.IdentityProvider;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that cannot reach its identity provider. */
@QuarkusTest
@TestProfile(ProviderAwayTest.Away.class)
class ProviderAwayTest {
    public static final class Away implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            // Nobody listens there.
            return List.of(
                    new TestResourceEntry(TestDatabase.class),
                    new TestResourceEntry(IdentityProvider.class, Map.of("issuer", "http://127.0.0.1:1")));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Test
    void aProviderThatIsAwayIsNoReasonToSayThatATokenIsWrong() {
        var answer = Api.with(token("READER")).get("/v1/people?limit=1");

        problem(answer, 503, "identity_provider_away");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    }

    @Test
    void keysOfTheServiceCountAllTheSame() {
        Api.ok("/v1/people?limit=1");
    }
}
