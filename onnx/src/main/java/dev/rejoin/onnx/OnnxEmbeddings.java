package dev.rejoin.onnx;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.rejoin.search.EmbeddingException;
import dev.rejoin.search.Embeddings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * all-MiniLM-L6-v2, quantized (Wang et al. 2020, as SentenceTransformers trained it on English): 384 components, and it reads
 * the first 256 pieces of words or so.
 */
public final class OnnxEmbeddings implements Embeddings {
    private static final String MODEL = "all-minilm-l6-v2-q";

    /** More than the model reads; what is beyond would only cost. */
    private static final int MOST_CHARACTERS = 2_000;

    private final EmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);

    @Override
    public String model() {
        return MODEL;
    }

    @Override
    public List<float[]> of(List<String> texts, Duration within) throws EmbeddingException {
        var end = System.nanoTime() + within.toNanos();
        var vectors = new ArrayList<float[]>();
        for (var text : texts) {
            if (System.nanoTime() > end) {
                throw new EmbeddingException(
                        "%d of %d texts were read within %d ms: take fewer at once (REJOIN_EMBEDDINGS_BATCH)."
                                .formatted(vectors.size(), texts.size(), within.toMillis()),
                        false);
            }
            vectors.add(model.embed(beginning(text)).content().vector());
        }
        return vectors;
    }

    /** What the model reads of a text; nothing at all, which it refuses, becomes a full stop. */
    private static String beginning(String text) {
        var seen = text.codePoints()
                .map(c -> isRead(c) ? c : ' ')
                .limit(MOST_CHARACTERS)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return seen.codePoints().allMatch(OnnxEmbeddings::vanishes) ? "." : seen;
    }

    private static boolean vanishes(int c) {
        return Character.isSpaceChar(c)
                || Character.isWhitespace(c)
                || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /** Its tokenizer drops the others, and refuses a text that is nothing else. */
    private static boolean isRead(int c) {
        return c != 0xFFFD
                && switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED -> false;
                    default -> true;
                };
    }
}
