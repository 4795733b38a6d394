package dev.rejoin.security;

import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.Sql;
import dev.rejoin.api.resource.Role;
import dev.rejoin.api.resource.ScalarType;
import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys in the database. */
record ApiKeys(Database database) {
    private static final String SELECT = """
            select id, secret_sha256, name, role, may_act_as, expires_at, last_used_at, revoked_at, created_at
            from security.api_key
            """;

    /** Stores a new key and returns what its owner needs; it cannot be shown again. */
    Credential create(String name, Role role, boolean mayActAs, @Nullable OffsetDateTime expiresAt) {
        var credential = Credential.random();
        database.update(Sql.of("""
                insert into security.api_key (id, secret_sha256, name, role, may_act_as, expires_at)
                values (?, ?, ?, ?, ?, ?)""", credential.id(), credential.hash(), name, role, mayActAs, expiresAt));
        return credential;
    }

    /** Stores the very first key, unless there is one; inside a transaction, as several services may start at once. */
    Optional<Credential> createFirst() {
        database.query(Sql.of("select pg_advisory_xact_lock(hashtext('rejoin first api key'))"), ResultSet::next);
        var none = database.query(
                Sql.of("select not exists (select from security.api_key)"), rows -> rows.next() && rows.getBoolean(1));
        return none ? Optional.of(create("first", Role.ADMIN, false, null)) : Optional.empty();
    }

    Optional<ApiKey> find(String id) {
        return database.first(Sql.of(SELECT + "where id = ?", id), ApiKey.class);
    }

    List<ApiKey> list() {
        return database.list(Sql.of(SELECT + "order by created_at, id"), ApiKey.class);
    }

    /** Whether there is such a key; revoking twice keeps the first moment. */
    boolean revoke(String id) {
        return database.update(
                        Sql.of("update security.api_key set revoked_at = coalesce(revoked_at, now()) where id = ?", id))
                == 1;
    }

    void markUsed(Collection<String> ids) {
        database.update(Sql.of(
                "update security.api_key set last_used_at = now() where id = any(?)", Sql.array(ScalarType.TEXT, ids)));
    }
}
