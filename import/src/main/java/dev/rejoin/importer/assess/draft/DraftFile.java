package dev.rejoin.importer.assess.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The lines of a drafted YAML file; those that need a person are marked and remembered. */
public final class DraftFile {
    static final String MARK = "# DECIDE: ";
    /** The language's schema, which stands beside the files, so that editors help with them. */
    static final String SCHEMA = "mapping.schema.json";

    private static final Set<String> NOT_PLAIN = Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");
    private static final int LONGEST_QUESTION = 300;

    private final String name;
    private final List<String> lines = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();

    /** Something that a person has to decide, and where it is marked. */
    public record Decision(String file, int line, String question) {}

    DraftFile(String name) {
        this.name = name;
        line("# yaml-language-server: $schema=" + SCHEMA);
    }

    String name() {
        return name;
    }

    List<Decision> decisions() {
        return decisions;
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    void line(String text) {
        lines.add(text);
    }

    /** A line that stands as it is unless a person changes it. */
    void decide(String text, String question) {
        var asked = comment(question);
        lines.add(text + "   " + MARK + asked);
        decisions.add(new Decision(name, lines.size(), asked));
    }

    /** A question where a line is missing. */
    void ask(String indent, String question) {
        var asked = comment(question);
        lines.add(indent + MARK + asked);
        decisions.add(new Decision(name, lines.size(), asked));
    }

    /** Either, depending on whether there is anything to ask. */
    void line(String text, String question) {
        if (question.isEmpty()) {
            line(text);
        } else {
            decide(text, question);
        }
    }

    private static String comment(String text) {
        var plain = text.codePoints()
                .map(c -> isPrintable(c) ? c : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return plain.length() > LONGEST_QUESTION ? plain.substring(0, LONGEST_QUESTION) + "…" : plain;
    }

    /** A scalar as YAML reads it back, plain where that is safe. */
    static String scalar(String value) {
        return value.matches("[A-Za-z_][A-Za-z0-9_.-]*")
                        && !NOT_PLAIN.contains(value.toLowerCase(java.util.Locale.ROOT))
                ? value
                : quoted(value);
    }

    private static String quoted(String value) {
        var text = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                default -> {
                    if (isPrintable(c)) {
                        text.appendCodePoint(c);
                    } else {
                        text.append("\\u%04x".formatted(c));
                    }
                }
            }
        });
        return text.append('"').toString();
    }

    /** What YAML 1.1 allows as it is; lone surrogates are no text at all. */
    private static boolean isPrintable(int c) {
        return c >= 0x20 && c < 0x7f || c >= 0xa0 && c < 0xd800 || c >= 0xe000 && c < 0xfffe || c > 0xffff;
    }

    /** Names one after the other, as a question shows them. */
    static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
