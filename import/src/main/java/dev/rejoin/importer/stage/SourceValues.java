package dev.rejoin.importer.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.document.SourceTree;
import dev.rejoin.importer.finding.Finding;
import dev.rejoin.importer.finding.Finding.Severity;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.plan.StagePlan.StagePart;
import dev.rejoin.importer.plan.StagePlan.StageTable;
import dev.rejoin.importer.stage.PartStager.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the values of a part out of a document or an element of it, and says where they are not as they should be. */
record SourceValues(StagePart part, StageTable table) {

    /** For a column that holds arrays, an empty one is a value. */
    boolean isEmptyArray(List<FieldPath> from, DocumentAtHand context, Element element) {
        return from.stream().anyMatch(path -> value(List.of(path), context, element, true, true) instanceof ArrayNode);
    }

    /** Which of the paths has the value. */
    int found(List<FieldPath> from, boolean keepEmpty, DocumentAtHand context, Element element, boolean takesObjects) {
        int found = 0;
        while (found < from.size() - 1
                && SourceTree.isNone(
                        value(List.of(from.get(found)), context, element, keepEmpty, takesObjects), keepEmpty)) {
            found++;
        }
        return found;
    }

    /** A value as a whole; of several points, which are no value of one column, the first. */
    JsonNode whole(Converter converter, JsonNode value, String path, Element element, Findings findings) {
        if (!converter.takesPairs() || !(value instanceof ArrayNode array) || SourceTree.isPair(array)) {
            return value;
        }
        return first(array, SourceTree.opened(array, true), path, element, findings);
    }

    JsonNode scalar(JsonNode value, String path, Element element, Findings findings) {
        return value instanceof ArrayNode array
                ? first(array, SourceTree.opened(array, false), path, element, findings)
                : value;
    }

    private JsonNode first(ArrayNode array, List<JsonNode> opened, String path, Element element, Findings findings) {
        var all = opened.stream().filter(e -> !e.isNull()).toList();
        boolean one = array.size() == 1 && all.size() == 1;
        findings.add(finding(
                one ? Severity.INFO : Severity.WARNING,
                FindingCode.ARRAY_FOR_SCALAR,
                path,
                element,
                StorableText.visible(array.toString()),
                one
                        ? "an array stands where one value is expected"
                        : "an array of %d values stands where one is expected: the first is taken"
                                .formatted(Math.max(array.size(), all.size()))));
        return all.getFirst();
    }

    /** @param takesObjects whether keys with dots that begin with the path are its value, as an object */
    JsonNode value(
            List<FieldPath> from, DocumentAtHand context, Element element, boolean keepEmpty, boolean takesObjects) {
        JsonNode found = MissingNode.getInstance();
        for (var path : from) {
            found = switch (path.text()) {
                case "_id" -> TextNode.valueOf(context.document().id());
                case "_index" -> TextNode.valueOf(context.document().index());
                case "_routing" ->
                    context.document().routing() == null
                            ? MissingNode.getInstance()
                            : TextNode.valueOf(context.document().routing());
                default ->
                    path.isPosition()
                            ? IntNode.valueOf(element.position(path))
                            : element.at(path, part.row().beside());
            };
            if (found instanceof SourceTree.OfDottedKeys && !takesObjects) {
                found = MissingNode.getInstance();
            }
            if (!SourceTree.isNone(found, keepEmpty)) {
                return found;
            }
        }
        return found;
    }

    @Nullable
    String composed(List<Object> parts, DocumentAtHand context, Element element) {
        var text = new StringBuilder();
        for (var piece : parts) {
            if (piece instanceof FieldPath path) {
                var value = value(List.of(path), context, element, false, false);
                if (SourceTree.isNone(value, false)) {
                    return null;
                }
                text.append(value.asText());
            } else {
                text.append(piece);
            }
        }
        return text.toString();
    }

    Finding finding(
            Severity severity, FindingCode code, String path, Element element, @Nullable String shown, String message) {
        return ofArray(severity, code, path, shown, message)
                .ofElement(element.array() != null ? part.label(element.number()) : null);
    }

    /** One about an array as a whole. */
    Finding ofArray(Severity severity, FindingCode code, String path, @Nullable String shown, String message) {
        return Finding.of(severity, code, message).in(table.name()).at(path).showing(shown);
    }
}
