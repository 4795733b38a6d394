package hostile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;

/**
 * What somebody does on one connection to put a service out of order, with a key or without. Each ends by itself, after less
 * than {@link #LONGEST_SECONDS}, whatever the service does.
 */
enum Attack {
    A_BODY_THAT_DOES_NOT_COME {
        @Override
        void on(Connection connection) throws IOException {
            connection.send(connection.post("/v1/people/bulk", "Content-Length: 9000000") + "{");
            connection.read(LONGEST_SECONDS);
        }
    },
    THE_SAME_WITHOUT_A_KEY {
        @Override
        void on(Connection connection) throws IOException {
            connection.send(head("POST", "/v1/people/bulk", "Content-Type: application/json", "Content-Length: 9000000") + "[");
            connection.read(LONGEST_SECONDS);
        }
    },
    HEADERS_BYTE_BY_BYTE {
        @Override
        void on(Connection connection) throws IOException {
            connection.send("GET /v1/people HTTP/1.1\r\nHost: rejoin\r\nX-Slow: ");
            for (int i = 0; i < LONGEST_SECONDS * 2; i++) {
                connection.send("x");
                connection.sleep(500);
            }
        }
    },
    A_LARGE_BODY {
        @Override
        void on(Connection connection) throws IOException {
            connection.send(connection.post("/v1/people/bulk", "Content-Length: 9000000"));
            connection.flood("{\"name\": \"x\"},".repeat(5_000), 9_000_000);
            connection.read(5);
        }
    },
    A_LARGE_BODY_WITHOUT_A_KEY {
        @Override
        void on(Connection connection) throws IOException {
            connection.send(head("POST", "/v1/people/bulk", "Content-Type: application/json", "Transfer-Encoding: chunked"));
            connection.flood("ffff\r\n" + "x".repeat(0xffff) + "\r\n", 9_000_000);
            connection.read(5);
        }
    },
    DEPTH {
        @Override
        void on(Connection connection) throws IOException {
            connection.body("/v1/venues", "[".repeat(300_000));
            connection.body("/v1/search", "{\"q\":".repeat(100_000));
        }
    },
    UNKNOWN_FIELDS {
        @Override
        void on(Connection connection) throws IOException {
            var body = new StringBuilder("{\"name\": \"x\"");
            for (int i = 0; i < 14_000; i++) {
                body.append(", \"f").append(connection.random.nextInt()).append("\": 1");
            }
            connection.body("/v1/venues", body.append("}").toString());
        }
    },
    NUMBERS {
        @Override
        void on(Connection connection) throws IOException {
            connection.body("/v1/venues", "{\"name\": \"x\", \"capacity\": " + "9".repeat(500_000) + "}");
            connection.body("/v1/venues", "{\"name\": \"x\", \"capacity\": 1e999999999}");
        }
    },
    LONG_LINES {
        @Override
        void on(Connection connection) throws IOException {
            connection.send("GET /v1/people?q=" + "x".repeat(200_000) + " HTTP/1.1\r\nHost: rejoin\r\n\r\n");
            connection.read(5);
        }
    },
    MANY_HEADERS {
        @Override
        void on(Connection connection) throws IOException {
            connection.send("GET /v1/people HTTP/1.1\r\nHost: rejoin\r\n");
            for (int i = 0; i < 2_000; i++) {
                connection.send("X-" + i + ": " + "y".repeat(100) + "\r\n");
            }
            connection.send("\r\n");
            connection.read(5);
        }
    },
    COMPRESSION {
        @Override
        void on(Connection connection) throws IOException {
            connection.send(connection.post("/v1/venues", "Content-Encoding: gzip", "Content-Length: 20") + "x".repeat(20));
            connection.read(5);
        }
    },
    KEYS_THAT_NOBODY_HAS {
        @Override
        void on(Connection connection) throws IOException {
            for (int i = 0; i < 50; i++) {
                var key = i % 2 == 0 ? "rj_" + UUID.randomUUID() : "e30." + Long.toHexString(connection.random.nextLong()) + ".e30";
                connection.send(head("GET", "/v1/people", "Authorization: Bearer " + key));
                connection.answer(5);
            }
        }
    },
    AN_ANSWER_THAT_IS_NOT_READ {
        @Override
        void on(Connection connection) throws IOException {
            connection.send(head(
                    "GET",
                    "/v1/members?limit=1000",
                    "Authorization: Bearer " + connection.key,
                    "Accept: " + (connection.random.nextBoolean() ? "application/x-ndjson" : "text/csv")));
            connection.sleep(LONGEST_SECONDS * 1000);
        }
    },
    A_CLIENT_THAT_GOES {
        @Override
        void on(Connection connection) throws IOException {
            connection.send(head(
                    "GET",
                    "/v1/search?q=family&facets=resource,status&fuzzy=always",
                    "Authorization: Bearer " + connection.key));
            connection.sleep(connection.random.nextInt(30));
        }
    },
    WAITING {
        @Override
        void on(Connection connection) throws IOException {
            connection.send(head("GET", "/v1/changes?wait=20", "Authorization: Bearer " + connection.key));
            connection.read(LONGEST_SECONDS);
        }
    },
    GARBAGE {
        @Override
        void on(Connection connection) throws IOException {
            var bytes = new byte[20_000];
            connection.random.nextBytes(bytes);
            switch (connection.random.nextInt(3)) {
                case 0 -> connection.send(new String(bytes, StandardCharsets.ISO_8859_1));
                case 1 -> connection.send("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");
                default -> connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0");
            }
            connection.read(5);
        }
    },
    STRANGE_QUESTIONS {
        @Override
        void on(Connection connection) throws IOException {
            for (int i = 0; i < 20; i++) {
                connection.send(head("GET", connection.question(), "Authorization: Bearer " + connection.key));
                connection.answer(10);
            }
        }
    },
    PATHS_THAT_ARE_NOT_THERE {
        @Override
        void on(Connection connection) throws IOException {
            for (int i = 0; i < 50; i++) {
                var path = i % 2 == 0 ? "/v1/members/" + UUID.randomUUID() : "/" + UUID.randomUUID() + "/x";
                connection.send(head(i % 5 == 0 ? "X" + i : "GET", path, "Authorization: Bearer " + connection.key));
                connection.answer(5);
            }
        }
    },
    KEYS_OF_IDEMPOTENCE {
        @Override
        void on(Connection connection) throws IOException {
            for (int i = 0; i < 10; i++) {
                var body = i % 2 == 0 ? "{}" : "{\"name\": \"" + UUID.randomUUID() + "\"}";
                connection.send(connection.post(
                                "/v1/venues", "Idempotency-Key: " + UUID.randomUUID(), "Content-Length: " + body.length())
                        + body);
                connection.answer(5);
            }
        }
    },
    REQUESTS_AT_ONCE {
        @Override
        void on(Connection connection) throws IOException {
            connection.send(head("GET", "/v1/venues?limit=50", "Authorization: Bearer " + connection.key).repeat(200));
            connection.sleep(3000);
        }
    },
    EXPECTATIONS {
        @Override
        void on(Connection connection) throws IOException {
            connection.send(connection.post("/v1/people/bulk", "Content-Length: 1000000", "Expect: 100-continue"));
            connection.read(LONGEST_SECONDS);
        }
    },
    TRACES_AND_NAMES {
        @Override
        void on(Connection connection) throws IOException {
            for (int i = 0; i < 20; i++) {
                connection.send(head(
                        "GET",
                        "/v1/venues/" + UUID.randomUUID(),
                        "Authorization: Bearer " + connection.key,
                        "Rejoin-Actor: " + UUID.randomUUID(),
                        "Request-Id: " + UUID.randomUUID(),
                        "traceparent: 00-" + "f".repeat(32) + "-" + "0".repeat(16) + "-zz",
                        "Origin: https://" + UUID.randomUUID() + ".example"));
                connection.answer(5);
            }
        }
    };

