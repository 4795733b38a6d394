package dev.rejoin.api.endpoint;

import dev.rejoin.api.resource.Item;
import dev.rejoin.api.resource.ItemType;

/** An endpoint whose operations are about the items of one type. */
public interface ItemEndpoint<E extends Item<D>, D extends Record> extends Endpoint {
    ItemType<E, D> type();
}
