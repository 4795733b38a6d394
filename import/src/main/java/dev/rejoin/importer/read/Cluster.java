package dev.rejoin.importer.read;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.JsonpDeserializer;
import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransportBase;
import co.elastic.clients.transport.Endpoint;
import co.elastic.clients.transport.RetryConfig;
import co.elastic.clients.transport.TransportOptions;
import co.elastic.clients.transport.endpoints.SimpleEndpoint;
import co.elastic.clients.transport.http.TransportHttpClient;
import co.elastic.clients.transport.rest5_client.Rest5ClientHttpClient;
import co.elastic.clients.transport.rest5_client.Rest5ClientOptions;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.WarningsHandler;
import co.elastic.clients.util.ApiTypeHelper;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * An Elasticsearch cluster, asked in plain JSON, which 7.17, 8 and 9 all understand: by the typed client, or, where the
 * bytes of the answer are wanted, by the one below it. Every answer is either the one asked for or a {@link Fault} that
 * says what can be done about it.
 */
public final class Cluster implements AutoCloseable {

    private static final String PLAIN = "application/json";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(90);
    private static final long USUAL_LIMIT = 256L << 20;

    /** The client logs every deprecation warning of the server, and with them the requests: not our reader's business. */
    private static final Logger REQUEST_LOG =
            Logger.getLogger("co.elastic.clients.transport.rest5_client.low_level.RequestLogger");

    static {
        REQUEST_LOG.setLevel(Level.OFF);
    }

    private final Rest5Client client;
    private final ElasticsearchClient typed;
    private final Duration patience;
    private final String address;

    private Cluster(Rest5Client client, Duration patience, String address) {
        this.client = client;
        this.typed = new ElasticsearchClient(
                new Typed(new WholeAnswers(new Rest5ClientHttpClient(client)), options(), Json.TYPED));
        this.patience = patience;
        this.address = address;
    }

