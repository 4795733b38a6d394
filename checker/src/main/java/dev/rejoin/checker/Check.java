package dev.rejoin.checker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejoin.legacy.server.ElasticsearchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One check from its servers to its verdict: the application writes, a snapshot of it is taken meanwhile, restored and
 * imported, and what is written from the snapshot on is followed.
 *
 * @param folder of the checker: application, mapping, schema
 */
record Check(Path folder, Options options, Consumer<String> say) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param requests how many are held against the history after the import
     * @param rate requests a second; 0 for as many as come
     * @param reads share of requests that read
     * @param kills how often the follower is killed
     * @param restarts how often one of Elasticsearch, PostgreSQL and the follower is killed and started again
     * @param patience until what was written last must have come
     * @param hold how long some writes are held between their number and their place
     */
    record Options(
            int requests,
            long seed,
            int threads,
            double rate,
            double reads,
            int kills,
            int restarts,
            Duration patience,
            Duration hold,
            Optional<PlantedFault> fault,
            ElasticsearchOptions elasticsearch) {

        /** Whoever loses only what is held is found out sooner where that is much. */
        boolean isHeldOften() {
            return fault.filter(planted -> planted == PlantedFault.GREATEST_NUMBER)
                    .isPresent();
        }

        /** One write in how many is held. */
        int heldOneIn() {
            return isHeldOften() ? 8 : 40;
        }
    }

    /**
     * What was found.
     *
     * @param told by the application; missing where it did not come to an end
     */
    record Verdict(boolean green, String reason, JsonNode told, Duration since) {}

    private enum Disturbance {
        FOLLOWER,
        ELASTICSEARCH,
        POSTGRESQL
    }

    Verdict run() throws IOException, SQLException, InterruptedException {
        var work = Files.createTempDirectory("rejoin-checker-");
        var cleaning = new Thread(() -> delete(work), "delete the checker's files");
        Runtime.getRuntime().addShutdownHook(cleaning);
        try (var servers = Servers.start(work, options, Files.readString(folder.resolve("schema.sql")));
                var application = Application.start(folder.resolve("application"), work, servers, options)) {
            var prepared = application.await("prepared", this::progress);
            say.accept("The application writes; it has %d documents."
                    .formatted(prepared.path("documents").asInt()));
            var importer = new Importer(Files.createFile(work.resolve("importer.log")));
            importUnderLoad(servers, importer, work);
            return follow(servers, application, importer, work);
        } finally {
            Runtime.getRuntime().removeShutdownHook(cleaning);
            delete(work);
        }
    }

    private void importUnderLoad(Servers servers, Importer importer, Path work)
            throws IOException, InterruptedException {
        var repository = servers.repositoryFolder().toString();
        servers.send("PUT", "/_snapshot/own", """
                {"type": "fs", "settings": {"location": %s}}""".formatted(JSON.writeValueAsString(repository)));
        servers.send("PUT", "/_snapshot/own/first?wait_for_completion=true", """
                {"indices": "teams,members,cards", "include_global_state": false}""");
        servers.send("DELETE", "/_snapshot/own", "");
        importer.run(null, "restore", "--source", servers.url(), "--location", repository);
        importer.run(
                servers.database(),
                "run",
                "--source",
                servers.url(),
                "--prefix",
                "restored-",
                "--mapping",
                mapping().toString(),
                "--report",
                work.resolve("report").toString());
        for (var index : List.of("teams", "members", "cards")) {
            servers.send("DELETE", "/restored-" + index, "");
        }
        servers.send("DELETE", "/_snapshot/rejoin", "");
        say.accept("A snapshot was taken meanwhile, restored and imported.");
    }

    private Verdict follow(Servers servers, Application application, Importer importer, Path work)
            throws IOException, SQLException, InterruptedException {
        var planted = options.fault();
        try (var tampering = planted.isPresent()
                        ? Tampering.with(planted.get(), servers.url(), work.resolve("hints"))
                        : null;
                var follower = Follower.keep(
                        importer, servers, mapping(), tampering == null ? servers.url() : tampering.url());
                var apart = planted.filter(fault -> fault == PlantedFault.CHECKPOINT_APART)
                                .isPresent()
                        ? CheckpointApart.begin(servers)
                        : null) {
            awaitFirstLook(servers, follower);
            long began = System.nanoTime();
            application.heard();
            application.tell("followed " + servers.databaseAddress());
            say.accept("What is written is followed.");
            var last = new ArrayList<JsonNode>();
            var stopped = disturb(servers, application, follower, last);
            if (stopped.isPresent()) {
                return red(stopped.get(), began);
            }
            application.tell("enough");
            if (last.isEmpty()) {
                last.add(application.await("written", this::progress));
            }
            if (apart != null) {
                apart.close();
            }
            say.accept("%,d requests are done; both stores are compared."
                    .formatted(last.getLast().path("requests").asInt()));
            var verdict = application.await("verdict", other -> {});
            var since = Duration.ofNanos(System.nanoTime() - began);
            if (follower.fault().isPresent()) {
                return red("The follower: " + follower.fault().get(), began);
            }
            describe(verdict, servers, follower, since);
            return verdict.path("green").asBoolean()
                    ? new Verdict(true, "nothing is wrong", verdict, since)
                    : new Verdict(
                            false, JSON.writeValueAsString(verdict.path("wrong").path(0)), verdict, since);
        }
    }

    private static void awaitFirstLook(Servers servers, Follower follower) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (true) {
            try (var connection = servers.database().dataSource().getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("select exists (select from rejoin_import.followed_shard)")) {
                if (row.next() && row.getBoolean(1)) {
                    return;
                }
            }
            if (follower.fault().isPresent() || System.nanoTime() > deadline) {
                throw new CheckerException(
                        "The follower does not begin: " + follower.fault().orElse("it is still at its first look"));
            }
            Thread.sleep(200);
        }
    }

    private static Verdict red(String reason, long began) {
        return new Verdict(
                false,
                reason,
                com.fasterxml.jackson.databind.node.MissingNode.getInstance(),
                Duration.ofNanos(System.nanoTime() - began));
    }

    /** Kills what is to be killed, at moments that follow from the seed; gives a reason to end before all is done. */
    private Optional<String> disturb(Servers servers, Application application, Follower follower, List<JsonNode> last)
            throws IOException, InterruptedException {
        var random = new Random(options.seed());
        var plan = new ArrayList<>(Collections.nCopies(options.kills(), Disturbance.FOLLOWER));
        for (int i = 0; i < options.restarts(); i++) {
            plan.add(Disturbance.values()[i % Disturbance.values().length]);
        }
        Collections.shuffle(plan, random);
        if (!plan.isEmpty()) {
            application.tell("disturbed");
            follower.disturbed();
        }
        for (int i = 0; i < plan.size(); i++) {
            // From the moment of its start on, so that some moments lie in its first look and some while it goes on.
            long moment = random.nextLong(12_000);
            long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
            while (!follower.isAlive() || follower.sinceItsStart().toMillis() < moment) {
                if (follower.fault().isPresent() || System.nanoTime() > deadline) {
                    return Optional.of("The follower: " + follower.fault().orElse("it does not come up"));
                }
                if (isOver(application, last)) {
                    return Optional.empty();
                }
                Thread.sleep(20);
            }
            say.accept("%d of %d: %s is killed, %.1f s after the follower's start."
                    .formatted(i + 1, plan.size(), plan.get(i), moment / 1000.0));
            switch (plan.get(i)) {
                case FOLLOWER -> follower.kill();
                case ELASTICSEARCH -> servers.restartElasticsearch();
                case POSTGRESQL -> {
                    servers.restartDatabase();
                    follower.kill();
                    application.tell("moved " + servers.databaseAddress());
                }
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        if (!plan.isEmpty()) {
            follower.calm();
            application.tell("calm " + servers.databaseAddress());
        }
        return follower.fault().map(fault -> "The follower: " + fault);
    }

    /** The application ends by itself when something is wrong. */
    private boolean isOver(Application application, List<JsonNode> last) {
        for (var said : application.heard()) {
            if (said.path("event").asText().equals("written")) {
                last.add(said);
            }
            progress(said);
        }
        return !last.isEmpty();
    }

    private void progress(JsonNode said) {
        if (said.path("event").asText().equals("progress")) {
            say.accept("%,d requests".formatted(said.path("requests").asInt()));
        }
    }

    private void describe(JsonNode verdict, Servers servers, Follower follower, Duration since) {
        say.accept(
                "%,d requests, %,d writes acknowledged, %,d outcomes left open; %,d reads of Elasticsearch and %,d of rows held against the history."
                        .formatted(
                                verdict.path("requests").asInt(),
                                verdict.path("writes").asInt(),
                                verdict.path("unknown").asInt(),
                                verdict.path("reads").asInt(),
                                verdict.path("database_reads").asInt()));
        say.accept("%,d writes were held between their number and their place; the follower was started %d times; %d s."
                .formatted(servers.held(), follower.starts(), since.toSeconds()));
        var stores = verdict.path("stores");
        say.accept("At the end: %,d teams, %,d members, %,d cards (%,d of them set aside)."
                .formatted(
                        stores.path("teams").asInt(),
                        stores.path("members").asInt(),
                        stores.path("cards").asInt(),
                        stores.path("set_aside").asInt()));
        var lag = verdict.path("lag");
        say.accept(
                "From the answer to a write until its row is there: p50 %s s, p99 %s s, at most %s s, of %d writes; of the later half p50 %s s, p99 %s s."
                        .formatted(
                                lag.path("p50").asText(),
                                lag.path("p99").asText(),
                                lag.path("most").asText(),
                                lag.path("samples").asInt(),
                                lag.path("later_p50").asText(),
                                lag.path("later_p99").asText()));
        for (var wrong : verdict.path("wrong")) {
            say.accept("WRONG: " + wrong);
        }
    }

    private Path mapping() {
        return folder.resolve("mapping");
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            System.err.println(folder + " could not be deleted: " + e.getMessage());
        }
    }
}
