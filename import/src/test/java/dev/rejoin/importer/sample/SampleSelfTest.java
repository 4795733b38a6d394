package dev.rejoin.importer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        var file = folder.resolve("manifest.json");
        var words = Vocabulary.of(5);
        try (var sink = new DumpFolder(folder);
                var expectations = new ManifestWriter(Files.newOutputStream(file))) {
            for (var kind : FaultKind.values()) {
                var cell = new Cell(5, kind.ordinal(), words);
                Base.fill(cell);
                kind.plant(cell, 1);
                Sample.put(cell, sink);
                expectations.add(cell);
            }
            expectations.finish(5, 0.01 * FaultKind.values().length);
        }
        var manifest = Manifest.read(file);

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
        var cell = new Cell(5, 0, Vocabulary.of(5));
        Base.fill(cell);
        var meeting = cell.newMeeting("annulee").doc();
        meeting.set("intervenant.id", "int-deleted").set("intervenant.nom", " ");
        try (var sink = new DumpFolder(folder)) {
            Sample.put(cell, sink);
        }

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
