package dev.rejoin.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunWithDatabaseTest {

    @TempDir
    Path folder;

    @Test
    void theCommandGetsTheAddressAndGivesTheStatus() throws Exception {
        var run = start("sh", "-c", "echo $REJOIN_DB_URL $REJOIN_DB_USER ${REJOIN_DB_PASSWORD:+secret}; exit 7");

        assertThat(output(run)).matches("(?s).*jdbc:postgresql://127.0.0.1:\\d+/rejoin rejoin secret.*");
        assertThat(run.waitFor()).isEqualTo(7);
        assertNoServer();
    }

    @Test
    void aSignalReachesTheCommandAndTheDatabaseStopsAfterIt() throws Exception {
        var run = start("sh", "-c", "trap 'kill $!; echo ending; exit 9' TERM; echo running; sleep 50 & wait");
        await("running");

        run.destroy();

        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(9);
        assertThat(output(run)).contains("ending");
        assertNoServer();
    }

    @Test
    void aSecondStartOnTheSameFolderSaysSo() throws Exception {
        var first = start("sh", "-c", "echo running; sleep 50");
        await("running");

        var second = start(folder.resolve("second.log"), List.of(), "true");

        assertThat(second.waitFor()).isEqualTo(2);
        assertThat(folder.resolve("second.log")).content().contains("is in use by another process");
        first.destroy();
        first.waitFor();
    }

    @Test
    void aCommandThatJoinsSharesTheRunningDatabase() throws Exception {
        var first = start("sh", "-c", "echo running $REJOIN_DB_URL $REJOIN_DB_PASSWORD; sleep 50");
        await("running jdbc");

        var joined = folder.resolve("joined.log");
        var second = start(
                joined,
                List.of(),
                true,
                List.of("sh", "-c", "echo running $REJOIN_DB_URL $REJOIN_DB_PASSWORD; exit 5"));

        assertThat(second.waitFor()).isEqualTo(5);
        assertThat(joined).hasSameTextualContentAs(log());
        assertThat(first.isAlive()).isTrue();
        first.destroy();
        first.waitFor();
        assertNoServer();
    }

    @Test
    void whoJoinsWhereNothingRunsStartsTheDatabase() throws Exception {
        var run = start(log(), List.of(), true, List.of("sh", "-c", "echo $REJOIN_DB_URL"));

        assertThat(output(run)).startsWith("jdbc:postgresql://");
        assertThat(run.waitFor()).isZero();
        assertNoServer();
    }

    @Test
    void aServerWhoseLauncherWasKilledIsReplaced() throws Exception {
        var killed = start("sh", "-c", "echo running; sleep 5");
        await("running");
        killed.destroyForcibly().waitFor();

        var next = start("sh", "-c", "echo again");

        assertThat(next.waitFor()).isZero();
        assertNoServer();
    }

    @Test
    void aServerEndsWithItsKilledLauncher() throws Exception {
        var killed = start("sh", "-c", "echo running; sleep 5");
        await("running");
        killed.destroyForcibly().waitFor();

        for (var tries = 0; Files.exists(folder.resolve("kept/data/postmaster.pid")) && tries < 200; tries++) {
            Thread.sleep(50);
        }

        assertNoServer();
    }

    @Test
    void rootNeedsNoUserNamespaces() throws Exception {
        Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        var bin = Files.createDirectory(folder.resolve("bin"));
        for (var tool : List.of("setsid", "setpriv", "kill", "true")) {
            Files.createSymbolicLink(bin.resolve(tool), Path.of("/usr/bin", tool));
        }

        var run = start(log(), List.of("PATH=" + bin), "true");

        assertThat(run.waitFor()).as(output(run)).isZero();
    }

    private Process start(String... command) throws IOException {
        return start(log(), List.of(), command);
    }

    private Process start(Path log, List<String> environment, String... command) throws IOException {
        return start(log, environment, false, List.of(command));
    }

    private Process start(Path log, List<String> environment, boolean join, List<String> command) throws IOException {
        var line = new ArrayList<>(List.of("/usr/bin/env"));
        line.addAll(environment);
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RunWithDatabase.class.getName()));
        if (join) {
            line.add("--join");
        }
        line.addAll(List.of(folder.resolve("kept").toString(), "--"));
        line.addAll(command);
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private Path log() {
        return folder.resolve("log");
    }

    private String output(Process run) throws Exception {
        run.waitFor();
        return Files.readString(log());
    }

    private void await(String word) throws Exception {
        while (!Files.exists(log()) || !Files.readString(log()).contains(word)) {
            Thread.sleep(50);
        }
    }

    private void assertNoServer() throws InterruptedException {
        // Its file is gone a moment before it is.
        for (var tries = 0; !servers().isEmpty() && tries < 200; tries++) {
            Thread.sleep(50);
        }
        assertThat(servers()).isEmpty();
        assertThat(folder.resolve("kept/data/postmaster.pid")).doesNotExist();
    }

    private List<String> servers() {
        var data = folder.resolve("kept/data").toString();
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(data))
                .toList();
    }
}
