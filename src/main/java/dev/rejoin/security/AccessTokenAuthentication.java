package dev.rejoin.security;

import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Any bearer token that is no API key is an access token, judged by Quarkus; not at all unless an identity provider is
 * configured. The provider is first asked when the first token comes, so that one that is away keeps nobody with a key out.
 */
@ApplicationScoped
public class AccessTokenAuthentication implements HttpAuthenticationMechanism, TenantConfigResolver {
    private static final Logger LOG = Logger.getLogger(AccessTokenAuthentication.class);

    private final OidcAuthenticationMechanism oidc;
    private final Optional<OidcTenantConfig> tenant;

    AccessTokenAuthentication(OidcAuthenticationMechanism oidc, OidcSettings settings) {
        this.oidc = oidc;
        this.tenant = settings.tenant();
    }

    /** A provider that is set up wrongly is said so at once, and not to the first person who comes. */
    void start(@Observes StartupEvent event) {
        tenant.ifPresent(people -> LOG.debugf("access tokens of %s count", people.authServerUrl()));
    }

    @Override
    public Uni<@Nullable OidcTenantConfig> resolve(
            RoutingContext context, OidcRequestContext<OidcTenantConfig> requestContext) {
        return Uni.createFrom().optional(tenant);
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        return oidc.authenticate(context, identities)
                .onFailure(failure -> !(failure instanceof AuthenticationFailedException))
                .transform(AccessTokenAuthentication::away);
    }

    /** Without the provider's keys it cannot be said whether a token counts. */
    private static Throwable away(Throwable failure) {
        LOG.warnf("the identity provider cannot be asked for its keys: %s", failure.getMessage());
        return new AuthenticationFailedException(new ProblemException(new Problem.Unavailable(
                "identity_provider_away", "The identity provider does not tell its keys.", Duration.ofSeconds(5))));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return oidc.getChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return oidc.getCredentialTransport(context);
    }

    /** After the API keys, before the mechanism that this one asks. */
    @Override
    public int getPriority() {
        return oidc.getPriority() + 1;
    }
}
