package dev.rejoin.importer.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rejoin.importer.document.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * What a dump file holds.
 *
 * @param parts by index: how many documents, and the size and a digest of their records
 * @param answers the search answers that it holds
 */
record DumpFile(
        Path path, long size, FileTime changed, Map<String, IndexDigest> parts, List<DumpDocuments.Answer> answers) {

    record IndexDigest(long count, long bytes, String digest) {}

    private static final Pattern NAME =
            Pattern.compile("(?i)(.+?)\\.(ndjson|jsonl|json)([.-](split|part)?-?\\d+)?(\\.(gz|gzip|zst|zstd))?");

    /** Endings of other packings, and of the parts that a file was split into: a loss if they were overlooked. */
    private static final Pattern FOREIGN =
            Pattern.compile("(?i)(.+?)\\.(ndjson|jsonl|json)(\\.(gz|gzip|zst|zstd))?([._-][a-z0-9._-]+|a[a-z])");

    /** What lies beside a file and is said of it. */
    private static final Pattern CHECKSUM =
            Pattern.compile("(?i).+[._-]((md5|sha\\d*)(sums?)?|b[23]sums?|checksums?|crc\\d*|asc|(mini)?sig|log)");

    /** @param read hears of the file's bytes as they are read */
    static DumpFile scan(Path path, LongConsumer read) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return count(path, attributes.size(), attributes.lastModifiedTime(), read);
        } catch (IOException e) {
            throw new SourceRefusedException("The dump file %s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    /** Itself, or scanned again where the file has changed since. */
    DumpFile current() {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.size() == size && attributes.lastModifiedTime().equals(changed)
                    ? this
                    : scan(path, bytes -> {});
        } catch (IOException e) {
            throw new SourceIncompleteException("The dump file %s is gone.".formatted(path), e);
        }
    }

    /** How large a file is as it lies there; nothing of one that cannot be asked. */
    static long sizeOf(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether a file has the name of a dump file, packed or not. */
    static boolean isNamedSo(Path path) {
        return NAME.matcher(path.getFileName().toString()).matches();
    }

    /** The index that a file is named after whose name is that of a dump file with an ending that is not known. */
    static Optional<String> nearlyNamed(Path path) {
        var name = path.getFileName().toString();
        var foreign = FOREIGN.matcher(name);
        return foreign.matches() && !CHECKSUM.matcher(name).matches()
                ? Optional.of(foreign.group(1))
                : Optional.empty();
    }

    /** The index of documents that name none: the file's name without its endings. */
    static String indexOf(Path path) {
        var name = NAME.matcher(path.getFileName().toString());
        return name.matches() ? name.group(1) : path.getFileName().toString();
    }

    /** Whether the first record of a file is a document. */
    static boolean beginsWithADocument(Path path) {
        try (var documents = DumpDocuments.of(path)) {
            if (!documents.next()) {
                return !documents.answers().isEmpty();
            }
            documents.document();
            return true;
        } catch (SourceRefusedException e) {
            return false;
        } catch (SourceIncompleteException e) {
            // Damaged, or a document without its id: nothing that may be passed over. But a mapping may say of its
            // _source what is left out there.
            return !(SideFiles.isNamedSo(path) && e.getCause() instanceof DumpRecord.IncompleteRecordException);
        }
    }

    private static DumpFile count(Path path, long size, FileTime changed, LongConsumer read) {
        var counts = new TreeMap<String, Long>();
        var bytes = new TreeMap<String, Long>();
        var digests = new TreeMap<String, MessageDigest>();
        try (var documents = DumpDocuments.of(path, read)) {
            while (documents.next()) {
                var document = documents.document();
                counts.merge(document.index(), 1L, Long::sum);
                bytes.merge(document.index(), (long) documents.record().length, Long::sum);
                var digest = digests.computeIfAbsent(document.index(), name -> Sha256.begin());
                // The identity too: in a _bulk body it stands beside the record.
                digest.update((document.id() + "\n" + document.routing() + "\n").getBytes(UTF_8));
                digest.update(documents.record());
            }
            var parts = new TreeMap<String, IndexDigest>();
            counts.forEach((index, count) -> parts.put(
                    index,
                    new IndexDigest(
                            count,
                            bytes.get(index),
                            HexFormat.of().formatHex(digests.get(index).digest()))));
            return new DumpFile(path, size, changed, parts, List.copyOf(documents.answers()));
        }
    }
}
