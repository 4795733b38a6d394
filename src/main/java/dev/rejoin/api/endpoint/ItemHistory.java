package dev.rejoin.api.endpoint;

import dev.rejoin.api.resource.ItemType;
import java.util.UUID;

/** The changes of an item, which the change log keeps for every resource alike. */
public interface ItemHistory {
    /**
     * One page of them, newest first; also of an item that is deleted.
     *
     * @return what is shown, as Jackson writes it
     */
    Record page(ItemType<?, ?> type, UUID id, java.util.Optional<UUID> owner);
}