    /** More than the ten seconds of headers, and less than what makes the attackers too few. */
    static final int LONGEST_SECONDS = 35;

    abstract void on(Connection connection) throws IOException;

    static String head(String method, String path, String... headers) {
        var lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return "%s %s HTTP/1.1\r\nHost: rejoin\r\n%s\r\n".formatted(method, path, lines);
    }

    /** A connection of an attacker: what it sends is Latin-1, byte for byte. */
    static final class Connection implements AutoCloseable {
        private final Socket socket = new Socket();
        private final InputStream in;
        private final Random random;
        private final String key;
        private final long end;
        /** The status of the last answer that was read, 0 for none. */
        private int status;

        Connection(int port, String key, Random random, long end) throws IOException {
            this.key = key;
            this.random = random;
            this.end = end;
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
            in = new BufferedInputStream(socket.getInputStream());
        }

        int status() {
            return status;
        }

        String post(String path, String... headers) {
            var all = new String[headers.length + 2];
            all[0] = "Authorization: Bearer " + key;
            all[1] = "Content-Type: application/json";
            System.arraycopy(headers, 0, all, 2, headers.length);
            return head("POST", path, all);
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void body(String path, String body) throws IOException {
            send(post(path, "Content-Length: " + body.length()) + body);
            answer(10);
        }

        /** The same again and again, so many bytes in all, or until nobody takes it. */
        void flood(String part, int bytes) throws IOException {
            var chunk = part.getBytes(StandardCharsets.ISO_8859_1);
            for (int sent = 0; sent < bytes; sent += chunk.length) {
                socket.getOutputStream().write(chunk);
            }
        }

        /** All there is, until it is closed, or for so long. */
        void read(int seconds) throws IOException {
            var until = System.nanoTime() + seconds * 1_000_000_000L;
            var buffer = new byte[8192];
            socket.setSoTimeout(500);
            var first = true;
            while (System.nanoTime() < Math.min(until, end)) {
                try {
                    var count = in.read(buffer);
                    if (count < 0) {
                        return;
                    }
                    if (first) {
                        status(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                        first = false;
                    }
                } catch (SocketTimeoutException e) {
                    // Nothing yet.
                }
            }
        }

        /** One answer, with its body, so that another request may follow. */
        void answer(int seconds) throws IOException {
            socket.setSoTimeout(seconds * 1000);
            var head = new StringBuilder();
            while (head.length() < 65_536 && head.indexOf("\r\n\r\n") < 0) {
                var next = in.read();
                if (next < 0) {
                    throw new IOException("closed");
                }
                head.append((char) next);
            }
            status(head.toString());
            skip(in, head.toString().toLowerCase(java.util.Locale.ROOT));
        }

        private static void skip(InputStream in, String head) throws IOException {
            var length = head.indexOf("content-length: ");
            if (length >= 0) {
                in.skipNBytes(Long.parseLong(head.substring(length + 16, head.indexOf('\r', length))));
            } else if (head.contains("transfer-encoding: chunked")) {
                throw new IOException("no more requests on this connection");
            }
        }

        private void status(String answer) {
            if (answer.startsWith("HTTP/1.")) {
                status = Integer.parseInt(answer.substring(9, 12));
            }
        }

        void sleep(int milliseconds) {
            try {
                Thread.sleep(Math.min(milliseconds, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** A question of random words, filters, orders and cursors: a new one each time. */
        String question() {
            var paths = new String[] {
                "/v1/search", "/v1/search/suggest", "/v1/search/analyze", "/v1/members", "/v1/people", "/v1/invoices", "/v1/changes"
            };
            var names = new String[] {"q", "sort", "cursor", "after", "limit", "facets", "fields", "expand", "fuzzy", "status", "name"};
            var question = new StringBuilder(paths[random.nextInt(paths.length)]);
            var separator = '?';
            for (int i = random.nextInt(4); i >= 0; i--) {
                question.append(separator).append(names[random.nextInt(names.length)]);
                if (random.nextInt(4) == 0) {
                    question.append("%5B").append(word()).append("%5D");
                }
                question.append('=').append(word());
                separator = '&';
            }
            return question.toString();
        }

        private String word() {
            var word = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                if (random.nextInt(3) > 0) {
                    word.append((char) ('a' + random.nextInt(26)));
                } else {
                    for (var next : Character.toString(random.nextInt(32, 0x3000)).getBytes(StandardCharsets.UTF_8)) {
                        word.append("%%%02X".formatted(next));
                    }
                }
            }
            return word.toString();
        }

        @Override
        public void close() throws IOException {
            if (random.nextBoolean()) {
                // Without a farewell.
                socket.setSoLinger(true, 0);
            }
            socket.close();
        }
    }
}
