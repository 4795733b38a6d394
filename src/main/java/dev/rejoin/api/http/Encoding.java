package dev.rejoin.api.http;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Percent-encoding, read strictly: what is not UTF-8 is refused and never guessed at. */
public final class Encoding {
    private static final int MOST_PARAMETERS = 100;

    private Encoding() {}

    public static String decode(String text) {
        return decode(text, false);
    }

    /** The query's parameters, a repeated one as {@link ListValue}; in a query a plus is a space. */
    public static Map<String, String> query(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var part : query.split("&")) {
            if (part.isEmpty()) {
                continue;
            }
            var equals = part.indexOf('=');
            var name = decode(equals < 0 ? part : part.substring(0, equals), true);
            var value = equals < 0 ? "" : decode(part.substring(equals + 1), true);
            parameters.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
        }
        if (parameters.size() > MOST_PARAMETERS) {
            throw malformed("More than %d parameters.".formatted(MOST_PARAMETERS));
        }
        var single = new LinkedHashMap<String, String>();
        parameters.forEach((name, values) -> single.put(name, single(name, values)));
        return single;
    }

    private static String single(String name, List<String> values) {
        if (values.size() == 1) {
            return values.getFirst();
        }
        if (!ListValue.taken(name)) {
            throw new ProblemException(Problem.Malformed.parameter(
                    name, "repeated_parameter", "it stands there %d times.".formatted(values.size())));
        }
        return ListValue.join(values);
    }

    private static String decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && (!plusIsSpace || text.indexOf('+') < 0)) {
            return text;
        }
        var source = text.getBytes(StandardCharsets.UTF_8);
        var target = new byte[source.length];
        var length = 0;
        for (int i = 0; i < source.length; i++) {
            if (source[i] == '%') {
                target[length++] = (byte) (digit(source, i + 1) << 4 | digit(source, i + 2));
                i += 2;
            } else {
                target[length++] = plusIsSpace && source[i] == '+' ? (byte) ' ' : source[i];
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(target, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("The URL is not UTF-8.");
        }
    }

    private static int digit(byte[] source, int index) {
        var digit = index < source.length ? Character.digit(source[index], 16) : -1;
        if (digit < 0) {
            throw malformed("The URL has a percent sign without two hexadecimal digits.");
        }
        return digit;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(new Problem.Malformed("malformed_url", detail, List.of()));
    }
}
