package dev.rejoin.legacy.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an import of the sample must come to, known from what was planted and never from running an import.
 *
 * @param documents documents per index, by what is expected to become of them
 * @param rows expected rows per target table
 * @param findings every expected finding; the same one twice means two of them
 */
public record Manifest(
        List<PlantedFinding> findings,
        long seed,
        double scale,
        String today,
        Map<String, Documents> documents,
        Map<String, Long> rows) {

    /** A finding that an import must report, and the kind of fault that causes it. */
    public record PlantedFinding(String index, String id, String code, String fault) {}

    /** How many documents of an index there are, and what becomes of them. */
    public record Documents(long total, long loaded, long merged, long quarantined, long excluded) {}

    /** Reads a manifest whole; one of a large sample wants memory for all its findings. */
    public static Manifest read(Path file) throws IOException {
        return new ObjectMapper().readValue(file.toFile(), Manifest.class);
    }
}
