package dev.rejoin.importer.read;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What persons have decided about a document as it stands, and not by changing it.
 *
 * @param excluded who has left it out
 * @param outdated who had left it out before it said something else: so it counts again
 * @param accepted who has let it in, by the code of what it breaks
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Ruling(@Nullable Said excluded, @Nullable Said outdated, Map<String, Said> accepted) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Who has decided, and why. */
    public record Said(String by, String because) {}

    public Ruling {
        accepted = accepted == null ? Map.of() : new TreeMap<>(accepted);
    }

    /** That a document is left out. */
    public static Ruling leavesOut(Said said) {
        return new Ruling(said, null, Map.of());
    }

    /** That a document is let in, whatever of this it breaks; nothing where that is nothing. */
    public static @Nullable Ruling accepts(Map<String, Said> accepted) {
        return accepted.isEmpty() ? null : new Ruling(null, null, accepted);
    }

    /** As {@link #json} wrote it. */
    public static @Nullable Ruling of(@Nullable String json) {
        try {
            return json == null ? null : JSON.readValue(json, Ruling.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was decided is kept as no ruling: " + json, e);
        }
    }

    /** The codes of what the document may break. */
    public static Map<String, Said> acceptedBy(@Nullable Ruling ruling) {
        return ruling == null ? Map.of() : ruling.accepted;
    }

    /** As the ledger keeps it. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
