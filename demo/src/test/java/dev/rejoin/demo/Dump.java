package dev.rejoin.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Dump files of the legacy application, which goes on: each change is in them at once, all other lines stay as they are. */
record Dump(Path folder) {
    private static final Pattern ID = Pattern.compile("^\\{\"_index\":\"[^\"]*\",\"_id\":\"([^\"]*)\"");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    /** Changes the sources of some documents; answers how many there are. */
    int change(String index, List<String> ids, Consumer<ObjectNode> edit) throws IOException {
        var lines = new ArrayList<String>();
        int changed = 0;
        for (var line : lines(index)) {
            boolean meant = ids.contains(id(line));
            lines.add(meant ? changed(line, edit) : line);
            changed += meant ? 1 : 0;
        }
        write(index, lines);
        return changed;
    }

    /** Adds documents that say what others say, but for an edit; answers how many. */
    int add(String index, List<String> ids, String suffix, Consumer<ObjectNode> edit) throws IOException {
        var before = lines(index);
        var lines = new ArrayList<>(before);
        for (var line : before) {
            var id = id(line);
            if (ids.contains(id)) {
                lines.add(changed(line, edit).replace("\"_id\":\"" + id + "\"", "\"_id\":\"" + id + suffix + "\""));
            }
        }
        write(index, lines);
        return lines.size() - before.size();
    }

    /** Takes documents away; answers how many there were. */
    int remove(String index, List<String> ids) throws IOException {
        var before = lines(index);
        var lines = before.stream().filter(line -> !ids.contains(id(line))).toList();
        write(index, lines);
        return before.size() - lines.size();
    }

    private static String changed(String line, Consumer<ObjectNode> edit) throws IOException {
        var document = (ObjectNode) JSON.readTree(line);
        edit.accept((ObjectNode) document.path("_source"));
        return JSON.writeValueAsString(document);
    }

    private static String id(String line) {
        var match = ID.matcher(line);
        return match.find() ? match.group(1) : "";
    }

    private List<String> lines(String index) throws IOException {
        return lines(folder.resolve(index + ".ndjson"));
    }

    /** Lines end with a line feed alone: between the names and values of a document there may be anything else. */
    static List<String> lines(Path file) throws IOException {
        return List.of(Files.readString(file).split("\n"));
    }

    private void write(String index, List<String> lines) throws IOException {
        Files.writeString(folder.resolve(index + ".ndjson"), String.join("\n", lines) + "\n");
    }
}
