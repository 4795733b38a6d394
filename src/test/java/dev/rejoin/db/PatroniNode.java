package dev.rejoin.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A machine with Debian's Patroni and PostgreSQL 18, which ends as if its plug were pulled, and is started again. */
public final class PatroniNode implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/patroni");
    /** For what Patroni calls and the archive of PostgreSQL's programs does not have. */
    private static final Path STAND_INS = Path.of("test/resources/patroni");

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path home;
    private final Path data;
    private final String address;
    private @Nullable Process patroni;
    private long receiver;

    /**
     * @param home of its files
     * @param data of PostgreSQL, in there
     * @param address of Patroni's REST API
     */
    public PatroniNode(Path home, Path data, String address) {
        this.home = home;
        this.data = data;
        this.address = address;
    }

    /** PostgreSQL's programs, those at hand and stand-ins for those that are not, in this folder. */
    public static Path programs(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var name : List.of("initdb", "pg_ctl", "postgres")) {
            Files.createSymbolicLink(
                    folder.resolve(name),
                    PostgresBinaries.unpacked().resolve("bin").resolve(name));
        }
        try (var standIns = Files.list(STAND_INS)) {
            for (var standIn : standIns.toList()) {
                var copy = folder.resolve(standIn.getFileName());
                Files.copy(standIn, copy, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        return folder;
    }

    /** What a stand-in or one of PostgreSQL's programs prints, as whom the server runs. */
    public static String said(Path program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(ServerAccount.current().prefix());
        command.add(program.toString());
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(program + " has failed");
        }
        return said;
    }

    /** As the unit of systemd does. */
    public void start(Path configuration, Map<String, String> settings) throws IOException {
        ServerAccount.current().own(home);
        var command = new ArrayList<>(List.of("setsid"));
        command.addAll(ServerAccount.current().prefix());
        command.addAll(List.of("setpriv", "--pdeathsig", "TERM", PROGRAM.toString(), configuration.toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("patroni.log").toFile()));
        builder.environment().putAll(settings);
        builder.environment().put("HOME", home.toString());
        // For the stand-in of pg_basebackup, which has no replication protocol.
        builder.environment().put("REPLICATED_AS", settings.getOrDefault("PATRONI_SUPERUSER_USERNAME", ""));
        builder.environment().put("REPLICATED_WITH", settings.getOrDefault("PATRONI_SUPERUSER_PASSWORD", ""));
        patroni = builder.start();
    }

    /** Patroni and PostgreSQL with all its processes, at once; returns when nothing of them is left. */
    public void kill() throws IOException, InterruptedException {
        var all = new ArrayList<ProcessHandle>();
        var running = patroni;
        if (running != null) {
            all.add(running.toHandle());
            running.descendants().forEach(all::add);
        }
        // Patroni lets go of it, so that it outlives Patroni.
        postmaster().ifPresent(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .forEach(all::add));
        all.forEach(ProcessHandle::destroyForcibly);
        for (var process : all) {
            while (process.isAlive() && !isZombie(process)) {
                Thread.sleep(10);
            }
        }
    }

    /**
     * It hears nothing any more of the one that it follows, without either of them knowing.
     *
     * @return whether it heard anything
     */
    public boolean deafen() throws IOException, InterruptedException {
        var listening = postmaster().stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> commandLine(process).contains("walreceiver"))
                .findFirst();
        if (listening.isPresent()) {
            receiver = listening.get().pid();
            signal("STOP");
        }
        return listening.isPresent();
    }

    /** It asks anew, and what was on its way to it meanwhile is lost. */
    public void hearAgain() throws IOException, InterruptedException {
        if (receiver != 0) {
            signal("TERM");
            signal("CONT");
            receiver = 0;
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(receiver)).start().waitFor();
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        var lock = data.resolve("postmaster.pid");
        return Files.exists(lock)
                ? ProcessHandle.of(Long.parseLong(
                                Files.readAllLines(lock).getFirst().strip()))
                        .filter(process -> commandLine(process).contains("postgres"))
                : Optional.empty();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    /** Dead, though nobody has asked after it. */
    private static boolean isZombie(ProcessHandle process) {
        try {
            var stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether Patroni says that it is the primary. */
    public boolean isPrimary() throws InterruptedException {
        return ask("/primary") != null;
    }

    /** What it knows of all of them, as JSON; nothing where it does not answer. */
    public String cluster() throws InterruptedException {
        var said = ask("/cluster");
        return said == null ? "{}" : said;
    }

    private @Nullable String ask(String path) throws InterruptedException {
        try {
            var answer = CLIENT.send(
                    HttpRequest.newBuilder(URI.create("http://" + address + ":8008" + path))
                            .timeout(ANSWERED_WITHIN)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : null;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
