package dev.rejoin.api.server;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Content negotiation (RFC 9110, 12.5.1) among the few types that an operation offers. */
final class MediaTypes {
    private MediaTypes() {}

    /** The offered type that the client likes best; of equals the first offered. */
    static Optional<String> choose(@Nullable String accept, List<String> offered) {
        if (accept == null || accept.isBlank() || accept.equals("*/*") || accept.equals(offered.getFirst())) {
            return Optional.of(offered.getFirst());
        }
        var ranges = accept.toLowerCase(Locale.ROOT).split(",");
        String best = null;
        var bestQuality = 0.0;
        for (var type : offered) {
            var quality = quality(type, ranges);
            if (quality > bestQuality) {
                best = type;
                bestQuality = quality;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The type without parameters, in lower case. */
    static String essence(String header) {
        var semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    private static double quality(String type, String[] ranges) {
        var specificity = -1;
        var quality = 0.0;
        for (var range : ranges) {
            var name = essence(range);
            var matched = name.equals(type)
                    ? 2
                    : name.equals(type.substring(0, type.indexOf('/')) + "/*") ? 1 : name.equals("*/*") ? 0 : -1;
            if (matched > specificity) {
                specificity = matched;
                quality = weight(range);
            }
        }
        return quality;
    }

    private static double weight(String range) {
        for (var parameter : range.split(";")) {
            var text = parameter.strip();
            if (text.startsWith("q=")) {
                try {
                    return Double.parseDouble(text.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
