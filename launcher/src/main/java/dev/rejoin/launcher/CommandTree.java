package dev.rejoin.launcher;

import dev.rejoin.db.Distance;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands of {@code ./rejoin}, as far as this checkout has them. */
@Command(
        name = "rejoin",
        description =
                "PostgreSQL-backed data API for data that lived in Elasticsearch, and the importer that moves it.",
        footer = {
            "  ./rejoin demo                     everything, on servers of its own",
            "  ./rejoin import assess --help     what is in a source, and a first mapping of it",
            "  ./rejoin serve                    the API",
            "  ./rejoin import run --help        help on any command"
        })
final class CommandTree {
    private static final int WRONG_CALL = 2;
    private static final String ENVIRONMENT = "environment";
    private static final List<String> ORDER = List.of(
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
            UsageMessageSpec.SECTION_KEY_FOOTER,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            ENVIRONMENT);
    private static final String VARIABLES = """

            The database is the one that REJOIN_DB_URL (jdbc:postgresql://host:5432/name), REJOIN_DB_USER and
            REJOIN_DB_PASSWORD name. With none of them set it is an embedded PostgreSQL, kept under data/.

              REJOIN_PORT    port of the API, 8080 by default
              REJOIN_DATA    folder of the embedded PostgreSQL instead of data/
              REJOIN_CACHE   folder for what is built where this folder cannot be written
              JAVA_HOME      a JDK 25 or newer, where ./rejoin should not look for one
              JAVA_OPTS      options for the Java machine that is started
            """;

    /** A command of the launcher itself. */
    interface Planned {
        Plan plan(Checkout checkout, Map<String, String> environment);
    }

