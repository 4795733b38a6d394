package dev.rejoin;

import dev.rejoin.security.AccessTokens;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** The identity provider whose access tokens count, under {@code rejoin.oidc}; none unless an issuer is given. */
@ConfigMapping(prefix = "rejoin.oidc")
interface OidcSettings {
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

    /** Nothing unless configured; an issuer without an audience is a mistake that would let in every token it makes. */
    default Optional<AccessTokens> accessTokens() {
        return issuer().map(issuer -> new AccessTokens(new AccessTokens.Trust(
                issuer,
                audience()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "REJOIN_OIDC_ISSUER is set, and REJOIN_OIDC_AUDIENCE is not")),
                jwksUrl(),
                rolesClaim(),
                nameClaim())));
    }
}
