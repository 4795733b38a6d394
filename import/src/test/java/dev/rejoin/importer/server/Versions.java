package dev.rejoin.importer.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rejoin.legacy.server.ElasticsearchOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Servers of other versions, for tests that a machine without them skips, saying what it lacks. */
public final class Versions {
    private static final Path FOLDER = Path.of("target/elasticsearch-versions");
    private static final Path OURS =
            Path.of(System.getProperty(ElasticsearchOptions.ZIP_PROPERTY, "target/elasticsearch"));
    private static final int JDK_OF_OLD_SERVERS = 17;

    private Versions() {}

    /** How to start a server of this version here. */
    public static ElasticsearchOptions of(String version) {
        var zip = Stream.of(OURS, FOLDER)
                .map(folder -> folder.resolve("elasticsearch-" + version + ".zip"))
                .filter(Files::exists)
                .findFirst();
        assumeTrue(
                zip.isPresent(),
                "Elasticsearch %s is not here; ./rejoin test --full fetches it (Maven profile full)"
                        .formatted(version));
        var options = ElasticsearchOptions.defaults().withZip(zip.orElseThrow());
        if (!version.matches("[67]\\..*")) {
            return options;
        }
        var old = jdk();
        assumeTrue(
                old.isPresent(),
                "Elasticsearch %s runs on JDK %d, and there is none in /usr/lib/jvm or JAVA_HOME_17"
                        .formatted(version, JDK_OF_OLD_SERVERS));
        return options.withJavaHome(old.orElseThrow());
    }

    private static Optional<Path> jdk() {
        return Stream.concat(Stream.ofNullable(System.getenv("JAVA_HOME_17")).map(Path::of), installed())
                .filter(Versions::isOldEnough)
                .findFirst();
    }

    private static Stream<Path> installed() {
        var folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var homes = Files.list(folder)) {
            return homes.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOldEnough(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + JDK_OF_OLD_SERVERS + ".");
        } catch (IOException e) {
            return false;
        }
    }
}
