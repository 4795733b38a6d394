package dev.rejoin.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatienceTest {
    private static final Duration QUIET = Duration.ofMillis(600);
    private static final Duration MOST = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private Process server;

    @BeforeEach
    void start() throws Exception {
        server = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void end() {
        server.destroyForcibly();
    }

    @Test
    void aServerThatWritesToItsLogIsWaitedFor() throws Exception {
        var log = Files.createFile(folder.resolve("log"));
        var patience = new Patience("it", QUIET, MOST, server.toHandle(), log);
        for (int i = 0; i < 8; i++) {
            Files.writeString(log, "x".repeat(i + 1));
            assertThat(patience.isExhausted()).as("after %d lines", i).isFalse();
            Thread.sleep(200);
        }
    }

    @Test
    void oneThatComputesIsWaitedForToo() throws Exception {
        var busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            var patience = new Patience("it", Duration.ofSeconds(5), MOST, busy.toHandle(), folder.resolve("none"));
            assertThat(patience.isExhausted()).isFalse();
            Thread.sleep(5_500);
            assertThat(patience.isExhausted()).isFalse();
        } finally {
            busy.destroyForcibly();
        }
    }

    @Test
    void oneThatTurnsInCirclesIsGivenUpAtLast() throws Exception {
        var log = Files.createFile(folder.resolve("log"));
        var patience = new Patience("it", Duration.ofMinutes(5), Duration.ofSeconds(1), server.toHandle(), log);
        assertThat(patience.isExhausted()).isFalse();
        Thread.sleep(1_100);
        Files.writeString(log, "again");
        assertThat(patience.isExhausted()).isTrue();
        assertThat(patience.sentence()).matches("waited \\d+ s for it; it moved until \\d+ s ago, but took too long");
    }

    @Test
    void oneThatDoesNothingIsGivenUpWithWhatWasWaitedFor() throws Exception {
        var patience = new Patience("a sign", QUIET, MOST, server.toHandle(), folder.resolve("none"));
        assertThat(patience.isExhausted()).isFalse();
        Thread.sleep(1_500);
        patience.isExhausted();
        Thread.sleep(1_500);
        assertThat(patience.isExhausted()).isTrue();
        assertThat(patience.sentence()).matches("waited \\d+ s for a sign; nothing has moved for the last \\d+ s");
    }
}
