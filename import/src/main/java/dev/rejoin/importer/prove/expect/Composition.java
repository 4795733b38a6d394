package dev.rejoin.importer.prove.expect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a value is made of, where PostgreSQL alone reads it: which texts mean one thing is a matter of each part. */
public sealed interface Composition {

    /** Whether a text that PostgreSQL takes says all that it would read out of it. */
    boolean isMeant(String text);

    /** Whether fields are among the parts. */
    boolean hasFields();

    /** A value without parts, of a type below domains. */
    record Single(String type) implements Composition {
        @Override
        public boolean isMeant(String text) {
            var meaning = ColumnType.meaningWithin(type);
            return meaning.isEmpty()
                    || Pattern.compile("\\s*(" + meaning + ")\\s*")
                            .matcher(text.toLowerCase(Locale.ROOT))
                            .matches();
        }

        @Override
        public boolean hasFields() {
            return false;
        }
    }

    /** One range, or several. */
    record Ranges(Composition bound) implements Composition {
        @Override
        public boolean isMeant(String text) {
            for (var token : text.split("[\\]\\[(){},\"]+")) {
                if (!token.isBlank() && !token.strip().equalsIgnoreCase("empty") && !bound.isMeant(token)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean hasFields() {
            return false;
        }
    }

    /** An array of however many dimensions. */
    record Elements(Composition element) implements Composition {
        @Override
        public boolean isMeant(String text) {
            return parts(text.substring(Math.max(0, text.indexOf('{'))), true).stream()
                    .allMatch(part -> part == null || element.isMeant(part));
        }

        @Override
        public boolean hasFields() {
            return element.hasFields();
        }
    }

    /** A value of a composite type. */
    record Fields(List<Composition> fields) implements Composition {
        @Override
        public boolean isMeant(String text) {
            var parts = parts(text.strip(), false);
            for (int i = 0; i < parts.size() && i < fields.size(); i++) {
                var part = parts.get(i);
                if (part != null && !fields.get(i).isMeant(part)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean hasFields() {
            return true;
        }
    }

    /** What stands between the commas of an array, of which only the innermost braces count, or of a composite value. */
    private static List<@Nullable String> parts(String text, boolean array) {
        var parts = new ArrayList<@Nullable String>();
        var part = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        for (int i = array ? 0 : 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                part.append(text.charAt(++i));
                wasQuoted = true;
            } else if (c == '"') {
                if (quoted && !array && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    part.append(text.charAt(++i));
                } else {
                    quoted = !quoted;
                    wasQuoted = true;
                }
            } else if (quoted) {
                part.append(c);
            } else if (c == ',' || c == (array ? '}' : ')')) {
                if (array) {
                    addElement(parts, part, wasQuoted);
                } else {
                    parts.add(part.isEmpty() && !wasQuoted ? null : part.toString());
                }
                part.setLength(0);
                wasQuoted = false;
            } else if (!array || c != '{') {
                part.append(c);
            }
        }
        return parts;
    }

    private static void addElement(List<@Nullable String> parts, StringBuilder part, boolean wasQuoted) {
        var text = wasQuoted ? part.toString() : part.toString().strip();
        if (wasQuoted || !text.isEmpty() && !text.equalsIgnoreCase("null")) {
            parts.add(text);
        }
    }
}
