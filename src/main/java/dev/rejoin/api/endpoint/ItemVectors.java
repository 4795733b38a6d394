package dev.rejoin.api.endpoint;

import dev.rejoin.api.resource.ItemType;
import jakarta.validation.constraints.NotNull;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What items mean, as vectors of some model; of all resources that are searched. */
public interface ItemVectors {
    /** The most components that a vector has. */
    int MOST_COMPONENTS = 4096;

    /** A vector that a client gives. */
    @Schema(name = "VectorPut")
    record Order(
            @NotNull
            @Schema(description = "The model that made it, whose vectors are compared.", examples = "all-minilm-l6-v2")
            String model,

            @NotNull
            @Schema(
                    description = "Its components, not all zero, as many as the model's others have.",
                    minItems = 1,
                    maxItems = MOST_COMPONENTS,
                    examples = "[0.12, -0.5, 0.33]")
            float[] components) {}

    /** A vector that is kept. */
    @Schema(name = "Vector")
    record Vector(
            @Schema(description = "The model that made it.", examples = "all-minilm-l6-v2")
            String model,

            @Schema(description = "Its components.", examples = "[0.12, -0.5, 0.33]")
            float[] components,

            @Schema(description = "When it was given or made.")
            OffsetDateTime madeAt) {}

    /** Keeps a vector of an item, in the place of the one that it has of the same model. */
    void put(ItemType<?, ?> type, UUID id, Order order);

    /** @param model may be left out as long as there is one */
    Vector get(ItemType<?, ?> type, UUID id, @Nullable String model);

    /** @param model may be left out as long as there is one */
    void delete(ItemType<?, ?> type, UUID id, @Nullable String model);
}
