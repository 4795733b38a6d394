package dev.rejoin.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider of vectors in jars of its own. */
class EmbeddingModuleTest {
    public static final class Constant implements Embeddings {
        @Override
        public String model() {
            return "constant";
        }

        @Override
        public List<float[]> of(List<String> texts, Duration within) {
            return texts.stream().map(text -> new float[] {1}).toList();
        }
    }

    public static final class Broken implements Embeddings {
        public Broken() {
            throw new IllegalStateException("no model");
        }

        @Override
        public String model() {
            return "";
        }

        @Override
        public List<float[]> of(List<String> texts, Duration within) {
            return List.of();
        }
    }

    @TempDir
    Path folder;

    @Test
    void whatAJarOfTheFolderBringsMakesTheVectors() throws Exception {
        jar(Constant.class.getName());

        var provider = settings(Map.of("rejoin.embeddings.module", folder.toString()))
                .provider()
                .orElseThrow();

        assertThat(provider.model()).isEqualTo("constant");
        assertThat(provider.of(List.of("a", "b"), Duration.ofSeconds(1))).hasSize(2);
    }

    @Test
    void aFolderThatCannotBeUsedIsRefusedInASentence() throws Exception {
        refused(folder, "no jar in it brings a provider of vectors");
        refused(folder.resolve("missing"), "it cannot be read");
        jar("dev.rejoin.Nowhere");
        refused(folder, "its provider does not start here");
        jar(Broken.class.getName());
        refused(folder, "its provider does not start here");
        Files.writeString(folder.resolve("provider.jar"), "no jar");
        refused(folder, "no jar in it brings a provider of vectors");
    }

    @Test
    void anAddressAndAFolderAreOneTooMany() {
        var both = settings(Map.of(
                "rejoin.embeddings.module",
                folder.toString(),
                "rejoin.embeddings.url",
                "http://127.0.0.1:1/v1/embeddings",
                "rejoin.embeddings.model",
                "m"));

        assertThatThrownBy(both::provider)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only one of them");
    }

    private static void refused(Path folder, String why) {
        assertThatThrownBy(() -> EmbeddingModule.in(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(why)
                .hasMessageContaining("mvn -Ponnx");
    }

    private static EmbeddingSettings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withConverters(new Converter<?>[] {new DurationConverter()})
                .withMapping(EmbeddingSettings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(EmbeddingSettings.class);
    }

    private void jar(String provider) throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("provider.jar")))) {
            jar.putNextEntry(new ZipEntry("META-INF/services/" + Embeddings.class.getName()));
            jar.write(provider.getBytes(StandardCharsets.UTF_8));
        }
    }
}
