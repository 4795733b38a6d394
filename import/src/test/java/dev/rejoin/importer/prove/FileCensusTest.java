package dev.rejoin.importer.prove;

import static dev.rejoin.importer.read.PackedDumpTest.gzip;
import static dev.rejoin.importer.read.PackedDumpTest.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.read.DumpForms;
import dev.rejoin.importer.read.PackedDumpTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proof's own count of files, held against the same forms and the same damage as the reader. */
class FileCensusTest {

    @TempDir
    Path folder;

    static List<DumpForms.Form> forms() {
        return DumpForms.all();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormIsCounted(DumpForms.Form form) throws IOException {
        assertThat(FileCensus.of(Files.write(folder.resolve(form.name()), form.bytes())))
                .isEqualTo(3);
    }

    static Stream<Arguments> whole() {
        return PackedDumpTest.whole();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whole")
    void everyMemberAndFrameIsCounted(String what, String name, byte[] packed, long documents) throws IOException {
        assertThat(FileCensus.of(Files.write(folder.resolve(name), packed))).isEqualTo(documents);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.gz", "a.zst"})
    void aFileThatIsCutAnywhereIsNotCounted(String name) throws IOException {
        var part = name.endsWith("gz")
                ? gzip("{\"_id\":\"1\",\"_source\":{}}\n")
                : PackedDumpTest.zstd("{\"_id\":\"1\",\"_source\":{}}\n");
        var all = join(part, part);
        for (int length = 4; length < all.length; length++) {
            var file = Files.write(folder.resolve(name), Arrays.copyOf(all, length));
            if (length != part.length) {
                assertThatThrownBy(() -> FileCensus.of(file))
                        .as("%d bytes", length)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"_id\":\"2\",\"_source\":{}}", "\0\0\0\0", "\u001f\u008b\b\u00ff\0\0\0\0\0\0"})
    void whatFollowsAMemberIsNotPassedOver(String more) throws IOException {
        var file = Files.write(
                folder.resolve("a.gz"),
                join(
                        gzip("{\"_id\":\"1\",\"_source\":{}}\n"),
                        more.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
        assertThatThrownBy(() -> FileCensus.of(file)).isInstanceOf(IOException.class);
    }
}
