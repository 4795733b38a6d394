package dev.rejoin.importer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.legacy.sample.DumpFolder;
import dev.rejoin.legacy.sample.FaultKind;
import dev.rejoin.legacy.sample.Manifest;
import dev.rejoin.legacy.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an import of the sample finds equals what was planted, exactly and both ways. */
class SampleSelfTest {
    private static SampleTarget target;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        target = SampleTarget.start();
    }

    @AfterAll
    static void stop() {
        target.close();
    }

    @Test
    void aCleanSampleIsImportedWithoutAFinding() throws Exception {
        importAndCompare(Sample.clean(11, 0.02), true);
    }

    /** Cells know nothing of each other: one import of a cell a kind shows for each kind what it alone brings about. */
    @Test
    void eachFaultIsFoundInACellOfItsOwnAndNothingElse() throws Exception {
        Manifest manifest;
        try (var sink = new DumpFolder(folder)) {
            manifest = Sample.writeEachKindAlone(5, sink);
        }

        var report = target.run(folder.toString(), "", true);

        target.assertFindings(report, manifest);
        SampleTarget.assertAccounts(report, manifest);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void aFaultPlantedAloneIsFoundAndNothingElse(FaultKind kind) throws Exception {
        importAndCompare(Sample.only(kind, 5, 0.01), true);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_260_630})
    void theFindingsOfAFullSampleEqualItsManifest(long seed) throws Exception {
        var manifest = importAndCompare(Sample.full(seed, 0.15), false);

        target.assertRows(manifest);
    }

    @Test
    void whatCannotBeRebuiltLeavesItsDocumentsWithoutTheLink() throws Exception {
        // Given: all that is left of a deleted teacher is a blank name
        write(Sample.clean(5, 0.01));
        var meetings = folder.resolve("meetings.ndjson");
        var lines = new ArrayList<>(Files.readAllLines(meetings));
        var json = new ObjectMapper();
        for (int i = 0; i < lines.size(); i++) {
            var meeting = (ObjectNode) json.readTree(lines.get(i));
            var source = (ObjectNode) meeting.get("_source");
            if (source.path("etat").asText().equals("annulee")) {
                source.putObject("intervenant").put("id", "int-deleted").put("nom", " ");
                lines.set(i, json.writeValueAsString(meeting));
                break;
            }
        }
        Files.write(meetings, lines);
        assertThat(lines.stream().filter(line -> line.contains("int-deleted"))).hasSize(1);

        // When
        var report = target.run(folder.toString(), "", false);

        // Then
        assertThat(report.accounts()).allMatch(account -> account.quarantined() == 0);
        assertThat(report.findings()).containsOnlyKeys("WARNING orphan_reference");
    }

    private Manifest importAndCompare(Sample sample, boolean dryRun) throws Exception {
        var manifest = write(sample);

        var report = target.run(folder.toString(), "", dryRun);

        target.assertFindings(report, manifest);
        SampleTarget.assertAccounts(report, manifest);
        return manifest;
    }

    private Manifest write(Sample sample) throws IOException {
        try (var sink = new DumpFolder(folder)) {
            return sample.write(sink);
        }
    }
}
