package dev.rejoin.legacy.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Everything one server writes: configuration, data, logs, temporary files and snapshots. */
record InstanceFolder(Path root) {

    static InstanceFolder create(Path home, ElasticsearchOptions options) throws IOException {
        var folder =
                new InstanceFolder(Files.createTempDirectory(CurrentUser.temporaryFolder(), "rejoin-elasticsearch-"));
        for (var part : new Path[] {folder.config(), folder.logs(), folder.temporary(), folder.repository()}) {
            Files.createDirectory(part);
        }
        Files.createFile(folder.console());
        folder.configure(home, options);
        CurrentUser.handOver(folder.root());
        return folder;
    }

    Path config() {
        return root.resolve("config");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path repository() {
        return root.resolve("repository");
    }

    Path console() {
        return root.resolve("console.log");
    }

    /** The address the server wrote down once it listened. */
    Optional<String> httpAddress() throws IOException {
        try {
            return Files.readAllLines(logs().resolve("http.ports")).stream()
                    .filter(line -> line.startsWith("127.0.0.1:"))
                    .findFirst();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    void delete() {
        try {
            deleteTree(root);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + root, e);
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private void configure(Path home, ElasticsearchOptions options) throws IOException {
        Files.copy(home.resolve("config/log4j2.properties"), config().resolve("log4j2.properties"));
        Files.writeString(config().resolve("jvm.options"), jvmOptions(home));
        Files.writeString(config().resolve("elasticsearch.yml"), yaml(settings(options)));
        for (var file : options.files().entrySet()) {
            var path = config().resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        if (!options.users().isEmpty()) {
            Files.write(
                    config().resolve("users"),
                    options.users().stream()
                            .map(user -> user.name() + ":" + hash(user.password()))
                            .toList());
            Files.write(
                    config().resolve("users_roles"),
                    options.users().stream()
                            .map(user -> user.role() + ":" + user.name())
                            .toList());
        }
    }

    /** The distribution's own, without garbage collection logs and dumps, and with the collector for small heaps. */
    private static String jvmOptions(Path home) throws IOException {
        try (var lines = Files.lines(home.resolve("config/jvm.options"))) {
            return lines.filter(line -> !line.startsWith("#"))
                    .filter(line -> !line.matches(".*(Xlog:gc|UseG1GC|UseConcMarkSweepGC|HeapDump|ErrorFile).*"))
                    .collect(Collectors.joining("\n", "", "\n-XX:+UseSerialGC\n"));
        }
    }

    private Map<String, String> settings(ElasticsearchOptions options) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("cluster.name", "rejoin-embedded");
        settings.put("node.name", "embedded");
        settings.put("discovery.type", "single-node");
        settings.put("network.host", "127.0.0.1");
        settings.put("http.port", "0");
        settings.put("transport.port", "0");
        settings.put("node.portsfile", "true"); // writes logs/http.ports: no race for a free port
        settings.put("path.data", root.resolve("data").toString());
        settings.put("path.logs", logs().toString());
        settings.put("path.repo", repository().toString());
        settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
        settings.put("xpack.security.enabled", "false");
        settings.putAll(options.settings());
        return settings;
    }

    private static String yaml(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(entry -> "%s: \"%s\"%n".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }

    /** Elasticsearch's own text form of a PBKDF2 hash, so that no tool of the server has to run first. */
    private static String hash(String password) {
        try {
            var salt = new byte[32];
            new SecureRandom().nextBytes(salt);
            var factory = SecretKeyFactory.getInstance("PBKDF2withHMACSHA512");
            var key = factory.generateSecret(new PBEKeySpec(password.toCharArray(), salt, 10_000, 256));
            var base64 = Base64.getEncoder();
            return "{PBKDF2}10000$%s$%s"
                    .formatted(
                            new String(base64.encode(salt), StandardCharsets.US_ASCII),
                            new String(base64.encode(key.getEncoded()), StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
