package dev.rejoin.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.api.query.CommandDatabase;
import dev.rejoin.api.query.Database;
import dev.rejoin.api.resource.Role;
import dev.rejoin.db.UsesDatabase;
import java.io.PrintWriter;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code rejoin key}: creates, lists and revokes keys without the HTTP server, in the database that REJOIN_DB_URL,
 * REJOIN_DB_USER and REJOIN_DB_PASSWORD name. Exit codes: 0 done, 1 failed, 2 wrong usage.
 */
@Command(
        name = "key",
        description = "API keys.",
        mixinStandardHelpOptions = true,
        footer = {"  ./rejoin key create --name django --role EDITOR", "  ./rejoin key list"})
public final class KeyCommand implements UsesDatabase {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private @Nullable CommandSpec spec;

    private enum Answer {
        YES,
        NO
    }

    public static void main(String[] arguments) {
        // The service's jars bring this log manager, and it complains when it is found too late.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.exit(commandLine().execute(arguments));
    }

    /** The command with its subcommands, which the launcher shows as its own. */
    public static CommandLine commandLine() {
        return new CommandLine(new KeyCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(KeyCommand::explain);
    }

    @Command(
            name = "create",
            description = "Makes a key, and prints it: it is shown this once.",
            mixinStandardHelpOptions = true,
            footer = {
                "  ./rejoin key create --name django --role EDITOR",
                "  ./rejoin key create --name report --role READER --expires 2027-01-01T00:00:00Z"
            })
    int create(
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "whose key it is")
                    String name,
            @Option(names = "--role", required = true, paramLabel = "ROLE", description = "${COMPLETION-CANDIDATES}")
                    Role role,
            @Option(
                            names = "--expires",
                            paramLabel = "INSTANT",
                            converter = Instants.class,
                            description = "such as 2027-01-01T00:00:00Z; default: never")
                    @Nullable
                    OffsetDateTime expires,
            @Option(
                            names = "--act-as",
                            arity = "0..1",
                            paramLabel = "yes|no",
                            fallbackValue = "yes",
                            defaultValue = "no",
                            description = "may name the user in whose name it acts")
                    Answer actAs,
            @Option(names = "--json", description = "print the result as JSON") boolean json) {
        var key = keys().create(name, role, actAs == Answer.YES, expires);
        if (json) {
            print(JSON.createObjectNode()
                    .put("id", key.text().split("_")[1])
                    .put("key", key.text())
                    .put("name", name)
                    .put("role", role.name()));
        } else {
            out().println(key.text());
        }
        return 0;
    }

    @Command(
            name = "list",
            description = "All keys, without their secrets.",
            mixinStandardHelpOptions = true,
            footer = {"  ./rejoin key list", "  ./rejoin key list --json"})
    int list(@Option(names = "--json", description = "print them as JSON, a line each") boolean json) {
        if (!json) {
            out().printf("%-16s  %-6s  %-8s  %-20s  %s%n", "ID", "ROLE", "STATE", "LAST USED", "NAME");
        }
        for (var key : keys().list()) {
            if (json) {
                print(JSON.createObjectNode()
                        .put("id", key.id())
                        .put("role", key.role().name())
                        .put("state", state(key))
                        .put("may_act_as", key.mayActAs())
                        .put("created_at", key.createdAt().toString())
                        .put("expires_at", Objects.toString(key.expiresAt(), null))
                        .put("last_used_at", Objects.toString(key.lastUsedAt(), null))
                        .put("revoked_at", Objects.toString(key.revokedAt(), null))
                        .put("name", key.name()));
            } else {
                out().printf(
                                "%-16s  %-6s  %-8s  %-20s  %s%n",
                                key.id(),
                                key.role(),
                                state(key),
                                Objects.requireNonNullElse(key.lastUsedAt(), "never"),
                                key.name());
            }
        }
        return 0;
    }

    @Command(
            name = "revoke",
            description = "Takes a key back: it opens nothing any more.",
            mixinStandardHelpOptions = true,
            footer = "  ./rejoin key revoke 3f9c2a71d04be685")
    int revoke(
            @Parameters(paramLabel = "ID", description = "the key's id, which is the part between its underscores")
                    String id,
            @Option(names = "--json", description = "print the result as JSON") boolean json) {
        var revoked = keys().revoke(id);
        if (json) {
            print(JSON.createObjectNode().put("id", id).put("revoked", revoked));
        } else {
            out().println(revoked ? "The key " + id + " is revoked." : "There is no key with the id " + id + ".");
        }
        return revoked ? 0 : 1;
    }

    private static String state(ApiKey key) {
        var expired = key.expiresAt() != null && ApiKey.isPast(key.expiresAt());
        return key.revokedAt() != null ? "revoked" : expired ? "expired" : "valid";
    }

    private ApiKeys keys() {
        return new ApiKeys(Database.of(CommandDatabase.open()));
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private void print(ObjectNode line) {
        out().println(line);
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult call) throws Exception {
        return CommandDatabase.explain(failure, command.getErr());
    }

    private static final class Instants implements ITypeConverter<OffsetDateTime> {
        @Override
        public OffsetDateTime convert(String text) {
            try {
                var instant = OffsetDateTime.parse(text);
                if (ApiKey.isPast(instant)) {
                    throw new TypeConversionException(text + " is past: such a key would let nobody in.");
                }
                return instant;
            } catch (java.time.format.DateTimeParseException e) {
                throw new TypeConversionException(text + " is no instant, as 2027-01-01T00:00:00Z is.");
            }
        }
    }
}
