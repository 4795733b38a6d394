package dev.rejoin.importer.repair;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.rejoin.importer.quarantine.Corrections.Identity;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What admins ask over the API: the service queues it, the importer does it. Nobody but the importer knows how a document
 * becomes rows, and no request of a service could wait until an import that is running has ended.
 */
public record Tasks(DataSource database) {
    private static final int MOST_TRIES = 3;
    /** A service takes what was not said for 30 s for ended. */
    private static final Duration SAID_EVERY = Duration.ofSeconds(8);

    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private enum TaskKind {
        PREVIEW,
        CORRECTION,
        WITHDRAWAL
    }

    private record Task(
            UUID id,
            long run,
            TaskKind kind,
            String index,
            String document,
            @Nullable String routing,
            @Nullable String source,
            @Nullable String digest,
            @Nullable String reason,
            String by,
            int tries) {

        List<SourceDocument> corrected() {
            return List.of(new SourceDocument(
                    index, document, routing, String.valueOf(source).getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Says once that the tasks are served. */
    void served(String command) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into rejoin_import.task_server (command, seen_at) values (?, now())
                        on conflict (one) do update set command = excluded.command, seen_at = excluded.seen_at
                        """)) {
            statement.setString(1, command);
            statement.executeUpdate();
        }
    }

    /** Says that the tasks are served, until it is closed. */
    public interface Serving extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Says from now on that the tasks are served, as a service tells whoever waits for one: however long a look at a cluster or
     * a task takes.
     */
    public Serving serving(String command) throws SQLException {
        return serving(command, SAID_EVERY);
    }

    Serving serving(String command, Duration every) throws SQLException {
        served(command);
        var timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("tasks are served").factory());
        var _ = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        served(command);
                    } catch (SQLException | RuntimeException e) {
                        // Whoever serves hears of it by what they do themselves; thrown on, it would be the last time.
                    }
                },
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
        // Waits for what it is just saying, so that nothing is said after it was closed.
        return timer::close;
    }

    public boolean waiting() throws SQLException {
        try (var connection = database.getConnection()) {
            return next(connection).isPresent();
        }
    }

    /**
     * Does what waits, the oldest first; the caller holds the {@link dev.rejoin.importer.run.RunLock}. A correction and the
     * end of its task are one transaction: whenever this process is killed, both are there or neither.
     *
     * <p>What fails is tried three times and then refused, so that nothing that an admin asks ends a process that follows.
     *
     * @return how many tasks have ended
     * @throws SQLException where the database cannot even be told so; what was begun waits for the next call
     */
    public int serve() throws SQLException {
        int ended = 0;
        while (true) {
            Optional<Task> next;
            try (var connection = database.getConnection()) {
                next = next(connection);
            }
            if (next.isEmpty()) {
                return ended;
            }
            if (perform(next.get())) {
                ended++;
            }
        }
    }

    /** Whether the task has ended; else it waits to be tried again. */
    private boolean perform(Task task) throws SQLException {
        var retry = new Retry(database);
        Retry.Witness end = (connection, effect) -> end(connection, task, effect);
        try {
            refuseAnotherDocument(task);
            switch (task.kind) {
                case PREVIEW -> {
                    var shown = retry.preview(task.run, task.corrected());
                    try (var connection = database.getConnection()) {
                        end.write(connection, shown.effect());
                    }
                }
                case CORRECTION -> retry.apply(task.run, task.corrected(), task.by, document -> task.reason, end);
                case WITHDRAWAL -> retry.withdraw(new Identity(task.index, task.document, task.routing), task.by, end);
            }
        } catch (RefusedException e) {
            refuse(task, String.valueOf(e.getMessage()));
        } catch (SQLException | IOException | RuntimeException e) {
            if (task.tries + 1 < MOST_TRIES) {
                tried(task);
                return false;
            }
            var why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            refuse(task, "It failed three times: " + why);
        }
        return true;
    }

    /** An admin decides about what they have seen, not about what came after it. */
    private void refuseAnotherDocument(Task task) throws SQLException {
        if (task.digest == null) {
            return;
        }
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select encode(sha256, 'hex') from rejoin_import.document
                        where run_id = ? and index_name = ? and id = ? and routing is not distinct from ?
                        """)) {
            statement.setLong(1, task.run);
            statement.setString(2, task.index);
            statement.setString(3, task.document);
            statement.setString(4, task.routing);
            try (var row = statement.executeQuery()) {
                if (row.next() && !task.digest.equalsIgnoreCase(row.getString(1))) {
                    throw new RefusedException(
                            "The document %s/%s says something else by now: look at it again, and correct it as it is."
                                    .formatted(task.index, task.document));
                }
            }
        }
    }

    private static Optional<Task> next(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select id, run_id, kind, index_name, document_id, routing, source, digest, reason, asked_by, tries
                        from rejoin_import.task where state = 'WAITING' order by asked_at, id limit 1
                        """)) {
            return row.next()
                    ? Optional.of(new Task(
                            row.getObject(1, UUID.class),
                            row.getLong(2),
                            TaskKind.valueOf(row.getString(3)),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            row.getString(8),
                            row.getString(9),
                            row.getString(10),
                            row.getInt(11)))
                    : Optional.empty();
        }
    }

    private static void end(Connection connection, Task task, Retry.Effect effect) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update rejoin_import.task set state = 'DONE', ended_at = clock_timestamp(), effect = ?::jsonb
                where id = ?
                """)) {
            // The id of a document may have what jsonb cannot hold.
            statement.setString(1, JSON.valueToTree(effect).toString().replace("\\u0000", "\\uFFFD"));
            statement.setObject(2, task.id);
            statement.executeUpdate();
        }
    }

    private void refuse(Task task, String why) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        update rejoin_import.task set state = 'REFUSED', ended_at = clock_timestamp(), message = ?
                        where id = ?
                        """)) {
            statement.setString(1, why.replace('\u0000', '\uFFFD'));
            statement.setObject(2, task.id);
            statement.executeUpdate();
        }
    }

    private void tried(Task task) throws SQLException {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement("update rejoin_import.task set tries = tries + 1 where id = ?")) {
            statement.setObject(1, task.id);
            statement.executeUpdate();
        }
    }
}
