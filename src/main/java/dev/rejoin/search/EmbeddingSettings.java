package dev.rejoin.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Who makes vectors of texts, under {@code rejoin.embeddings}; nobody unless an address is given. */
@ConfigMapping(prefix = "rejoin.embeddings")
public interface EmbeddingSettings {
    /** An endpoint that answers as OpenAI's /v1/embeddings. */
    Optional<URI> url();

    /** Instead, a folder with the jars of a provider that runs in the service's own process. */
    Optional<Path> module();

    /** What it is asked with, as a bearer token. */
    Optional<String> key();

    /** The model that it is asked for. */
    Optional<String> model();

    /** How long a batch of texts may take. */
    @WithDefault("20s")
    Duration timeout();

    /** How long a search may wait for what its words mean. */
    @WithDefault("2s")
    Duration searchTimeout();

    /** How many texts are sent at once. */
    @WithDefault("32")
    int batch();

    /**
     * The provider.
     *
     * @throws IllegalArgumentException where it is set up by halves
     */
    default Optional<Embeddings> provider() {
        if (module().isPresent() && url().isPresent()) {
            throw new IllegalArgumentException(
                    "REJOIN_EMBEDDINGS_URL and REJOIN_EMBEDDINGS_MODULE are both set: only one of them makes the vectors.");
        }
        if (module().isPresent()) {
            return module().map(EmbeddingModule::in);
        }
        return url().map(url -> new HttpEmbeddings(
                url,
                key(),
                model().orElseThrow(() -> new IllegalArgumentException(
                        "REJOIN_EMBEDDINGS_URL is set, and REJOIN_EMBEDDINGS_MODEL is not: vectors are kept under their model's"
                                + " name."))));
    }
}
