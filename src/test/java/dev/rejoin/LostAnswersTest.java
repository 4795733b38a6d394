package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Clients that lose answers, and ask again with their Idempotency-Key until they have one. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LostAnswersTest {
    /** {@code -Drejoin.posts=10000} is what is promised. */
    private static final int POSTS = Integer.getInteger("rejoin.posts", 400);

    private static final int CLIENTS = 8;
    private static final int MOST_MILLISECONDS = 20;

    @Test
    void whatIsPostedUntilItIsAnsweredIsThereOnceThoughAFifthOfTheAnswersIsLost() throws Exception {
        var run = "lost-" + Long.toHexString(System.nanoTime());
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var all = clients.invokeAll(IntStream.range(0, POSTS)
                    .mapToObj(i -> (Callable<Integer>) () -> posted(run, i))
                    .toList());
            var lost = 0;
            for (var one : all) {
                lost += one.get();
            }
            assertThat(lost).isBetween(POSTS / 10, POSTS);
        }
        assertThat(names(run)).hasSize(POSTS).doesNotHaveDuplicates();
    }

    private static List<String> names(String run) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = TestDatabase.connection().createStatement();
                var rows = statement.executeQuery("select name from venue where name like '" + run + "-%'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** How many of its answers were lost. */
    private static int posted(String run, int number) throws Exception {
        var random = new Random(number);
        var body = "{\"name\": \"%s-%d\"}".formatted(run, number);
        var request = RawConnection.head(
                        "POST",
                        "/v1/venues",
                        Api.key(Role.EDITOR),
                        "Content-Type: application/json",
                        "Idempotency-Key: %s-%d".formatted(run, number),
                        "Content-Length: " + body.length())
                + body;
        for (int lost = 0; ; ) {
            try (var connection = new RawConnection()) {
                connection.send(request);
                if (random.nextInt(5) == 0) {
                    // Gone at any moment: before it was read, while it is written, or when its answer is on its way.
                    Thread.sleep(random.nextInt(MOST_MILLISECONDS));
                    lost++;
                    continue;
                }
                var status = connection.answer(Duration.ofSeconds(20));
                if (status.startsWith("HTTP/1.1 201")) {
                    return lost;
                }
                // It is being worked on for the one who has gone, or there is too much to do.
                assertThat(status).containsPattern("^HTTP/1.1 (409|503)");
                Thread.sleep(MOST_MILLISECONDS);
            } catch (IOException e) {
                lost++;
            }
        }
    }
}
