package dev.rejoin.api.change;

import dev.rejoin.api.Json;
import dev.rejoin.api.query.Reads;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a write answers; an Idempotency-Key keeps it, a batch shows it inside its own. */
public record Answer(int status, Map<String, String> headers, byte @Nullable [] body) {

    /** A record, as JSON. */
    public static Answer of(int status, Record answer) {
        return new Answer(status, Map.of(), Json.bytes(answer));
    }

    /** An item as it is now. */
    static Answer item(Reads.Found item) {
        return new Answer(200, Map.of("ETag", item.tag().text()), item.body().toByteArray());
    }

    /** An item that is new. */
    static Answer created(Reads.Found item, String location) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ETag", item.tag().text());
        headers.put("Location", location);
        return new Answer(201, headers, item.body().toByteArray());
    }

    public static Answer empty() {
        return new Answer(204, Map.of(), null);
    }
}
