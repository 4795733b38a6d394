package dev.rejoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.command.Failures;
import dev.rejoin.legacy.sample.Manifest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SampleCommandTest {
    private final StringWriter output = new StringWriter();

    @Test
    void oneFaultAloneGoesToAFolderWithItsManifest(@TempDir Path folder) throws Exception {
        int status = run("--scale", "0.01", "--only", "overfull_event", "--to", folder.toString());

        assertThat(status).as(output.toString()).isZero();
        assertThat(Manifest.read(folder.resolve("manifest.json")).findings())
                .extracting(Manifest.PlantedFinding::code)
                .containsExactly("event_participation_capacity");
        assertThat(Files.readString(folder.resolve("events.ndjson")))
                .startsWith("{\"_index\":\"events\",\"_id\":\"evt-");
        assertThat(output.toString()).contains("events", "with 1 planted findings");
    }

    @Test
    void aClusterThatDoesNotAnswerIsSaid() {
        assertThat(run("--to", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(output.toString()).contains("http://127.0.0.1:1").contains("nothing answers there");
    }

    @Test
    void anImpossibleScaleIsRefused(@TempDir Path folder) {
        assertThat(run("--scale", "0", "--to", folder.toString())).isEqualTo(2);
        assertThat(output.toString()).contains("the scale must lie between");
    }

    @Test
    void anUnknownFaultIsRefusedWithTheKnownOnes(@TempDir Path folder) {
        assertThat(run("--only", "GREMLINS", "--to", folder.toString())).isEqualTo(2);
        assertThat(output.toString()).contains("GREMLINS").contains("TWO_LEADERS_AT_ONCE");
    }

    private int run(String... arguments) {
        return new CommandLine(new SampleCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures())
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(output, true))
                .execute(arguments);
    }
}
