package dev.rejoin.api.http;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.resource.ScalarType;
import jakarta.enterprise.context.RequestScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One request on its way: who calls, and what the URL says, read strictly. */
@RequestScoped
public class Call {
    private static final byte[] NO_BODY = {};

    private String operation = "";
    private String uri = "";
    private Map<String, String> query = Map.of();
    private String traceId = "";
    private byte[] body = NO_BODY;
    private @Nullable UUID owner;
    private @Nullable String idempotencyKey;
    private @Nullable Caller caller;
    private @Nullable Work work;

    /** What is known as soon as it is clear what is called. */
    public void begin(String operation, String uri, Map<String, String> query, @Nullable String idempotencyKey) {
        this.operation = operation;
        this.uri = uri;
        this.query = query;
        this.idempotencyKey = idempotencyKey;
    }

    public void trace(String traceId) {
        this.traceId = traceId;
    }

    /** What is known once the credentials were looked at. */
    public void by(Caller caller) {
        this.caller = caller;
    }

    /** The item in the path of a nested collection; of each operation of a batch in turn. */
    public void under(@Nullable UUID owner) {
        this.owner = owner;
    }

    /** What it has under way in the database. */
    public void works(Work work) {
        this.work = work;
    }

    /** None where nobody has called: in what the service does by itself. */
    public @Nullable Work work() {
        return work;
    }

    /** Leaves out of account what it waits for by its client's wish. */
    public void waits(Duration time) {
        if (work != null) {
            work.waits(time);
        }
    }

    /** Whether its client has gone, or its time is over. */
    public boolean isOver() {
        return work != null && work.isOver();
    }

    /** Lets it take longer than other calls do. */
    public void mayTake(Duration time) {
        if (work != null) {
            work.mayTake(time);
        }
    }

    /** The body as it came. */
    public void with(byte[] body) {
        this.body = body;
    }

    /** The id of the operation in the contract. */
    public String operation() {
        return operation;
    }

    /** The path as it was called, without the query. */
    public String uri() {
        return uri;
    }

    /** All query parameters, in the client's order. */
    public Map<String, String> query() {
        return query;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** Who calls; only after the request was let in. */
    public Caller caller() {
        var known = caller;
        if (known == null) {
            throw new IllegalStateException("nobody knows who calls " + uri);
        }
        return known;
    }

    public String traceId() {
        return traceId;
    }

    public @Nullable UUID owner() {
        return owner;
    }

    public byte[] body() {
        return body;
    }

    /** The header of this name, of a POST. */
    public @Nullable String idempotencyKey() {
        return idempotencyKey;
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
        var value = (long) ScalarType.INTEGER.parse(name, text);
        if (value < least || value > most) {
            throw new ProblemException(Problem.Malformed.parameter(
                    name, "out_of_range", "%d is not between %d and %d.".formatted(value, least, most)));
        }
        return (int) value;
    }
}
