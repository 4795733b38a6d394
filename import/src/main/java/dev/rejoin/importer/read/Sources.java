package dev.rejoin.importer.read;

import dev.rejoin.db.ShownAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Opens the source that an argument means. */
public final class Sources {

    private Sources() {}

    /**
     * Opens a cluster by its URL (several nodes separated by commas), or dump files by their folder or file.
     *
     * @throws SourceRefusedException when there is no such thing, or it cannot be read; the message is for the user
     */
    public static Source open(String where, SourceOptions options) {
        if (where.contains("://")) {
            return ElasticsearchSource.at(where, options);
        }
        try {
            var path = Path.of(where);
            if (Files.exists(path)) {
                return DumpSource.at(path, options);
            }
        } catch (InvalidPathException e) {
            throw neither(where);
        }
        throw neither(where);
    }

    /** What a sentence may show of a source that was not understood: something before an @ may be a password. */
    public static String shown(String where) {
        return where.contains("@") ? "…" : ShownAddress.of(where);
    }

    private static SourceRefusedException neither(String where) {
        return new SourceRefusedException(("\"%s\" is neither an address such as https://localhost:9200 nor a file or"
                        + " folder of dump files that exists.")
                .formatted(shown(where)));
    }
}
