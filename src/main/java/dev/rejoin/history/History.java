package dev.rejoin.history;

import dev.rejoin.api.endpoint.ItemHistory;
import dev.rejoin.api.resource.ItemType;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** STAND-IN. */
@Singleton
public class History implements ItemHistory {
    record Nothing(String todo) {}

    @Override
    public Record page(ItemType<?, ?> type, UUID id, Optional<UUID> owner) {
        return new Nothing("");
    }
}
