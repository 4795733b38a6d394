package dev.rejoin.checker;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds some of a server's writes between the moment that they are given their number and the moment that they can be
 * searched for. That they lie apart is so in every cluster, for microseconds; whoever takes the greatest number for complete
 * loses a write then, but seldom enough to be believed right. A debugger's breakpoint makes it a part of a second.
 */
final class HeldWrites implements AutoCloseable {
    private static final String ENGINE = "org.elasticsearch.index.engine.InternalEngine";
    private static final String AFTER_THE_NUMBER = "indexIntoLucene";

    private final VirtualMachine server;
    private final int every;
    private final Duration hold;
    private final AtomicLong held = new AtomicLong();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    private HeldWrites(VirtualMachine server, int every, Duration hold) {
        this.server = server;
        this.every = every;
        this.hold = hold;
    }

    /** What the server's JVM has to be started with. */
    static String option(int port) {
        return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port;
    }

    /**
     * @param every one write in how many is held
     * @param hold for how long, and every second one for five times as long, since on a slow machine a short one is over
     *     before a follower that has asked for the numbers comes to ask for the documents; zero to hold none
     */
    static HeldWrites in(int port, int every, Duration hold) throws IOException {
        var connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        var arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(String.valueOf(port));
        try {
            var writes = new HeldWrites(connector.attach(arguments), every, hold);
            if (hold.isPositive()) {
                writes.begin();
            }
            return writes;
        } catch (IllegalConnectorArgumentsException e) {
            throw new IllegalStateException(e);
        }
    }

    long held() {
        return held.get();
    }

    private void begin() {
        var prepared = server.eventRequestManager().createClassPrepareRequest();
        prepared.addClassFilter(ENGINE);
        prepared.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        prepared.enable();
        server.classesByName(ENGINE).forEach(this::stopAt);
        Thread.ofPlatform().daemon().name("held writes").start(this::listen);
    }

    private void stopAt(ReferenceType engine) {
        for (var method : engine.methodsByName(AFTER_THE_NUMBER)) {
            var stop = server.eventRequestManager().createBreakpointRequest(method.location());
            stop.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
            stop.addCountFilter(every);
            stop.enable();
        }
    }

    private void listen() {
        try {
            while (true) {
                var events = server.eventQueue().remove();
                Duration wait = Duration.ZERO;
                for (var event : events) {
                    if (event instanceof ClassPrepareEvent prepared) {
                        stopAt(prepared.referenceType());
                    } else if (event instanceof BreakpointEvent reached) {
                        again((BreakpointRequest) reached.request());
                        wait = held.incrementAndGet() % 2 == 0 ? hold.multipliedBy(5) : hold;
                    }
                }
                if (wait.isPositive()) {
                    later.schedule(() -> resume(events), wait.toMillis(), TimeUnit.MILLISECONDS);
                } else {
                    events.resume();
                }
            }
        } catch (VMDisconnectedException _) {
            // The server has ended.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A request with a count is spent when it has been met. */
    private static void again(BreakpointRequest spent) {
        spent.disable();
        spent.enable();
    }

    private static void resume(EventSet events) {
        try {
            events.resume();
        } catch (VMDisconnectedException _) {
            // The server has ended.
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        try {
            server.dispose();
        } catch (VMDisconnectedException _) {
            // The server has ended.
        }
    }
}
