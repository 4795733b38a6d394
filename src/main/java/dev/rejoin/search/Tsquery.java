package dev.rejoin.search;

import java.util.Collection;
import java.util.stream.Collectors;

/** Writes tsqueries of lexemes that are known already, as PostgreSQL reads them. */
final class Tsquery {
    private Tsquery() {}

    static String anyOf(Collection<String> lexemes) {
        return lexemes.stream().map(Tsquery::quoted).collect(Collectors.joining(" | "));
    }

    private static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
