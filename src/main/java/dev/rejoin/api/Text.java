package dev.rejoin.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What error messages and names need from strings. */
public final class Text {
    private static final int SHOWN = 60;

    private Text() {}

    /** A client's own text, short enough to be shown back to it. */
    public static String shorten(String text) {
        var shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    /** The allowed name nearest to what was given, by Levenshtein distance. */
    public static Optional<String> nearest(String given, Collection<String> allowed) {
        var bounded = given.length() <= SHOWN ? given : given.substring(0, SHOWN);
        return allowed.stream()
                .min(Comparator.<String>comparingInt(name -> distance(bounded, name))
                        .thenComparing(name -> name));
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
        for (char c : camel.toCharArray()) {
            if (Character.isUpperCase(c)) {
                snake.append('_').append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }

    private static int distance(String a, String b) {
        var previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                var replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
