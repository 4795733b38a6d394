package dev.rejoin.importer.report;

import java.util.regex.Pattern;

/**
 * Texts that a spreadsheet would take for a formula begin with an apostrophe instead (OWASP, "CSV Injection"). Numbers may
 * begin with a minus; nothing else may begin like a formula, not even in full width.
 */
public final class SpreadsheetText {
    private static final String SIGNS = "-=+@\u2212\uFF0D\uFF1D\uFF0B\uFF20";
    private static final String NUMBER = "^-?[0-9]+([.][0-9]+)?$";
    private static final Pattern FORMULA = Pattern.compile("^[\\p{IsWhite_Space}]*[%s]|^[\\t\\r\\n]".formatted(SIGNS));
    private static final Pattern PLAIN_NUMBER = Pattern.compile(NUMBER);

    private SpreadsheetText() {}

    /** The text of a cell. */
    public static String of(String text) {
        return FORMULA.matcher(text).find() && !PLAIN_NUMBER.matcher(text).find() ? "'" + text : text;
    }

    /** The SQL that gives the same of a column. */
    static String sql(String column) {
        return """
                case when %1$s::text ~ '^[[:space:]]*[%2$s]|^[\\t\\r\\n]'
                     and %1$s::text !~ '%3$s'
                then '''' || %1$s::text else %1$s::text end""".formatted(column, SIGNS, NUMBER);
    }
}
