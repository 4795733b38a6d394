package dev.rejoin.security;

import dev.rejoin.api.change.Idempotency;
import dev.rejoin.api.http.ActingUser;
import dev.rejoin.api.http.TraceId;
import dev.rejoin.api.replica.LogPosition;
import io.quarkus.vertx.http.security.CORS;
import io.quarkus.vertx.http.security.HttpSecurity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets the pages of the origins under {@code rejoin.cors.origins}, and of no others, call from a browser. Credentials are
 * sent by the page itself in the Authorization header, so that cookies never count.
 */
@ApplicationScoped
public class Cors {
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:]+](:[0-9]{1,5})?");

    void configure(
            @Observes HttpSecurity security,
            @ConfigProperty(name = "rejoin.cors.origins") Optional<List<String>> origins) {
        origins.ifPresent(allowed -> security.cors(of(allowed)));
    }

    /** @param origins each as a browser sends it: scheme, host and port, without a path */
    static CORS of(List<String> origins) {
        for (var origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "%s is no origin, as https://app.example.com is; REJOIN_CORS_ORIGINS names it."
                                .formatted(origin));
            }
        }
        return CORS.origins(new LinkedHashSet<>(origins))
                .methods(Set.of("GET", "HEAD", "POST", "PATCH", "DELETE"))
                .headers(Set.of(
                        "Authorization",
                        "Content-Type",
                        "Accept",
                        "If-Match",
                        "If-None-Match",
                        Idempotency.HEADER,
                        ActingUser.HEADER,
                        LogPosition.HEADER,
                        TraceId.HEADER))
                .exposedHeaders(Set.of(
                        "ETag",
                        "Location",
                        "Retry-After",
                        "Content-Disposition",
                        Idempotency.REPLAYED,
                        LogPosition.HEADER,
                        TraceId.ANSWERED,
                        TraceId.HEADER))
                .accessControlAllowCredentials(false)
                .accessControlMaxAge(Duration.ofHours(1))
                .build();
    }
}
