package dev.rejoin.importer.command;

import dev.rejoin.importer.read.DocumentLine;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.RefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The documents of a file that a person hands in, a line each; read one after the other, and once. */
final class CorrectedFile implements Iterable<SourceDocument>, AutoCloseable {
    private final Path file;
    private final BufferedReader reader;

    private CorrectedFile(Path file, BufferedReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /** @throws RefusedException which says why it cannot be read */
    static CorrectedFile open(Path file) {
        try {
            return new CorrectedFile(file, Files.newBufferedReader(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Whatever is wrong with a line is said when it is reached. */
    @Override
    public Iterator<SourceDocument> iterator() {
        return new Lines();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static RefusedException unreadable(Path file, IOException e) {
        return new RefusedException("The file %s cannot be read: %s."
                .formatted(
                        file,
                        switch (e) {
                            case CharacterCodingException _ -> "it is not written in UTF-8";
                            case NoSuchFileException _ -> "it does not exist";
                            default -> Files.isDirectory(file) ? "it is a folder" : String.valueOf(e.getMessage());
                        }));
    }

    private final class Lines implements Iterator<SourceDocument> {
        private final Map<List<@Nullable String>, Integer> lineOf = new HashMap<>();
        private int number;
        private @Nullable SourceDocument next;

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = read();
            }
            return next != null;
        }

        @Override
        public SourceDocument next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var given = next;
            next = null;
            return given;
        }

        private @Nullable SourceDocument read() {
            try {
                for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                    number++;
                    if (!line.isBlank()) {
                        return document(line);
                    }
                }
            } catch (IOException e) {
                throw unreadable(file, e);
            }
            if (lineOf.isEmpty()) {
                throw new RefusedException("The file " + file + " holds no documents.");
            }
            return null;
        }

        private SourceDocument document(String line) {
            var given = DocumentLine.parse(line.getBytes(StandardCharsets.UTF_8))
                    .orElseThrow(() -> new RefusedException(
                            "Line %d is not a document as exported: {\"_index\", \"_id\", \"_source\"}."
                                    .formatted(number)));
            var before = lineOf.putIfAbsent(Arrays.asList(given.index(), given.id(), given.routing()), number);
            if (before != null) {
                throw new RefusedException(
                        "Lines %d and %d are both %s/%s: leave only the one in the file that is meant."
                                .formatted(before, number, given.index(), given.id()));
            }
            return given;
        }
    }
}
