package dev.rejoin.importer.read;

import java.util.List;

/**
 * What a source holds.
 *
 * @param indices the concrete indices to read, in order of their names
 * @param excluded the names of those that are left out, which nobody has looked at; in order
 * @param passedOver documents of other indices that stand in the files of these, and had to be passed over
 */
public record Contents(List<SourceIndex> indices, List<String> excluded, long passedOver) {}
