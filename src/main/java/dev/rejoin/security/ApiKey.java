package dev.rejoin.security;

import dev.rejoin.api.http.Caller;
import dev.rejoin.api.resource.Role;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A key as the database keeps it: the hash of its secret, never the secret. */
record ApiKey(
        String id,
        byte[] secretSha256,
        String name,
        Role role,
        boolean mayActAs,
        @Nullable OffsetDateTime expiresAt,
        @Nullable OffsetDateTime lastUsedAt,
        @Nullable OffsetDateTime revokedAt,
        OffsetDateTime createdAt) {

    /** Whether a key that ends then opens nothing already. */
    static boolean isPast(OffsetDateTime end) {
        return !end.isAfter(OffsetDateTime.now(ZoneOffset.UTC));
    }

    boolean opensFor(byte[] hash, OffsetDateTime now) {
        // The hash first and in constant time, so that an answer's delay tells nothing about a secret.
        var right = MessageDigest.isEqual(secretSha256, hash);
        return right && revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }

    Caller caller() {
        return new Caller(id, "key:" + name, role, mayActAs);
    }
}
