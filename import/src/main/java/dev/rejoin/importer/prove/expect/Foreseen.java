package dev.rejoin.importer.prove.expect;

import dev.rejoin.importer.prove.expect.Specification.OfRow;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a document has to have become, worked out from the document alone: the target is not asked for it. */
public interface Foreseen {

    String id();

    @Nullable
    String routing();

    /** Of the bytes that were read. */
    byte[] sha256();

    /** Whether a person has left it out, so that it has to have become nothing. */
    boolean isLeftOut();

    /** Whether it is a JSON object. */
    boolean isReadable();

    /** Whether two values at one path set it aside. */
    boolean setsAside();

    WantedParts wanted();

    /** What it says of rows that may have to be rebuilt. */
    List<ForeseenCopy> copies();

    /**
     * A copy of what another document said.
     *
     * @param reference the column that refers to what is copied
     * @param name what that is called
     * @param rows the rows to be rebuilt of it, with what it gives their columns
     */
    record ForeseenCopy(String reference, String name, Supplier<Map<OfRow, Map<String, Expected>>> rows) {}
}
