package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Writers that go on while the database under the service is taken away, and remember what they were told is done. Half of
 * them have an Idempotency-Key, and repeat what was not answered; half of them do neither.
 */
final class AcknowledgedWrites implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int WRITERS = 4;

    private final int port;
    private final String key;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final ConcurrentSkipListSet<Instant> answered = new ConcurrentSkipListSet<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final List<Future<?>> writers;

    /** @param port of the service, or of what stands before its instances */
    AcknowledgedWrites(int port, String key) {
        this.port = port;
        this.key = key;
        writers = IntStream.range(0, WRITERS)
                .<Future<?>>mapToObj(writer -> threads.submit(() -> {
                    write(writer);
                    return writer;
                }))
                .toList();
    }

    /** How many writes were answered with 201. */
    int acknowledged() throws Exception {
        for (var writer : writers) {
            if (writer.state() == Future.State.FAILED) {
                writer.get();
            }
        }
        return acknowledged.size();
    }

    int refused() {
        return refused.get();
    }

    /** When a write was answered first after that moment. */
    Optional<Instant> answeredAfter(Instant moment) {
        return Optional.ofNullable(answered.higher(moment));
    }

    /** Lets those who repeat get their answers, and holds what was acknowledged against what is there. */
    void areThereOnce(DataSource database) throws SQLException, InterruptedException, ExecutionException {
        ended.set(true);
        for (var writer : writers) {
            try {
                writer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError("a write is never answered", e);
            }
        }
        areThere(database);
    }

    /** Holds what is acknowledged until now against what is there, while the writers go on. */
    void areThere(DataSource database) throws SQLException {
        var lost = new HashSet<>(acknowledged);
        var kept = kept(database);
        assertThat(kept).doesNotHaveDuplicates();
        kept.forEach(lost::remove);
        assertThat(lost).as("acknowledged and lost").isEmpty();
    }

    @Override
    public void close() {
        ended.set(true);
        threads.shutdownNow();
    }

    /** One change after the other, each under a name of its own. */
    private void write(int writer) throws InterruptedException {
        var repeats = writer % 2 == 0;
        for (int number = 0; !ended.get(); number++) {
            var name = "failover-%d-%d".formatted(writer, number);
            var begun = Instant.now();
            while (!written(name, repeats)) {
                Thread.sleep(50);
                if (!repeats) {
                    break;
                }
                // A write that has no answer yet has to get one, also after the last fail-over.
                assertThat(begun).isAfter(Instant.now().minus(PATIENCE));
            }
        }
    }

    private boolean written(String name, boolean once) throws InterruptedException {
        try {
            var body = "{\"name\": \"%s\"}".formatted(name);
            var answer = once
                    ? DeliveredService.send(port, "POST", "/v1/venues", key, body, "Idempotency-Key", name)
                    : DeliveredService.send(port, "POST", "/v1/venues", key, body);
            if (answer.statusCode() == 201) {
                acknowledged.add(name);
                answered.add(Instant.now());
                return true;
            }
            assertThat(answer.statusCode()).as(answer.body()).isIn(409, 503);
        } catch (IOException e) {
            // The service itself is never ended.
            throw new AssertionError(e);
        }
        refused.incrementAndGet();
        return false;
    }

    private static List<String> kept(DataSource database) throws SQLException {
        var all = new ArrayList<String>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select name from venue where name like 'failover-%'")) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }

    /** Something that comes true. */
    interface Question {
        boolean holds() throws Exception;
    }

    /** Fails where it does not hold in time. */
    static void until(Question question, String otherwise) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        while (!question.holds()) {
            assertThat(Instant.now()).as(otherwise).isBefore(end);
            Thread.sleep(10);
        }
    }
}
