package dev.rejoin.api.http;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Whether the process has been told to end: what runs is finished then, and what comes is refused. Quarkus takes
 * newcomers as long as something runs.
 */
@ApplicationScoped
public class Shutdown {
    private final Thread hook = new Thread(() -> begun = true, "shutdown");
    private volatile boolean begun;

    void start(@Observes StartupEvent event) {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void stop(@Observes ShutdownEvent event) {
        if (!begun) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    public boolean hasBegun() {
        return begun;
    }
}
