package dev.rejoin.api.read;

import dev.rejoin.api.Field;
import dev.rejoin.api.Resource;

/** What an item can embed under a name: the item it refers to, or the items that refer to it. */
sealed interface Expansion {
    String name();

    Resource target();

    /** The item that a reference points to. */
    record One(String name, Field reference, Resource target) implements Expansion {}

    /** The items whose reference points here. */
    record Many(String name, Field reference, Resource target) implements Expansion {}
}
