package dev.rejoin.importer.read;

import org.jspecify.annotations.Nullable;

/**
 * A document as the source holds it.
 *
 * @param source the exact bytes of {@code _source}, cut out of the answer and never written anew
 */
public record SourceDocument(
        String index, String id, @Nullable String routing, byte[] source) {}
