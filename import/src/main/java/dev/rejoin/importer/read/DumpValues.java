package dev.rejoin.importer.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The JSON values of a dump file, one after the other as their own bytes, however they are written: one a line, over
 * several lines, in an array, or as the hits of a search answer. It counts braces and quotes and nothing else, so that a
 * value may hold bytes that are no text.
 */
final class DumpValues implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int END = -1;

    private final Path file;
    private final InputStream stream;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long line = 1;
    private long lineOfValue;
    private boolean inArray;
    private boolean inHits;
    private final Bytes value = new Bytes();
    private final Bytes answer = new Bytes();
    private byte @Nullable [] answerEnded;

    private DumpValues(Path file, InputStream stream) {
        this.file = file;
        this.stream = stream;
    }

    /**
     * Opens a file.
     *
     * @throws SourceRefusedException when it cannot be read, or is not written in UTF-8
     * @throws SourceIncompleteException when it is damaged
     */
    static DumpValues of(Path file, LongConsumer read) {
        try {
            var values = new DumpValues(file, Unpacking.open(file, read));
            try {
                values.refuseOtherEncodings();
                return values;
            } catch (RuntimeException e) {
                values.close();
                throw e;
            }
        } catch (java.nio.file.FileSystemException e) {
            throw new SourceRefusedException("The dump file %s cannot be read: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw cutShort(file, 0, e);
        }
    }

    /** The line, from 1, on which the value that was given last begins. */
    long line() {
        return lineOfValue;
    }

    /** Whether the value that was given last is a hit of a search answer. */
    boolean isHit() {
        return inHits;
    }

    /** The search answer that has come to its end since this was asked last, without its hits. */
    Optional<byte[]> answer() {
        var ended = Optional.ofNullable(answerEnded);
        answerEnded = null;
        return ended;
    }

    /** The next value, null after the last one; an array of values and a search answer are taken apart. */
    byte @Nullable [] next() {
        return next(false);
    }

    /** The next value as it stands. */
    byte @Nullable [] nextWhole() {
        return next(true);
    }

    private byte @Nullable [] next(boolean whole) {
        try {
            while (true) {
                int c = skipSpace();
                lineOfValue = line;
                if (c == END) {
                    if (inArray || inHits) {
                        throw new EOFException("its last array has no end");
                    }
                    return null;
                } else if (c == 0) {
                    throw new IOException("zero bytes stand where a document is expected");
                } else if (inHits && c == ']') {
                    inHits = false;
                    copy(answer, 2);
                    answerEnded = answer.toArray();
                } else if ((inHits || inArray) && c == ',') {
                    from++;
                } else if (inArray && !inHits && c == ']') {
                    from++;
                    inArray = false;
                } else if (c == '[' && !inArray && !inHits && !whole) {
                    from++;
                    inArray = true;
                } else if (c == '{') {
                    var found = object(whole || inHits);
                    if (found != null) {
                        return found;
                    }
                } else {
                    return scalar();
                }
            }
        } catch (IOException e) {
            throw cutShort(file, Math.max(0, lineOfValue - 1), e);
        }
    }

    /** An object's bytes; null where it turned out to be a search answer, whose hits come next. */
    private byte @Nullable [] object(boolean whole) throws IOException {
        value.clear();
        if (whole) {
            copy(value, 0);
        } else if (copyUpToHits()) {
            inHits = true;
            answer.clear();
            answer.append(value.array(), 0, value.size());
            return null;
        }
        return value.toArray();
    }

    /** Copies an object, but stops before its array {@code hits.hits}: then the answer is true. */
    private boolean copyUpToHits() throws IOException {
        int depth = 0;
        int nameFrom = 0;
        boolean hits = false;
        boolean hitsOfHits = false;
        while (true) {
            int c = read();
            value.append(c);
            switch (c) {
                case '"' -> {
                    nameFrom = value.size();
                    copyText(value);
                }
                case ':' -> {
                    if (depth == 1) {
                        hits = value.endsWithName(nameFrom);
                    } else if (depth == 2) {
                        hitsOfHits = hits && value.endsWithName(nameFrom);
                    }
                }
                case '{' -> {
                    depth++;
                    hitsOfHits = false;
                }
                case '[' -> {
                    if (depth == 2 && hitsOfHits) {
                        return true;
                    }
                    depth++;
                    hitsOfHits = false;
                }
                case '}', ']' -> {
                    if (--depth == 0) {
                        return false;
                    }
                }
                default -> {}
            }
        }
    }

    /** Copies from a bracket up to the one that closes it, or the rest of what has been opened already. */
    private void copy(Bytes into, int opened) throws IOException {
        int depth = opened + (opened == 0 ? 0 : 1);
        do {
            int c = read();
            into.append(c);
            switch (c) {
                case '"' -> copyText(into);
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
        } while (depth > 0);
    }

    /** The rest of a text after its opening quote. */
    private void copyText(Bytes into) throws IOException {
        while (true) {
            int start = from;
            while (from < to && buffer[from] != '"' && buffer[from] != '\\' && buffer[from] != '\n') {
                from++;
            }
            into.append(buffer, start, from - start);
            if (from == to) {
                if (!fill()) {
                    throw new EOFException("its last text has no end");
                }
                continue;
            }
            int c = read();
            into.append(c);
            if (c == '"') {
                return;
            } else if (c == '\\') {
                into.append(read());
            }
        }
    }

    private byte[] scalar() throws IOException {
        value.clear();
        while (from < to || fill()) {
            int c = buffer[from];
            if (value.size() > 0
                    && (c == ',' || c == ']' || c == '}' || c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
                break;
            }
            value.append(c);
            from++;
            if (c == '"') {
                copyText(value);
                break;
            }
        }
        return value.toArray();
    }

    /** Goes to the next byte that is neither white space nor a byte order mark, and tells it. */
    private int skipSpace() throws IOException {
        while (from < to || fill()) {
            int c = buffer[from] & 0xff;
            switch (c) {
                case '\n' -> line++;
                case ' ', '\t', '\r' -> {}
                case 0xef, 0xbb, 0xbf -> {} // UTF-8's byte order mark, which files that were joined have in the middle
                default -> {
                    return c;
                }
            }
            from++;
        }
        return END;
    }

    private int read() throws IOException {
        if (from == to && !fill()) {
            throw new EOFException("its last document has no end");
        }
        int c = buffer[from++];
        if (c == '\n') {
            line++;
        }
        return c;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, stream.read(buffer, 0, BUFFER));
        return to > 0;
    }

    /** JSON begins with a character of ASCII: a zero byte beside it belongs to a wider encoding. */
    private void refuseOtherEncodings() {
        try {
            fill();
        } catch (IOException e) {
            throw cutShort(file, 0, e);
        }
        if (isOfWiderCharacters()) {
            throw new SourceRefusedException(
                    ("The dump file %s is written in UTF-16 or UTF-32, not in UTF-8. Write it anew,"
                                    + " for example with: iconv -f UTF-16 -t UTF-8; or better dump again: a shell that"
                                    + " redirects output in UTF-16 may have changed letters before.")
                            .formatted(file));
        }
    }

    private boolean isOfWiderCharacters() {
        if (to < 2) {
            return false;
        }
        int first = buffer[0] & 0xff;
        int second = buffer[1] & 0xff;
        boolean marked = first == 0xff && second == 0xfe || first == 0xfe && second == 0xff;
        boolean ofFour = to >= 4 && first == 0 && second == 0 && (buffer[2] != 0 || buffer[3] != 0);
        return marked || ofFour || first == 0 != (second == 0);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new SourceRefusedException("The dump file %s cannot be closed.".formatted(file), e);
        }
    }

    private static SourceIncompleteException cutShort(Path file, long line, IOException e) {
        return new SourceIncompleteException(
                "The dump file %s is cut short or damaged after line %d (%s): copy it again."
                        .formatted(file, line, e.getMessage()),
                e);
    }

    /** Bytes that grow. */
    private static final class Bytes {
        private static final byte[] HITS = {'h', 'i', 't', 's', '"'};

        private byte[] bytes = new byte[BUFFER];
        private int size;

        void clear() {
            size = 0;
        }

        int size() {
            return size;
        }

        byte[] array() {
            return bytes;
        }

        void append(int b) {
            ensure(1);
            bytes[size++] = (byte) b;
        }

        void append(byte[] more, int offset, int count) {
            ensure(count);
            System.arraycopy(more, offset, bytes, size, count);
            size += count;
        }

        /** Whether the text that begins there, the last one copied, is {@code hits}. */
        boolean endsWithName(int start) {
            return start + HITS.length <= size
                    && Arrays.equals(bytes, start, start + HITS.length, HITS, 0, HITS.length);
        }

        byte[] toArray() {
            return Arrays.copyOf(bytes, size);
        }

        private void ensure(int more) {
            if (size + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
            }
        }
    }
}
