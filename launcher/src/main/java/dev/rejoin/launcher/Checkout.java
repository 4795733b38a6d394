package dev.rejoin.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where everything lies: in a checkout, whose modules are built, or in what was unpacked from the tarball of
 * {@code rejoin dist}, where each module's folder holds what is built of it and there is nothing to build.
 *
 * @param home the folder that is built in
 * @param origin the folder that the script was called from: another one where that cannot be written
 */
record Checkout(Path home, Path origin) {

    boolean isUnpacked() {
        return !Files.exists(home.resolve("pom.xml"));
    }

    /** Whether it is there, with all that it rests on. */
    boolean has(Module module) {
        return isUnpacked() ? !lacks(module) : module.needs().noneMatch(this::lacks);
    }

    boolean lacks(Module module) {
        var folder = home.resolve(module.folder());
        return !Files.exists(isUnpacked() ? folder : folder.resolve("pom.xml"));
    }

    /** The folder that the build of a module writes to. */
    private Path built(Module module) {
        var folder = home.resolve(module.folder());
        return isUnpacked() ? folder : folder.resolve("target");
    }

    /** The jar that the build makes of a module; empty before. */
    Optional<Path> jar(Module module) {
        var target = built(module);
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
        return built(module)
                .resolve("rejoin-%s-%s.jar".formatted(name, Version.NUMBER))
                .toString();
    }

    Path service() {
        return built(Module.SERVICE).resolve("quarkus-app");
    }
}
