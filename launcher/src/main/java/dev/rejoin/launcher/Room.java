package dev.rejoin.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * A module that brings commands of its own. They are read from its jars, which share nothing with the launcher but the
 * library that describes commands; to run they get a Java machine of their own.
 */
enum Room {
    IMPORT(Module.IMPORT, "import", "dev.rejoin.importer.Main", "The importer: restore, assess, run, prove, report …"),
    FOLLOW(
            Module.IMPORT,
            "follow",
            "dev.rejoin.importer.Main",
            "Keeps up with a cluster that is still written to; the same as import follow."),
    KEY(Module.SERVICE, "key", "dev.rejoin.security.KeyCommand", "API keys: create, list, revoke."),
    SEARCH(Module.SERVICE, "search", "dev.rejoin.search.SearchCommand", "Search documents: rebuild."),
    DEMO(Module.DEMO, "demo", "dev.rejoin.demo.DemoCommand", "The whole way of the data, on servers of its own.");

    /**
     * A run of minutes ends before the second compiler has paid for itself: without it, the importer takes half of the
     * processor's time, and what it saves is PostgreSQL's. {@code bench/import} starts it in the same way.
     */
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    /** Pauses count for nothing here, and work beside the program does: two cores are all there may be. */
    private static final String COLLECTOR = "-XX:+UseParallelGC";

    private static final String MARK = "dev.rejoin.db.UsesDatabase";

    private final Module module;
    private final String command;
    private final String type;
    private final String summary;

    Room(Module module, String command, String type, String summary) {
        this.module = module;
        this.command = command;
        this.type = type;
        this.summary = summary;
    }

    String command() {
        return command;
    }

    Module module() {
        return module;
    }

    String summary() {
        return summary;
    }

    /** Its commands; empty while it is not built. */
    Optional<CommandLine> commands(Checkout checkout) {
        var jars = jars(checkout);
        if (jars.isEmpty()) {
            return Optional.empty();
        }
        try {
            var loaded = new URLClassLoader(jars.toArray(URL[]::new), new OnlyPicocli());
            var made = loaded.loadClass(type).getMethod("commandLine").invoke(null);
            var all = (CommandLine) made;
            return this == FOLLOW ? Optional.ofNullable(all.getSubcommands().get(command)) : Optional.of(all);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("The commands of " + module.folder() + " cannot be read: " + e, e);
        }
    }

    /** What starts a command of this room. */
    Plan plan(Checkout checkout, List<String> arguments) {
        return switch (this) {
            case DEMO ->
                Plan.become(List.of(Module.DEMO, Module.SERVICE), Plan.JAVA, "-Xmx512m")
                        .and(ofAShortRun(System.getenv()))
                        .and(List.of(
                                "-Drejoin.service.jar=" + checkout.service().resolve("quarkus-run.jar"),
                                "-Drejoin.elasticsearch.folder="
                                        + checkout.home().resolve("legacy/target/elasticsearch"),
                                "-cp",
                                checkout.jarToBe(Module.DEMO),
                                type))
                        .and(arguments)
                        .with("REJOIN_MAPPING", mapping(checkout));
            case IMPORT, FOLLOW -> {
                // The demo's jar adds the command "sample" to the importer's own.
                var program = checkout.has(Module.DEMO) ? Module.DEMO : Module.IMPORT;
                var plan = Plan.become(List.of(program), Plan.JAVA, "-Xmx512m")
                        .and(endures(arguments) ? List.of() : ofAShortRun(System.getenv()))
                        .and(List.of("-cp", checkout.jarToBe(program), type))
                        .and(this == FOLLOW ? List.of(command) : List.of())
                        .and(arguments);
                yield System.getenv("REJOIN_MAPPING") == null ? plan.with("REJOIN_MAPPING", mapping(checkout)) : plan;
            }
            case KEY, SEARCH ->
                Plan.become(
                                List.of(Module.SERVICE),
                                Plan.JAVA,
                                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                                "-cp",
                                "%1$s/app/*:%1$s/lib/main/*:%1$s/lib/boot/*".formatted(checkout.service()),
                                type)
                        .and(arguments);
        };
    }

    /** Java takes one collector: whoever has named one keeps it. */
    static List<String> ofAShortRun(Map<String, String> environment) {
        boolean chosen = Stream.of("JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
                .map(environment::get)
                .anyMatch(options -> options != null && options.matches("(?s).*-XX:\\+Use\\w+GC\\b.*"));
        return chosen ? List.of(FIRST_COMPILER) : List.of(FIRST_COMPILER, COLLECTOR);
    }

    /** What goes on until it is told to end has all the time for the second compiler. */
    private boolean endures(List<String> arguments) {
        return this == FOLLOW
                || Stream.of("follow", "work")
                        .anyMatch(arguments.stream().limit(1).toList()::contains);
    }

    /** Whether the command, or one that it belongs to, says so of itself. */
    static boolean usesDatabase(CommandLine command) {
        for (var line = command; line != null; line = line.getParent()) {
            if (line.getCommandSpec().userObject() instanceof Object user && isMarked(user.getClass())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMarked(Class<?> type) {
        return Stream.of(type.getInterfaces()).anyMatch(of -> of.getName().equals(MARK));
    }

    private static String mapping(Checkout checkout) {
        return checkout.home().resolve("import/mapping").toString();
    }

    private List<URL> jars(Checkout checkout) {
        if (module == Module.SERVICE) {
            var urls = new ArrayList<URL>();
            for (var folder : List.of("app", "lib/main", "lib/boot")) {
                urls.addAll(files(checkout.service().resolve(folder)));
            }
            return urls;
        }
        var program = module == Module.IMPORT
                        && checkout.has(Module.DEMO)
                        && checkout.jar(Module.DEMO).isPresent()
                ? Module.DEMO
                : module;
        return checkout.jar(program).map(Room::url).stream().toList();
    }

    private static List<URL> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(Room::url)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path file) {
        try {
            return URI.create(file.toUri().toString()).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What a room shares with the launcher. */
    private static final class OnlyPicocli extends ClassLoader {
        OnlyPicocli() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("picocli.")) {
                return Room.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
