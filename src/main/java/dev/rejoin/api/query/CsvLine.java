package dev.rejoin.api.query;

import dev.rejoin.api.resource.ScalarType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds one line of CSV after the other. */
final class CsvLine {
    /** Before UTF-8, without which some spreadsheets take the bytes for those of an older charset. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    // What spreadsheets take for the beginning of a formula, its full-width forms included.
    private static final Pattern FORMULA =
            Pattern.compile("^[\\s\u00a0]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|^[\\t\\r\\n]");
    // As a telephone number is written: nothing that could be computed.
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9][0-9 .\u00a0\u202f]*|\\+[0-9 .()\u00a0\u202f]+");

    private final StringBuilder line = new StringBuilder();
    private boolean started;

    void add(ScalarType type, @Nullable Object value) {
        if (value == null) {
            add("");
            return;
        }
        var text = type.print(value);
        var harmless = type != ScalarType.TEXT
                || !FORMULA.matcher(text).find()
                || NUMBER.matcher(text).matches();
        // The apostrophe is how spreadsheets mark text; without it they would run what a member wrote.
        add(harmless ? text : "'" + text);
    }

    /** What stands before the first line. */
    void begin() {
        line.append(BYTE_ORDER_MARK);
    }

    void add(String text) {
        if (started) {
            line.append(',');
        }
        started = true;
        if (text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
            line.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            line.append(text);
        }
    }

    void end(OutputStream out) throws IOException {
        line.append("\r\n");
        out.write(line.toString().getBytes(StandardCharsets.UTF_8));
        line.setLength(0);
        started = false;
    }
}
