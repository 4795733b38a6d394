package dev.rejoin.api.query;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ETags of an If-Match or If-None-Match (RFC 9110, 8.8.3), as this service has given them out: proxies that compress
 * an answer make its tag weak or write the coding into it ({@code "3-gzip"}, {@code "3;br"}), which both is undone here.
 *
 * @param any whether the header is {@code *}
 * @param tags what stands between the quotes
 */
public record EntityTags(boolean any, List<String> tags) {
    private static final String TAG = "(?:[Ww]/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"";
    private static final Pattern ONE = Pattern.compile(TAG);
    // Empty elements of a list count for nothing (RFC 9110, 5.6.1).
    private static final Pattern LIST = Pattern.compile("[\\s,]*%1$s(?:\\s*,[\\s,]*%1$s)*[\\s,]*".formatted(TAG));
    private static final Pattern CODING = Pattern.compile("(?:--?|[;:+])(?:x-)?(?:gzip|br|zstd|deflate|compress)$");

    /** The tags of a header; none where it is not written as one. */
    public static Optional<EntityTags> parse(String header) {
        if (header.strip().equals("*")) {
            return Optional.of(new EntityTags(true, List.of()));
        }
        if (!LIST.matcher(header).matches()) {
            return Optional.empty();
        }
        return Optional.of(new EntityTags(
                false,
                ONE.matcher(header)
                        .results()
                        .map(tag -> CODING.matcher(tag.group(1)).replaceFirst(""))
                        .toList()));
    }
}
