package dev.rejoin.api.query;

import dev.rejoin.api.trace.Tracing;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * Counts the statements of each request, so that tests can hold reads to their promised number. A request has a thread
 * of its own.
 */
@Singleton
@PersistenceUnitExtension
public class Statements implements StatementInspector {
    private static final long serialVersionUID = 1;
    private static final ThreadLocal<int[]> COUNT = ThreadLocal.withInitial(() -> new int[1]);
    private static final ThreadLocal<String> LAST = ThreadLocal.withInitial(() -> "");
    private static final ThreadLocal<Boolean> EXPLAINED = ThreadLocal.withInitial(() -> false);

    @Override
    public String inspect(String sql) {
        add();
        if (Tracing.isOn()) {
            LAST.set(sql);
        }
        return EXPLAINED.get() ? "explain (format json) " + sql : sql;
    }

    /** What this thread has prepared last, where that is traced. */
    static String last() {
        return LAST.get();
    }

    /** One more statement of this thread's request. */
    static void add() {
        COUNT.get()[0]++;
    }

    /** Statements of this thread so far; begin and commit do not count. */
    public static int count() {
        return COUNT.get()[0];
    }

    /** Lets PostgreSQL answer with the plan of what {@code query} would run: one text, in JSON. */
    static <T> T explained(Supplier<T> query) {
        EXPLAINED.set(true);
        try {
            return query.get();
        } finally {
            EXPLAINED.remove();
        }
    }
}
