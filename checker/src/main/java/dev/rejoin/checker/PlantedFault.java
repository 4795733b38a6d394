package dev.rejoin.checker;

/**
 * What a follower could get wrong. A fault is planted from outside, between the real follower and the servers, so that the
 * product has no switch for it.
 */
public enum PlantedFault {

    /** The greatest number that was given to a write counts as complete, though writes below it are still on their way. */
    GREATEST_NUMBER,

    /** One deleted document in five is taken to be there still. */
    LOST_DELETE,

    /** Only what the application says it has deleted counts as deleted: whoever goes past it is not seen. */
    HINTS,

    /** What was written is not made searchable before it is searched for. */
    UNREFRESHED,

    /** How far it has come is written by itself, and not together with the rows. */
    CHECKPOINT_APART
}
