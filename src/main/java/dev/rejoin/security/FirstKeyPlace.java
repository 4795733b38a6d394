package dev.rejoin.security;

import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where the very first key is shown: in a file that its owner alone can read, or on a terminal, and nowhere that a
 * collector of logs could keep it.
 */
@FunctionalInterface
interface FirstKeyPlace {
    void show(Credential key);

    /** @param console null where nobody looks */
    static Optional<FirstKeyPlace> of(Optional<Path> file, @Nullable Console console) {
        if (file.isPresent()) {
            return Optional.of(key -> write(file.get(), key));
        }
        return console == null || !console.isTerminal()
                ? Optional.empty()
                : Optional.of(key -> console.printf("""

                There was no API key yet. This one has the role ADMIN and is shown only once:

                    %s

                """, key.text()));
    }

    private static void write(Path file, Credential key) {
        var ownersAlone = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersAlone)) {
            channel.write(ByteBuffer.wrap((key.text() + "\n").getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The first API key cannot be written to %s. REJOIN_ADMIN_KEY_FILE must name a file that does not exist yet, in a folder that can be written."
                            .formatted(file),
                    e);
        }
        Logger.getLogger(FirstKeyPlace.class)
                .infof(
                        "There was no API key yet: one with the role ADMIN is in %s, which its owner alone can read.",
                        file);
    }
}
