package dev.rejoin.security;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcResponseFilter;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Believes a discovery document only if it is the issuer's own, and names keys that nobody on the way can replace. */
@ApplicationScoped
@Unremovable
@OidcEndpoint(OidcEndpoint.Type.DISCOVERY)
public class IssuerDiscovery implements OidcResponseFilter {
    private final OidcSettings settings;

    IssuerDiscovery(OidcSettings settings) {
        this.settings = settings;
    }

    @Override
    public void filter(OidcResponseContext response) {
        if (response.statusCode() != 200) {
            return;
        }
        var document = response.responseBody().toJsonObject();
        var issuer = settings.issuer().map(URI::toString).orElse("");
        if (!issuer.equals(document.getValue("issuer"))) {
            throw new OIDCException("The discovery document of %s is another issuer's.".formatted(issuer));
        }
        if (!(document.getValue("jwks_uri") instanceof String keys)) {
            throw new OIDCException("The discovery document of %s names no keys.".formatted(issuer));
        }
        try {
            OidcSettings.secure("REJOIN_OIDC_ISSUER", URI.create(keys));
        } catch (IllegalArgumentException e) {
            throw new OIDCException(
                    "The discovery document of %s names no safe place of its keys.".formatted(issuer), e);
        }
    }
}
