package dev.rejoin.security;

import dev.rejoin.api.Database;
import dev.rejoin.api.Role;
import dev.rejoin.api.Sql;
import dev.rejoin.api.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys in the database. */
record ApiKeys(Database database) {
    private static final String COLUMNS =
            "id, secret_sha256, name, role, may_act_as, expires_at, last_used_at, revoked_at, created_at";

    /** Stores a new key and returns what its owner needs; it cannot be shown again. */
    Credential create(String name, Role role, boolean mayActAs, @Nullable OffsetDateTime expiresAt) {
        var credential = Credential.random();
        database.update(insert(credential, name, role, mayActAs, expiresAt));
        return credential;
    }

    /** Stores the very first key, unless there is one; several services may start at once. */
    Optional<Credential> createFirst() {
        return database.transaction(() -> {
            database.query(Sql.of("select pg_advisory_xact_lock(hashtext('rejoin first api key'))"), ResultSet::next);
            var none = database.query(
                    Sql.of("select not exists (select from security.api_key)"),
                    rows -> rows.next() && rows.getBoolean(1));
            return none ? Optional.of(create("first", Role.ADMIN, false, null)) : Optional.empty();
        });
    }

    Optional<ApiKey> find(String id) {
        return database.query(
                Sql.of("select " + COLUMNS + " from security.api_key where id = ?", id),
                rows -> rows.next() ? Optional.of(read(rows)) : Optional.empty());
    }

    List<ApiKey> list() {
        return database.query(Sql.of("select " + COLUMNS + " from security.api_key order by created_at, id"), rows -> {
            var keys = new ArrayList<ApiKey>();
            while (rows.next()) {
                keys.add(read(rows));
            }
            return keys;
        });
    }

    /** Whether there is such a key; revoking twice keeps the first moment. */
    boolean revoke(String id) {
        return database.update(
                        Sql.of("update security.api_key set revoked_at = coalesce(revoked_at, now()) where id = ?", id))
                == 1;
    }

    void markUsed(Collection<String> ids) {
        database.update(Sql.of(
                "update security.api_key set last_used_at = now() where id = any(?)", Sql.array(Type.TEXT, ids)));
    }

    private static Sql insert(
            Credential credential, String name, Role role, boolean mayActAs, @Nullable OffsetDateTime expiresAt) {
        return Sql.of(
                """
                insert into security.api_key (id, secret_sha256, name, role, may_act_as, expires_at)
                values (?, ?, ?, ?, ?, ?::timestamptz)""",
                credential.id(),
                credential.hash(),
                name,
                role.name(),
                mayActAs,
                expiresAt == null ? null : expiresAt.toString());
    }

    private static ApiKey read(ResultSet rows) throws SQLException {
        return new ApiKey(
                rows.getString(1),
                rows.getBytes(2),
                rows.getString(3),
                Role.valueOf(rows.getString(4)),
                rows.getBoolean(5),
                rows.getObject(6, OffsetDateTime.class),
                rows.getObject(7, OffsetDateTime.class),
                rows.getObject(8, OffsetDateTime.class),
                Objects.requireNonNull(rows.getObject(9, OffsetDateTime.class)));
    }
}
