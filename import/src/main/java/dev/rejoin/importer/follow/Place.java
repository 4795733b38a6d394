package dev.rejoin.importer.follow;

import dev.rejoin.importer.apply.DocumentName;
import dev.rejoin.importer.read.LiveIndices;
import dev.rejoin.importer.read.LiveIndices.LiveShard;
import dev.rejoin.importer.read.LiveIndices.Numbered;
import dev.rejoin.importer.read.LiveIndices.Placed;
import dev.rejoin.importer.read.SourceIndex;
import dev.rejoin.importer.run.LoadedRun;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How far each shard has been applied, as PostgreSQL keeps it. */
record Place(Map<Shard, Long> complete, Map<Shard, String> histories, Map<String, String> uuids) {

    record Shard(String index, int number) {}

    /** @param run what was imported: an index that was read itself, and no copy of it, has to be the same */
    static Place read(DataSource database, long run) throws SQLException {
        var place = new Place(new HashMap<>(), new HashMap<>(), new HashMap<>());
        try (var connection = database.getConnection()) {
            try (var statement = connection.prepareStatement(
                            "select index_name, shard, complete, uuid, history from rejoin_import.followed_shard");
                    var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var shard = new Shard(rows.getString(1), rows.getInt(2));
                    place.complete.put(shard, rows.getLong(3));
                    place.uuids.put(rows.getString(1), rows.getString(4));
                    if (rows.getString(5) != null) {
                        place.histories.put(shard, rows.getString(5));
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
                        place.uuids.putIfAbsent(rows.getString(1), rows.getString(2));
                    }
                }
            }
        }
        return place;
    }

    /** The number up to which everything was applied, -1 where nothing was. */
    long complete(String index, int shard) {
        return complete.getOrDefault(new Shard(index, shard), -1L);
    }

    boolean knows(String index, int shard) {
        return complete.containsKey(new Shard(index, shard));
    }

    /** Whether a shard is known, but not which history its numbers belong to. */
    boolean lacksHistory(String index, int shard) {
        return knows(index, shard) && !histories.containsKey(new Shard(index, shard));
    }

    /** How many shards of an index are known. */
    int shards(String index) {
        return (int) complete.keySet().stream()
                .filter(shard -> shard.index().equals(index))
                .count();
    }

    /** Whether the numbers of a shard are those that it was followed by: none of them is ever taken back but by force. */
    boolean isOfTheSameHistory(String index, LiveShard shard) {
        var known = new Shard(index, shard.number());
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

    /** How many documents lie in each block of some indices' shards. */
    static Map<Shard, Map<Long, Long>> blocks(DataSource database, Collection<String> indices) throws SQLException {
        var blocks = new HashMap<Shard, Map<Long, Long>>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select index_name, shard, block, documents from rejoin_import.followed_block
                        where index_name = any (?)
                        """)) {
            statement.setArray(1, connection.createArrayOf("text", indices.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    blocks.computeIfAbsent(new Shard(rows.getString(1), rows.getInt(2)), _ -> new TreeMap<>())
                            .put(rows.getLong(3), rows.getLong(4));
                }
            }
        }
        return blocks;
    }

    /** Where some documents lay when it was written down last; those that lay nowhere are not among them. */
    static Map<DocumentName, Lying> lying(DataSource database, Collection<DocumentName> names) throws SQLException {
        var lying = new HashMap<DocumentName, Lying>();
        if (names.isEmpty()) {
            return lying;
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
                    lying.put(
                            new DocumentName(rows.getString(1), rows.getString(2), rows.getString(3)),
                            new Lying(rows.getInt(4), rows.getLong(5)));
                }
            }
        }
        return lying;
    }

    record Lying(int shard, long number) {}

    /** A block of a shard's numbers. */
    record Block(Shard shard, long number) {}

    /** The documents of some blocks, by their numbers. */
    static Map<Shard, Map<Long, Placed>> inBlocks(DataSource database, Collection<Block> blocks) throws SQLException {
        var placed = new HashMap<Shard, Map<Long, Placed>>();
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
                            "bigint", asked.stream().map(Block::number).toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    placed.computeIfAbsent(new Shard(rows.getString(1), rows.getInt(2)), _ -> new TreeMap<>())
                            .put(rows.getLong(3), new Placed(rows.getLong(3), rows.getString(4), rows.getString(5)));
                }
            }
        }
        return placed;
    }

    /** Documents of the ledger that lie nowhere, in parts. */
    static List<List<Placed>> neverSeen(DataSource database, long run, String index, int most) throws SQLException {
        var parts = new ArrayList<List<Placed>>();
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
                    parts.getLast().add(new Placed(rows.getLong(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return parts;
    }

    /** What moves in one transaction: documents to other numbers or away, and how far each shard is complete. */
    static final class Moves {
        private final long run;
        private final List<String> indices = new ArrayList<>();
        private final List<Integer> shards = new ArrayList<>();
        private final List<@Nullable Long> numbers = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();
        private final List<@Nullable String> routings = new ArrayList<>();
        private final Map<Shard, Complete> complete = new HashMap<>();
        private final Set<String> changed = new TreeSet<>();

        private record Complete(String uuid, String history, long number) {}

        /** Documents of an index have changed, wherever they lay. */
        void changed(String index) {
            changed.add(index);
        }

        /** @param run the run whose ledger is carried on */
        Moves(long run) {
            this.run = run;
        }

        void written(String index, int shard, Numbered document) {
            add(
                    index,
                    shard,
                    document.number(),
                    document.document().id(),
                    document.document().routing());
        }

        void deleted(String index, int shard, Placed document) {
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
            complete.put(new Shard(index, shard.number()), new Complete(uuid, shard.history(), number));
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
                    statement.setString(
                            1, SourceIndex.fingerprint(uuids.get(name), each.getValue(), written.get(name)));
                    statement.setLong(2, run);
                    statement.setString(3, name);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }
}
