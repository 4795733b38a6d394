package dev.rejoin.api.endpoint;

import dev.rejoin.api.resource.ItemType;
import java.util.UUID;

/** What resembles an item; of all resources that are searched. */
public interface SimilarItems {
    /**
     * The items of the same resource that share the most telling words with this one, best first.
     *
     * @return what is shown, as Jackson writes it
     */
    Record like(ItemType<?, ?> type, UUID id, int limit);
}
