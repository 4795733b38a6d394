package dev.rejoin.legacy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatienceTest {
    private static final Duration QUIET = Duration.ofMillis(600);

    @TempDir
    private Path folder;

    @Test
    void itWaitsWhileTheLogGrows() throws Exception {
        var log = Files.createFile(folder.resolve("log"));
        var process = new ProcessBuilder("sleep", "60").start();
        try {
            var patience = new Patience("it", QUIET, Duration.ofMinutes(1), process.toHandle(), log);
            for (int i = 0; i < 8; i++) {
                Files.writeString(log, "x".repeat(i + 1));
                assertThat(patience.isExhausted()).as("after %d lines", i).isFalse();
                Thread.sleep(200);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void itGivesUpWhereNothingMovesAndSaysWhatItWaitedFor() throws Exception {
        var process = new ProcessBuilder("sleep", "60").start();
        try {
            var patience =
                    new Patience("a sign", QUIET, Duration.ofMinutes(1), process.toHandle(), folder.resolve("none"));
            assertThat(patience.isExhausted()).isFalse();
            Thread.sleep(1_500);
            patience.isExhausted();
            assertThat(patience.isExhausted()).isTrue();
            assertThat(patience.sentence()).matches("waited \\d+ s for a sign; nothing has moved for the last \\d+ s");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void itDoesNotWaitForEver() throws Exception {
        var log = Files.createFile(folder.resolve("log"));
        var patience =
                new Patience("a sign", Duration.ofMinutes(5), Duration.ofMillis(100), ProcessHandle.current(), log);
        Thread.sleep(200);
        Files.writeString(log, "again");
        assertThat(patience.isExhausted()).isTrue();
        assertThat(patience.sentence())
                .matches("waited \\d+ s for a sign; it moved until \\d+ s ago, but took too long");
    }
}
