package dev.rejoin.importer.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A document as it was received, of which a report shows values as they stood: with their quotes, their digits, their gaps. */
record OriginalDocument(JsonNode body) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(1_000)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNumberLength(10_000)
                        .build());
    }

    /** Nothing where a document is no readable JSON. */
    static Optional<OriginalDocument> of(@Nullable String source) {
        if (source == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(source)).filter(JsonNode::isObject).map(OriginalDocument::new);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** What stands at a path such as {@code guests[12].name}, as JSON; "nothing" where there is no such key. */
    String at(String path) {
        var found = found(body, steps(path), 0);
        return switch (found.size()) {
            case 0 -> "nothing";
            case 1 -> found.getFirst().toString();
            default -> found.stream().map(JsonNode::toString).collect(Collectors.joining(", "));
        };
    }

    /** The texts and numbers at some paths, joined by blanks; nothing where there are none. */
    Optional<String> called(List<String> paths) {
        var name = paths.stream()
                .flatMap(path -> found(body, steps(path), 0).stream())
                .filter(value -> value.isTextual() || value.isNumber())
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
        return name.isBlank() ? Optional.empty() : Optional.of(name);
    }

    private static List<String> steps(String path) {
        var steps = new ArrayList<String>();
        for (var name : path.split("\\.")) {
            int bracket = name.indexOf('[');
            if (bracket != 0) {
                steps.add(bracket < 0 ? name : name.substring(0, bracket));
            }
            if (bracket >= 0) {
                for (var place : name.substring(bracket).split("(?=\\[)")) {
                    steps.add(place);
                }
            }
        }
        return steps;
    }

    /** Keys may have dots in them, and arrays that the path does not count give all that they hold. */
    private static List<JsonNode> found(JsonNode from, List<String> steps, int next) {
        if (next == steps.size()) {
            return from.isMissingNode() ? List.of() : List.of(from);
        }
        var step = steps.get(next);
        if (step.matches("\\[[0-9]+]")) {
            int place = Integer.parseInt(step.substring(1, step.length() - 1));
            // A single value where a list is expected counts as a list of one.
            var element = from.isArray() ? from.path(place) : place == 0 ? from : MissingNode.getInstance();
            return found(element, steps, next + 1);
        }
        if (from.isArray()) {
            return from.valueStream()
                    .flatMap(element -> found(element, steps, next).stream())
                    .toList();
        }
        return IntStream.rangeClosed(next + 1, steps.size())
                .boxed()
                .filter(end -> from.has(String.join(".", steps.subList(next, end))))
                .map(end -> found(from.path(String.join(".", steps.subList(next, end))), steps, end))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
