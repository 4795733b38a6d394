package dev.rejoin.api.endpoint;

import dev.rejoin.api.resource.ItemType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What resembles an item; of all resources that are searched. */
public interface SimilarItems {
    /**
     * The items of the same resource that resemble this one, best first.
     *
     * @param by {@code words}: that share the most telling ones; {@code meaning}: whose vectors are nearest
     * @param model of the vectors; may be left out as long as there is one
     * @return what is shown, as Jackson writes it
     */
    Record like(ItemType<?, ?> type, UUID id, String by, @Nullable String model, int limit);
}
