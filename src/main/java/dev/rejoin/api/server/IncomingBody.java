package dev.rejoin.api.server;

import dev.rejoin.api.Operation;
import dev.rejoin.api.Problem;
import dev.rejoin.api.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Consumer;

/** Reads a request's body on the event loop, up to the operation's limit and no byte further. */
final class IncomingBody {
    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private IncomingBody() {}

    static void read(
            HttpServerRequest request,
            Operation.Body expected,
            Consumer<byte[]> whole,
            Consumer<RuntimeException> refused) {
        if (!expected.required() && empty(request)) {
            whole.accept(EMPTY_OBJECT);
            return;
        }
        check(request, expected);
        var body = Buffer.buffer();
        var state = new boolean[] {false};
        request.handler(piece -> {
            if (state[0]) {
                return;
            }
            if (body.length() + piece.length() > expected.limit()) {
                state[0] = true;
                refused.accept(tooLarge(expected));
            } else {
                body.appendBuffer(piece);
            }
        });
        request.exceptionHandler(failure -> {
            if (!state[0]) {
                state[0] = true;
                refused.accept(new ProblemException(
                        new Problem.Malformed("incomplete_body", "The body ended too early.", List.of())));
            }
        });
        request.endHandler(nothing -> {
            if (!state[0]) {
                state[0] = true;
                whole.accept(body.getBytes());
            }
        });
        request.resume();
    }

    private static boolean empty(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") == null && (length == null || length.equals("0"));
    }

    private static void check(HttpServerRequest request, Operation.Body expected) {
        var encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(new Problem.UnsupportedMediaType("Send the body without Content-Encoding."));
        }
        var type = request.getHeader("Content-Type");
        if (type == null || !MediaTypes.essence(type).equals(expected.mediaType())) {
            throw new ProblemException(
                    new Problem.UnsupportedMediaType("Send Content-Type: %s.".formatted(expected.mediaType())));
        }
        var length = request.getHeader("Content-Length");
        if (length != null && length.length() <= 18 && Long.parseLong(length) > expected.limit()) {
            throw tooLarge(expected);
        }
    }

    private static ProblemException tooLarge(Operation.Body expected) {
        return new ProblemException(
                new Problem.TooLarge(413, "A body here has at most %d bytes.".formatted(expected.limit())));
    }
}
