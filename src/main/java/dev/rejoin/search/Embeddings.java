package dev.rejoin.search;

import java.time.Duration;
import java.util.List;

/** A provider of vectors: what a model makes of texts. */
public interface Embeddings {
    /** The model, as its vectors are called. */
    String model();

    /**
     * The vectors of texts, in their order, all of one length, none of them zero.
     *
     * @param within how long it may take at most
     * @throws EmbeddingException where there are none, for now or for good
     */
    List<float[]> of(List<String> texts, Duration within) throws EmbeddingException;
}
