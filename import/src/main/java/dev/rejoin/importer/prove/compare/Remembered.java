package dev.rejoin.importer.prove.compare;

import dev.rejoin.importer.prove.expect.Foreseen;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Documents that were worked out before, wherever they stand in the source. */
public interface Remembered {

    /** Nothing is remembered. */
    Remembered NOTHING = (index, id, routing, sha256) -> Optional.empty();

    /** The document with this identity and these bytes, if it is remembered. */
    Optional<Foreseen> of(String index, String id, @Nullable String routing, byte[] sha256);
}
