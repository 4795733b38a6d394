package dev.rejoin;

import static dev.rejoin.RawConnection.head;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long a connection is kept on which nothing is answered: fifteen seconds here. */
@QuarkusTest
@TestProfile(SilenceTest.FifteenSeconds.class)
@QuarkusTestResource(TestDatabase.class)
class SilenceTest {
    public static final class FifteenSeconds implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("rejoin.limits.silence", "15s");
        }
    }

    @Test
    void aRequestAfterAPauseHasAllOfTheTimeForItsAnswer() throws Exception {
        var end = Api.ok("/v1/changes").jsonPath().getString("cursor");
        try (var connection = new RawConnection()) {
            for (int i = 0; i < 2; i++) {
                assertThat(connection
                                .send(head("GET", "/v1/changes?wait=8&after=" + end, Api.key(Role.READER)))
                                .answer(Duration.ofSeconds(40)))
                        .startsWith("HTTP/1.1 200");
                // Nothing is asked for nine seconds after an answer, and the next one takes eight.
                Thread.sleep(Duration.ofSeconds(9));
            }
        }
    }
}
