package dev.rejoin.importer.prove.expect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document as it is written, in plain lists, maps, texts and exact numbers, with keys as they stand: paths are
 * followed through dotted keys and objects alike when they are looked up.
 */
public final class Written {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(10_000)
                    .build())
            .build();

    /** A number with the text it is written as. */
    record Numeral(String text) {

        boolean isWhole() {
            return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        }

        BigDecimal exact() {
            return new BigDecimal(text);
        }
    }

    /** What is not there, other than JSON's null, which is written. */
    static final Object MISSING = new Object();

    static final Object NULL = new Object();

    private Written() {}

    /** The document's body; empty when it is no JSON object that can be read. */
    public static Optional<Map<?, ?>> parse(byte[] source) {
        try (var parser = FACTORY.createParser(source)) {
            parser.nextToken();
            return read(parser) instanceof Map<?, ?> object && parser.nextToken() == null
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Object read(JsonParser parser) throws IOException {
        var token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                var object = new LinkedHashMap<String, Object>();
                while (parser.nextFieldName() != null) {
                    var key = parser.currentName();
                    parser.nextToken();
                    object.put(key, read(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                var array = new ArrayList<Object>();
                while (parser.nextToken() != com.fasterxml.jackson.core.JsonToken.END_ARRAY) {
                    array.add(read(parser));
                }
                yield array;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeral(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NULL;
            case null, default -> throw new IOException("not a value");
        };
    }

    /** What stands at a path, over arrays too; {@link #MISSING} where nothing does. */
    static Object at(Object from, String path) {
        if (from instanceof Map<?, ?> object && object.get(path) instanceof Object found && path.indexOf('.') < 0) {
            return found;
        }
        return path.isEmpty() ? from : at(from, path.split("\\."), 0);
    }

    /** What stands at the names of a path that are left, from one of them on. */
    static Object at(Object from, String[] names, int next) {
        if (next == names.length) {
            return from;
        }
        if (from instanceof List<?> list) {
            return gathered(list, names, next);
        }
        if (!(from instanceof Map<?, ?> object)) {
            return MISSING;
        }
        var key = new StringBuilder();
        for (int end = next; end < names.length; end++) {
            key.append(end == next ? "" : ".").append(names[end]);
            var inner = object.get(key.toString());
            if (inner != null) {
                var found = at(inner, names, end + 1);
                if (found != MISSING) {
                    return found;
                }
            }
        }
        return MISSING;
    }

    private static Object gathered(List<?> list, String[] names, int next) {
        var all = new ArrayList<Object>();
        for (var element : list) {
            var found = at(element, names, next);
            if (found instanceof List<?> several) {
                all.addAll(several);
            } else if (found != MISSING && found != NULL) {
                all.add(found);
            }
        }
        return all.isEmpty() ? MISSING : all;
    }

    static boolean isNone(@Nullable Object value, boolean emptyTextIsSome) {
        return value == null
                || value == MISSING
                || value == NULL
                || ("".equals(value) && !emptyTextIsSome)
                || (value instanceof List<?> list
                        && list.stream()
                                .allMatch(e -> e == NULL || e instanceof List<?> && isNone(e, emptyTextIsSome)));
    }

    /** The values of an array, also of arrays in it; a value that is none is one of its own. */
    static List<Object> flat(Object value) {
        if (!(value instanceof List<?> list)) {
            return List.of(value);
        }
        var all = new ArrayList<Object>();
        list.forEach(element -> all.addAll(flat(element)));
        return all;
    }

    /** A single value as text, as it would be shown. */
    static String text(Object value) {
        return switch (value) {
            case Numeral numeral ->
                numeral.isWhole()
                        ? numeral.exact().toBigInteger().toString()
                        : numeral.exact().toString();
            default -> value.toString();
        };
    }
}
