package dev.rejoin.importer.follow;

import dev.rejoin.importer.read.LiveIndices.LiveShard;
import dev.rejoin.importer.run.LoadedRun;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * How far each shard has been applied, as PostgreSQL keeps it.
 *
 * @param complete by shard, the sequence number up to which everything was applied
 * @param histories by shard, the history that these numbers belong to
 */
record Checkpoints(Map<ShardId, Long> complete, Map<ShardId, String> histories, Map<String, String> uuids) {

    /** @param run what was imported: an index that was read itself, and no copy of it, has to be the same */
    static Checkpoints read(DataSource database, long run) throws SQLException {
        var checkpoints = new Checkpoints(new HashMap<>(), new HashMap<>(), new HashMap<>());
        try (var connection = database.getConnection()) {
            try (var statement = connection.prepareStatement(
                            "select index_name, shard, complete, uuid, history from rejoin_import.followed_shard");
                    var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var shard = new ShardId(rows.getString(1), rows.getInt(2));
                    checkpoints.complete.put(shard, rows.getLong(3));
                    checkpoints.uuids.put(rows.getString(1), rows.getString(4));
                    if (rows.getString(5) != null) {
                        checkpoints.histories.put(shard, rows.getString(5));
                    }
                }
            }
            try (var statement = connection.prepareStatement("""
                    select name, uuid from rejoin_import.source_index
                    where run_id = ? and starts_with(fingerprint, uuid || ':')
                    """)) {
                statement.setLong(1, run);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        checkpoints.uuids.putIfAbsent(rows.getString(1), rows.getString(2));
                    }
                }
            }
        }
        return checkpoints;
    }

    /** The number up to which everything was applied, -1 where nothing was. */
    long complete(String index, int shard) {
        return complete.getOrDefault(new ShardId(index, shard), -1L);
    }

    boolean knows(String index, int shard) {
        return complete.containsKey(new ShardId(index, shard));
    }

    /** Whether a shard is known, but not which history its numbers belong to. */
    boolean lacksHistory(String index, int shard) {
        return knows(index, shard) && !histories.containsKey(new ShardId(index, shard));
    }

    /** How many shards of an index are known. */
    int shards(String index) {
        return (int) complete.keySet().stream()
                .filter(shard -> shard.index().equals(index))
                .count();
    }

    /** Whether the numbers of a shard are those that it was followed by: none of them is ever taken back but by force. */
    boolean isOfTheSameHistory(String index, LiveShard shard) {
        var known = new ShardId(index, shard.number());
        return shard.greatest() >= complete(index, shard.number())
                && histories.getOrDefault(known, shard.history()).equals(shard.history());
    }

    Optional<String> uuid(String index) {
        return Optional.ofNullable(uuids.get(index));
    }

    /** Forgets where everything lies, so that all is read and compared once more. */
    static void forget(DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            LoadedRun.forgetFollowed(connection);
            connection.commit();
        }
    }
}
