package dev.rejoin.importer.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an index keeps its documents as they were written. */
sealed interface SourceMode {

    record AsWritten() implements SourceMode {}

    record NotKept() implements SourceMode {}

    /** Documents come back changed; the sentence names what is lost. */
    record Lossy(String loss) implements SourceMode {}

    /**
     * Reads it from the mapping's {@code _source}, or, where newer servers put it, the index's settings.
     *
     * @param sourceMode {@code index.mapping.source.mode}
     * @param indexMode {@code index.mode}
     */
    static SourceMode of(@Nullable JsonNode mapping, @Nullable String sourceMode, @Nullable String indexMode) {
        JsonNode source = mapping == null ? MissingNode.getInstance() : mapping.path("_source");
        var mode = source.path("mode").asText(sourceMode == null ? "" : sourceMode);
        if (!source.path("enabled").asBoolean(true) || mode.equals("disabled")) {
            return new NotKept();
        }
        if (mode.equals("synthetic")
                || (mode.isEmpty() && ("time_series".equals(indexMode) || "logsdb".equals(indexMode)))) {
            return new Lossy(
                    "its _source is synthetic, rebuilt from the index: the order and repetition of array elements,"
                            + " nulls, empty arrays and the way numbers and dates were written are lost");
        }
        return filtered(source).<SourceMode>map(Lossy::new).orElseGet(AsWritten::new);
    }

    /**
     * Why an index is not read, as a sentence; null where it is.
     *
     * @param accepted whether a loss is taken: then it is said instead
     */
    default @Nullable String objection(String index, boolean accepted, List<String> said) {
        return switch (this) {
            case AsWritten() -> null;
            case NotKept() ->
                ("Index \"%s\" keeps no documents (_source is disabled): nothing can be imported from"
                                + " it. Exclude it with its reason, or find the data elsewhere.")
                        .formatted(index);
            case Lossy(var loss) -> {
                if (accepted) {
                    said.add("Index \"%s\" is incomplete, as accepted: %s.".formatted(index, loss));
                    yield null;
                }
                yield "Index \"%s\" does not give its documents back as they were written: %s. Accept the loss with"
                                .formatted(index, loss)
                        + " --accept-lossy-source, or exclude the index.";
            }
        };
    }

    private static Optional<String> filtered(JsonNode source) {
        var parts = new ArrayList<String>();
        if (!source.path("includes").isEmpty()) {
            parts.add("only these fields were kept: " + list(source.path("includes")));
        }
        if (!source.path("excludes").isEmpty()) {
            parts.add("these fields were not kept: " + list(source.path("excludes")));
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of("its _source was filtered when it was written, " + String.join("; ", parts));
    }

    private static String list(JsonNode names) {
        var texts = new ArrayList<String>();
        names.forEach(name -> texts.add(name.asText()));
        return String.join(", ", texts);
    }
}
