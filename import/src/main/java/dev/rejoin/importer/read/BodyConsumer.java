package dev.rejoin.importer.read;

import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.nio.entity.AbstractBinAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AbstractAsyncResponseConsumer;
import org.jspecify.annotations.Nullable;

/** Collects an answer into a {@link Body}, and breaks off one that grows beyond a limit. */
final class BodyConsumer extends AbstractAsyncResponseConsumer<ClassicHttpResponse, Body> {

    BodyConsumer(long limit) {
        super(new Collector(limit));
    }

    @Override
    public void informationResponse(HttpResponse response, org.apache.hc.core5.http.protocol.HttpContext context) {
        // Nothing to do with 1xx answers.
    }

    @Override
    protected ClassicHttpResponse buildResult(
            HttpResponse response, @Nullable Body body, @Nullable ContentType contentType) {
        var result = new BasicClassicHttpResponse(response.getCode(), response.getReasonPhrase());
        result.setHeaders(response.getHeaders());
        result.setEntity(new BodyEntity(body == null ? new Body() : body, contentType));
        return result;
    }

    /** Gives the body back unread; only error messages of the HTTP client look at it as a stream. */
    static final class BodyEntity extends AbstractHttpEntity {

        final Body body;

        BodyEntity(Body body, @Nullable ContentType contentType) {
            super(contentType, null);
            this.body = body;
        }

        @Override
        public long getContentLength() {
            return body.length();
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public boolean isStreaming() {
            return false;
        }

        @Override
        public InputStream getContent() {
            return body.stream();
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }

    private static final class Collector extends AbstractBinAsyncEntityConsumer<Body> {

        private final Body body = new Body();
        private final long limit;

        Collector(long limit) {
            this.limit = limit;
        }

        @Override
        protected void streamStart(ContentType contentType) {
            // The answer's type is known: plain JSON was asked for.
        }

        @Override
        protected int capacityIncrement() {
            return Integer.MAX_VALUE;
        }

        @Override
        protected void data(ByteBuffer source, boolean endOfStream) throws AnswerTooLargeException {
            if (body.length() + source.remaining() > limit) {
                throw new AnswerTooLargeException(limit);
            }
            body.append(source);
        }

        @Override
        protected Body generateContent() {
            return body;
        }

        @Override
        public void releaseResources() {
            // The body belongs to whoever asked for it.
        }
    }
}
