package dev.rejoin.security;

import dev.rejoin.api.http.Caller;
import dev.rejoin.api.resource.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What Quarkus knows of a caller, be it a key or a person: the role with all that it includes, and the caller itself. */
final class Identities {
    private Identities() {}

    static SecurityIdentity of(Caller caller) {
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
