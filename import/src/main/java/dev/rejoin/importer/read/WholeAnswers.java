package dev.rejoin.importer.read;

import co.elastic.clients.transport.TransportOptions;
import co.elastic.clients.transport.http.TransportHttpClient;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.util.BinaryData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lets the typed client see whole answers only: what is not one becomes a {@link Fault}, by the same rules as for the
 * documents.
 */
record WholeAnswers(TransportHttpClient http) implements TransportHttpClient {

    private static final String EMPTY = "{}";

    /** A fault on its way through the typed client. */
    static final class FaultyAnswer extends IOException {
        final transient Fault fault;

        FaultyAnswer(Fault fault) {
            super(fault);
            this.fault = fault;
        }
    }

    @Override
    public TransportOptions createOptions(@Nullable TransportOptions options) {
        return http.createOptions(options);
    }

    @Override
    public Response performRequest(
            String endpointId, @Nullable Node node, Request request, @Nullable TransportOptions options)
            throws FaultyAnswer {
        var asked = request.method() + " " + request.path();
        try {
            var answer = http.performRequest(endpointId, node, withoutEmptyBody(request), options);
            if (answer.statusCode() >= 300) {
                throw new FaultyAnswer(Cluster.fault(answer.statusCode(), answer::header, body(answer))
                        .about(asked));
            }
            return new OfElasticsearch(answer);
        } catch (FaultyAnswer e) {
            throw e;
        } catch (ResponseException e) {
            throw new FaultyAnswer(Cluster.fault(e.getResponse()).about(asked));
        } catch (IOException e) {
            throw new FaultyAnswer(Cluster.fault(e).about(asked));
        }
    }

    /**
     * The typed client writes {@code {}} where a newer server takes a body and none is wanted; 7.17 refuses any there, as at
     * {@code _pit}.
     */
    private static Request withoutEmptyBody(Request request) {
        var body = request.body();
        if (body == null) {
            return request;
        }
        var beginning = new StringBuilder();
        for (var piece : body) {
            var bytes = piece.duplicate();
            while (bytes.hasRemaining()) {
                beginning.append((char) bytes.get());
                if (beginning.length() > EMPTY.length()) {
                    return request;
                }
            }
        }
        return beginning.toString().equals(EMPTY)
                ? new Request(request.method(), request.path(), request.queryParams(), request.headers(), null)
                : request;
    }

    private static InputStream body(Response answer) throws IOException {
        var body = answer.body();
        var bytes = new ByteArrayOutputStream();
        if (body != null) {
            body.writeTo(bytes);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Override
    public CompletableFuture<Response> performRequestAsync(
            String endpointId, @Nullable Node node, Request request, @Nullable TransportOptions options) {
        throw new UnsupportedOperationException("questions are asked one after the other");
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /**
     * An answer that says from what product it is. The typed client wants to be told in a header, which servers before
     * 7.14 do not send and a proxy may take away; {@link ServerInfo} has asked already.
     */
    private record OfElasticsearch(Response answer) implements Response {
        private static final String PRODUCT = "X-Elastic-Product";

        @Override
        public @Nullable Node node() {
            return answer.node();
        }

        @Override
        public int statusCode() {
            return answer.statusCode();
        }

        @Override
        public @Nullable String header(String name) {
            return name.equalsIgnoreCase(PRODUCT) ? "Elasticsearch" : answer.header(name);
        }

        @Override
        public List<String> headers(String name) {
            return answer.headers(name);
        }

        @Override
        public @Nullable BinaryData body() throws IOException {
            return answer.body();
        }

        @Override
        public @Nullable Object originalResponse() {
            return answer.originalResponse();
        }

        @Override
        public void close() throws IOException {
            answer.close();
        }
    }
}
