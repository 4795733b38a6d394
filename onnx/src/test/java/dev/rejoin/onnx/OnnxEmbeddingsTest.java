package dev.rejoin.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.search.EmbeddingException;
import dev.rejoin.search.Embeddings;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The model itself, as the service loads it. */
class OnnxEmbeddingsTest {
    private final Embeddings embeddings =
            ServiceLoader.load(Embeddings.class).findFirst().orElseThrow();

    @Test
    void whatMeansTheSameIsNearerThanWhatHasTheSameWords() throws Exception {
        var vectors = embeddings.of(
                List.of(
                        "The boiler is broken and the office is cold.",
                        "Our heating does not work.",
                        "The office is open and the coffee is cold."),
                Duration.ofMinutes(1));

        assertThat(vectors).allMatch(vector -> vector.length == 384);
        assertThat(cosine(vectors.get(1), vectors.get(0))).isGreaterThan(cosine(vectors.get(1), vectors.get(2)));
        assertThat(embeddings.model()).isEqualTo("all-minilm-l6-v2-q");
    }

    @Test
    void anyTextHasAVector() throws Exception {
        var texts = List.of(
                "",
                " ",
                "\u0000",
                "😀".repeat(3_000),
                "x".repeat(8_000),
                "東京",
                "\ud800",
                "\n\t",
                "\u200b",
                "\ufffd",
                "\ue000",
                "́",
                "\u00ad");

        var vectors = embeddings.of(texts, Duration.ofMinutes(1));

        assertThat(vectors).hasSameSizeAs(texts);
        for (var vector : vectors) {
            assertThat(cosine(vector, vector)).isBetween(0.99, 1.01);
        }
    }

    @Test
    void aBatchThatTakesTooLongIsGivenUp() {
        var many = Collections.nCopies(10_000, "a text");

        assertThatThrownBy(() -> embeddings.of(many, Duration.ofMillis(50)))
                .isInstanceOfSatisfying(
                        EmbeddingException.class, e -> assertThat(e.lasting()).isFalse())
                .hasMessageContaining("REJOIN_EMBEDDINGS_BATCH");
    }

    private static double cosine(float[] one, float[] other) {
        double inner = 0;
        double ones = 0;
        double others = 0;
        for (int i = 0; i < one.length; i++) {
            inner += one[i] * other[i];
            ones += one[i] * one[i];
            others += other[i] * other[i];
        }
        return inner / Math.sqrt(ones * others);
    }
}
