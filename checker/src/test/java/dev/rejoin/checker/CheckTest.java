package dev.rejoin.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.rejoin.checker.Check.Options;
import dev.rejoin.legacy.server.ElasticsearchOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The follower is right over a history of requests, and the checker says so of no follower with a fault. */
@Timeout(1_200)
class CheckTest {

    @BeforeEach
    void pythonIsThere() {
        if (Application.python().isEmpty()) {
            abort("No history was checked: it needs " + Application.NEEDS + ".");
        }
    }

    @Test
    @Tag("slow")
    void whatTheApplicationWritesIsFollowed() throws Exception {
        var verdict = check(100, 0, 0, Optional.empty());

        assertThat(verdict.green()).as(verdict.reason()).isTrue();
        assertThat(verdict.told().path("requests").asInt()).isGreaterThan(100);
        assertThat(verdict.told().path("database_reads").asInt()).isPositive();
    }

    @Test
    @Tag("slow")
    void whatTheApplicationWritesIsFollowedThoughTheFollowerIsKilled() throws Exception {
        var verdict = check(400, 2, 0, Optional.empty());

        assertThat(verdict.green()).as(verdict.reason()).isTrue();
    }

    @Test
    @Tag("slow")
    void nothingIsLostOrDoubledWhileServersAndFollowerAreKilled() throws Exception {
        var verdict = check(10_000, 6, 9, Optional.empty());

        assertThat(verdict.green()).as(verdict.reason()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(PlantedFault.class)
    @Tag("slow")
    void aFollowerWithAFaultIsFound(PlantedFault fault) throws Exception {
        var verdict = check(3_000, 0, 0, Optional.of(fault));

        assertThat(verdict.green()).isFalse();
        assertThat(verdict.reason()).doesNotContain("The follower:").contains("what");
    }

    private static Check.Verdict check(int requests, int kills, int restarts, Optional<PlantedFault> fault)
            throws Exception {
        var options = new Options(
                requests,
                1,
                6,
                0,
                0.3,
                kills,
                restarts,
                Duration.ofMinutes(5),
                Duration.ofMillis(400),
                fault,
                ElasticsearchOptions.defaults());
        return new Check(Path.of("").toAbsolutePath(), options, System.out::println).run();
    }
}