    /**
     * A client of the cluster at these addresses, separated by commas. Nothing is asked of it yet.
     *
     * @throws SourceRefusedException when an address is not an http or https URL, or may hold a password
     */
    public static Cluster at(String addresses, SourceOptions options) {
        refuseSecrets(addresses);
        var uris = Arrays.stream(addresses.split(","))
                .map(String::strip)
                .map(Cluster::uri)
                .toList();
        var hosts = uris.stream()
                .map(uri -> URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + port(uri)))
                .toList();
        var builder = Rest5Client.builder(hosts)
                .setDefaultHeaders(headers(options))
                .setMetaHeaderEnabled(false)
                // Repeating is our affair: the client would wait for as long as the server likes, and for the same
                // page.
                // And a redirect would take credentials and questions to somebody that nobody has named.
                .setHttpClientConfigCallback(http -> http.disableAutomaticRetries()
                        .disableRedirectHandling()
                        .addRequestInterceptorLast((request, entity, context) -> speakPlainly(request)))
                .setConnectionConfigCallback(connection -> connection.setConnectTimeout(Timeout.of(CONNECT_TIMEOUT)))
                .setRequestConfigCallback(request -> request.setResponseTimeout(Timeout.of(ANSWER_TIMEOUT)));
        options.caFile().ifPresent(file -> builder.setSSLContext(Certificates.trusting(file)));
        var prefix = uris.getFirst().getPath();
        if (prefix != null && prefix.length() > 1) {
            builder.setPathPrefix(prefix);
        }
        return new Cluster(
                builder.build(),
                options.patience(),
                String.join(", ", uris.stream().map(URI::toString).toList()));
    }

    /**
     * Asks what answers there.
     *
     * @throws SourceRefusedException when nothing does, or something that cannot be read
     */
    public SourceInfo info() {
        return ServerInfo.of(this);
    }

    /** Where the cluster is, as it was called; it holds no secret. */
    public String address() {
        return address;
    }

    /** A question to the cluster, of one request. */
    public interface Question<T> {
        T of(ElasticsearchClient client) throws IOException;
    }

    /**
     * Asks, waiting out faults that pass.
     *
     * @throws SourceRefusedException when the server answers that it will not, with its reason
     * @throws SourceIncompleteException when it does not answer in time
     */
    public <T> T ask(Question<T> question) {
        try {
            return patiently(question);
        } catch (Fault fault) {
            throw refusal(fault.asked(), fault);
        }
    }

    /** The answer, or nothing where the server does not know such a thing (404) or feature (400, 405, 500). */
    public <T> Optional<T> find(Question<T> question) {
        try {
            return Optional.of(patiently(question));
        } catch (Fault fault) {
            return switch (fault.status()) {
                case 400, 404, 405, 500 -> Optional.empty();
                default -> throw refusal(fault.asked(), fault);
            };
        }
    }

    /** Asks, waiting out faults that pass; whoever asks decides what a refusal means. */
    <T> T patiently(Question<T> question) throws Fault {
        var backoff = new Backoff(patience);
        while (true) {
            try {
                return askOnce(question);
            } catch (Fault fault) {
                if (!fault.mayPass()) {
                    throw fault;
                }
                if (!backoff.await(fault)) {
                    throw new SourceIncompleteException(
                            "%s did not answer %s within %d seconds: %s"
                                    .formatted(address, fault.asked(), patience.toSeconds(), fault.getMessage()),
                            fault);
                }
            }
        }
    }

    /** Asks once. What a newer server must say, an older one need not: nothing is required of an answer. */
    <T> T askOnce(Question<T> question) throws Fault {
        try (var _ = ApiTypeHelper.DANGEROUS_disableRequiredPropertiesCheck(true)) {
            return question.of(typed);
        } catch (WholeAnswers.FaultyAnswer e) {
            throw e.fault;
        } catch (IOException | RuntimeException e) {
            throw new Fault(Fault.Remedy.OTHER, "the answer is not one that Elasticsearch gives", e);
        }
    }

    /** The answer as it is written, where it is to be kept so: the request is typed all the same. */
    @SuppressWarnings("unchecked")
    public static <R> Question<JsonNode> asWritten(R request, Endpoint<R, ?, ?> endpoint) {
        SimpleEndpoint<R, JsonNode> written = ((SimpleEndpoint<R, ?>) endpoint)
                .withResponseDeserializer(JsonpDeserializer.<JsonNode>of(JsonNode.class));
        return client -> client._transport().performRequest(request, written, client._transportOptions());
    }

    /** Sends a request once; an answer longer than the limit, in bytes, is broken off. */
    Body send(String method, String path, @Nullable String body, long limit) throws Fault {
        int query = path.indexOf('?');
        var request = new Request(method, query < 0 ? path : path.substring(0, query));
        if (query >= 0) {
            for (var parameter : path.substring(query + 1).split("&")) {
                int equals = parameter.indexOf('=');
                request.addParameter(parameter.substring(0, equals), parameter.substring(equals + 1));
            }
        }
        if (body != null) {
            request.setJsonEntity(body);
        }
        request.setOptions(RequestOptions.DEFAULT.toBuilder()
                .setWarningsHandler(WarningsHandler.PERMISSIVE)
                .setHttpAsyncResponseConsumerFactory(() -> new BodyConsumer(limit)));
        try {
            var response = client.performRequest(request);
            // The client makes an exception of some statuses only.
            if (response.getStatusCode() >= 300) {
                throw fault(response);
            }
            return body(response);
        } catch (ResponseException e) {
            throw fault(e.getResponse());
        } catch (IOException e) {
            throw fault(e);
        }
    }

    private static Rest5ClientOptions options() {
        return new Rest5ClientOptions(
                RequestOptions.DEFAULT.toBuilder()
                        .setWarningsHandler(WarningsHandler.PERMISSIVE)
                        .setHttpAsyncResponseConsumerFactory(() -> new BodyConsumer(USUAL_LIMIT))
                        .build(),
                false,
                RetryConfig.disabled());
    }

    /** The typed client, over our own way to the server. */
    private static final class Typed extends ElasticsearchTransportBase {
        Typed(TransportHttpClient http, TransportOptions options, JsonpMapper mapper) {
            super(http, options, mapper);
        }
    }

    /** What to tell a person when the server will not do what was asked of it. */
    SourceRefusedException refusal(String what, Fault fault) {
        return new SourceRefusedException(
                switch (fault.kind()) {
                    case DENIED ->
                        fault.status() == 401
                                ? ("%s does not accept these credentials (401). Set REJOIN_ES_API_KEY, or REJOIN_ES_USER and"
                                                + " REJOIN_ES_PASSWORD, to ones that are valid there.")
                                        .formatted(address)
                                : ("%s lets these credentials in, but not do this (403): %s. Reading needs the cluster"
                                                + " privilege \"monitor\" and, on the indices, \"read\", \"monitor\" and"
                                                + " \"view_index_metadata\". The server says: %s")
                                        .formatted(address, what, fault.getMessage());
                    default -> "%s refuses %s: %s".formatted(address, what, fault.getMessage());
                },
                fault);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException("the HTTP client does not close", e);
        }
    }

    private static Body body(Response response) throws IOException {
        if (response.getEntity() instanceof BodyConsumer.BodyEntity entity) {
            return entity.body;
        }
        var body = new Body();
        if (response.getEntity() != null) {
            body.append(java.nio.ByteBuffer.wrap(EntityUtils.toByteArray(response.getEntity())));
        }
        return body;
    }

    static Fault fault(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof AnswerTooLargeException) {
                return new Fault(Fault.Remedy.TOO_LARGE, String.valueOf(cause.getMessage()), e);
            }
        }
        return new Fault(Fault.Remedy.CONNECTION, reason(e), e);
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    static Fault fault(Response response) {
        try {
            return fault(response.getStatusCode(), response::getHeader, body(response).stream());
        } catch (IOException e) {
            return fault(e);
        }
    }

    /** What is the matter with an answer, by its status, its headers and its body. */
    static Fault fault(int status, Function<String, @Nullable String> header, InputStream body) {
        if (status < 400) {
            return new Fault(Fault.Remedy.OTHER, status, redirect(status, header.apply("Location")), Optional.empty());
        }
        var error = ServerError.of(status, body);
        return new Fault(
                kind(status, error),
                status,
                error.says() + ServerError.block(error).map(" "::concat).orElse(""),
                retryAfter(header.apply("Retry-After")));
    }

    /** Where to without what may be secret in it. */
    private static String redirect(int status, @Nullable String where) {
        var to = "somewhere else";
        try {
            var location = URI.create(String.valueOf(where));
            if (location.getHost() != null) {
                to = location.getScheme() + "://" + location.getHost()
                        + (location.getPort() < 0 ? "" : ":" + location.getPort());
            }
        } catch (IllegalArgumentException e) {
            // It names no address.
        }
        return "it redirects to %s (%d), and redirects are not followed; name the address itself as the source"
                .formatted(to, status);
    }

    private static Fault.Remedy kind(int status, ServerError error) {
        if (error.has("search_context_missing_exception")) {
            return Fault.Remedy.POINT_IN_TIME_LOST;
        }
        if (error.has("index_not_found_exception") || error.has("index_closed_exception")) {
            return Fault.Remedy.MISSING;
        }
        if (error.says().contains("max_result_window")) {
            return Fault.Remedy.TOO_LARGE;
        }
        if (status == 429 || error.has("es_rejected_execution_exception") || error.has("circuit_breaking_exception")) {
            return Fault.Remedy.BUSY;
        }
        return switch (status) {
            case 403 -> error.has("cluster_block_exception") ? Fault.Remedy.OTHER : Fault.Remedy.DENIED;
            case 401 -> Fault.Remedy.DENIED;
            case 404 -> Fault.Remedy.MISSING;
            case 408, 502, 503, 504 -> Fault.Remedy.UNAVAILABLE;
            default ->
                error.has("no_shard_available_action_exception") || error.has("node_disconnected_exception")
                        ? Fault.Remedy.UNAVAILABLE
                        : Fault.Remedy.OTHER;
        };
    }

    /** Retry-After is a number of seconds or a date. */
    private static Optional<Duration> retryAfter(@Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())));
        } catch (NumberFormatException e) {
            try {
                var until = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
                var wait = Duration.between(ZonedDateTime.now(ZoneOffset.UTC), until);
                return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
            } catch (DateTimeParseException notADateEither) {
                return Optional.empty();
            }
        }
    }

    /** By its signs, and before anything is made of it: an address with a host that is none has no user for a URL's reader. */
    private static void refuseSecrets(String addresses) {
        if (addresses.contains("@")) {
            throw new SourceRefusedException(
                    "Put no user or password into the source's address (an @ of its path is %40):"
                            + " set REJOIN_ES_USER and REJOIN_ES_PASSWORD, or REJOIN_ES_API_KEY.");
        }
        if (addresses.contains("?") || addresses.contains("#")) {
            throw new SourceRefusedException("The source's address takes nothing behind a ? or #: credentials come from"
                    + " REJOIN_ES_USER and REJOIN_ES_PASSWORD, or REJOIN_ES_API_KEY.");
        }
    }

    private static URI uri(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new SourceRefusedException("The source's address is not a URL such as https://localhost:9200.");
        }
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new SourceRefusedException("\"%s\" is not an address such as https://localhost:9200%s."
                    .formatted(
                            Sources.shown(address),
                            address.contains("_") ? "; the name of a host has no underscore" : ""));
        }
        return uri;
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    }

    /** Of the type that the client would name, that of its own version, other versions of the server know nothing. */
    private static void speakPlainly(HttpRequest request) {
        request.setHeader("Accept", PLAIN);
        if (request.containsHeader("Content-Type")) {
            request.setHeader("Content-Type", PLAIN);
        }
    }

    private static Header[] headers(SourceOptions options) {
        var headers = new ArrayList<Header>();
        options.credentials()
                .ifPresent(credentials -> headers.add(new BasicHeader(
                        "Authorization",
                        switch (credentials) {
                            case SourceOptions.Credentials.ApiKey(var key) ->
                                "ApiKey " + (key.contains(":") ? base64(key) : key);
                            case SourceOptions.Credentials.Password(var user, var password) ->
                                "Basic " + base64(user + ":" + password);
                        })));
        return headers.toArray(Header[]::new);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
