package dev.rejoin.api;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whether bytes are text in UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing beyond U+10FFFF. Readers of
 * JSON guess at UTF-16 and UTF-32, skip a byte order mark and take overlong forms; what stands between here and the client
 * may read the same bytes otherwise.
 */
public final class Utf8 {
    private static final int PIECE = 8192;

    private Utf8() {}

    /** Why bytes are not taken for the text of a JSON document, as a sentence; empty if they are. */
    public static Optional<String> wrong(byte[] text) {
        if (text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF) {
            return Optional.of("The body begins with a byte order mark; send UTF-8 without one.");
        }
        for (var b : text) {
            if (b == 0) {
                return Optional.of("The body has NUL bytes, as UTF-16 and UTF-32 do; send UTF-8.");
            }
        }
        return isWhole(text) ? Optional.empty() : Optional.of("The body is not UTF-8.");
    }

    /** Decodes piece by piece: a body of many megabytes need not be there a second time. */
    private static boolean isWhole(byte[] text) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var bytes = ByteBuffer.wrap(text);
        var piece = CharBuffer.allocate(PIECE);
        var result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            result = decoder.decode(bytes, piece.clear(), true);
        }
        return !result.isError();
    }
}
