package dev.rejoin.security;

import dev.rejoin.api.query.Database;
import dev.rejoin.api.query.DatabaseException;
import dev.rejoin.api.resource.Role;
import dev.rejoin.db.Migrations;
import java.io.PrintStream;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * {@code rejoin key}: creates, lists and revokes keys without the HTTP server, in the database that REJOIN_DB_URL,
 * REJOIN_DB_USER and REJOIN_DB_PASSWORD name. Exit codes: 0 done, 1 failed, 2 wrong usage.
 */
public final class KeyCommand {
    private static final String USAGE = """
            Usage: rejoin key create --name NAME --role READER|EDITOR|ADMIN [--expires 2027-01-01T00:00:00Z]
                                     [--act-as yes]    may name the user in whose name it acts
                   rejoin key list
                   rejoin key revoke ID""";

    private final DataSource source;
    private final PrintStream out;

    KeyCommand(DataSource source, PrintStream out) {
        this.source = source;
        this.out = out;
    }

    public static void main(String[] arguments) {
        // The service's jars bring this log manager, and it complains when it is found too late.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        try {
            var source = source(System.getenv());
            Migrations.migrateDomain(source);
            return new KeyCommand(source, System.out).execute(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            return 2;
        } catch (DatabaseException | FlywayException e) {
            System.err.println("The database does not do it: " + e.getMessage());
            return 1;
        }
    }

    int execute(List<String> arguments) {
        var keys = new ApiKeys(Database.of(source));
        return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
            case "create" -> create(keys, options(arguments.subList(1, arguments.size())));
            case "list" -> list(keys);
            case "revoke" -> revoke(keys, arguments);
            default -> throw new IllegalArgumentException("One of create, list and revoke is needed.");
        };
    }

    private int create(ApiKeys keys, Map<String, String> options) {
        var name = required(options, "--name");
        var role = required(options, "--role");
        if (!Set.of("READER", "EDITOR", "ADMIN").contains(role)) {
            throw new IllegalArgumentException("There is no role " + role + ".");
        }
        out.println(
                keys.create(name, Role.valueOf(role), actsAs(options.get("--act-as")), expiry(options.get("--expires")))
                        .text());
        return 0;
    }

    private int list(ApiKeys keys) {
        out.printf("%-16s  %-6s  %-8s  %-20s  %s%n", "ID", "ROLE", "STATE", "LAST USED", "NAME");
        for (var key : keys.list()) {
            out.printf(
                    "%-16s  %-6s  %-8s  %-20s  %s%n",
                    key.id(),
                    key.role(),
                    state(key),
                    Objects.requireNonNullElse(key.lastUsedAt(), "never"),
                    key.name());
        }
        return 0;
    }

    private int revoke(ApiKeys keys, List<String> arguments) {
        if (arguments.size() != 2) {
            throw new IllegalArgumentException("Which key? Its id is the part between the underscores.");
        }
        if (!keys.revoke(arguments.get(1))) {
            out.println("There is no key with the id " + arguments.get(1) + ".");
            return 1;
        }
        out.println("The key " + arguments.get(1) + " is revoked.");
        return 0;
    }

    private static String state(ApiKey key) {
        var expired = key.expiresAt() != null && key.expiresAt().isBefore(OffsetDateTime.now());
        return key.revokedAt() != null ? "revoked" : expired ? "expired" : "valid";
    }

    private static Map<String, String> options(List<String> arguments) {
        var options = new HashMap<String, String>();
        for (int i = 0; i < arguments.size(); i += 2) {
            var name = arguments.get(i);
            if (!Set.of("--name", "--role", "--expires", "--act-as").contains(name) || i + 1 == arguments.size()) {
                throw new IllegalArgumentException("What is " + name + "?");
            }
            options.put(name, arguments.get(i + 1));
        }
        return options;
    }

    private static String required(Map<String, String> options, String name) {
        var value = options.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is missing.");
        }
        return value;
    }

    private static boolean actsAs(@Nullable String text) {
        if (text != null && !Set.of("yes", "no").contains(text)) {
            throw new IllegalArgumentException("--act-as is yes or no.");
        }
        return "yes".equals(text);
    }

    private static @Nullable OffsetDateTime expiry(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text + " is no instant, as 2027-01-01T00:00:00Z is.", e);
        }
    }

    private static DataSource source(Map<String, String> environment) {
        var url = environment.get("REJOIN_DB_URL");
        if (url == null) {
            throw new IllegalArgumentException(
                    "REJOIN_DB_URL is not set; it names the database, as jdbc:postgresql://host/rejoin.");
        }
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(environment.get("REJOIN_DB_USER"));
        source.setPassword(environment.get("REJOIN_DB_PASSWORD"));
        return source;
    }
}
