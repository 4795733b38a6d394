package dev.rejoin.api;

import dev.rejoin.db.Distance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What error messages and names need from strings. */
public final class Text {
    private static final int SHOWN = 60;

    /** What other APIs call what this one has under another name. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("search", "q"),
            Map.entry("query", "q"),
            Map.entry("ordering", "sort"),
            Map.entry("order", "sort"),
            Map.entry("order_by", "sort"),
            Map.entry("page_size", "limit"),
            Map.entry("per_page", "limit"),
            Map.entry("size", "limit"),
            Map.entry("page", "cursor"),
            Map.entry("offset", "cursor"),
            Map.entry("after", "cursor"),
            Map.entry("include", "expand"),
            Map.entry("embed", "expand"),
            Map.entry("select", "fields"),
            Map.entry("person", "people"));

    /** Django's lookups that are not offered, and those that come closest. */
    private static final Map<String, String> OPERATORS = Map.of(
            "__exact", "",
            "__iexact", "",
            "__eq", "",
            "__contains", "__icontains",
            "__regex", "__icontains",
            "__iregex", "__icontains",
            "__istartswith", "__startswith",
            "__range", "__gte",
            "__date", "__gte",
            "__not", "__ne");

    private Text() {}

    /** A client's own text, short enough to be shown back to it. */
    public static String shorten(String text) {
        var shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    /**
     * The allowed name that was probably meant: what others call the same, the same field with another operator, a longer
     * or shorter name, or few keys away by Levenshtein distance, case apart. None where nothing is near enough to help.
     */
    public static Optional<String> nearest(String given, Collection<String> allowed) {
        var name = folded(given.length() <= SHOWN ? given : given.substring(0, SHOWN));
        var same = ELSEWHERE.get(name);
        if (same != null && allowed.contains(same)) {
            return Optional.of(same);
        }
        var operator = name.lastIndexOf("__");
        if (operator > 0) {
            var field = name.substring(0, operator);
            var meant = OPERATORS.get(name.substring(operator));
            if (meant != null && allowed.contains(field + meant)) {
                return Optional.of(field + meant);
            }
        }
        return allowed.stream()
                .filter(candidate -> near(name, folded(candidate)))
                .min(Comparator.<String>comparingInt(candidate -> Distance.between(name, folded(candidate)))
                        .thenComparing(candidate -> candidate));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private static boolean near(String given, String candidate) {
        var shorter = Math.min(given.length(), candidate.length());
        return Distance.between(given, candidate) <= Math.max(1, Math.max(given.length(), candidate.length()) / 3)
                || shorter >= 3 && (given.startsWith(candidate) || candidate.startsWith(given));
    }

    /** "a_name" or "a-name" as "AName". */
    public static String pascal(String name) {
        var pascal = new StringBuilder();
        for (var word : name.split("[-_]")) {
            pascal.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return pascal.toString();
    }

    /** "memberNumber" as "member_number". */
    public static String snake(String camel) {
        var snake = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_').append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
