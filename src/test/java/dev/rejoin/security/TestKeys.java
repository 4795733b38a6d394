package dev.rejoin.security;

import dev.rejoin.contract.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Keys for tests, as the owner has them, {@code rj_<id>_<secret>}, and as the database keeps them, without the secret. */
public final class TestKeys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TestKeys() {}

    public static String create(DataSource source, Role role) {
        return create(source, role, null);
    }

    public static String create(DataSource source, Role role, @Nullable OffsetDateTime expiresAt) {
        return insert(source, "test " + role, role, false, expiresAt);
    }

    /** A key of a service that may act in the name of others. */
    public static String acting(DataSource source, Role role) {
        return insert(source, "django", role, true, null);
    }

    /** What {@code rejoin key} prints, run as the launcher runs it: as a program of its own. */
    public static String command(PGSimpleDataSource database, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.rejoin.security.KeyCommand"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "REJOIN_DB_URL", database.getUrl(),
                        "REJOIN_DB_USER", database.getUser(),
                        "REJOIN_DB_PASSWORD", database.getPassword()));
        try {
            var process = builder.start();
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("rejoin key ends with %d".formatted(process.exitValue()));
            }
            return printed;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void revoke(DataSource source, String key) {
        try (var connection = source.getConnection();
                var statement =
                        connection.prepareStatement("update security.api_key set revoked_at = now() where id = ?")) {
            statement.setString(1, key.split("_")[1]);
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("there is no such key to revoke");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String insert(
            DataSource source, String name, Role role, boolean mayActAs, @Nullable OffsetDateTime expiresAt) {
        var id = hex(8);
        var secret = hex(32);
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement("""
                        insert into security.api_key (id, secret_sha256, name, role, may_act_as, expires_at)
                        values (?, ?, ?, ?, ?, ?)""")) {
            statement.setString(1, id);
            statement.setBytes(
                    2, MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII)));
            statement.setString(3, name);
            statement.setString(4, role.name());
            statement.setBoolean(5, mayActAs);
            statement.setObject(6, expiresAt);
            statement.executeUpdate();
            return "rj_" + id + "_" + secret;
        } catch (SQLException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
