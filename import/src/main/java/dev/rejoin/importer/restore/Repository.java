package dev.rejoin.importer.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.importer.read.Cluster;
import dev.rejoin.importer.read.Names;
import dev.rejoin.importer.read.SourceRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A snapshot repository, registered read-only: two clusters that write to one repository destroy it.
 *
 * @param type {@code fs}, {@code s3} and so on; empty for a repository that is registered already
 */
public record Repository(String name, Optional<String> type, Map<String, String> settings) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A repository that the cluster knows already. */
    public static Repository known(String name) {
        return new Repository(name, Optional.empty(), Map.of());
    }

    /** A repository in a folder that every node of the cluster can see. */
    public static Repository folder(String name, String location) {
        return new Repository(name, Optional.of("fs"), Map.of("location", location));
    }

    /**
     * Registers it unless it is registered so already, and lets every node verify that it can see it. What was not
     * there before and cannot be used is taken away again.
     *
     * @throws SourceRefusedException when it cannot be used, or another one has this name
     */
    void open(Cluster cluster) {
        var registered = cluster.find(path()).map(answer -> answer.path(name));
        if (type.isEmpty() && registered.isEmpty()) {
            throw new SourceRefusedException(
                    ("The cluster knows no snapshot repository \"%s\". Say where it is: --location FOLDER, or --type with"
                                    + " its settings.")
                            .formatted(name));
        }
        if (type.isPresent() && registered.isPresent() && !isThis(registered.get())) {
            throw new SourceRefusedException(
                    ("The cluster knows another snapshot repository \"%s\" (%s). Choose another name with --repository;"
                                    + " nothing was changed.")
                            .formatted(name, registered.get()));
        }
        if (registered.isPresent()) {
            verify(cluster);
            return;
        }
        register(cluster);
        try {
            verify(cluster);
        } catch (SourceRefusedException e) {
            cluster.ask("DELETE", path(), null);
            throw e;
        }
    }

    /** All snapshots in it, the oldest first; also those that cannot be read. */
    List<Snapshot> snapshots(Cluster cluster) {
        var readable = new TreeMap<String, Snapshot>();
        for (var node : cluster.get(path() + "/_all?ignore_unavailable=true").path("snapshots")) {
            var snapshot = Snapshot.of(node);
            readable.put(snapshot.name(), snapshot);
        }
        var all = new ArrayList<Snapshot>();
        for (var node : cluster.get(path() + "/_all?verbose=false").path("snapshots")) {
            var name = node.path("snapshot").asText();
            all.add(readable.getOrDefault(name, Snapshot.unreadable(name)));
        }
        all.sort(Snapshot.OLDEST_FIRST);
        return List.copyOf(all);
    }

    String path() {
        return "/_snapshot/" + Names.inPath(name);
    }

    private void register(Cluster cluster) {
        var body = JSON.createObjectNode().put("type", type.orElseThrow());
        var all = body.putObject("settings").put("readonly", true);
        settings.forEach(all::put);
        try {
            cluster.ask("PUT", path() + "?verify=false", body.toString());
        } catch (SourceRefusedException e) {
            throw e.getMessage().contains("path.repo")
                    ? new SourceRefusedException(
                            e.getMessage() + " Add the folder to path.repo in elasticsearch.yml of every node, and"
                                    + " restart them.",
                            e)
                    : e;
        }
    }

    private void verify(Cluster cluster) {
        try {
            cluster.ask("POST", path() + "/_verify", null);
        } catch (SourceRefusedException e) {
            throw new SourceRefusedException(
                    "The snapshot repository \"%s\" cannot be used: %s".formatted(name, e.getMessage()), e);
        }
    }

    private boolean isThis(JsonNode registered) {
        return registered.path("type").asText().equals(type.orElseThrow())
                && settings.entrySet().stream().allMatch(setting -> registered
                        .path("settings")
                        .path(setting.getKey())
                        .asText()
                        .equals(setting.getValue()))
                && registered.path("settings").path("readonly").asText().equals("true");
    }
}
