package dev.rejoin.api.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.api.change.Bodies;
import dev.rejoin.api.http.Call;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Reads JSON bodies: an item's as a tree, what an action takes as its record. They have arrived, and their media type and
 * length were checked against the operation's own.
 */
@Provider
@Consumes(MediaType.WILDCARD)
public class JsonBodies implements MessageBodyReader<Object> {
    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private final Bodies bodies;
    private final Call call;
    private final Operations operations;

    JsonBodies(Bodies bodies, Call call, Operations operations) {
        this.bodies = bodies;
        this.call = call;
        this.operations = operations;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == ObjectNode.class || Record.class.isAssignableFrom(type);
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream in) {
        var operation = operations.find(call.operation()).orElseThrow();
        var body = call.body();
        var object = Bodies.parse(body.length == 0 && !operation.bodyRequired() ? EMPTY_OBJECT : body);
        return (Class<?>) type == ObjectNode.class ? object : bodies.order(object, type.asSubclass(Record.class));
    }
}
