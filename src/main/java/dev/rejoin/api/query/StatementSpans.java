package dev.rejoin.api.query;

import dev.rejoin.api.replica.Replicas;
import dev.rejoin.api.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import org.hibernate.BaseSessionEventListener;
import org.jspecify.annotations.Nullable;

/** A span for each statement of Hibernate's, which makes one of these for each session. */
public final class StatementSpans extends BaseSessionEventListener {
    private static final long serialVersionUID = 1;

    private transient @Nullable Span span;

    @Override
    public void jdbcExecuteStatementStart() {
        span = Tracing.isOn() ? Tracing.statement(Statements.last(), Replicas.asked()) : null;
    }

    /** Also of one that has failed, of which Hibernate does not say why; the request's own status does. */
    @Override
    public void jdbcExecuteStatementEnd() {
        Tracing.end(span, null);
        span = null;
    }

    @Override
    public void jdbcExecuteBatchStart() {
        jdbcExecuteStatementStart();
    }

    @Override
    public void jdbcExecuteBatchEnd() {
        jdbcExecuteStatementEnd();
    }
}
