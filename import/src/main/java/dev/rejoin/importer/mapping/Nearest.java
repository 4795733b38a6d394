package dev.rejoin.importer.mapping;

import dev.rejoin.db.Distance;
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

    private static int distance(String one, String other) {
        return Distance.between(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    }
}
