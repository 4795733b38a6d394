package dev.rejoin.importer.prove.expect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An e-mail address as documents write it. */
final class WrittenEmail {

    private WrittenEmail() {}

    /** The address without what cannot be seen at its ends, in small letters; null where the text is none. */
    static @Nullable String read(String written) {
        var text = bare(written).toLowerCase(Locale.ROOT);
        int at = text.indexOf('@');
        int dot = text.lastIndexOf('.');
        boolean looksRight = at > 0
                && text.indexOf('@', at + 1) < 0
                && dot > at + 1
                && dot < text.length() - 1
                && (isQuoted(text, at)
                        || text.lastIndexOf(':', at) < 0
                                && text.substring(0, at).codePoints().noneMatch(WrittenEmail::isNoPartOfAnAddress))
                && text.substring(at).codePoints().noneMatch(WrittenEmail::isNoPartOfAnAddress);
        return looksRight ? text : null;
    }

    /** Whether what stands before the @ stands in quotes: then it may hold blanks and the signs that tell addresses apart. */
    private static boolean isQuoted(String text, int at) {
        return at > 2
                && text.startsWith("\"")
                && text.charAt(at - 1) == '"'
                && text.substring(1, at - 1)
                        .codePoints()
                        .allMatch(c -> c == ' ' || c != '"' && c != '\\' && isSeen(Character.getType(c)));
    }

    private static boolean isSeen(int kind) {
        return switch (kind) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static boolean isNoPartOfAnAddress(int c) {
        return c >= '\t' && c <= '\r'
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT
                || ";,<>()".indexOf(c) >= 0;
    }

    /** Without white space and signs that cannot be seen at its ends. */
    private static String bare(String text) {
        var signs = text.codePoints().toArray();
        int from = 0;
        int to = signs.length;
        while (from < to && isUnseen(signs[from])) {
            from++;
        }
        while (to > from && isUnseen(signs[to - 1])) {
            to--;
        }
        return new String(signs, from, to - from);
    }

    private static boolean isUnseen(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }
}
