package dev.rejoin.importer.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.Mapping.Unicode;
import dev.rejoin.importer.stage.Converter.Doubts;
import java.text.Normalizer;

/** Texts, and JSON with texts in it, as PostgreSQL can store them: what it cannot is taken out, and never in silence. */
final class StorableText {
    private StorableText() {}

    /** Text as a column keeps it: without what PostgreSQL cannot store, and in the form that the mapping asks for. */
    static String kept(String raw, Unicode unicode, Doubts doubts) {
        var text = clean(raw, doubts);
        if (unicode == Unicode.AS_WRITTEN || Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            return text;
        }
        doubts.add(
                FindingCode.TEXT_COMPOSED,
                visible(raw),
                "Unicode has several ways to write this text: kept in its composed form (NFC), in which it is searched for");
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Text without what PostgreSQL cannot store. */
    static String clean(String raw, Doubts doubts) {
        var text = raw;
        if (text.indexOf('\0') >= 0) {
            text = text.replace("\0", "");
            doubts.add(
                    FindingCode.NUL_CHARACTER,
                    visible(raw),
                    "the text holds \\u0000, which no text column can: removed");
        }
        if (hasLoneSurrogate(text)) {
            var kept = new StringBuilder(text.length());
            text.codePoints().filter(c -> c < 0xD800 || c > 0xDFFF).forEach(kept::appendCodePoint);
            doubts.add(FindingCode.LONE_SURROGATE, visible(raw), "the text holds half of a surrogate pair: removed");
            text = kept.toString();
        }
        return text;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    i++;
                } else {
                    return true;
                }
            }
        }
        return false;
    }

    /** The text as it can be shown and stored in a finding. */
    static String visible(String raw) {
        var shown = new StringBuilder();
        raw.codePoints().limit(500).forEach(c -> {
            if (c == 0 || c >= 0xD800 && c <= 0xDFFF) {
                shown.append("\\u%04x".formatted(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** JSON of which every text and name is one that can be stored. */
    static JsonNode json(JsonNode value, Doubts doubts) {
        return switch (value) {
            case TextNode text -> TextNode.valueOf(clean(text.textValue(), doubts));
            case ArrayNode array -> {
                var kept = array.arrayNode();
                array.forEach(element -> kept.add(json(element, doubts)));
                yield kept;
            }
            case ObjectNode object -> {
                var kept = object.objectNode();
                object.properties()
                        .forEach(field -> kept.set(clean(field.getKey(), doubts), json(field.getValue(), doubts)));
                yield kept;
            }
            default -> value;
        };
    }
}
