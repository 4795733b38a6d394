package dev.rejoin.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to be started.
 *
 * @param modules what has to be built before
 * @param words a command's words; {@link #JAVA}, {@link #MAVEN} and {@link #NEWER_MAVEN} stand for the programs that the script has found
 */
record Plan(After after, List<Module> modules, List<String> words) {
    static final String JAVA = "@java";
    static final String MAVEN = "@maven";

    /** One that reloads what has changed, which wants 3.9. */
    static final String NEWER_MAVEN = "@newer-maven";

    /** What the script does with the words. */
    enum After {
        /** It becomes the command. */
        BECOME,
        /** It runs Maven with these arguments, and counts the tests. */
        TEST,
        /** The same, with nothing but their numbers on the standard output, as JSON. */
        TEST_AS_JSON,
        /** It runs Maven with these arguments, and says which of the committed files are other ones now. */
        GENERATE,
        /** The same, with nothing but these files on the standard output, as JSON. */
        GENERATE_AS_JSON
    }

    static Plan become(List<Module> modules, String... words) {
        return new Plan(After.BECOME, modules, List.of(words));
    }

    /** The same with a variable of the environment. */
    Plan with(String name, String value) {
        var more = new ArrayList<>(List.of("env", name + "=" + value));
        more.addAll(words);
        return new Plan(after, modules, more);
    }

    Plan and(List<String> arguments) {
        var more = new ArrayList<>(words);
        more.addAll(arguments);
        return new Plan(after, modules, more);
    }

    void write(Path file) {
        var folders = modules.stream()
                .flatMap(Module::needs)
                .distinct()
                .map(Module::folder)
                .collect(Collectors.joining(" "));
        var lines = new ArrayList<>(Arrays.asList(after.name(), folders));
        lines.addAll(words);
        try {
            Files.writeString(file, lines.stream().map(word -> word + "\0").collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
