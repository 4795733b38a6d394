package dev.rejoin.importer.prove;

import dev.rejoin.importer.read.SourceDocument;
import java.util.ArrayList;
import java.util.List;

/** Documents in portions that fit into memory several times over. */
final class Pages {
    private static final int DOCUMENTS = 1_000;
    private static final long BYTES = 4 << 20;

    private Pages() {}

    static List<List<SourceDocument>> of(List<SourceDocument> documents) {
        var pages = new ArrayList<List<SourceDocument>>();
        int from = 0;
        while (from < documents.size()) {
            int to = from;
            long bytes = 0;
            while (to < documents.size() && to - from < DOCUMENTS && bytes < BYTES) {
                bytes += documents.get(to++).source().length;
            }
            pages.add(documents.subList(from, to));
            from = to;
        }
        return pages;
    }
}
