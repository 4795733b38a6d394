package dev.rejoin.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One request on its way through a handler: already authenticated, permitted, and with known parameters only. */
public final class Call {
    private final Operation operation;
    private final Map<String, String> path;
    private final Map<String, String> query;
    private final Function<String, @Nullable String> headers;
    private final byte[] body;
    private final Caller caller;
    private final Database database;
    private final Signature signature;
    private final String uri;
    private final String mediaType;
    private final String traceId;

    public Call(
            Operation operation,
            String uri,
            String mediaType,
            Map<String, String> path,
            Map<String, String> query,
            Function<String, @Nullable String> headers,
            byte[] body,
            Caller caller,
            Database database,
            Signature signature,
            String traceId) {
        this.operation = operation;
        this.uri = uri;
        this.mediaType = mediaType;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.caller = caller;
        this.database = database;
        this.signature = signature;
        this.traceId = traceId;
    }

    /** One operation of a batch: in its transaction, for its caller. */
    public Call part(
            Operation operation,
            String uri,
            Map<String, String> path,
            Function<String, @Nullable String> headers,
            byte[] body) {
        return new Call(operation, uri, mediaType, path, Map.of(), headers, body, caller, database, signature, traceId);
    }

    public Operation operation() {
        return operation;
    }

    /** The path as it was called, without the query. */
    public String uri() {
        return uri;
    }

    /** A path parameter; every one that the operation's path names is there. */
    public String path(String name) {
        var value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("%s has no path parameter %s".formatted(operation.id(), name));
        }
        return value;
    }

    public UUID id(String name) {
        return (UUID) Type.UUID.parse(name, path(name));
    }

    /** The media type that the client wants of those that the operation answers in. */
    public String mediaType() {
        return mediaType;
    }

    /** All query parameters, in the client's order. */
    public Map<String, String> query() {
        return query;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name));
    }

    public byte[] body() {
        return body;
    }

    public Caller caller() {
        return caller;
    }

    public Database database() {
        return database;
    }

    public Signature signature() {
        return signature;
    }

    public String traceId() {
        return traceId;
    }

    /** This call's URL with another cursor. */
    public String link(String cursor) {
        var parameters = new LinkedHashMap<>(query);
        parameters.put("cursor", cursor);
        return uri + "?"
                + parameters.entrySet().stream()
                        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A whole number within bounds, or the default where the parameter is absent. */
    public int number(String name, int absent, int least, int most) {
        var text = query.get(name);
        if (text == null) {
            return absent;
        }
        var value = (long) Type.INTEGER.parse(name, text);
        if (value < least || value > most) {
            throw new ProblemException(Problem.Malformed.parameter(
                    name, "out_of_range", "%d is not between %d and %d.".formatted(value, least, most)));
        }
        return (int) value;
    }
}
