package dev.rejoin.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Writes a document as a person would write it: what fits on a line stands on one line. The writers of libraries choose
 * one style for all, and the contract was twice as long by that.
 */
public final class DenseYaml {
    private static final int WIDTH = 120;
    /** Longer than these, a map's values are told apart more easily on a line of their own. */
    private static final int SHORT = 60;

    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}\\d_/($.+-](?:[^:#\\n\\t\"\\p{Cntrl}]|:(?=[^ \\n])|(?<=[^ ])#)*");
    private static final Pattern FLOW_SPECIAL = Pattern.compile("[,?\\[\\]{}]|:$");
    private static final Pattern WORDS = Pattern.compile("\\S+(?: \\S+)+");
    private static final Pattern PARAGRAPHS = Pattern.compile("\\S[^\\p{Cntrl}]*(?:\\n+\\S[^\\p{Cntrl}]*)+");
    /** What readers take for the end of a line, or cannot see. */
    private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\uFEFF&&[^\\n]]");

    private static final Resolver RESOLVER = new Resolver();

    private final StringBuilder text = new StringBuilder();

    private DenseYaml() {}

    /** The text of a document, which ends with the end of a line. */
    public static String of(JsonNode document) {
        var yaml = new DenseYaml();
        yaml.block(document, 0);
        return yaml.text.toString();
    }

    private void block(JsonNode node, int indent) {
        if (node.isObject()) {
            node.properties().forEach(entry -> entry(scalar(entry.getKey(), false) + ":", entry.getValue(), indent));
        } else {
            node.forEach(element -> element(element, indent));
        }
    }

    private void element(JsonNode element, int indent) {
        if (!element.isObject() || fits(indent + 2, flow(element)) || fillable(element, indent)) {
            entry("-", element, indent);
            return;
        }
        var from = text.length();
        block(element, indent + 2);
        text.setCharAt(from + indent, '-');
    }

    private void entry(String head, JsonNode value, int indent) {
        var pad = " ".repeat(indent);
        var from = indent + head.length() + 1;
        if (value.isTextual()) {
            text.append(pad).append(head).append(' ');
            text(value.textValue(), indent, from);
            return;
        }
        var flow = flow(value);
        if (!value.isContainerNode() || value.isEmpty() || fits(from, flow)) {
            line(pad + head + " " + flow);
        } else if (fillable(value, indent)) {
            var object = value.isObject();
            var open = object ? "{" : "[";
            if (head.equals("-")) {
                filled(pad + "- " + open, groups(value), pad + "  ", object ? "}" : "]");
            } else {
                line(pad + head + " " + open);
                filled(pad + "  ", groups(value), pad + "  ", object ? "}" : "]");
            }
        } else {
            line(pad + head);
            // The dashes of a list stand below the name that it has.
            block(value, value.isArray() && !head.equals("-") ? indent : indent + 2);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static boolean fits(int from, String flow) {
        return from + flow.length() <= WIDTH;
    }

    /** What is a list of short things is read in lines that are filled; one of them may take a line alone. */
    private static boolean fillable(JsonNode value, int indent) {
        if (value.isObject()) {
            var longer = value.properties().stream()
                    .filter(entry -> flow(entry.getValue()).length() > SHORT)
                    .toList();
            return value.size() > 2
                    && longer.size() < 2
                    && longer.stream().allMatch(entry -> fits(indent + 3, pair(entry)));
        }
        for (var element : value) {
            if (element.isContainerNode() && !(element.size() == 1 && element.has("$ref"))) {
                return false;
            }
        }
        return true;
    }

    /** What belongs together begins on a line of its own: a field's name, and the lookups that begin with it. */
    private static List<List<String>> groups(JsonNode value) {
        var groups = new ArrayList<List<String>>();
        if (!value.isObject()) {
            var all = new ArrayList<String>();
            value.forEach(element -> all.add(flow(element)));
            groups.add(all);
            return groups;
        }
        var field = "";
        var open = false;
        for (var entry : value.properties()) {
            var name = entry.getKey();
            var continues = !field.isEmpty() && name.startsWith(field + "__");
            if (groups.isEmpty() || (!continues && open)) {
                groups.add(new ArrayList<>());
                open = false;
            }
            groups.getLast().add(pair(entry));
            if (continues) {
                open = true;
            } else {
                field = name;
            }
        }
        return groups;
    }

    private void filled(String first, List<List<String>> groups, String pad, String end) {
        for (int i = 0; i < groups.size(); i++) {
            var line = new StringBuilder(i == 0 ? first : pad);
            int empty = line.length();
            var group = groups.get(i);
            for (int j = 0; j < group.size(); j++) {
                var last = i == groups.size() - 1 && j == group.size() - 1;
                var part = group.get(j) + (last ? end : ",");
                if (line.length() > empty && line.length() + 1 + part.length() > WIDTH) {
                    line(line.toString());
                    line.setLength(0);
                    line.append(pad);
                    empty = pad.length();
                }
                line.append(line.length() > empty ? " " : "").append(part);
            }
            line(line.toString());
        }
    }

    private static String flow(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream().map(DenseYaml::pair).collect(Collectors.joining(", ", "{", "}"));
        }
        if (node.isArray()) {
            var elements = new ArrayList<String>();
            node.forEach(element -> elements.add(flow(element)));
            return "[" + String.join(", ", elements) + "]";
        }
        return node.isTextual() ? scalar(node.textValue(), true) : node.toString();
    }

    private static String pair(Map.Entry<String, JsonNode> entry) {
        return scalar(entry.getKey(), true) + ": " + flow(entry.getValue());
    }

    /** Text that is a line, several lines, or so long that it is folded. */
    private void text(String value, int indent, int from) {
        var pad = " ".repeat(indent + 2);
        var scalar = scalar(value, false);
        if (PARAGRAPHS.matcher(value).matches() && !UNREADABLE.matcher(value).find()) {
            line("|-");
            for (var line : value.split("\n")) {
                line(line.isEmpty() ? "" : pad + line);
            }
        } else if (fits(from, scalar)
                || scalar.startsWith("\"")
                || !WORDS.matcher(value).matches()) {
            line(scalar);
        } else {
            line(">-");
            var line = new StringBuilder(pad);
            for (var word : value.split(" ")) {
                if (line.length() > pad.length() && line.length() + 1 + word.length() > WIDTH) {
                    line(line.toString());
                    line.setLength(pad.length());
                }
                line.append(line.length() > pad.length() ? " " : "").append(word);
            }
            line(line.toString());
        }
    }

    /** Plain where that is what it says, else in quotes. */
    private static String scalar(String value, boolean flow) {
        if (UNREADABLE.matcher(value).find() || value.contains("\n")) {
            return quoted(value);
        }
        if (PLAIN.matcher(value).matches()
                && !value.endsWith(" ")
                && !value.equals("-")
                && !value.startsWith("- ")
                && !(flow && FLOW_SPECIAL.matcher(value).find())
                && RESOLVER.resolve(NodeId.scalar, value, true).equals(Tag.STR)) {
            return value;
        }
        return "'" + value.replace("'", "''") + "'";
    }

    /** In double quotes, which in YAML know all that they know in JSON. */
    private static String quoted(String value) {
        try {
            return Contract.JSON
                    .writer()
                    .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text is always JSON", e);
        }
    }
}
