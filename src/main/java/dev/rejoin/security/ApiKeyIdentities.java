package dev.rejoin.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Whom a key belongs to. */
@ApplicationScoped
public class ApiKeyIdentities implements IdentityProvider<ApiKeyAuthentication.ApiKeyRequest> {
    private final KeyRing keys;

    ApiKeyIdentities(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public Class<ApiKeyAuthentication.ApiKeyRequest> getRequestType() {
        return ApiKeyAuthentication.ApiKeyRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            ApiKeyAuthentication.ApiKeyRequest request, AuthenticationRequestContext context) {
        var credential = Credential.parse(request.getToken().getToken());
        if (credential.isEmpty()) {
            return answer(Optional.empty());
        }
        return keys.remembered(credential.get())
                .map(ApiKeyIdentities::answer)
                // A database that is away is the database's failure, and not the key's.
                .orElseGet(() -> context.runBlocking(() -> orRefuse(keys.find(credential.get()))));
    }

    private static Uni<SecurityIdentity> answer(Optional<SecurityIdentity> identity) {
        return Uni.createFrom().item(() -> orRefuse(identity));
    }

    private static SecurityIdentity orRefuse(Optional<SecurityIdentity> identity) {
        return identity.orElseThrow(AuthenticationFailedException::new);
    }
}
