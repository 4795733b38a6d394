package dev.rejoin.importer.follow;

/**
 * A primary shard of an index.
 *
 * @param index as the run has recorded it, without a prefix
 */
record ShardId(String index, int number) {}
