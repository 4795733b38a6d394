package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.quarkus.test.junit.callback.QuarkusTestContext;
import java.time.Duration;
import java.time.Instant;

/**
 * After each class of tests, whatever it did to the service: no connection is kept. One that is missing would be missed by
 * the classes after it, which wait for connections and fail, or worse, do not.
 */
public final class EveryConnectionComesBack implements QuarkusTestAfterAllCallback {
    /** Longer than a request that nobody waits for any more. */
    private static final Duration MOST = Duration.ofSeconds(90);

    @Override
    public void afterAll(QuarkusTestContext context) {
        var container = Arc.container();
        if (container == null || !container.isRunning()) {
            return;
        }
        var metrics = container.instance(AgroalDataSource.class).get().getMetrics();
        var end = Instant.now().plus(MOST);
        while (metrics.activeCount() > 0 && Instant.now().isBefore(end)) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        assertThat(metrics.activeCount())
                .as(
                        "connections that %s has left in use",
                        context.getTestInstance().getClass().getSimpleName())
                .isZero();
    }
}
