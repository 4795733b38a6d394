package dev.rejoin.security;

import dev.rejoin.api.http.Caller;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.Role;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** STAND-IN, to be replaced by the key ring: who a key belongs to. */
@ApplicationScoped
public class ApiKeyIdentities implements IdentityProvider<ApiKeyAuthentication.ApiKeyRequest> {
    private final Database database;
    private final Map<String, ApiKey> known = new ConcurrentHashMap<>();

    ApiKeyIdentities(Database database) {
        this.database = database;
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
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        var present = known.get(credential.get().id());
        if (present != null) {
            return Uni.createFrom().item(() -> identity(present, credential.get()));
        }
        return context.runBlocking(() -> {
            var key = database.first(
                            Sql.of(
                                    "select id, secret_sha256 as secret_hash, name, role, may_act_as, expires_at, last_used_at, revoked_at, created_at from security.api_key where id = ?",
                                    credential.get().id()),
                            ApiKey.class)
                    .orElseThrow(AuthenticationFailedException::new);
            known.put(key.id(), key);
            return identity(key, credential.get());
        });
    }

    private static SecurityIdentity identity(ApiKey key, Credential credential) {
        if (!key.opensFor(credential.hash(), OffsetDateTime.now())) {
            throw new AuthenticationFailedException();
        }
        var caller = key.caller();
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addRoles(Arrays.stream(Role.values())
                        .filter(caller.role()::includes)
                        .map(Role::name)
                        .collect(Collectors.toSet()))
                .addAttribute(Caller.ATTRIBUTE, caller)
                .build();
    }
}
