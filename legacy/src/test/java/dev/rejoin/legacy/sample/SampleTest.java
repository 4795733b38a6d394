package dev.rejoin.legacy.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleTest {

    @Test
    void theSameSeedGivesTheSameBytes(@TempDir Path folder) throws Exception {
        assertThat(digest(7, folder.resolve("a"))).isEqualTo(digest(7, folder.resolve("b")));
        assertThat(digest(8, folder.resolve("c"))).isNotEqualTo(digest(7, folder.resolve("a")));
    }

    @Test
    void aFullSampleHasTwentyIndicesAndEveryKindOfFault(@TempDir Path folder) throws IOException {
        var manifest = written(Sample.full(1, 0.03), folder);

        assertThat(manifest.documents()).hasSize(20);
        assertThat(manifest.findings().stream()
                        .map(Manifest.PlantedFinding::fault)
                        .collect(Collectors.toSet()))
                .containsAll(Sample.full(1, 0.03).faults().stream()
                        .filter(kind -> kind != FaultKind.NOTHING_IN_FOUR_FORMS)
                        .map(Enum::name)
                        .toList());
        manifest.documents().forEach((index, counts) -> assertThat(counts.total())
                .as(index)
                .isEqualTo(counts.loaded() + counts.merged() + counts.quarantined() + counts.excluded())
                .isEqualTo(lines(folder.resolve(index + ".ndjson"))));
    }

    @Test
    void aCleanSampleHasNoFaultAndFillsEveryTable(@TempDir Path folder) throws IOException {
        var manifest = written(Sample.clean(1, 0.01), folder);

        assertThat(manifest.findings()).isEmpty();
        assertThat(manifest.rows()).hasSize(22);
        assertThat(manifest.documents().values()).allMatch(counts -> counts.quarantined() == 0);
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void aFaultCanBePlantedAlone(FaultKind kind, @TempDir Path folder) throws IOException {
        var findings = written(Sample.only(kind, 3, 0.01), folder).findings();

        assertThat(findings).allMatch(finding -> finding.fault().equals(kind.name()));
        assertThat(findings.isEmpty()).isEqualTo(kind == FaultKind.NOTHING_IN_FOUR_FORMS);
    }

    @Test
    void idsAreUnique(@TempDir Path folder) throws IOException {
        var ids = new HashSet<String>();
        try (var sink = new DumpFolder(folder)) {
            Sample.full(5, 0.05).write(new SampleSink() {
                @Override
                public void put(String index, String id, byte[] source) {
                    assertThat(ids.add(index + "/" + id)).as(index + "/" + id).isTrue();
                }

                @Override
                public boolean takesAnything() {
                    return sink.takesAnything();
                }

                @Override
                public void close() {}
            });
        }
    }

    private static Manifest written(Sample sample, Path folder) throws IOException {
        try (var sink = new DumpFolder(folder)) {
            return sample.write(sink);
        }
    }

    private static String digest(long seed, Path folder) throws Exception {
        written(Sample.full(seed, 0.02), folder);
        var digest = MessageDigest.getInstance("SHA-256");
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
