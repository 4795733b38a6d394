package dev.rejoin.api.query;

import dev.rejoin.api.resource.ScalarType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Builds one line of CSV after the other. */
final class CsvLine {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final StringBuilder line = new StringBuilder();
    private boolean started;

    void add(ScalarType type, @Nullable Object value) {
        if (value == null) {
            add("");
            return;
        }
        var text = type.print(value);
        var harmless = type != ScalarType.TEXT || text.isEmpty() || FORMULA_STARTS.indexOf(text.charAt(0)) < 0;
        // The apostrophe is how spreadsheets mark text; without it they would run what a member wrote.
        add(harmless ? text : "'" + text);
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
