package dev.rejoin.api.endpoint;

import dev.rejoin.api.change.Answer;
import dev.rejoin.api.http.Call;
import dev.rejoin.api.query.Export;
import dev.rejoin.api.query.Reads;
import dev.rejoin.api.replica.Reading;
import dev.rejoin.api.resource.ItemType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reads that all resources share, as HTTP answers. */
@Singleton
public class ItemRequests {
    private static final MediaType NDJSON = MediaType.valueOf(Export.NDJSON);
    private static final MediaType CSV = MediaType.valueOf(Export.CSV);

    private final Reads reads;
    private final Call call;
    private final Streams streams;
    private final Reading reading;

    ItemRequests(Reads reads, Call call, Streams streams, Reading reading) {
        this.reads = reads;
        this.call = call;
        this.streams = streams;
        this.reading = reading;
    }

    Response list(ItemType<?, ?> type, @Nullable UUID owner, Request request) {
        var variant = request.selectVariant(
                Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, NDJSON, CSV).build());
        var mediaType = variant == null ? MediaType.APPLICATION_JSON_TYPE : variant.getMediaType();
        if (mediaType.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            return json(reads.page(call, type, owner).toByteArray());
        }
        // Where a replica fails half way, nobody could begin again.
        reading.ofThePrimary();
        var name = type.name() + (mediaType.isCompatible(CSV) ? ".csv" : ".ndjson");
        var export = reads.export(call, type, owner, mediaType.getType() + "/" + mediaType.getSubtype());
        return streams.answer(export, mediaType.withCharset("UTF-8"), name);
    }

    Response aggregate(ItemType<?, ?> type, @Nullable UUID owner) {
        return json(reads.aggregate(call, type, owner).toByteArray());
    }

    Response item(ItemType<?, ?> type, String key, Object value, @Nullable UUID owner, @Nullable String ifNoneMatch) {
        var item = reads.item(call, type, key, value, owner);
        if (ifNoneMatch != null && reading.isOfAReplica() && !item.tag().isIn(ifNoneMatch)) {
            // What the client has may be newer than what the replica has.
            reading.ofThePrimary();
            item = reads.item(call, type, key, value, owner);
        }
        if (item.tag().isIn(ifNoneMatch)) {
            return Response.notModified().header("ETag", item.tag().text()).build();
        }
        return Response.ok(item.body().toByteArray(), MediaType.APPLICATION_JSON_TYPE)
                .header("ETag", item.tag().text())
                .build();
    }

    /** What a write answers. */
    public static Response written(Answer answer) {
        var response = Response.status(answer.status());
        if (answer.body() != null) {
            response.entity(answer.body()).type(MediaType.APPLICATION_JSON_TYPE);
        }
        answer.headers().forEach(response::header);
        return response.build();
    }

    private static Response json(byte[] body) {
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
    }
}
