package dev.rejoin.security;

import dev.rejoin.db.ShownAddress;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The identity provider whose access tokens count, under {@code rejoin.oidc}; none unless an issuer is given. */
@ConfigMapping(prefix = "rejoin.oidc")
public interface OidcSettings {
    /** The name under which Quarkus knows the provider. */
    String TENANT = "people";

    /** How far the provider's clock may be from this one's. */
    int SKEW_SECONDS = 30;

    Optional<URI> issuer();

    /** For whom a token must have been made. */
    Optional<String> audience();

    /** Where the issuer's keys are; by default where its discovery document says. */
    Optional<URI> jwksUrl();

    /** The claim with the roles, a path with dots where it is inside another one. */
    @WithDefault("roles")
    String rolesClaim();

    /** The claim that the change log shows; the subject where a token has none. */
    @WithDefault("preferred_username")
    String nameClaim();

    /** After how long the issuer is asked again for its keys, so that one that it has withdrawn stops to count. */
    @WithDefault("10m")
    Duration keysKept();

    /** After how long, at the earliest, a token with a key that is not known makes them be fetched again. */
    @WithDefault("10s")
    Duration keysFetchedAtMostEvery();

    /**
     * What Quarkus needs to know of it, once and for all.
     *
     * @throws IllegalArgumentException where it is set up in a way that would let in whom nobody meant
     */
    default Optional<OidcTenantConfig> tenant() {
        return issuer().map(issuer -> {
            var audience = audience()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "REJOIN_OIDC_ISSUER is set, and REJOIN_OIDC_AUDIENCE is not: tokens that were made for"
                                    + " others would count."));
            var tenant = OidcTenantConfig.authServerUrl(
                            secure("REJOIN_OIDC_ISSUER", issuer).toString())
                    .tenantId(TENANT)
                    .applicationType(ApplicationType.SERVICE)
                    .connectionTimeout(Duration.ofSeconds(3))
                    .followRedirects(false)
                    .roles()
                    .roleClaimPath(rolePaths())
                    .end()
                    .token()
                    .issuer(issuer.toString())
                    .audience(audience)
                    .subjectRequired()
                    .issuedAtRequired(false)
                    .lifespanGrace(SKEW_SECONDS)
                    .forcedJwkRefreshInterval(keysFetchedAtMostEvery())
                    .allowJwtIntrospection(false)
                    .allowOpaqueTokenIntrospection(false)
                    .end();
            jwksUrl().ifPresent(keys -> tenant.discoveryEnabled(false)
                    .jwksPath(secure("REJOIN_OIDC_JWKS_URL", keys).toString()));
            return tenant.build();
        });
    }

    /** The claim of this very name, which may have dots, and the one at the end of the path. */
    private List<String> rolePaths() {
        return List.of('"' + rolesClaim() + '"', rolesClaim().replace('.', '/'));
    }

    /** Keys that anybody on the way could replace are none. */
    static URI secure(String setting, URI location) {
        var loopback = List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(location.getHost()));
        if (!"https".equals(location.getScheme()) && !("http".equals(location.getScheme()) && loopback)) {
            throw new IllegalArgumentException(
                    "%s: %s is no https address; whoever is on the way there could replace the identity provider's keys."
                            .formatted(setting, ShownAddress.of(location)));
        }
        return location;
    }
}
