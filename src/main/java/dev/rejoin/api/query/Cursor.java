package dev.rejoin.api.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rejoin.api.Json;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in an ordered list: the sort keys' values of the row it stands at, and whether the page lies before or after
 * it. It is signed together with what it belongs to, so that it fits nowhere else.
 */
public record Cursor(boolean backward, List<@Nullable String> values) {
    private static final int SIGNATURE = 16;

    /** @param binding what the cursor belongs to: path, order and filters, in a fixed form */
    public String print(String binding, Signature signature) {
        var array = Json.MAPPER.createArrayNode().add(backward);
        values.forEach(array::add);
        var payload = array.toString();
        var text = payload.getBytes(StandardCharsets.UTF_8);
        var bytes = Arrays.copyOf(signature.of(payload + binding), SIGNATURE + text.length);
        System.arraycopy(text, 0, bytes, SIGNATURE, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads a parameter; a cursor that was made elsewhere, or changed, is refused. */
    public static Cursor parse(String parameter, String text, String binding, Signature signature) {
        var bytes = decode(parameter, text);
        if (bytes.length <= SIGNATURE) {
            throw invalid(parameter);
        }
        var payload = new String(bytes, SIGNATURE, bytes.length - SIGNATURE, StandardCharsets.UTF_8);
        if (!signature.matches(payload + binding, Arrays.copyOf(bytes, SIGNATURE))) {
            throw invalid(parameter);
        }
        return read(payload);
    }

    /** Reads what this service has signed, so that anything unexpected in it is a bug. */
    private static Cursor read(String payload) {
        try {
            var array = Json.MAPPER.readTree(payload);
            var values = new ArrayList<@Nullable String>();
            for (int i = 1; i < array.size(); i++) {
                values.add(array.get(i).textValue());
            }
            return new Cursor(array.get(0).booleanValue(), values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a signed cursor is unreadable", e);
        }
    }

    private static byte[] decode(String parameter, String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid(parameter);
        }
    }

    private static ProblemException invalid(String parameter) {
        return new ProblemException(Problem.Malformed.parameter(
                parameter,
                "invalid_cursor",
                "it was not made for this list with this sort and these filters. Start again without it."));
    }
}
