package dev.rejoin.importer.restore;

import co.elastic.clients.elasticsearch.snapshot.GetRepositoryRequest;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rejoin.importer.read.Cluster;
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
        // As it is written: what settings a repository has is its plug-in's affair.
        var registered = cluster.find(
                        Cluster.asWritten(GetRepositoryRequest.of(of -> of.name(name)), GetRepositoryRequest._ENDPOINT))
                .map(answer -> answer.path(name));
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
            cluster.ask(client -> client.snapshot().deleteRepository(of -> of.name(name)));
            throw e;
        }
    }

    /** All snapshots in it, the oldest first; also those that cannot be read. */
    List<Snapshot> snapshots(Cluster cluster) {
        var readable = new TreeMap<String, Snapshot>();
        var described = cluster.ask(client ->
                client.snapshot().get(of -> of.repository(name).snapshot("_all").ignoreUnavailable(true)));
        for (var info : described.snapshots()) {
            var snapshot = Snapshot.of(info);
            readable.put(snapshot.name(), snapshot);
        }
        var all = new ArrayList<Snapshot>();
        var listed = cluster.ask(client ->
                client.snapshot().get(of -> of.repository(name).snapshot("_all").verbose(false)));
        for (var info : listed.snapshots()) {
            all.add(readable.getOrDefault(info.snapshot(), Snapshot.unreadable(info.snapshot())));
        }
        all.sort(Snapshot.OLDEST_FIRST);
        return List.copyOf(all);
    }

    private void register(Cluster cluster) {
        var kind = type.orElseThrow();
        var all = new TreeMap<String, Object>(settings);
        all.put("readonly", true);
        try {
            cluster.ask(client -> client.snapshot().createRepository(of -> of.name(name)
                    .verify(false)
                    .repository(as -> as._custom(kind, Map.of("type", kind, "settings", all)))));
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
            cluster.ask(client -> client.snapshot().verifyRepository(of -> of.name(name)));
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
