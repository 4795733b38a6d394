package dev.rejoin.importer.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreLineTest {
    private static final long MB = 1 << 20;

    private final StringWriter written = new StringWriter();
    private long seconds;

    @Test
    void theTimeLeftIsToldByTheBytesThatAreLacking() {
        var line = line(true, false, 120);

        line.reached(0, 4, 100 * MB, 1_000 * MB);
        seconds = 10;
        line.reached(1, 4, 300 * MB, 1_000 * MB);

        assertThat(written.toString()).endsWith("1 of 4 shards restored, 300 MB, 20 MB/s, 35s left");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 50, 120})
    void noLineIsAsWideAsTheTerminal(int columns) {
        var line = line(true, false, columns);

        line.reached(0, 4, 0, 0);
        seconds = 5_000;
        line.reached(1, 400_000, 3_000 * MB, 9_000_000 * MB);

        assertThat(written.toString().split("\r\u001b\\[K")).hasSize(3).allSatisfy(drawn -> assertThat(drawn)
                .hasSizeLessThan(columns));
    }

    @Test
    void withoutATerminalEachTenthIsALineWithoutASignOfDrawing() {
        var line = line(false, false, 20);

        for (int shards = 0; shards <= 100; shards++) {
            line.reached(shards, 100, shards * MB, 100 * MB);
        }

        assertThat(written.toString()).doesNotContain("\r", "\u001b");
        assertThat(written.toString().lines())
                .hasSize(11)
                .last()
                .asString()
                .startsWith("100 of 100 shards restored, 100 MB");
    }

    @Test
    void ofABriefOneNothingStays() {
        var line = line(true, true, 50);

        line.reached(1, 2, MB, 2 * MB);
        line.reached(2, 2, 2 * MB, 2 * MB);

        assertThat(written.toString()).endsWith("\r\u001b[K");
    }

    private RestoreLine line(boolean terminal, boolean brief, int columns) {
        return new RestoreLine(
                new PrintWriter(written), terminal, brief, () -> columns, () -> TimeUnit.SECONDS.toNanos(seconds));
    }
}
