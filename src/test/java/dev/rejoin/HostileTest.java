package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./rejoin bench hostile} takes for a promise that is broken. */
class HostileTest {
    private static final Benchmark HOSTILE = new Benchmark("hostile");

    @TempDir
    static Path folder = Path.of("");

    private static Method verdict;
    private static Constructor<?> sample;

    @BeforeAll
    static void compile() throws Exception {
        verdict = HOSTILE.verdict(folder);
        sample = verdict.getDeclaringClass()
                .getClassLoader()
                .loadClass("hostile.Verdict$Sample")
                .getConstructors()[0];
    }

    @SuppressWarnings("unchecked")
    private static List<String> broken(
            boolean alive,
            List<Long> live,
            int threads,
            int descriptors,
            Map<String, Long> well,
            Map<Integer, Long> ill)
            throws ReflectiveOperationException {
        var during = new ArrayList<>();
        for (var bytes : live) {
            during.add(sample.newInstance(bytes, 500, 900));
        }
        var figures = verdict.getParameterTypes()[0].getConstructors()[0].newInstance(
                alive,
                sample.newInstance(100L, 50, 100),
                during,
                sample.newInstance(100L, threads, descriptors),
                well,
                ill);
        return (List<String>) verdict.invoke(null, figures);
    }

    private static final List<Long> FLAT = List.of(50L, 90L, 100L, 101L, 109L, 110L);
    private static final Map<String, Long> ANSWERED = Map.of("200", 9L, "503 busy", 2L);
    private static final Map<Integer, Long> REFUSED = Map.of(0, 5L, 200, 3L, 400, 4L, 431, 1L, 503, 7L);

    @Test
    void whatIsJustGoodEnoughIsKept() throws Exception {
        assertThat(broken(true, FLAT, 114, 164, ANSWERED, REFUSED)).isEmpty();
    }

    @Test
    void whatGrowsIsSaid() throws Exception {
        assertThat(broken(true, List.of(50L, 90L, 100L, 100L, 111L, 111L), 50, 100, ANSWERED, REFUSED))
                .containsExactly("memory grows: 111 bytes live in the last third, and 100 in the one before");
        assertThat(broken(true, FLAT, 115, 100, ANSWERED, REFUSED))
                .containsExactly("115 threads are left of an attack that is over, where 50 were before it");
        assertThat(broken(true, FLAT, 50, 165, ANSWERED, REFUSED))
                .containsExactly("165 descriptors are left of an attack that is over, where 100 were before it");
    }

    @Test
    void whatShowsNothingIsSaid() throws Exception {
        assertThat(broken(true, List.of(50L, 50L), 50, 100, ANSWERED, REFUSED))
                .containsExactly("there are fewer than three looks at its memory, which show nothing");
        assertThat(broken(true, FLAT, 50, 100, Map.of("503 busy", 9L), REFUSED))
                .containsExactly("who does as it is told was never answered");
    }

    @Test
    void anEndAndWhatNoClientIsToldToExpectIsSaid() throws Exception {
        assertThat(broken(false, FLAT, 50, 100, ANSWERED, REFUSED)).containsExactly("the service has ended");
        for (var error :
                List.of("500 internal_error", "no answer: HttpTimeoutException", "503 busy without Retry-After")) {
            assertThat(broken(true, FLAT, 50, 100, Map.of("200", 9L, error, 2L), REFUSED))
                    .containsExactly("who does as it is told was answered '%s' 2 times".formatted(error));
        }
        assertThat(broken(true, FLAT, 50, 100, ANSWERED, Map.of(500, 1L)))
                .containsExactly("an attacker was answered 500, 1 times");
    }

    /** All of it once, too short to show that nothing grows. */
    @Test
    @Tag("slow")
    void aShortRunEndsWithAVerdict(@TempDir Path folder) throws Exception {
        var said = HOSTILE.run(folder, "HostileBench.java", "--minutes", "1", "--rows", "200", "--attackers", "20");
        assertThat(said).doesNotContain("the service has ended", "was answered");
        System.out.println(said);
    }
}