    /** What was asked for cannot be; the message says why, and what to do. */
    static final class WrongCall extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongCall(String message) {
            super(message);
        }
    }

    private final Checkout checkout;
    private final Map<String, String> environment;
    private final Consumer<Plan> follow;

    private CommandTree(Checkout checkout, Map<String, String> environment, Consumer<Plan> follow) {
        this.checkout = checkout;
        this.environment = environment;
        this.follow = follow;
    }

    /** The tree; what a call asks for is handed to {@code follow}, and nothing of it is started. */
    static CommandLine of(Checkout checkout, Map<String, String> environment, Consumer<Plan> follow) {
        var tree = new CommandTree(checkout, environment, follow);
        var root = new CommandLine(tree);
        tree.add(root, Room.DEMO);
        root.addSubcommand(new ServeCommand());
        tree.add(root, Room.IMPORT);
        tree.add(root, Room.FOLLOW);
        tree.add(root, Room.KEY);
        tree.add(root, Room.SEARCH);
        root.addSubcommand(new MigrateCommand());
        if (!checkout.isUnpacked()) {
            root.addSubcommand(new TestCommand());
            root.addSubcommand(new DevCommand());
            root.addSubcommand(new GenerateCommand());
            root.addSubcommand(new DistCommand());
        }
        if (Files.exists(checkout.home().resolve("bench/run"))) {
            root.addSubcommand(new BenchCommand());
        }
        root.addSubcommand(new CommandLine.HelpCommand());
        conform(root);
        return root.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setHelpSectionKeys(ORDER)
                .setParameterExceptionHandler(tree::explain)
                .setExecutionStrategy(tree::execute);
    }

    private void add(CommandLine root, Room room) {
        if (checkout.has(room.module())) {
            root.addSubcommand(room.command(), room.commands(checkout).orElseGet(() -> notBuilt(room)));
        }
    }

    private static CommandLine notBuilt(Room room) {
        var spec = CommandSpec.create();
        spec.usageMessage().description(room.summary());
        return new CommandLine(spec);
    }

    /** What every command has, whoever wrote it: help, version, its examples first. */
    private static void conform(CommandLine line) {
        var spec = line.getCommandSpec();
        if (!spec.helpCommand()) {
            if (!spec.mixinStandardHelpOptions()) {
                spec.mixinStandardHelpOptions(true);
            }
            spec.versionProvider(new Version());
        }
        var usage = spec.usageMessage();
        usage.synopsisHeading("%nUsage: ").optionListHeading("%nOptions:%n").commandListHeading("%nCommands:%n");
        if (usage.footer().length > 0) {
            usage.footerHeading("%nExamples:%n");
        }
        if (line.getParent() == null) {
            usage.sectionMap().put(ENVIRONMENT, help -> VARIABLES);
        }
        line.getSubcommands().values().forEach(CommandTree::conform);
    }

    private int execute(ParseResult call) {
        var help = CommandLine.executeHelpRequest(call);
        if (help != null) {
            return help;
        }
        var last = call;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        var command = last.commandSpec().commandLine();
        if (!command.getSubcommands().isEmpty()) {
            command.usage(command.getErr());
            return WRONG_CALL;
        }
        try {
            follow.accept(plan(call, command));
            return 0;
        } catch (WrongCall e) {
            command.getErr().println(e.getMessage());
            return WRONG_CALL;
        }
    }

    private Plan plan(ParseResult call, CommandLine command) {
        if (command.getCommandSpec().userObject() instanceof Planned own) {
            return own.plan(checkout, environment);
        }
        var name = call.subcommand().commandSpec().name();
        var room = Stream.of(Room.values())
                .filter(one -> one.command().equals(name))
                .findFirst()
                .orElseThrow();
        var plan = room.plan(checkout, argumentsAfter(name, call.originalArgs()));
        return Room.usesDatabase(command) ? new Target(checkout, environment).shared(plan) : plan;
    }

    private static List<String> argumentsAfter(String name, List<String> arguments) {
        return arguments.subList(arguments.indexOf(name) + 1, arguments.size());
    }

    private int explain(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        var out = command.getErr();
        out.println(sentence(wrong, arguments));
        out.println("See %s --help.".formatted(path(command)));
        return WRONG_CALL;
    }

    private String sentence(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        var unknown =
                switch (wrong) {
                    case UnmatchedArgumentException unmatched ->
                        Optional.of(unmatched.getUnmatched().getFirst());
                    case MissingParameterException _ -> unknownOption(command.getCommandSpec(), arguments);
                    default -> Optional.<String>empty();
                };
        if (unknown.isEmpty()) {
            return String.valueOf(wrong.getMessage());
        }
        var word = unknown.get();
        if (word.startsWith("-")) {
            var name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return "%s has no option %s.%s".formatted(path(command), name, nearest(name, options(command)));
        }
        if (command.getSubcommands().isEmpty()) {
            return "%s does not take \"%s\".".formatted(path(command), word);
        }
        var gone = gone(command, word);
        return gone.orElseGet(() -> "There is no command \"%s\".%s The commands of %s are %s."
                .formatted(
                        word,
                        nearest(word, command.getSubcommands().keySet().stream()),
                        path(command),
                        String.join(", ", command.getSubcommands().keySet())));
    }

    /** The library says first what is missing; but what is missing is most often there, and only misspelt. */
    static Optional<String> unknownOption(CommandSpec command, String[] words) {
        for (int i = 0; i < words.length && !words[i].equals("--"); i++) {
            int equals = words[i].indexOf('=');
            var option = command.findOption(equals < 0 ? words[i] : words[i].substring(0, equals));
            if (option != null) {
                i += equals < 0 ? option.arity().min() : 0;
            } else if (words[i].startsWith("-") && words[i].length() > 1) {
                return Optional.of(words[i]);
            }
        }
        return Optional.empty();
    }

    /** Why a command is not there though others have it. */
    private Optional<String> gone(CommandLine command, String word) {
        return command.getParent() != null
                ? Optional.empty()
                : Stream.of(Room.values())
                        .filter(room -> room.command().equals(word))
                        .findFirst()
                        .map(room -> "This checkout has no \"%s\": the folder %s is not there.%s"
                                .formatted(
                                        word,
                                        room.module()
                                                .needs()
                                                .filter(checkout::lacks)
                                                .map(Module::folder)
                                                .collect(Collectors.joining(" or ")),
                                        " It may be deleted once an import is signed off."));
    }

    private static Stream<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Stream.of(option.names()));
    }

    private static String nearest(String word, Stream<String> known) {
        return known.map(name -> Map.entry(name, Distance.between(word, name)))
                .filter(entry -> entry.getValue() <= Math.max(2, word.length() / 3)
                        || entry.getKey().startsWith(word)
                        || word.startsWith(entry.getKey()) && entry.getKey().length() > 2)
                .min(Map.Entry.comparingByValue())
                .map(entry -> " Did you mean %s?".formatted(entry.getKey()))
                .orElse("");
    }

    private static String path(CommandLine command) {
        var names = new ArrayList<String>();
        for (var line = command; line != null; line = line.getParent()) {
            names.addFirst(line.getParent() == null ? "./rejoin" : line.getCommandName());
        }
        return String.join(" ", names);
    }
}
