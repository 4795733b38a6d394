package dev.rejoin.importer.follow;

import dev.rejoin.importer.apply.DocumentName;
import dev.rejoin.importer.read.LiveIndices;
import dev.rejoin.importer.read.LiveIndices.SequencedId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The sequence number of every document that was followed, as PostgreSQL keeps it; numbers go by blocks. */
record FollowedDocuments(DataSource database) {

    /** Of which shard it is the number. */
    record SequenceNumber(int shard, long number) {}

    /** A block of a shard's numbers. */
    record NumberBlock(ShardId shard, long number) {}

    /** How many documents lie in each block of some indices' shards. */
    Map<ShardId, Map<Long, Long>> blocks(Collection<String> indices) throws SQLException {
        var blocks = new HashMap<ShardId, Map<Long, Long>>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select index_name, shard, block, documents from rejoin_import.followed_block
                        where index_name = any (?)
                        """)) {
            statement.setArray(1, connection.createArrayOf("text", indices.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    blocks.computeIfAbsent(new ShardId(rows.getString(1), rows.getInt(2)), _ -> new TreeMap<>())
                            .put(rows.getLong(3), rows.getLong(4));
                }
            }
        }
        return blocks;
    }

    /** Where some documents lay when it was written down last; those that lay nowhere are not among them. */
    Map<DocumentName, SequenceNumber> numbers(Collection<DocumentName> names) throws SQLException {
        var numbers = new HashMap<DocumentName, SequenceNumber>();
        if (names.isEmpty()) {
            return numbers;
        }
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select f.index_name, f.id, f.routing, f.shard, f.seq from unnest(?, ?, ?) n (index_name, id, routing)
                        join rejoin_import.followed_document f on f.index_name = n.index_name and f.id = n.id
                        and f.routing is not distinct from n.routing
                        """)) {
            var asked = List.copyOf(names);
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", asked.stream().map(DocumentName::index).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", asked.stream().map(DocumentName::id).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", asked.stream().map(DocumentName::routing).toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    numbers.put(
                            new DocumentName(rows.getString(1), rows.getString(2), rows.getString(3)),
                            new SequenceNumber(rows.getInt(4), rows.getLong(5)));
                }
            }
        }
        return numbers;
    }

    /** The documents of some blocks, by their numbers. */
    Map<ShardId, Map<Long, SequencedId>> inBlocks(Collection<NumberBlock> blocks) throws SQLException {
        var placed = new HashMap<ShardId, Map<Long, SequencedId>>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select f.index_name, f.shard, f.seq, f.id, f.routing
                        from unnest(?, ?, ?) b (index_name, shard, block)
                        join rejoin_import.followed_document f on f.index_name = b.index_name and f.shard = b.shard
                        and f.seq >= b.block * %1$d and f.seq < (b.block + 1) * %1$d
                        """.formatted(LiveIndices.BLOCK))) {
            var asked = List.copyOf(blocks);
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            asked.stream().map(each -> each.shard.index()).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "integer",
                            asked.stream().map(each -> each.shard.number()).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", asked.stream().map(NumberBlock::number).toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    placed.computeIfAbsent(new ShardId(rows.getString(1), rows.getInt(2)), _ -> new TreeMap<>())
                            .put(
                                    rows.getLong(3),
                                    new SequencedId(rows.getLong(3), rows.getString(4), rows.getString(5)));
                }
            }
        }
        return placed;
    }

    /** Documents of the ledger that lie nowhere, in parts. */
    List<List<SequencedId>> neverSeen(long run, String index, int most) throws SQLException {
        var parts = new ArrayList<List<SequencedId>>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select doc, id, routing from rejoin_import.document d where run_id = ? and index_name = ?
                        and not exists (select from rejoin_import.followed_document f
                                        where f.index_name = d.index_name and f.id = d.id
                                        and f.routing is not distinct from d.routing)
                        order by doc
                        """)) {
            connection.setAutoCommit(false);
            statement.setFetchSize(most);
            statement.setLong(1, run);
            statement.setString(2, index);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (parts.isEmpty() || parts.getLast().size() == most) {
                        parts.add(new ArrayList<>());
                    }
                    parts.getLast().add(new SequencedId(rows.getLong(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return parts;
    }
}
