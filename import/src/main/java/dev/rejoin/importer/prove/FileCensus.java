package dev.rejoin.importer.prove;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * How many documents a dump file holds, counted without the reader: unpacked by {@link UnpackedFile}, and told by the
 * braces and names in it. What the reader overlooks, because it takes something for the end of a file or for no document,
 * is missing there and not here.
 */
final class FileCensus {

    private static final Set<String> ACTIONS = Set.of("index", "create", "update", "delete");
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_NAME = 16;

    /** What a bracket that is open is a part of. */
    private enum OpenBracket {
        LIST,
        VALUE,
        HITS,
        HITS_LIST,
        HIT,
        INSIDE
    }

    private final Deque<OpenBracket> open = new ArrayDeque<>();
    private final byte[] text = new byte[LONGEST_NAME];
    private int textLength;
    private boolean inText;
    private boolean escaped;
    private String name = "";
    private boolean named;
    private boolean first = true;
    private boolean bulk;
    private long values;
    private long documents;

    private FileCensus() {}

    /**
     * Counts the documents of a file.
     *
     * @throws IOException when it is damaged, or ends before its last document does
     */
    static long of(Path file) throws IOException {
        var census = new FileCensus();
        try (var bytes = UnpackedFile.open(file)) {
            census.take(bytes);
        }
        if (census.inText || !census.open.isEmpty() || census.bulk && census.values % 2 != 0) {
            throw new EOFException("it ends before its last document does");
        }
        return census.bulk ? census.values / 2 : census.documents;
    }

    private void take(InputStream bytes) throws IOException {
        var buffer = new byte[BUFFER];
        for (int count = bytes.read(buffer); count > 0; count = bytes.read(buffer)) {
            for (int i = 0; i < count; i++) {
                if (inText) {
                    inText(buffer[i]);
                } else {
                    outside(buffer[i]);
                }
            }
        }
    }

    private void inText(byte b) {
        if (escaped) {
            escaped = false;
            keep(b);
        } else if (b == '\\') {
            escaped = true;
            keep(b);
        } else if (b == '"') {
            inText = false;
        } else {
            keep(b);
        }
    }

    private void keep(byte b) {
        if (textLength < LONGEST_NAME) {
            text[textLength] = b;
        }
        textLength++;
    }

    private void outside(byte b) {
        switch (b) {
            case '"' -> {
                inText = true;
                textLength = 0;
            }
            case ':' -> {
                name = textLength > LONGEST_NAME ? "" : new String(text, 0, textLength, StandardCharsets.ISO_8859_1);
                named = true;
            }
            case ',' -> named = false;
            case '{', '[' -> {
                open.push(place(b == '['));
                named = false;
            }
            case '}', ']' -> close();
            default -> {}
        }
    }

    private OpenBracket place(boolean list) {
        var around = open.peek();
        if (around == null || around == OpenBracket.LIST) {
            return list && around == null ? OpenBracket.LIST : value();
        }
        return switch (around) {
            case VALUE -> {
                if (named && name.equals("_source") && !list) {
                    documents++;
                }
                if (first && ACTIONS.contains(name)) {
                    bulk = true;
                }
                first = false;
                yield !list && name.equals("hits") ? OpenBracket.HITS : OpenBracket.INSIDE;
            }
            case HITS -> list && name.equals("hits") ? OpenBracket.HITS_LIST : OpenBracket.INSIDE;
            case HITS_LIST -> list ? OpenBracket.INSIDE : OpenBracket.HIT;
            case HIT -> {
                if (named && name.equals("_source") && !list) {
                    documents++;
                }
                yield OpenBracket.INSIDE;
            }
            case LIST, INSIDE -> OpenBracket.INSIDE;
        };
    }

    private OpenBracket value() {
        values++;
        return OpenBracket.VALUE;
    }

    private void close() {
        if (!open.isEmpty()) {
            open.pop();
        }
        named = false;
    }
}
