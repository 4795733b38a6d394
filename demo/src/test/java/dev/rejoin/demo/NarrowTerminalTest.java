package dev.rejoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NarrowTerminalTest {
    private static final String DOING = "comparing what was imported with the live cluster, document by document";
    private static final String DONE =
            "Every document of the live cluster compared with what was imported: 63,111, of which 0 differ";

    private final StringWriter written = new StringWriter();

    @ParameterizedTest
    @ValueSource(ints = {40, 50, 80, 120})
    void noLineIsAsWideAsTheTerminalAndNoWordIsLost(int columns) throws Exception {
        var narration = new Narration(new PrintWriter(written), true, () -> columns);

        narration.step(DOING, () -> DONE, done -> done);
        narration.check(true, DONE);

        assertThat(Stream.of(written.toString().split("\r\u001b\\[K|\n")))
                .hasSizeGreaterThan(2)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(columns));
        assertThat(written.toString().replaceAll(" \\d+[.,]\\d s", "").replaceAll("\\s+", " "))
                .contains("✓ " + DONE + " ✓ " + DONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 120})
    void whatIsSaidBetweenTheStepsFitsTooAndKeepsItsEmptyLines(int columns) {
        var narration = new Narration(new PrintWriter(written), true, () -> columns);

        narration.say("\n" + DONE + "\n\n");

        assertThat(written.toString()).startsWith("\n").endsWith("\n\n");
        assertThat(written.toString().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(columns));
        assertThat(written.toString().strip().replaceAll("\\s+", " ")).isEqualTo(DONE);
    }

    @Test
    void withoutATerminalEveryStepIsOneLine() throws Exception {
        var narration = new Narration(new PrintWriter(written), false, () -> 40);

        narration.step(DOING, () -> DONE, done -> done);

        assertThat(written.toString().lines())
                .singleElement()
                .asString()
                .contains(DONE)
                .endsWith(" s");
    }
}
