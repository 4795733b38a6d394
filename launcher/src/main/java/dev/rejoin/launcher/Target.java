package dev.rejoin.launcher;

import dev.rejoin.launcher.CommandTree.WrongCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The database: the one that the environment names, or else the embedded one, kept under {@code data/}. */
record Target(Checkout checkout, Map<String, String> environment) {

    /** The command beside a database of its own, which no other process may run. */
    Plan alone(Plan plan) {
        return beside(plan, List.of());
    }

    /** The command, for a moment, on a database that a running service may share. */
    Plan shared(Plan plan) {
        return beside(plan, List.of("--join"));
    }

    private Plan beside(Plan plan, List<String> join) {
        if (isNamed()) {
            return plan;
        }
        var data = folder();
        System.err.println(
                "REJOIN_DB_URL is not set: using the embedded PostgreSQL kept in %s/postgres.".formatted(data));
        var words = new ArrayList<>(List.of(
                Plan.JAVA,
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                checkout.jarToBe(Module.LAUNCHER),
                "dev.rejoin.db.RunWithDatabase"));
        words.addAll(join);
        words.addAll(List.of(data + "/postgres", "--"));
        words.addAll(plan.words());
        return new Plan(plan.after(), plan.modules(), words);
    }

    private boolean isNamed() {
        if (said("REJOIN_DB_URL").isPresent()) {
            return true;
        }
        if (said("REJOIN_DB_USER").isPresent() || said("REJOIN_DB_PASSWORD").isPresent()) {
            throw new WrongCall("REJOIN_DB_USER or REJOIN_DB_PASSWORD is set, and REJOIN_DB_URL is not.\n"
                    + "Set it (jdbc:postgresql://host:5432/name), or unset the others to use the embedded PostgreSQL.");
        }
        return false;
    }

    private Path folder() {
        var named = said("REJOIN_DATA").map(Path::of);
        var candidates = named.isPresent()
                ? named.stream()
                : Stream.of(
                        checkout.origin().resolve("data"),
                        said("XDG_DATA_HOME")
                                .map(Path::of)
                                .orElse(Path.of(System.getProperty("user.home"), ".local/share"))
                                .resolve("rejoin"));
        var tried = candidates.toList();
        return tried.stream()
                .filter(Target::canWrite)
                .findFirst()
                .orElseThrow(() -> new WrongCall(
                        "The folder %s cannot be written. Set REJOIN_DATA to another one, or".formatted(tried.getLast())
                                + " REJOIN_DB_URL to a PostgreSQL of your own."));
    }

    private Optional<String> said(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private static boolean canWrite(Path folder) {
        try {
            return Files.isWritable(Files.createDirectories(folder));
        } catch (IOException e) {
            return false;
        }
    }
}
