package dev.rejoin.importer.server;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How to start a server: the distribution (a zip, or a folder that holds one), its heap in MiB, the JDK it runs on,
 * further lines of {@code elasticsearch.yml}, and, where it shall ask for a password, its one user.
 */
public record ElasticsearchOptions(
        Path zip, int heapMegabytes, Path javaHome, Map<String, String> settings, Optional<User> user) {

    /** System property: the zip, or the folder with the zip, that the build copied. */
    public static final String ZIP_PROPERTY = "rejoin.elasticsearch.folder";

    /** A superuser of a server with security on. */
    public record User(String name, String password) {}

    public ElasticsearchOptions {
        settings = Map.copyOf(settings);
    }

    /** The build's zip, 512 MiB, the JDK that runs us, no security. */
    public static ElasticsearchOptions defaults() {
        return new ElasticsearchOptions(
                defaultZip(), 512, Path.of(System.getProperty("java.home")), Map.of(), Optional.empty());
    }

    public ElasticsearchOptions withZip(Path zipOrFolder) {
        return new ElasticsearchOptions(zipOrFolder, heapMegabytes, javaHome, settings, user);
    }

    public ElasticsearchOptions withHeapMegabytes(int megabytes) {
        return new ElasticsearchOptions(zip, megabytes, javaHome, settings, user);
    }

    /** Another JDK, for servers that do not run on ours (7.17 wants 17). */
    public ElasticsearchOptions withJavaHome(Path home) {
        return new ElasticsearchOptions(zip, heapMegabytes, home, settings, user);
    }

    /** A line of {@code elasticsearch.yml}; it wins over the embedded server's own. */
    public ElasticsearchOptions withSetting(String key, String value) {
        var more = new LinkedHashMap<>(settings);
        more.put(key, value);
        return new ElasticsearchOptions(zip, heapMegabytes, javaHome, more, user);
    }

    /** Turns security on, with one superuser. */
    public ElasticsearchOptions withUser(String name, String password) {
        return new ElasticsearchOptions(zip, heapMegabytes, javaHome, settings, Optional.of(new User(name, password)))
                .withSetting("xpack.security.enabled", "true");
    }

    String scheme() {
        return "true".equals(settings.get("xpack.security.http.ssl.enabled")) ? "https" : "http";
    }

    /** Beside our classes or our jar, where the build puts it, unless the property says otherwise. */
    private static Path defaultZip() {
        return Optional.ofNullable(System.getProperty(ZIP_PROPERTY))
                .map(Path::of)
                .or(() -> EmbeddedElasticsearch.ownFolder().map(folder -> folder.resolve("elasticsearch")))
                .orElseThrow(() -> new ElasticsearchStartException(
                        "no Elasticsearch distribution: set the system property " + ZIP_PROPERTY));
    }
}
