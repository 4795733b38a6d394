package dev.rejoin.api.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.api.Json;
import dev.rejoin.api.Signature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a collection: the sort keys' values of the row it stands at, and whether the page lies before or after it.
 * It is signed together with the collection, its order and its filters, so that it fits nowhere else.
 */
record Cursor(boolean backward, List<@Nullable Object> values) {
    private static final int SIGNATURE = 16;

    /** What a cursor belongs to: path, order and filters, in a fixed form. */
    record Binding(String text) {}

    String print(Order order, Binding binding, Signature signature) {
        var payload = payload(order);
        var mac = signature.of(payload + binding.text());
        var text = payload.getBytes(StandardCharsets.UTF_8);
        var bytes = new byte[SIGNATURE + text.length];
        System.arraycopy(mac, 0, bytes, 0, SIGNATURE);
        System.arraycopy(text, 0, bytes, SIGNATURE, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Cursor parse(String text, Order order, Binding binding, Signature signature) {
        var bytes = decode(text);
        if (bytes.length <= SIGNATURE) {
            throw invalid();
        }
        var payload = new String(bytes, SIGNATURE, bytes.length - SIGNATURE, StandardCharsets.UTF_8);
        var mac = new byte[SIGNATURE];
        System.arraycopy(bytes, 0, mac, 0, SIGNATURE);
        if (!signature.matches(payload + binding.text(), mac)) {
            throw invalid();
        }
        return read(payload, order);
    }

    private String payload(Order order) {
        var array = Json.MAPPER.createArrayNode().add(backward);
        for (int i = 0; i < values.size(); i++) {
            var value = values.get(i);
            var type = order.keys().get(i).field().type();
            array.add(value == null ? null : type.print(value));
        }
        return array.toString();
    }

    /** Reads what this service has signed, so that anything unexpected in it is a bug. */
    private static Cursor read(String payload, Order order) {
        try {
            var array = Json.MAPPER.readTree(payload);
            var values = new ArrayList<@Nullable Object>();
            for (int i = 0; i < order.keys().size(); i++) {
                values.add(value(array.get(i + 1), order.keys().get(i)));
            }
            return new Cursor(array.get(0).booleanValue(), values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a signed cursor is unreadable", e);
        }
    }

    private static @Nullable Object value(JsonNode node, Order.Key key) {
        return node.isNull() ? null : key.field().type().parse(node.textValue());
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static RuntimeException invalid() {
        return Parameters.malformed(
                "cursor",
                "invalid_cursor",
                "it was not made for this collection with this sort and these filters. Start again without it.");
    }
}
