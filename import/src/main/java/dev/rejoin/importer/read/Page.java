package dev.rejoin.importer.read;

import java.util.List;

/**
 * Some documents of one slice.
 *
 * @param next where the slice goes on after these documents
 * @param last whether the slice ends with these documents; every slice has exactly one last page, which may be empty
 */
public record Page(List<SourceDocument> documents, Position next, boolean last) {}
