package dev.rejoin.checker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.SQLException;

/** The planted fault of a follower that writes down how far it has come in a transaction of its own: before the rows. */
final class CheckpointApart implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Servers servers;
    private final Thread thread;

    private CheckpointApart(Servers servers) {
        this.servers = servers;
        this.thread = Thread.ofPlatform().daemon().name("checkpoint apart").unstarted(this::writeNowAndThen);
    }

    static CheckpointApart begin(Servers servers) {
        var apart = new CheckpointApart(servers);
        apart.thread.start();
        return apart;
    }

    private void writeNowAndThen() {
        try {
            while (true) {
                Thread.sleep(2_000);
                write();
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() throws IOException, SQLException {
        var stats = JSON.readTree(servers.send("GET", "/teams,members,cards/_stats?level=shards", ""));
        try (var connection = servers.database().dataSource().getConnection();
                var statement = connection.prepareStatement("""
                        update rejoin_import.followed_shard set complete = ?
                        where index_name = ? and shard = ? and complete < ?
                        """)) {
            for (var index : stats.path("indices").properties()) {
                for (var shard : index.getValue().path("shards").properties()) {
                    long complete = shard.getValue()
                            .path(0)
                            .path("seq_no")
                            .path("global_checkpoint")
                            .asLong();
                    statement.setLong(1, complete);
                    statement.setString(2, index.getKey());
                    statement.setInt(3, Integer.parseInt(shard.getKey()));
                    statement.setLong(4, complete);
                    statement.executeUpdate();
                }
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
