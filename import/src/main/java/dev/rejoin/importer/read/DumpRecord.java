package dev.rejoin.importer.read;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One record of a dump: {@code {"_index": …, "_id": …, "_routing": …, "_source": {…}}}, or an action of _bulk. */
final class DumpRecord {

    /** A record that is no document; the message says what is missing. */
    static final class BadRecordException extends Exception {
        BadRecordException(String message) {
            super(message);
        }
    }

    /** A document of which a part was left out when it was dumped. */
    static final class IncompleteRecordException extends Exception {
        IncompleteRecordException(String message) {
            super(message);
        }
    }

    /** What an action of a _bulk body says of the document on the next line. */
    record Action(
            String verb,
            String index,
            @Nullable String id,
            @Nullable String routing) {

        boolean isOfAWholeDocument() {
            return verb.equals("index") || verb.equals("create");
        }
    }

    private static final Set<String> ACTIONS = Set.of("index", "create", "update", "delete");

    private DumpRecord() {}

    /** @param indexOfFile the index of records that name none */
    static SourceDocument document(byte[] record, String indexOfFile)
            throws BadRecordException, IncompleteRecordException {
        try (var parser = Json.MAPPER.getFactory().createParser(record)) {
            return document(parser, indexOfFile, Text.of(record));
        } catch (IOException e) {
            // What reads bytes takes no name with half of a surrogate pair, which what reads letters does.
        }
        var plain = PassedOver.without(record);
        if (plain.length < record.length) {
            return document(plain, indexOfFile);
        }
        boolean utf8 = isUtf8(record);
        // Read as letters of one byte each, a record that is not UTF-8 has the same structure.
        var text = Text.of(record, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        try (var parser = Json.MAPPER.getFactory().createParser(text.letters())) {
            return document(parser, indexOfFile, text);
        } catch (IOException e) {
            throw new BadRecordException(utf8 ? "not a line of JSON" : "neither UTF-8 nor a line of JSON");
        }
    }

    /**
     * What a record is read as, so that a part of it can be cut out byte for byte.
     *
     * @param letters none where its bytes are read
     */
    private record Text(
            byte[] record, String letters, @Nullable Charset charset) {
        static Text of(byte[] record) {
            return new Text(record, "", null);
        }

        static Text of(byte[] record, Charset charset) {
            return new Text(record, new String(record, charset), charset);
        }

        boolean isBytewise() {
            return StandardCharsets.ISO_8859_1.equals(charset);
        }

        int place(JsonLocation location) {
            return Math.toIntExact(charset == null ? location.getByteOffset() : location.getCharOffset());
        }

        byte[] cut(int from, int to) {
            return charset == null
                    ? Arrays.copyOfRange(record, from, to)
                    : letters.substring(from, to).getBytes(charset);
        }
    }

    /** A document's body as it stands; without what Elasticsearch passes over where it can only be read so. */
    static byte[] body(byte[] record) {
        if (isReadable(record)) {
            return record;
        }
        var plain = PassedOver.without(record);
        return plain.length < record.length && isReadable(plain) ? plain : record;
    }

    private static boolean isReadable(byte[] body) {
        try (var parser = Json.MAPPER.getFactory().createParser(body)) {
            JsonToken token;
            do {
                token = parser.nextToken();
            } while (token != null);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The action, if that is what the record is. */
    static Optional<Action> action(byte[] record, String indexOfFile) {
        try (var parser = Json.MAPPER.getFactory().createParser(record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT
                    || parser.nextToken() != JsonToken.FIELD_NAME
                    || !ACTIONS.contains(parser.currentName())) {
                return Optional.empty();
            }
            var verb = parser.currentName();
            String index = indexOfFile;
            String id = null;
            String routing = null;
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                var token = parser.nextToken();
                switch (name) {
                    case "_index" -> index = text(parser, token, index);
                    case "_id" -> id = text(parser, token, null);
                    case "routing", "_routing" -> routing = text(parser, token, null);
                    default -> parser.skipChildren();
                }
            }
            return parser.nextToken() == JsonToken.END_OBJECT
                    ? Optional.of(new Action(verb, index, id, routing))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static final Set<String> OF_A_DOCUMENT = Set.of("_index", "_id", "_routing", "_source");

    private static SourceDocument document(JsonParser parser, String indexOfFile, Text text)
            throws IOException, BadRecordException, IncompleteRecordException {
        String index = indexOfFile;
        String id = null;
        String routing = null;
        byte[] source = null;
        boolean otherSource = false;
        var told = new HashSet<String>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new BadRecordException("not a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            if (OF_A_DOCUMENT.contains(name) && !told.add(name)) {
                throw new BadRecordException(
                        "a document says \"%s\" twice: which of them is meant is not known".formatted(name));
            }
            switch (name) {
                case "_index" -> index = text(parser, token, index);
                case "_id" -> id = text(parser, token, null);
                case "_routing" -> routing = text(parser, token, null);
                case "_source" -> {
                    source = cut(parser, token, text);
                    otherSource = source == null && token != JsonToken.VALUE_NULL;
                }
                default -> parser.skipChildren();
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            throw new BadRecordException("something follows the document");
        }
        return document(text.isBytewise(), index, id, routing, source, otherSource);
    }

    private static SourceDocument document(
            boolean bytewise,
            String index,
            @Nullable String id,
            @Nullable String routing,
            byte @Nullable [] source,
            boolean otherSource)
            throws BadRecordException, IncompleteRecordException {
        if (otherSource || id == null && source == null) {
            throw new BadRecordException("a document needs \"_id\" and an object \"_source\"; is this a mapping, or a"
                    + " list of documents without their ids?");
        }
        if (id == null || id.isEmpty()) {
            throw new IncompleteRecordException("the document came without its _id: dump it again with it");
        }
        if (source == null) {
            throw new IncompleteRecordException(
                    "document %s came without its _source: dump it again with it".formatted(id));
        }
        return bytewise ? undecodable(index, id, routing, source) : SourceDocument.of(index, id, routing, source);
    }

    /** A document that is not UTF-8 somewhere: where that is its identity, what cannot be read of it is replaced. */
    private static SourceDocument undecodable(String index, String id, @Nullable String routing, byte[] source) {
        var document =
                SourceDocument.of(decoded(index), decoded(id), routing == null ? null : decoded(routing), source);
        boolean readable = isUtf8(bytes(index)) && isUtf8(bytes(id)) && (routing == null || isUtf8(bytes(routing)));
        return readable
                ? document
                : new SourceDocument(
                        document.index(),
                        document.id(),
                        document.routing(),
                        source,
                        "its index name, _id or _routing is not written in UTF-8");
    }

    private static String decoded(String bytewise) {
        return new String(bytes(bytewise), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String bytewise) {
        return bytewise.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static @Nullable String text(JsonParser parser, JsonToken token, @Nullable String otherwise)
            throws IOException {
        if (token.isScalarValue()) {
            return token == JsonToken.VALUE_NULL ? otherwise : parser.getText();
        }
        parser.skipChildren();
        return otherwise;
    }

    private static byte @Nullable [] cut(JsonParser parser, JsonToken token, Text text) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        int from = text.place(parser.currentTokenLocation());
        parser.skipChildren();
        return text.cut(from, text.place(parser.currentLocation()));
    }
}
