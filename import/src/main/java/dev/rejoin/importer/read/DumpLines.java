package dev.rejoin.importer.read;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a dump file, plain or compressed, as bytes and by number from 1. */
final class DumpLines implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final InputStream stream;
    private final String indexOfFile;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long number;
    private boolean terminated = true;

    private DumpLines(Path file, InputStream stream) {
        this.file = file;
        this.stream = stream;
        this.indexOfFile = DumpFile.indexOf(file);
    }

    static DumpLines of(Path file) {
        try {
            var raw = Files.newInputStream(file);
            return new DumpLines(file, decompressed(file, raw));
        } catch (EOFException e) {
            throw cutShort(file, 0, e);
        } catch (IOException e) {
            throw new SourceRefusedException("The dump file %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static InputStream decompressed(Path file, InputStream raw) throws IOException {
        var name = file.getFileName().toString();
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(raw, BUFFER);
        }
        return name.endsWith(".zst") ? new ZstdInputStream(new BufferedInputStream(raw, BUFFER)) : raw;
    }

    /** The number of the line that {@link #next} gave last. */
    long number() {
        return number;
    }

    /** The next line without its end, null after the last one. */
    byte @Nullable [] next() {
        var line = new ByteArrayOutputStream(0);
        try {
            boolean some = false;
            while (true) {
                if (from == to) {
                    to = Math.max(0, stream.read(buffer, 0, BUFFER));
                    from = 0;
                    if (to == 0) {
                        if (!some) {
                            return null;
                        }
                        number++;
                        terminated = false;
                        return trimmed(line.toByteArray());
                    }
                }
                some = true;
                int end = from;
                while (end < to && buffer[end] != '\n') {
                    end++;
                }
                line.write(buffer, from, end - from);
                boolean complete = end < to;
                from = complete ? end + 1 : end;
                if (complete) {
                    number++;
                    return trimmed(line.toByteArray());
                }
            }
        } catch (IOException e) {
            throw cutShort(file, number, e);
        }
    }

    /**
     * The document that the line given last holds.
     *
     * @throws SourceIncompleteException when the file ends in the middle of the line
     * @throws SourceRefusedException when the line is no document
     */
    SourceDocument document(byte[] line) {
        try {
            return DumpLine.parse(line, indexOfFile);
        } catch (DumpLine.BadLineException e) {
            if (terminated) {
                throw new SourceRefusedException("%s, line %d: %s.".formatted(file, number, e.getMessage()), e);
            }
            throw cutShort(file, number - 1, new EOFException("its last line has no end"));
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new SourceRefusedException("The dump file %s cannot be closed.".formatted(file), e);
        }
    }

    private static byte[] trimmed(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r' ? java.util.Arrays.copyOf(line, line.length - 1) : line;
    }

    private static SourceIncompleteException cutShort(Path file, long line, IOException e) {
        return new SourceIncompleteException(
                "The dump file %s is cut short or damaged after line %d (%s): copy it again."
                        .formatted(file, line, e.getMessage()),
                e);
    }
}
