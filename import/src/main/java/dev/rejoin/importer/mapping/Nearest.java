package dev.rejoin.importer.mapping;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what somebody probably meant. */
public final class Nearest {
    private Nearest() {}

    /** A half sentence such as {@code ; did you mean "title"?}, or the choices where there are few. */
    public static String hint(String written, Collection<String> valid) {
        if (valid.isEmpty()) {
            return "";
        }
        var nearest = valid.stream()
                .min(Comparator.comparingInt(v -> distance(written, v)))
                .orElseThrow();
        if (distance(written, nearest) <= Math.max(2, written.length() / 3)) {
            return "; did you mean \"" + nearest + "\"?";
        }
        return valid.size() <= 12 ? "; known are " + String.join(", ", valid) : "; the nearest is \"" + nearest + "\"";
    }

    /** Levenshtein's distance, ignoring case. */
    static int distance(String a, String b) {
        var left = a.toLowerCase(Locale.ROOT);
        var right = b.toLowerCase(Locale.ROOT);
        var row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
