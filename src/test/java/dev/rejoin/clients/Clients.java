package dev.rejoin.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The generated files of all clients, by their paths. */
public record Clients(Map<Path, String> files) {

    /** @param folder where the clients are */
    public static Clients of(JsonNode contract, Path folder) {
        var model = ContractReading.read(contract);
        var files = new TreeMap<Path, String>();
        PythonClient.of(model)
                .forEach((path, text) -> files.put(folder.resolve("python").resolve(path), text));
        TypeScriptClient.of(model)
                .forEach((path, text) -> files.put(folder.resolve("typescript").resolve(path), text));
        return new Clients(files);
    }

    public void write() throws IOException {
        for (var file : files.entrySet()) {
            Files.createDirectories(file.getKey().getParent());
            Files.writeString(file.getKey(), file.getValue());
        }
    }
}
