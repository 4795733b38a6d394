package dev.rejoin.api.http;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id under which logs and problems know a request: the caller's W3C trace id, or a random one. */
public final class TraceId {
    /** Of requests and answers, as W3C's Trace Context has it. */
    public static final String HEADER = "traceparent";
    /** Of answers: the id alone, for people. */
    public static final String ANSWERED = "Request-Id";

    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceId() {}

    /** What an answer says: the trace, and a span of its own that is not sampled. */
    public static String parent(String trace) {
        return "00-%s-%s-00"
                .formatted(
                        trace,
                        HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE)));
    }

    public static String of(@Nullable String traceparent) {
        if (traceparent != null) {
            var matcher = TRACEPARENT.matcher(traceparent);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
