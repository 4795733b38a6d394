package dev.rejoin.legacy.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to start a server: the distribution (a zip, or a folder that holds one), its heap in MiB, the JDK it runs on,
 * further lines of {@code elasticsearch.yml}, files beside it, and, where it shall ask for a password, its users.
 */
public record ElasticsearchOptions(
        Path zip,
        int heapMegabytes,
        Path javaHome,
        Map<String, String> settings,
        Map<String, String> files,
        List<User> users) {

    /** System property: the zip, or the folder with the zip, that the build copied. */
    public static final String ZIP_PROPERTY = "rejoin.elasticsearch.folder";

    /** A user of a server with security on; the first one is a superuser, who sees when the server has started. */
    public record User(String name, String password, String role) {}

    public ElasticsearchOptions {
        settings = Map.copyOf(settings);
        files = Map.copyOf(files);
        users = List.copyOf(users);
    }

    /** The build's zip, 512 MiB, the JDK that runs us, no security. */
    public static ElasticsearchOptions defaults() {
        return new ElasticsearchOptions(
                defaultZip(), 512, Path.of(System.getProperty("java.home")), Map.of(), Map.of(), List.of());
    }

    public ElasticsearchOptions withZip(Path zipOrFolder) {
        return new ElasticsearchOptions(zipOrFolder, heapMegabytes, javaHome, settings, files, users);
    }

    public ElasticsearchOptions withHeapMegabytes(int megabytes) {
        return new ElasticsearchOptions(zip, megabytes, javaHome, settings, files, users);
    }

    /** Another JDK, for servers that do not run on ours (7.17 wants 17). */
    public ElasticsearchOptions withJavaHome(Path home) {
        return new ElasticsearchOptions(zip, heapMegabytes, home, settings, files, users);
    }

    /** A line of {@code elasticsearch.yml}; it wins over the embedded server's own. */
    public ElasticsearchOptions withSetting(String key, String value) {
        var more = new LinkedHashMap<>(settings);
        more.put(key, value);
        return new ElasticsearchOptions(zip, heapMegabytes, javaHome, more, files, users);
    }

    /** A file in the folder of {@code elasticsearch.yml}, such as a certificate or {@code jvm.options.d/more.options}. */
    public ElasticsearchOptions withFile(String name, String text) {
        var more = new LinkedHashMap<>(files);
        more.put(name, text);
        return new ElasticsearchOptions(zip, heapMegabytes, javaHome, settings, more, users);
    }

    /** Turns security on, with a superuser. */
    public ElasticsearchOptions withUser(String name, String password) {
        return withUser(name, password, "superuser").withSetting("xpack.security.enabled", "true");
    }

    /** Another user, with a role that a file {@code roles.yml} describes. */
    public ElasticsearchOptions withUser(String name, String password, String role) {
        var more = new ArrayList<>(users);
        more.add(new User(name, password, role));
        return new ElasticsearchOptions(zip, heapMegabytes, javaHome, settings, files, more);
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
