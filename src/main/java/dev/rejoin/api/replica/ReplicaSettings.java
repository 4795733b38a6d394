package dev.rejoin.api.replica;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Servers that follow the primary and answer reads, under {@code rejoin.replica}; none unless an address is given. */
@ConfigMapping(prefix = "rejoin.replica")
public interface ReplicaSettings {
    /** Their address, as JDBC has it; of several hosts each is a replica by itself. */
    Optional<String> url();

    /** How old an answer may be: what was committed before that is in it. */
    @WithDefault("10s")
    Duration lag();
}
