package dev.rejoin.security;

import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the very first key is shown: in a file that its owner alone can read, or on a terminal, and nowhere that a
 * collector of logs could keep it.
 */
@FunctionalInterface
interface FirstKeyPlace {
    void show(String key);

    /** @param console null where nobody looks */
    static Optional<FirstKeyPlace> of(Optional<Path> file, @Nullable Console console) {
        if (file.isPresent()) {
            return Optional.of(key -> write(file.get(), key));
        }
        return console == null || !console.isTerminal()
                ? Optional.empty()
                : Optional.of(key -> console.printf(
                        "%n    There was no API key yet. This one has the role ADMIN and is shown only once:%n%n        %s%n%n",
                        key));
    }

    private static void write(Path file, String key) {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(
                file, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(java.nio.ByteBuffer.wrap((key + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The first API key cannot be written to REJOIN_ADMIN_KEY_FILE, which must name a file that does not"
                            + " exist yet, in a folder that can be written: %s".formatted(file),
                    e);
        }
    }
}
