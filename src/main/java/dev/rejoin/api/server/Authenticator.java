package dev.rejoin.api.server;

import dev.rejoin.api.Caller;
import java.util.Optional;

/** Finds out who calls. */
@FunctionalInterface
public interface Authenticator {
    /**
     * @param authorization the header as it came
     * @return the caller, or nobody if the credentials do not count
     */
    Optional<Caller> authenticate(String authorization);
}
