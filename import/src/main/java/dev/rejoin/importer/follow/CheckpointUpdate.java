package dev.rejoin.importer.follow;

import dev.rejoin.importer.read.LiveIndices;
import dev.rejoin.importer.read.LiveIndices.LiveShard;
import dev.rejoin.importer.read.LiveIndices.SequencedDocument;
import dev.rejoin.importer.read.LiveIndices.SequencedId;
import dev.rejoin.importer.read.SourceIndex;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is written of the numbers in the transaction that applies documents: which these have now, or that they are gone, and
 * how far each shard is complete.
 */
final class CheckpointUpdate {
    private final long run;
    private final List<String> indices = new ArrayList<>();
    private final List<Integer> shards = new ArrayList<>();
    private final List<@Nullable Long> numbers = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<@Nullable String> routings = new ArrayList<>();
    private final Map<ShardId, Complete> complete = new HashMap<>();
    private final Set<String> changed = new TreeSet<>();

    private record Complete(String uuid, String history, long number) {}

    /** Documents of an index have changed, wherever they lay. */
    void changed(String index) {
        changed.add(index);
    }

    /** @param run the run whose ledger is carried on */
    CheckpointUpdate(long run) {
        this.run = run;
    }

    void written(String index, int shard, SequencedDocument document) {
        add(
                index,
                shard,
                document.number(),
                document.document().id(),
                document.document().routing());
    }

    void deleted(String index, int shard, SequencedId document) {
        add(index, shard, null, document.id(), document.routing());
    }

    private void add(String index, int shard, @Nullable Long number, String id, @Nullable String routing) {
        changed(index);
        indices.add(index);
        shards.add(shard);
        numbers.add(number);
        ids.add(id);
        routings.add(routing);
    }

    void complete(String index, LiveShard shard, String uuid, long number) {
        changed(index);
        complete.put(new ShardId(index, shard.number()), new Complete(uuid, shard.history(), number));
    }

    /** Where documents lie now. */
    interface Placing {
        void at(String index, int shard, long number);
    }

    void placed(Placing each) {
        for (int i = 0; i < ids.size(); i++) {
            var number = numbers.get(i);
            if (number != null) {
                each.at(indices.get(i), shards.get(i), number);
            }
        }
    }

    boolean isEmpty() {
        return ids.isEmpty() && complete.isEmpty();
    }

    void clear() {
        indices.clear();
        shards.clear();
        numbers.clear();
        ids.clear();
        routings.clear();
        complete.clear();
        changed.clear();
    }

    void write(Connection connection) throws SQLException {
        if (!ids.isEmpty()) {
            // Where a document lay is forgotten before it is said where it lies: it may be the same place.
            try (var statement = connection.prepareStatement("""
                    with moved as materialized (
                        select * from unnest(?, ?, ?, ?, ?) m (index_name, shard, seq, id, routing)),
                    gone as (
                        delete from rejoin_import.followed_document f using moved m
                        where f.index_name = m.index_name and f.id = m.id and f.routing is not distinct from m.routing
                        returning f.index_name, f.shard, f.seq),
                    placed as (
                        insert into rejoin_import.followed_document (index_name, shard, seq, id, routing)
                        select index_name, shard, seq, id, routing from moved
                        where seq is not null and (select count(*) from gone) >= 0)
                    insert into rejoin_import.followed_block as b (index_name, shard, block, documents)
                    select index_name, shard, block, sum(by) from (
                        select index_name, shard, seq / %1$d as block, -1 as by from gone
                        union all
                        select index_name, shard, seq / %1$d, 1 from moved where seq is not null) c
                    group by 1, 2, 3
                    on conflict (index_name, shard, block) do update set documents = b.documents + excluded.documents
                    returning case when documents = 0 then index_name end, shard, block
                    """.formatted(LiveIndices.BLOCK))) {
                statement.setArray(1, connection.createArrayOf("text", indices.toArray()));
                statement.setArray(2, connection.createArrayOf("integer", shards.toArray()));
                statement.setArray(3, connection.createArrayOf("bigint", numbers.toArray()));
                statement.setArray(4, connection.createArrayOf("text", ids.toArray()));
                statement.setArray(5, connection.createArrayOf("text", routings.toArray()));
                try (var blocks = statement.executeQuery()) {
                    forgetEmpty(connection, blocks);
                }
            }
        }
        try (var statement = connection.prepareStatement("""
                insert into rejoin_import.followed_shard (index_name, shard, uuid, complete, history)
                values (?, ?, ?, ?, ?)
                on conflict (index_name, shard) do update
                set uuid = excluded.uuid, complete = excluded.complete, history = excluded.history, seen_at = now()
                """)) {
            for (var each : complete.entrySet()) {
                statement.setString(1, each.getKey().index());
                statement.setInt(2, each.getKey().number());
                statement.setString(3, each.getValue().uuid());
                statement.setLong(4, each.getValue().number());
                statement.setString(5, each.getValue().history());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        standAt(connection);
    }

    /** Whatever is written again leaves its block: of many writes a day there would else be ever more to look through. */
    private static void forgetEmpty(Connection connection, ResultSet blocks) throws SQLException {
        try (var statement = connection.prepareStatement("""
                delete from rejoin_import.followed_block where index_name = ? and shard = ? and block = ?
                """)) {
            while (blocks.next()) {
                if (blocks.getString(1) != null) {
                    statement.setString(1, blocks.getString(1));
                    statement.setInt(2, blocks.getInt(2));
                    statement.setLong(3, blocks.getLong(3));
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    /** The ledger holds what the indices held at these numbers: it is proven against that, and nothing earlier. */
    private void standAt(Connection connection) throws SQLException {
        var written = new TreeMap<String, TreeMap<Integer, Long>>();
        var uuids = new HashMap<String, String>();
        try (var statement = connection.prepareStatement("""
                select index_name, shard, complete, uuid from rejoin_import.followed_shard where index_name = any (?)
                """)) {
            statement.setArray(1, connection.createArrayOf("text", changed.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    written.computeIfAbsent(rows.getString(1), _ -> new TreeMap<>())
                            .put(rows.getInt(2), rows.getLong(3));
                    uuids.put(rows.getString(1), rows.getString(4));
                }
            }
        }
        var documents = new TreeMap<String, Long>();
        try (var statement = connection.prepareStatement("""
                select name, received from rejoin_import.source_index
                where run_id = ? and name = any (?) order by name for update
                """)) {
            statement.setLong(1, run);
            statement.setArray(
                    2, connection.createArrayOf("text", written.keySet().toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    documents.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        try (var statement = connection.prepareStatement(
                "update rejoin_import.source_index set fingerprint = ? where run_id = ? and name = ?")) {
            for (var each : documents.entrySet()) {
                var name = each.getKey();
                statement.setString(1, SourceIndex.fingerprint(uuids.get(name), each.getValue(), written.get(name)));
                statement.setLong(2, run);
                statement.setString(3, name);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
