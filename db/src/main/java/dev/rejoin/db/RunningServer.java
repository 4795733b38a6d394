package dev.rejoin.db;

import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A started server that is stopped exactly once: by its owner, or by the end of the JVM. */
final class RunningServer {

    private final PostgresProcess process;
    private final boolean durable;
    private final Runnable afterStop;
    private final Thread hook = new Thread(this::shutDown, "stop PostgreSQL");
    private Runnable beforeShutdown = () -> {};
    private @Nullable IntSupplier status;

    RunningServer(PostgresProcess process, boolean durable, Runnable afterStop) {
        this.process = process;
        this.durable = durable;
        this.afterStop = afterStop;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    int port() {
        return process.port();
    }

    synchronized void beforeShutdown(Runnable action, IntSupplier exitStatus) {
        beforeShutdown = action;
        status = exitStatus;
    }

    /** Stops now, unless the JVM is ending: then its hook does. */
    void stop() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            return;
        }
        end();
    }

    private synchronized void shutDown() {
        beforeShutdown.run();
        end();
        if (status != null) {
            Runtime.getRuntime().halt(status.getAsInt());
        }
    }

    private void end() {
        process.stop(durable);
        afterStop.run();
    }
}
