package dev.rejoin.security;

import dev.rejoin.api.Database;
import dev.rejoin.api.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
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
                .create("test " + role, role, false, expiresAt)
                .text();
    }

    /** A key of a service that may act in the name of others. */
    public static String acting(DataSource source, Role role) {
        return new ApiKeys(new Database(source))
                .create("django", role, true, null)
                .text();
    }

    /** What {@code rejoin key} prints. */
    public static String command(DataSource source, String... arguments) {
        var printed = new ByteArrayOutputStream();
        new KeyCommand(source, new PrintStream(printed, true, StandardCharsets.UTF_8)).execute(List.of(arguments));
        return printed.toString(StandardCharsets.UTF_8);
    }

    public static void revoke(DataSource source, String key) {
        new ApiKeys(new Database(source)).revoke(key.split("_")[1]);
    }
}
