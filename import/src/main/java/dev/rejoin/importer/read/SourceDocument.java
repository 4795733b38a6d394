package dev.rejoin.importer.read;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A document as the source holds it.
 *
 * @param source the exact bytes of {@code _source}, cut out of the answer and never written anew
 * @param objection why its identity cannot be kept as it is, as a sentence; null for nearly all of them. Its id and
 *     routing then show what cannot be stored as an escape
 * @param ruling what persons have decided about it; null for nearly all of them
 */
public record SourceDocument(
        String index,
        String id,
        @Nullable String routing,
        byte[] source,
        @Nullable String objection,
        @Nullable Ruling ruling) {

    private static final String NUL = "\\u0000, which no text of PostgreSQL holds";
    private static final String SURROGATE = "half of a surrogate pair, which is no character";

    public SourceDocument(String index, String id, @Nullable String routing, byte[] source) {
        this(index, id, routing, source, null, null);
    }

    SourceDocument(String index, String id, @Nullable String routing, byte[] source, @Nullable String objection) {
        this(index, id, routing, source, objection, null);
    }

    /** A document whose index name, id or routing may hold what PostgreSQL's text cannot. */
    static SourceDocument of(String index, String id, @Nullable String routing, byte[] source) {
        var said = new ArrayList<String>();
        doubt("index name", index, said);
        doubt("_id", id, said);
        doubt("_routing", routing == null ? "" : routing, said);
        if (said.isEmpty()) {
            return new SourceDocument(index, id, routing, source);
        }
        // What cannot be the name of an index stands with those of the index whose name is nearest.
        var home = stored(index, false);
        return new SourceDocument(
                home,
                (home.equals(index) ? "" : stored(index, true) + "/") + stored(id, true),
                routing == null ? null : stored(routing, true),
                source,
                String.join("; ", said));
    }

    /** The same document under the name that everything is recorded under. */
    public SourceDocument in(String name) {
        return new SourceDocument(name, id, routing, source, objection, ruling);
    }

    /** The same document with another body, about which nobody has decided anything. */
    public SourceDocument with(byte[] body) {
        return new SourceDocument(index, id, routing, body, objection, null);
    }

    /** The same document, and what persons have decided about it. */
    public SourceDocument under(@Nullable Ruling decided) {
        return new SourceDocument(index, id, routing, source, objection, decided);
    }

    /** Whether a person has left it out. */
    public boolean isLeftOut() {
        return ruling != null && ruling.excluded() != null;
    }

    private static void doubt(String what, String text, ArrayList<String> said) {
        if (text.indexOf('\0') >= 0) {
            said.add("its " + what + " holds " + NUL);
        }
        if (text.codePoints().anyMatch(SourceDocument::isHalfAPair)) {
            said.add("its " + what + " holds " + SURROGATE);
        }
    }

    private static String stored(String text, boolean shown) {
        var stored = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c != 0 && !isHalfAPair(c)) {
                stored.appendCodePoint(c);
            } else if (shown) {
                stored.append("\\u%04x".formatted(c));
            }
        });
        return stored.toString();
    }

    private static boolean isHalfAPair(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
