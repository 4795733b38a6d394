package dev.rejoin.search;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** A provider that comes in jars of its own, so that the service is no larger where there is none. */
final class EmbeddingModule {
    private EmbeddingModule() {}

    /** @throws IllegalArgumentException where the folder holds none */
    static Embeddings in(Path folder) {
        try (var files = Files.list(folder)) {
            var jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .map(Path::toUri)
                    .map(EmbeddingModule::url)
                    .toArray(URL[]::new);
            // It is used as long as the service runs.
            var loader = new URLClassLoader(jars, Embeddings.class.getClassLoader());
            return inItsOwnWorld(loader, () -> ServiceLoader.load(Embeddings.class, loader)
                    .findFirst()
                    .orElseThrow(() -> wrong(folder, "no jar in it brings a provider of vectors")));
        } catch (IOException e) {
            throw wrong(folder, "it cannot be read");
        } catch (ServiceConfigurationError | LinkageError e) {
            throw wrong(folder, "its provider does not start here: " + e.getMessage());
        }
    }

    /** Native libraries are looked for by the thread's class loader. */
    private static Embeddings inItsOwnWorld(ClassLoader loader, Supplier<Embeddings> start) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return start.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static IllegalArgumentException wrong(Path folder, String why) {
        return new IllegalArgumentException(
                "REJOIN_EMBEDDINGS_MODULE is '%s', but %s. Build it with mvn -Ponnx -pl onnx -am package, and name onnx/target/lib."
                        .formatted(folder, why));
    }

    private static URL url(URI file) {
        try {
            return file.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
