package dev.rejoin;

import io.micrometer.core.instrument.MeterRegistry;

/** How many SQL statements the service sends, which it counts by operation. */
record Statements(MeterRegistry meters) {

    /** How many a call takes of this operation. */
    double of(String operation, Runnable call) {
        var before = total(operation);
        call.run();
        return total(operation) - before;
    }

    private double total(String operation) {
        var summary =
                meters.find("rejoin.statements").tag("operation", operation).summary();
        return summary == null ? 0 : summary.totalAmount();
    }
}
