package dev.rejoin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.TestDatabase;
import dev.rejoin.contract.Role;
import dev.rejoin.security.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Requests per second of the service against {@link Control}, in one process and one run: by id, and pages of 50, in
 * alternating rounds after a warm-up, of which the medians count.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@EnabledIfSystemProperty(named = "rejoin.bench", matches = "api")
class ApiBenchmark {
    private static final int ROWS = 50_000;
    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration ROUND = Duration.ofSeconds(8);

    @TestHTTPResource
    URI base;

    @Test
    void theServiceAgainstTheControl() throws SQLException, InterruptedException {
        var ids = prepare();
        var key = TestKeys.create(TestDatabase.source(), Role.READER);
        var vertx = Vertx.vertx();
        var client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost(base.getHost()).setDefaultPort(base.getPort()),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        Supplier<String> anyId = () -> ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
        System.out.printf(
                "%n%d processors, Java %s, %d connections, %d rounds of %d s after %d s each, %,d rows%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                CONNECTIONS,
                ROUNDS,
                ROUND.toSeconds(),
                WARM_UP.toSeconds(),
                ROWS);
        compare(
                "by id",
                () -> load(client, key, () -> "/control/organizations/" + anyId.get(), ROUND),
                () -> load(client, key, () -> "/v1/organizations/" + anyId.get(), ROUND));
        compare(
                "page of 50",
                () -> load(client, key, () -> "/control/organizations", ROUND),
                () -> load(client, key, () -> "/v1/organizations", ROUND));
        vertx.close();
    }

    private static List<String> prepare() throws SQLException {
        try (var connection = TestDatabase.source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    set rejoin.bulk_load = 'on';
                    insert into organization (name, legal_name, registration_number, status, industry, website, email,
                        phone, street, postal_code, city, region, country, joined_on)
                    select 'Société ' || i, 'Société ' || i || ' S.A.', 'bench ' || i, 'ACTIVE', 'Banking',
                        'https://example.com/' || i, 'contact' || i || '@example.com', '+33 1 42 14 20 00',
                        i || ' boulevard Haussmann', '75009', 'Paris', 'Île-de-France', 'FR', '2019-04-01'
                    from generate_series(1, %d) i;
                    reset rejoin.bulk_load""".formatted(ROWS));
            statement.execute("vacuum analyze organization");
            var ids = new ArrayList<String>();
            try (var rows = statement.executeQuery("select id from organization")) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        }
    }

    private interface Load {
        double run() throws InterruptedException;
    }

    private static void compare(String what, Load control, Load service) throws InterruptedException {
        for (var end = System.nanoTime() + 2 * WARM_UP.toNanos(); System.nanoTime() < end; ) {
            control.run();
            service.run();
        }
        var controls = new double[ROUNDS];
        var services = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            controls[i] = control.run();
            services[i] = service.run();
        }
        var byHand = median(controls);
        var ours = median(services);
        System.out.printf(
                "%-12s by hand %,8.0f/s   service %,8.0f/s   ratio %.2f%n", what, byHand, ours, ours / byHand);
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Keeps every connection busy for a while; returns the answers per second. */
    private static double load(HttpClient client, String key, Supplier<String> path, Duration duration)
            throws InterruptedException {
        var answered = new AtomicLong();
        var failed = new AtomicLong();
        var done = new CountDownLatch(CONNECTIONS);
        var end = System.nanoTime() + duration.toNanos();
        for (int i = 0; i < CONNECTIONS; i++) {
            next(client, key, path, end, answered, failed, done);
        }
        done.await();
        assertThat(failed).as("answers other than 200").hasValue(0);
        return answered.get() / (duration.toMillis() / 1000.0);
    }

    private static void next(
            HttpClient client,
            String key,
            Supplier<String> path,
            long end,
            AtomicLong answered,
            AtomicLong failed,
            CountDownLatch done) {
        if (System.nanoTime() >= end) {
            done.countDown();
            return;
        }
        client.request(HttpMethod.GET, path.get())
                .compose(request ->
                        request.putHeader("Authorization", "Bearer " + key).send())
                .compose(response -> response.body().map(body -> response.statusCode()))
                .onComplete(result -> {
                    (result.succeeded() && result.result() == 200 ? answered : failed).incrementAndGet();
                    next(client, key, path, end, answered, failed, done);
                });
    }
}
