package dev.rejoin.importer.read;

import static dev.rejoin.importer.read.LiveCluster.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A packed dump is used to its last byte, or it is an incomplete source; never the half of it. */
public class PackedDumpTest {

    private final SourceOptions options = SourceOptions.fromEnvironment(Map.of());

    @TempDir
    Path folder;

    public static Stream<Arguments> whole() {
        var one = gzip(line(1));
        return Stream.of(
                Arguments.of("one member", "a.ndjson.gz", one, 1),
                Arguments.of("two members", "a.ndjson.gz", join(one, gzip(line(2))), 2),
                Arguments.of("a member of nothing between two", "a.json.gz", join(one, gzip(""), gzip(line(2))), 2),
                Arguments.of(
                        "a line over two members",
                        "a.json.gz",
                        join(gzip(line(1).substring(0, 9)), gzip(line(1).substring(9) + line(2))),
                        2),
                Arguments.of(
                        "a header with a name, a comment and its checksum",
                        "a.json.gz",
                        join(one, described(line(2))),
                        2),
                Arguments.of(
                        "a hundred members",
                        "a.json.gz",
                        join(Stream.iterate(1, n -> n + 1)
                                .limit(100)
                                .map(n -> gzip(line(n)))
                                .toArray(byte[][]::new)),
                        100),
                Arguments.of("packed, though not named so", "a.json", join(one, gzip(line(2))), 2),
                Arguments.of("nothing, packed", "a.json.gz", join(gzip(""), one), 1),
                Arguments.of("one frame", "a.ndjson.zst", zstd(line(1)), 1),
                Arguments.of("two frames", "a.ndjson.zst", join(zstd(line(1)), zstd(line(2))), 2),
                Arguments.of(
                        "frames with a checksum and no size",
                        "a.json.zst",
                        join(streamed(line(1)), streamed(line(2))),
                        2),
                Arguments.of(
                        "a frame to be skipped",
                        "a.json.zst",
                        join(zstd(line(1)), skippable(5), zstd(line(2)), skippable(0)),
                        2),
                Arguments.of("a frame to be skipped before all", "a.json.zst", join(skippable(300), zstd(line(1))), 1),
                Arguments.of("a frame of nothing", "a.json.zst", join(zstd(line(1)), zstd(""), zstd(line(2))), 2),
                Arguments.of(
                        "frames of many blocks",
                        "a.json.zst",
                        join(streamed(lines(0, 20_000)), streamed(lines(20_000, 40_000))),
                        40_000));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whole")
    void whatIsWholeIsReadToItsLastByte(String what, String name, byte[] packed, int documents) throws IOException {
        Files.write(folder.resolve(name), packed);
        try (var source = Sources.open(folder.toString(), options)) {
            assertThat(readAll(source, "boats", 2))
                    .extracting(SourceDocument::id)
                    .doesNotHaveDuplicates()
                    .hasSize(documents);
        }
    }

    static Stream<Arguments> damaged() {
        var one = gzip(line(1));
        var two = gzip(line(2));
        var framed = zstd(line(1));
        return Stream.of(
                Arguments.of(
                        "plain lines after a member",
                        "a.ndjson.gz",
                        join(one, line(2).getBytes(StandardCharsets.UTF_8))),
                Arguments.of("zero bytes after a member", "a.ndjson.gz", join(one, new byte[512])),
                Arguments.of("one byte after a member", "a.ndjson.gz", join(one, new byte[] {'\n'})),
                Arguments.of("a frame of zstd after a member", "a.ndjson.gz", join(one, framed)),
                Arguments.of("a second member whose first byte is damaged", "a.ndjson.gz", join(one, changed(two, 0))),
                Arguments.of("a second member whose second byte is damaged", "a.ndjson.gz", join(one, changed(two, 1))),
                Arguments.of("a second member whose method is damaged", "a.ndjson.gz", join(one, changed(two, 2))),
                Arguments.of("a second member whose flags are damaged", "a.ndjson.gz", join(one, changed(two, 3))),
                Arguments.of("a member whose checksum is another", "a.ndjson.gz", changed(one, one.length - 8)),
                Arguments.of(
                        "a member whose length is another", "a.ndjson.gz", join(changed(one, one.length - 1), two)),
                Arguments.of("a first member whose header is damaged", "a.ndjson.gz", changed(one, 0)),
                Arguments.of("plain lines named as packed", "a.ndjson.gz", line(1).getBytes(StandardCharsets.UTF_8)),
                Arguments.of("no byte, named as packed", "a.ndjson.gz", new byte[0]),
                Arguments.of(
                        "plain lines after a frame",
                        "a.ndjson.zst",
                        join(framed, line(2).getBytes(StandardCharsets.UTF_8))),
                Arguments.of("zero bytes after a frame", "a.ndjson.zst", join(framed, new byte[512])),
                Arguments.of("a member of gzip after a frame", "a.ndjson.zst", join(framed, one)),
                Arguments.of("a second frame whose magic is damaged", "a.ndjson.zst", join(framed, changed(framed, 2))),
                Arguments.of(
                        "a frame whose checksum is another",
                        "a.ndjson.zst",
                        join(framed, changed(streamed(line(2)), streamed(line(2)).length - 1))),
                Arguments.of(
                        "a frame to be skipped that is cut",
                        "a.ndjson.zst",
                        join(framed, Arrays.copyOf(skippable(100), 50))),
                Arguments.of("no byte, named as a frame", "a.ndjson.zst", new byte[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void whatIsDamagedIsAnIncompleteSource(String what, String name, byte[] packed) throws IOException {
        assertIncomplete(name, packed);
    }

    /** Every place of the second of two members or frames, and of an end within the first. */
    @ParameterizedTest
    @ValueSource(strings = {"a.ndjson.gz", "a.ndjson.zst"})
    void cutAnywhereItIsAnIncompleteSource(String name) throws IOException {
        var first = name.endsWith("gz") ? gzip(line(1)) : streamed(line(1));
        var all = join(first, name.endsWith("gz") ? gzip(line(2)) : streamed(line(2)));
        for (int length = 0; length < all.length; length++) {
            if (length != first.length) {
                assertIncomplete(name, Arrays.copyOf(all, length));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.ndjson.gz", "a.ndjson.zst"})
    void cutInTheHeaderOfItsLastMemberItIsAnIncompleteSource(String name) throws IOException {
        var part = name.endsWith("gz") ? gzip(lines(0, 5_000)) : streamed(lines(0, 5_000));
        for (int more = 1; more < 6; more++) {
            assertIncomplete(name, Arrays.copyOf(join(part, part), part.length + more));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BZh91AY", "PK\u0003\u0004", "\u00fd7zXZ\0"})
    void otherPackingsAreRefusedByName(String magic) throws IOException {
        Files.write(folder.resolve("a.ndjson"), magic.getBytes(StandardCharsets.ISO_8859_1));
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining("a.ndjson")
                    .hasMessageContaining("pack it with gzip or zstd");
        }
    }

    @Test
    void aDumpInAPackingThatIsKnownByItsNameAloneIsNotOverlooked() throws IOException {
        Files.writeString(folder.resolve("a.ndjson"), line(1));
        Files.write(folder.resolve("b.ndjson.br"), new byte[] {1, 2, 3});
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining("b.ndjson.br");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b.json.gz.aa",
                "b.ndjson.gz.001",
                "b.json.zst.part-aa",
                "b.ndjson.part-aa",
                "b.ndjson-01-of-02",
                "b.json_1",
                "b.jsonaa",
                "b.json.txt",
                "b.ndjson.tar.gz"
            })
    void aPartOfADumpIsNotOverlooked(String name) throws IOException {
        Files.writeString(folder.resolve("a.ndjson"), line(1));
        Files.writeString(folder.resolve(name), line(2));
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining(name)
                    .hasMessageContaining("join it with its other parts");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.ndjson.md5",
                "a.ndjson.md5sum",
                "a.ndjson.gz.sha256",
                "a.ndjson.gz.sha256sums",
                "a.jsonl.shasum",
                "a.json.b2sum",
                "a.json.checksum",
                "a.json.asc",
                "a.json.gz.minisig",
                "a.json.log",
                "a.json~"
            })
    void whatIsSaidOfADumpBesideItIsNoPartOfIt(String name) throws IOException {
        Files.writeString(folder.resolve("a.ndjson"), line(1));
        Files.writeString(folder.resolve(name), "0");
        try (var source = Sources.open(folder.toString(), options)) {
            assertThat(source.indices()).hasSize(1);
            assertThat(source.remarks()).anyMatch(remark -> remark.contains(name));
        }
    }

    /** Copied again it would be the same. */
    @Test
    void whatIsWholeAndNotReadIsNotCalledDamaged() throws IOException {
        // A frame whose window is of 2^28 bytes (the sixth byte), with one block of bytes as they are.
        var text = line(1).getBytes(StandardCharsets.UTF_8);
        var head = new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (18 << 3)};
        int block = text.length << 3 | 1;
        var frame = join(head, new byte[] {(byte) block, (byte) (block >> 8), (byte) (block >> 16)}, text);
        assertRefused(frame, "a window of more than 128 MiB", "--long=31");

        var samples = new ZstdDictTrainer(1 << 20, 16 << 10);
        for (int n = 0; n < 2_000; n++) {
            samples.addSample(line(n).getBytes(StandardCharsets.UTF_8));
        }
        assertRefused(
                Zstd.compress(
                        lines(0, 100).getBytes(StandardCharsets.UTF_8),
                        new ZstdDictCompress(samples.trainSamples(), 3)),
                "packed with a dictionary");
    }

    private void assertRefused(byte[] packed, String... said) throws IOException {
        Files.write(folder.resolve("a.ndjson.zst"), packed);
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining("a.ndjson.zst")
                    .hasMessageContainingAll(said);
        }
    }

    /** Bytes turned at random: the documents are those that were written, or the source is incomplete or refused. */
    @Test
    void mutatedFilesAreReadAsTheyWereOrNotAtAll() throws IOException {
        var random = new Random(11);
        var text = lines(0, 20);
        for (int round = 0; round < 1_500; round++) {
            boolean gz = round % 2 == 0;
            var packed = gz ? join(gzip(text), gzip(lines(20, 40))) : join(streamed(text), streamed(lines(20, 40)));
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                packed[random.nextInt(packed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (random.nextInt(4) == 0) {
                packed = Arrays.copyOf(packed, random.nextInt(packed.length));
            }
            var name = gz ? "a.ndjson.gz" : "a.ndjson.zst";
            Files.write(folder.resolve(name), packed);
            try (var source = Sources.open(folder.resolve(name).toString(), options)) {
                assertThat(source.indices().stream()
                                .mapToLong(SourceIndex::count)
                                .sum())
                        .as("round %d", round)
                        .isEqualTo(40);
            } catch (SourceIncompleteException | SourceRefusedException e) {
                assertThat(e.getMessage()).contains(name);
            }
        }
    }

    private void assertIncomplete(String name, byte[] packed) throws IOException {
        Files.write(folder.resolve(name), packed);
        try (var source = Sources.open(folder.toString(), options)) {
            assertThatThrownBy(source::indices)
                    .as("%d bytes", packed.length)
                    .isInstanceOf(SourceIncompleteException.class)
                    .hasMessageContaining(name)
                    .hasMessageContaining("cut short or damaged");
        }
    }

    static String line(int n) {
        return "{\"_index\":\"boats\",\"_id\":\"%d\",\"_source\":{\"name\":\"Aurelle %d\"}}\n".formatted(n, n);
    }

    static String lines(int from, int to) {
        var lines = new StringBuilder();
        for (int n = from; n < to; n++) {
            lines.append(line(n));
        }
        return lines.toString();
    }

    public static byte[] gzip(String text) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] described(String text) {
        var parameters = new GzipParameters();
        parameters.setFileName("boats.json");
        parameters.setComment("a comment");
        parameters.setHeaderCRC(true);
        parameters.setCompressionLevel(Deflater.BEST_SPEED);
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GzipCompressorOutputStream(packed, parameters)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    public static byte[] zstd(String text) {
        return Zstd.compress(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] streamed(String text) {
        var packed = new ByteArrayOutputStream();
        try (var stream = new ZstdOutputStream(packed)) {
            stream.setChecksum(true);
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static byte[] skippable(int length) {
        var frame = new byte[8 + length];
        System.arraycopy(new byte[] {0x53, 0x2a, 0x4d, 0x18, (byte) length, (byte) (length >> 8)}, 0, frame, 0, 6);
        return frame;
    }

    private static byte[] changed(byte[] packed, int at) {
        var copy = packed.clone();
        copy[at] ^= (byte) 0xff;
        return copy;
    }

    public static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
