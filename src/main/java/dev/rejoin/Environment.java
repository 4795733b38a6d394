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

    private static final int LAST_PORT = 65_535;

    /** With less, a body as large as any may be would be told for ever that there is no room just now. */
    private static final int LEAST_BODY_BYTES = 24 << 20;

    private static final Map<Kind, List<String>> VARIABLES = Map.of(
            Kind.PORT,
            List.of("REJOIN_PORT", "REJOIN_MANAGEMENT_PORT"),
            Kind.NUMBER,
            List.of(
                    "REJOIN_DB_POOL",
                    "REJOIN_LIMITS_CONNECTIONS",
                    "REJOIN_LIMITS_REQUESTS",
                    "REJOIN_LIMITS_STREAMS",
                    "REJOIN_EMBEDDINGS_BATCH"),
            Kind.NUMBER_OR_NONE,
            List.of("REJOIN_LIMITS_WAITERS", "REJOIN_LIMITS_PER_SECOND"),
            Kind.BODY_BYTES,
            List.of("REJOIN_LIMITS_BODY_BYTES"),
            Kind.DURATION_OR_NONE,
            List.of(
                    "REJOIN_DB_STATEMENT_TIMEOUT",
                    "REJOIN_DB_LOCK_TIMEOUT",
                    "REJOIN_DB_IDLE_IN_TRANSACTION_TIMEOUT",
                    "REJOIN_OIDC_KEYS_FETCHED_AT_MOST_EVERY"),
            Kind.DURATION,
            List.of(
                    "REJOIN_LIMITS_HEADERS",
                    "REJOIN_LIMITS_BODY",
                    "REJOIN_LIMITS_TIME",
                    "REJOIN_LIMITS_STALL",
                    "REJOIN_LIMITS_SILENCE",
                    "REJOIN_REPLICA_LAG",
                    "REJOIN_EMBEDDINGS_TIMEOUT",
                    "REJOIN_EMBEDDINGS_SEARCH_TIMEOUT",
                    "REJOIN_OIDC_KEYS_KEPT"),
            Kind.SWITCH,
            List.of("REJOIN_LOG_JSON", "REJOIN_ACCESS_LOG", "REJOIN_HTTP2_CLEARTEXT"),
            Kind.ADDRESS,
            List.of("REJOIN_OIDC_ISSUER", "REJOIN_OIDC_JWKS_URL", "REJOIN_EMBEDDINGS_URL"));

    private enum Kind {
        PORT("a whole number, as 8080") {
            @Override
            void read(String value) {
                within(Integer.parseInt(value) >= 0 && Integer.parseInt(value) <= LAST_PORT, LAST_PORT + " or less");
            }
        },
        NUMBER("a whole number, as 16") {
            @Override
            void read(String value) {
                within(Integer.parseInt(value) > 0, "1 or more");
            }
        },
        NUMBER_OR_NONE("a whole number, as 50") {
            @Override
            void read(String value) {
                within(Integer.parseInt(value) >= 0, "0 or more");
            }
        },
        BODY_BYTES("a whole number, as 50000000") {
            @Override
            void read(String value) {
                within(
                        Integer.parseInt(value) >= LEAST_BODY_BYTES,
                        LEAST_BODY_BYTES + " or more, so that the largest body has room");
            }
        },
        DURATION("a duration, as 10s, 500ms or 2m") {
            @Override
            void read(String value) {
                within(DurationConverter.parseDuration(value).isPositive(), "more than 0");
            }
        },
        DURATION_OR_NONE("a duration, as 10s, 500ms or 2m") {
            @Override
            void read(String value) {
                within(!DurationConverter.parseDuration(value).isNegative(), "0 or more");
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

    /** A value that can be read, and with which the service would do nothing. */
    private static final class OutOfRange extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        OutOfRange(String range) {
            super(range);
        }
    }

    private static void within(boolean range, String expected) {
        if (!range) {
            throw new OutOfRange(expected);
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
                wrong.put(
                        name,
                        "%s has to be %s%s."
                                .formatted(
                                        name,
                                        e instanceof OutOfRange ? e.getMessage() : kind.expected,
                                        kind.shown(value)));
            }
        }));
        return new ArrayList<>(wrong.values());
    }
}
