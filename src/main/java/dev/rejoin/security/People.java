package dev.rejoin.security;

import dev.rejoin.api.http.Caller;
import dev.rejoin.api.problem.Problem;
import dev.rejoin.api.problem.ProblemException;
import dev.rejoin.api.resource.Role;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Makes a caller of whoever has an access token: the highest role in it, the subject, and the name for the change log. */
@ApplicationScoped
public class People implements SecurityIdentityAugmentor {
    private final OidcSettings settings;

    People(OidcSettings settings) {
        this.settings = settings;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Uni.createFrom().item(() -> Identities.of(caller(identity, token)))
                : Uni.createFrom().item(identity);
    }

    private Caller caller(SecurityIdentity identity, JsonWebToken token) {
        var role = Arrays.stream(Role.values())
                .filter(known -> identity.getRoles().contains(known.name()))
                .max(Role::compareTo)
                .orElseThrow(() -> new AuthenticationFailedException(new ProblemException(new Problem.Forbidden(
                        "Your token has none of the roles READER, EDITOR and ADMIN in the claim '%s'."
                                .formatted(settings.rolesClaim())))));
        var subject = token.getSubject();
        var name = token.<Object>claim(settings.nameClaim())
                .filter(value -> value instanceof String text && AccessTokenRules.isName(text))
                .map(Object::toString)
                .orElse(subject);
        return new Caller("oidc:" + subject, "user:" + name, role, false);
    }
}
