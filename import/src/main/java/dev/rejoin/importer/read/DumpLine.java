package dev.rejoin.importer.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One line of a dump: {@code {"_index": …, "_id": …, "_routing": …, "_source": {…}}}. */
final class DumpLine {

    /** A line that is not a document; the message says what is missing. */
    static final class BadLineException extends Exception {
        BadLineException(String message) {
            super(message);
        }
    }

    private DumpLine() {}

    static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    /** @param indexOfFile the index of lines that name none */
    static SourceDocument parse(byte[] line, String indexOfFile) throws BadLineException {
        try (var parser = Json.MAPPER.getFactory().createParser(line)) {
            var document = document(line, parser, indexOfFile);
            if (parser.nextToken() != null) {
                throw new BadLineException("something follows the document");
            }
            return document;
        } catch (IOException e) {
            throw new BadLineException("not a line of JSON");
        }
    }

    private static SourceDocument document(byte[] line, JsonParser parser, String indexOfFile)
            throws IOException, BadLineException {
        String index = indexOfFile;
        String id = null;
        String routing = null;
        byte[] source = null;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new BadLineException("not a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            switch (name) {
                case "_index" -> index = text(parser, token, index);
                case "_id" -> id = text(parser, token, null);
                case "_routing" -> routing = text(parser, token, null);
                case "_source" -> source = cut(line, parser, token);
                default -> parser.skipChildren();
            }
        }
        if (id == null || source == null) {
            throw new BadLineException(
                    "a document needs \"_id\" and an object \"_source\"; is this a file for the _bulk"
                            + " interface, or a mapping?");
        }
        return new SourceDocument(index, id, routing, source);
    }

    private static @Nullable String text(JsonParser parser, JsonToken token, @Nullable String otherwise)
            throws IOException {
        if (token.isScalarValue()) {
            return token == JsonToken.VALUE_NULL ? otherwise : parser.getText();
        }
        parser.skipChildren();
        return otherwise;
    }

    private static byte @Nullable [] cut(byte[] line, JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        parser.skipChildren();
        return Arrays.copyOfRange(
                line, from, Math.toIntExact(parser.currentLocation().getByteOffset()));
    }
}
