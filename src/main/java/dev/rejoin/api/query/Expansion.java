package dev.rejoin.api.query;

import dev.rejoin.api.Text;
import dev.rejoin.api.resource.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the parameter {@code expand} asks for, by common beginnings, so that each relation is read once:
 * {@code organization,meetings(sort:-month,limit:5).venue}. A list without a sort is in the order of its ids, which is
 * that of creation.
 */
final class Expansion {
    private static final int DEPTH = 2;
    private static final Set<String> OPTIONS = new LinkedHashSet<>(List.of("sort", "limit"));

    private final Map<String, Expansion> children = new LinkedHashMap<>();
    private final List<String> sort = new ArrayList<>();
    private int limit;

    static Expansion parse(String text) {
        var root = new Expansion();
        for (var path : split(text.replace("\\,", ","), ',')) {
            root.add(path);
        }
        return root;
    }

    Map<String, Expansion> children() {
        return children;
    }

    /** The keys by which the embedded items are ordered. */
    List<String> sort() {
        return sort;
    }

    /** The number of items embedded in each at most, 0 for all. */
    int limit() {
        return limit;
    }

    boolean hasOptions() {
        return limit > 0 || !sort.isEmpty();
    }

    private void add(String path) {
        var steps = split(path, '.');
        if (steps.size() > DEPTH) {
            throw malformed("too_deep", "'%s' is deeper than %d.".formatted(Text.shorten(path), DEPTH));
        }
        var node = this;
        for (var step : steps) {
            var open = step.indexOf('(');
            var name = open < 0 ? step : step.substring(0, open);
            node = node.children.computeIfAbsent(name, absent -> new Expansion());
            if (open >= 0) {
                if (!step.endsWith(")")) {
                    throw malformed(
                            "invalid_value", "'%s' does not end with its bracket.".formatted(Text.shorten(step)));
                }
                node.options(name, step.substring(open + 1, step.length() - 1));
            }
        }
    }

    private void options(String name, String text) {
        if (hasOptions()) {
            throw malformed("invalid_value", "'%s' has options twice.".formatted(Text.shorten(name)));
        }
        for (var option : text.split(",", -1)) {
            var colon = option.indexOf(':');
            var key = colon < 0 ? option : option.substring(0, colon);
            var value = colon < 0 ? "" : option.substring(colon + 1);
            switch (key) {
                case "sort" -> sort.add(value);
                case "limit" -> {
                    if (limit > 0) {
                        throw malformed("invalid_value", "'%s' has two limits.".formatted(Text.shorten(name)));
                    }
                    limit = limit(value);
                }
                default -> throw Parameters.unknown("expand", "option", key, OPTIONS);
            }
        }
    }

    private static int limit(String text) {
        var limit = (long) ScalarType.INTEGER.parse("expand", text);
        if (limit < 1 || limit > Paging.MOST) {
            throw malformed("out_of_range", "the limit %d is not between 1 and %d.".formatted(limit, Paging.MOST));
        }
        return (int) limit;
    }

    /** Splits where no bracket is open. */
    private static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        var depth = 0;
        var begin = 0;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == separator && depth <= 0) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }

    private static dev.rejoin.api.problem.ProblemException malformed(String code, String detail) {
        return Parameters.malformed("expand", code, detail);
    }
}
