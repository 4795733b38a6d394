package dev.rejoin.importer.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a search, with every {@code _source} cut out of it byte for byte.
 *
 * @param lastSort the sort values of the last hit, as they stand in the answer
 * @param total the number of all hits, -1 where it was not asked for
 * @param numbers the sequence numbers of the documents; -1 where they were not asked for
 */
record SearchAnswer(
        @Nullable String pit,
        boolean timedOut,
        JsonNode shards,
        long total,
        List<SourceDocument> documents,
        List<Long> numbers,
        @Nullable String lastSort) {

    /**
     * Reads an answer of which every byte has to be there.
     *
     * @throws Fault when it ends early, or is no answer to a search
     */
    static SearchAnswer parse(Body body) throws Fault {
        try {
            return read(body);
        } catch (IOException e) {
            try {
                var plain = PassedOver.without(body);
                if (plain.isPresent()) {
                    return read(plain.get());
                }
            } catch (IOException cutAllTheSame) {
                e.addSuppressed(cutAllTheSame);
            }
            throw new Fault(Fault.Remedy.CONNECTION, "the answer was cut short after " + body.length() + " bytes", e);
        }
    }

    private static SearchAnswer read(Body body) throws IOException, Fault {
        try (var parser = Json.MAPPER.getFactory().createParser(body.stream())) {
            var answer = new Reader(body, parser).answer();
            if (parser.nextToken() != null) {
                throw new Fault(Fault.Remedy.OTHER, 200, "something follows the answer", java.util.Optional.empty());
            }
            return answer;
        }
    }

    private static final class Reader {

        private final Body body;
        private final JsonParser parser;
        private final List<SourceDocument> documents = new ArrayList<>();
        private final List<Long> numbers = new ArrayList<>();
        private @Nullable String lastSort;
        private long total = -1;

        Reader(Body body, JsonParser parser) {
            this.body = body;
            this.parser = parser;
        }

        SearchAnswer answer() throws IOException, Fault {
            String pit = null;
            boolean timedOut = false;
            boolean hits = false;
            JsonNode shards = MissingNode.getInstance();
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "pit_id" -> pit = parser.getText();
                    case "timed_out" -> timedOut = parser.getBooleanValue();
                    case "_shards" -> shards = parser.readValueAsTree();
                    case "hits" -> {
                        hits = true;
                        hits();
                    }
                    default -> parser.skipChildren();
                }
            }
            expect(parser.currentToken(), JsonToken.END_OBJECT);
            if (!hits) {
                throw new Fault(Fault.Remedy.OTHER, 200, "the answer holds no hits", java.util.Optional.empty());
            }
            return new SearchAnswer(pit, timedOut, shards, total, documents, numbers, lastSort);
        }

        private void hits() throws IOException, Fault {
            expect(parser.currentToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                var token = parser.nextToken();
                if (name.equals("hits")) {
                    expect(token, JsonToken.START_ARRAY);
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        hit();
                    }
                    expect(parser.currentToken(), JsonToken.END_ARRAY);
                } else if (name.equals("total") && token == JsonToken.START_OBJECT) {
                    JsonNode value = parser.readValueAsTree();
                    total = value.path("value").asLong(-1);
                } else {
                    parser.skipChildren();
                }
            }
            expect(parser.currentToken(), JsonToken.END_OBJECT);
        }

        private void hit() throws IOException, Fault {
            String index = null;
            String id = null;
            String routing = null;
            byte[] source = null;
            long number = -1;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                var token = parser.nextToken();
                switch (name) {
                    case "_index" -> index = text(token);
                    case "_id" -> id = text(token);
                    case "_routing" -> routing = text(token);
                    case "_source" -> source = token == JsonToken.START_OBJECT ? cut() : null;
                    case "_seq_no" -> number = parser.getLongValue();
                    case "sort" -> lastSort = new String(cut(), java.nio.charset.StandardCharsets.UTF_8);
                    default -> parser.skipChildren();
                }
            }
            expect(parser.currentToken(), JsonToken.END_OBJECT);
            if (index == null || id == null || source == null) {
                throw new Fault(
                        Fault.Remedy.OTHER,
                        200,
                        "the server gave a document%s without its %s"
                                .formatted(
                                        id == null ? "" : " (" + id + ")",
                                        id == null ? "_id" : index == null ? "_index" : "_source"),
                        java.util.Optional.empty());
            }
            documents.add(SourceDocument.of(index, id, routing, source));
            numbers.add(number);
        }

        private @Nullable String text(JsonToken token) throws IOException {
            return token == JsonToken.VALUE_NULL ? null : parser.getText();
        }

        private byte[] cut() throws IOException {
            long from = parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            return body.cut(from, parser.currentLocation().getByteOffset());
        }

        private static void expect(@Nullable JsonToken found, JsonToken wanted) throws IOException {
            if (found != wanted) {
                throw new IOException("expected " + wanted + ", found " + found);
            }
        }
    }
}
