package dev.rejoin.importer.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.prove.Proof.Account;
import dev.rejoin.importer.prove.compare.Difference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ProveTest {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static Workshop workshop;

    @BeforeAll
    static void load() throws Exception {
        workshop = new Workshop();
    }

    @AfterAll
    static void close() {
        workshop.close();
    }

    @Test
    void aFaultlessLoadIsProven() throws Exception {
        var proof = workshop.proveAfter("select 1");

        assertThat(proof.differences()).isEmpty();
        assertThat(proof.fanOuts()).allMatch(Proof.FanOut::balances);
        assertThat(proof.totals()).isNotEmpty().allMatch(Proof.Total::agrees);
        assertThat(proof.proven()).isTrue();
        assertThat(proof.accounts())
                .containsExactly(
                        new Account("boxes", 2, 2, 2, 2, 0, 0, 0),
                        new Account("buyers", 4, 4, 4, 1, 2, 1, 0),
                        new Account("makers", 3, 3, 3, 3, 0, 0, 0),
                        new Account("repairs", 4, 4, 4, 2, 0, 1, 1),
                        new Account("smiths", 4, 4, 4, 4, 0, 0, 0),
                        new Account("tools", 8, 8, 8, 7, 0, 1, 0));
        assertThat(proof.verified()).isGreaterThan(150);
        assertThat(proof.skipped()).isPositive();
    }

    /** Each is done between load and proof: what a mistake of the loader would leave. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/workshop/corruptions.csv",
            delimiter = '|',
            quoteCharacter = '`',
            maxCharsPerColumn = 10_000)
    void aPlantedCorruptionIsFound(String name, String kind, String statements) throws Exception {
        var proof = workshop.proveAfter(statements);

        assertThat(proof.proven()).isFalse();
        assertThat(proof.counts()).containsKey(Difference.DifferenceKind.valueOf(kind));
        assertThat(workshop.proveAfterwards(statements))
                .as("by what was worked out while nothing was damaged yet")
                .usingRecursiveComparison()
                .ignoringFields("duration")
                .withEqualsForType(ProveTest::isTheSame, String.class)
                .isEqualTo(proof);
    }

    /** Some statements give their rows ids of chance. */
    private static boolean isTheSame(String one, String other) {
        return one.equals(other) || one.matches(UUID) && other.matches(UUID);
    }

    @Test
    void aFaultlessLoadIsProvenByWhatWasWorkedOutBefore() throws Exception {
        assertThat(workshop.proveAfterwards("select 1"))
                .usingRecursiveComparison()
                .ignoringFields("duration")
                .isEqualTo(workshop.proveAfter("select 1"));
    }
}
