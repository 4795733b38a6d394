package dev.rejoin;

import io.quarkus.runtime.configuration.DurationConverter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The variables of the environment that are no plain texts, and what each of them takes. */
final class Environment {
    private static final Set<String> YES_OR_NO = Set.of("true", "false", "yes", "no", "y", "n", "on", "off", "1", "0");

    private static final Map<Kind, List<String>> VARIABLES = Map.of(
            Kind.NUMBER,
            List.of(
                    "REJOIN_PORT",
                    "REJOIN_MANAGEMENT_PORT",
                    "REJOIN_DB_POOL",
                    "REJOIN_LIMITS_CONNECTIONS",
                    "REJOIN_LIMITS_REQUESTS",
                    "REJOIN_LIMITS_STREAMS",
                    "REJOIN_LIMITS_WAITERS",
                    "REJOIN_LIMITS_BODY_BYTES",
                    "REJOIN_LIMITS_PER_SECOND",
                    "REJOIN_EMBEDDINGS_BATCH"),
            Kind.DURATION,
            List.of(
                    "REJOIN_LIMITS_HEADERS",
                    "REJOIN_LIMITS_BODY",
                    "REJOIN_LIMITS_TIME",
                    "REJOIN_LIMITS_STALL",
                    "REJOIN_LIMITS_SILENCE",
                    "REJOIN_DB_STATEMENT_TIMEOUT",
                    "REJOIN_DB_LOCK_TIMEOUT",
                    "REJOIN_DB_IDLE_IN_TRANSACTION_TIMEOUT",
                    "REJOIN_REPLICA_LAG",
                    "REJOIN_EMBEDDINGS_TIMEOUT",
                    "REJOIN_EMBEDDINGS_SEARCH_TIMEOUT",
                    "REJOIN_OIDC_KEYS_KEPT",
                    "REJOIN_OIDC_KEYS_FETCHED_AT_MOST_EVERY"),
            Kind.SWITCH,
            List.of("REJOIN_LOG_JSON", "REJOIN_ACCESS_LOG", "REJOIN_HTTP2_CLEARTEXT"),
            Kind.ADDRESS,
            List.of("REJOIN_OIDC_ISSUER", "REJOIN_OIDC_JWKS_URL", "REJOIN_EMBEDDINGS_URL"));

    private enum Kind {
        NUMBER("a whole number, as 16") {
            @Override
            void read(String value) {
                Integer.parseInt(value);
            }
        },
        DURATION("a duration, as 10s, 500ms or 2m") {
            @Override
            void read(String value) {
                DurationConverter.parseDuration(value);
            }
        },
        SWITCH("true or false") {
            @Override
            void read(String value) {
                if (!YES_OR_NO.contains(value.toLowerCase(Locale.ROOT))) {
                    throw new IllegalArgumentException(value);
                }
            }
        },
        /** May hold a password, and is not shown. */
        ADDRESS("a URL") {
            @Override
            void read(String value) {
                URI.create(value);
            }

            @Override
            String shown(String value) {
                return "";
            }
        };

        private final String expected;

        Kind(String expected) {
            this.expected = expected;
        }

        /** @throws IllegalArgumentException where it is no such value */
        abstract void read(String value);

        String shown(String value) {
            return ", and is '" + value + "'";
        }
    }

    private Environment() {}

    /** A sentence for each variable whose value cannot be read, in the order of their names. */
    static List<String> wrong(Map<String, String> environment) {
        var wrong = new TreeMap<String, String>();
        VARIABLES.forEach((kind, names) -> names.forEach(name -> {
            var value = environment.getOrDefault(name, "").strip();
            try {
                if (!value.isEmpty()) {
                    kind.read(value);
                }
            } catch (IllegalArgumentException e) {
                wrong.put(name, "%s has to be %s%s.".formatted(name, kind.expected, kind.shown(value)));
            }
        }));
        return new ArrayList<>(wrong.values());
    }
}
