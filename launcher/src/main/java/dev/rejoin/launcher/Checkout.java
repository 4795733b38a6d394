package dev.rejoin.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where everything lies.
 *
 * @param home the folder that is built in
 * @param origin the folder that the script was called from: another one where that cannot be written
 */
record Checkout(Path home, Path origin) {

    /** Whether it is there, with all that it rests on. */
    boolean has(Module module) {
        return module.needs().noneMatch(this::lacks);
    }

    boolean lacks(Module module) {
        return !Files.exists(home.resolve(module.folder()).resolve("pom.xml"));
    }

    /** The jar that the build makes of a module; empty before. */
    Optional<Path> jar(Module module) {
        var target = home.resolve(module.folder()).resolve("target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (var files = Files.newDirectoryStream(target, "rejoin-" + module.folder() + "-*.jar")) {
            for (var file : files) {
                return Optional.of(file);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the jar lies or is going to: the script builds what is missing before it starts anything. */
    String jarToBe(Module module) {
        var name = module.folder();
        return home.resolve("%s/target/rejoin-%s-%s.jar".formatted(name, name, Version.NUMBER))
                .toString();
    }

    Path service() {
        return home.resolve("src/target/quarkus-app");
    }
}
