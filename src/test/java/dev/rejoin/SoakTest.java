package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./rejoin bench soak} takes for a promise that is broken. */
class SoakTest {
    private static final Benchmark SOAK = new Benchmark("soak");
    private static final long MILLISECOND = 1_000_000;

    @TempDir
    static Path folder = Path.of("");

    private static Method verdict;

    @BeforeAll
    static void compile() throws Exception {
        verdict = SOAK.verdict(folder);
    }

    @SuppressWarnings("unchecked")
    private static List<String> broken(
            long acknowledged, long lost, long doubled, double goodput, long[] refusals, Map<String, Long> errors)
            throws ReflectiveOperationException {
        var figures = verdict.getParameterTypes()[0].getConstructors()[0].newInstance(
                acknowledged, lost, doubled, 100.0, goodput, refusals, errors);
        return (List<String>) verdict.invoke(null, figures);
    }

    private static long[] refusals(int quick, int slow) {
        var all = new long[quick + slow];
        Arrays.fill(all, 50 * MILLISECOND);
        Arrays.fill(all, quick, quick + slow, 51 * MILLISECOND);
        return all;
    }

    @Test
    void whatIsJustGoodEnoughIsKept() throws Exception {
        assertThat(broken(
                        1,
                        0,
                        0,
                        80,
                        refusals(95, 5),
                        Map.of("503 busy", 9L, "503 outcome_unknown", 1L, "503 database_away", 1L)))
                .isEmpty();
        assertThat(broken(1, 0, 0, 300, new long[0], Map.of())).isEmpty();
    }

    @Test
    void whatIsLostOrDoubledIsSaid() throws Exception {
        assertThat(broken(9, 1, 0, 80, new long[0], Map.of())).containsExactly("1 of 9 acknowledged writes were lost");
        assertThat(broken(9, 0, 1, 80, new long[0], Map.of())).containsExactly("1 writes are there more than once");
        assertThat(broken(0, 0, 0, 80, new long[0], Map.of())).containsExactly("no write was acknowledged");
    }

    @Test
    void whatIsTooLittleOrTooLateIsSaid() throws Exception {
        assertThat(broken(9, 0, 0, 79.9, new long[0], Map.of()))
                .singleElement()
                .asString()
                .startsWith("at four times the load 80 answers");
        assertThat(broken(9, 0, 0, Double.NaN, new long[0], Map.of())).hasSize(1);
        assertThat(broken(9, 0, 0, 80, refusals(94, 6), Map.of("503 busy", 100L)))
                .containsExactly("refusals took 51 ms at the 95th percentile, and not 50 ms");
    }

    @Test
    void whatNoClientIsToldToExpectIsSaid() throws Exception {
        for (var error : List.of(
                "500 internal_error", "0 HttpClosedException", "503 busy without Retry-After", "404 not_found")) {
            assertThat(broken(9, 0, 0, 80, new long[0], Map.of(error, 2L)))
                    .containsExactly("'%s' was answered 2 times, which is no documented answer".formatted(error));
        }
    }

    /** All of it once, too short to say anything of this machine but that nothing is lost. */
    @Test
    @Tag("slow")
    void aShortRunEndsWithAVerdict(@TempDir Path folder) throws Exception {
        var said = SOAK.run(
                folder,
                "SoakBench.java",
                "--minutes",
                "1",
                "--restarts",
                "1",
                "--step",
                "2",
                "--overload",
                "5",
                "--rows",
                "200");
        assertThat(said).contains(" writes acknowledged, 0 lost, 0 doubled");
        System.out.println(said);
    }
}
