package dev.rejoin.legacy.sample;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Line-delimited dump files, one per index: {@code {"_index":…,"_id":…,"_source":{…}}} a line; beside each the index's
 * mapping.
 */
public final class DumpFolder implements SampleSink {
    private final Path folder;
    private final Map<String, OutputStream> files = new LinkedHashMap<>();

    /** Writes {@code <index>.ndjson} files into a folder, which is made when it is not there. */
    public DumpFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        for (var index : IndexMappings.all().entrySet()) {
            Files.writeString(
                    folder.resolve(index.getKey() + ".mapping.json"),
                    index.getValue().toPrettyString());
        }
    }

    @Override
    public void put(String index, String id, byte[] source) throws IOException {
        var file = files.get(index);
        if (file == null) {
            file = new BufferedOutputStream(Files.newOutputStream(folder.resolve(index + ".ndjson")), 1 << 16);
            files.put(index, file);
        }
        file.write(head(index, id));
        file.write(source);
        file.write('}');
        file.write('\n');
    }

    @Override
    public boolean takesAnything() {
        return true;
    }

    @Override
    public void close() throws IOException {
        for (var file : files.values()) {
            file.close();
        }
    }

    private static byte[] head(String index, String id) {
        var escaped = new String(JsonStringEncoder.getInstance().quoteAsString(id));
        return "{\"_index\":\"%s\",\"_id\":\"%s\",\"_source\":"
                .formatted(index, escaped)
                .getBytes(StandardCharsets.UTF_8);
    }
}
