package dev.rejoin.importer.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a dump file holds.
 *
 * @param parts by index: how many documents, and the size and a digest of their lines
 */
record DumpFile(Path path, long size, FileTime changed, Map<String, Part> parts) {

    record Part(long count, long bytes, String digest) {}

    static DumpFile scan(Path path) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new DumpFile(path, attributes.size(), attributes.lastModifiedTime(), count(path));
        } catch (IOException e) {
            throw new SourceRefusedException("The dump file %s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }

    /** Itself, or scanned again where the file has changed since. */
    DumpFile current() {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.size() == size && attributes.lastModifiedTime().equals(changed) ? this : scan(path);
        } catch (IOException e) {
            throw new SourceIncompleteException("The dump file %s is gone.".formatted(path), e);
        }
    }

    /** The index of lines that name none: the file's name without its endings. */
    static String indexOf(Path path) {
        return path.getFileName().toString().replaceFirst("\\.(ndjson|jsonl|json)(\\.gz|\\.zst)?$", "");
    }

    private static Map<String, Part> count(Path path) {
        var counts = new TreeMap<String, Long>();
        var bytes = new TreeMap<String, Long>();
        var digests = new TreeMap<String, MessageDigest>();
        try (var lines = DumpLines.of(path)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                if (!DumpLine.isBlank(line)) {
                    var index = lines.document(line).index();
                    counts.merge(index, 1L, Long::sum);
                    bytes.merge(index, (long) line.length, Long::sum);
                    digests.computeIfAbsent(index, name -> sha256()).update(line);
                }
            }
        }
        var parts = new TreeMap<String, Part>();
        counts.forEach((index, count) -> parts.put(
                index,
                new Part(
                        count,
                        bytes.get(index),
                        HexFormat.of().formatHex(digests.get(index).digest()))));
        return parts;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
