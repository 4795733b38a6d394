package dev.rejoin.security;

import dev.rejoin.api.Database;
import dev.rejoin.api.Role;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keys for tests, as the owner has them. */
public final class TestKeys {
    private TestKeys() {}

    public static String create(DataSource source, Role role) {
        return create(source, role, null);
    }

    public static String create(DataSource source, Role role, @Nullable OffsetDateTime expiresAt) {
        return new ApiKeys(new Database(source))
                .create("test " + role, role, expiresAt)
                .text();
    }

    public static void revoke(DataSource source, String key) {
        new ApiKeys(new Database(source)).revoke(key.split("_")[1]);
    }
}
