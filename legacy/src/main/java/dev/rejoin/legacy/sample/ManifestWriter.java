package dev.rejoin.legacy.sample;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.legacy.sample.Doc.Disposition;
import dev.rejoin.legacy.sample.Manifest.Documents;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Writes the manifest while the sample is made: findings as they come, one a line, and the counts at the end. */
final class ManifestWriter implements AutoCloseable {
    private final JsonGenerator json;
    private final Map<String, EnumMap<Disposition, Long>> dispositions = new TreeMap<>();
    private final Map<String, Long> rows = new TreeMap<>();
    private final Map<String, Long> codes = new TreeMap<>();

    ManifestWriter(OutputStream out) throws IOException {
        json = new ObjectMapper().createGenerator(out, JsonEncoding.UTF8);
        json.writeStartObject();
        json.writeArrayFieldStart("findings");
    }

    void add(Cell cell) throws IOException {
        for (var finding : cell.findings()) {
            json.writeRaw('\n');
            json.writePOJO(finding);
            codes.merge(finding.code(), 1L, Long::sum);
        }
        for (var documents : cell.documents().values()) {
            for (var doc : documents) {
                dispositions
                        .computeIfAbsent(doc.index(), index -> new EnumMap<>(Disposition.class))
                        .merge(doc.disposition(), 1L, Long::sum);
                doc.rows().forEach((table, number) -> rows.merge(table, (long) number, Long::sum));
            }
        }
    }

    Sample.Written finish(long seed, double scale) throws IOException {
        json.writeEndArray();
        json.writeRaw('\n');
        json.writeNumberField("seed", seed);
        json.writeNumberField("scale", scale);
        json.writeStringField("today", Legacy.TODAY.toString());
        var documents = new TreeMap<String, Documents>();
        dispositions.forEach((index, counts) -> documents.put(index, documents(counts)));
        json.writePOJOField("documents", documents);
        json.writePOJOField("rows", rows);
        json.writeEndObject();
        return new Sample.Written(documents, rows, codes);
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private static Documents documents(EnumMap<Disposition, Long> counts) {
        return new Documents(
                counts.values().stream().mapToLong(Long::longValue).sum(),
                counts.getOrDefault(Disposition.LOADED, 0L),
                counts.getOrDefault(Disposition.MERGED, 0L),
                counts.getOrDefault(Disposition.QUARANTINED, 0L),
                counts.getOrDefault(Disposition.EXCLUDED, 0L));
    }
}
