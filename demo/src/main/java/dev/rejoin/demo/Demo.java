package dev.rejoin.demo;

import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.db.Migrations;
import dev.rejoin.importer.check.Check.Account;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.report.ReportFolder;
import dev.rejoin.importer.run.ImportRun;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.legacy.sample.Manifest.Documents;
import dev.rejoin.legacy.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;

/**
 * The whole way of the data on servers of its own: the sample into Elasticsearch, snapshot, restore, import, proof, API.
 *
 * @param serviceJar the service's {@code quarkus-run.jar}
 * @param mapping the folder of Rejoin's own mapping
 * @param port where the service shall listen; 0 for 8080, or any free one
 * @param once whether to end after the checks
 */
public record Demo(Path serviceJar, Path mapping, long seed, double scale, int port, boolean once) {
    private static final int CHANGES = 3;

    /** Runs it; 0 when everything is as expected, else 1. */
    public int run(Narration narration) throws Exception {
        int chosen = Service.port(port);
        var folder = Files.createTempDirectory("rejoin-demo-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete the demo's files"));
        narration.say("Rejoin, from an Elasticsearch snapshot to an API. Everything here is temporary.\n\n");
        var preparing = CompletableFuture.supplyAsync(Demo::newDatabase);
        try (var legacy = narration.step(
                        "starting Elasticsearch", LegacyCluster::start, started -> "Elasticsearch %s started"
                                .formatted(started.version()));
                var database = narration.step(
                        "starting PostgreSQL",
                        () -> result(preparing),
                        started -> "PostgreSQL 18 started, schema created")) {
            var expected = prepare(legacy, folder, narration);
            var report = load(legacy, database, narration);
            if (report.outcome() == Outcome.PROVEN) {
                return serve(legacy, database, expected, report, chosen, folder, narration);
            }
            narration.result(false, Map.of());
            return 1;
        } finally {
            // It may be started yet, beside what has failed; and what is closed already stays so.
            preparing
                    .handle((database, failure) -> {
                        if (database != null) {
                            database.close();
                        }
                        return failure;
                    })
                    .join();
            delete(folder);
        }
    }

    private Sample.Written prepare(LegacyCluster legacy, Path folder, Narration narration) throws Exception {
        var expected = narration.step(
                "writing the legacy application's data",
                () -> legacy.fill(Sample.full(seed, scale), folder.resolve("manifest.json"), narration.progress()),
                written -> "Legacy application's data written: %,d documents in %d indices, %,d faults planted"
                        .formatted(
                                sum(written, Documents::total),
                                written.documents().size(),
                                written.findings().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()));
        narration.step(
                "taking a snapshot",
                () -> {
                    legacy.takeSnapshot(expected.documents().keySet(), narration.progress());
                    return expected;
                },
                taken -> "Snapshot taken; the application goes on");
        narration.step(
                "restoring the snapshot",
                () -> legacy.restore(narration.restoring()),
                shards -> "Snapshot restored under other names: %d shards".formatted(shards));
        return expected;
    }

    private ImportRun.Report load(LegacyCluster legacy, EmbeddedDatabase database, Narration narration)
            throws Exception {
        var read = MappingReader.read(mapping);
        try (var source = Sources.open(legacy.server().url(), SourceOptions.fromEnvironment(Map.of()))) {
            var options = ImportRun.Options.standard().withPrefix(LegacyCluster.PREFIX);
            return narration.step(
                    "importing",
                    () -> new ImportRun(source, database.dataSource(), read, options, narration.progress()).run(),
                    Demo::sentence);
        }
    }

    private int serve(
            LegacyCluster legacy,
            EmbeddedDatabase database,
            Sample.Written expected,
            ImportRun.Report report,
            int chosen,
            Path folder,
            Narration narration)
            throws Exception {
        var key = Service.createKey(serviceJar, database, "demo", "ADMIN");
        try (var service = narration.step(
                        "starting the service",
                        () -> Service.start(serviceJar, database, chosen, folder.resolve("service.log")),
                        started -> "Service started at " + started.address());
                var api = new Api(service.address(), key);
                var following = Following.of(legacy, database, MappingReader.read(mapping))) {
            narration.say("\nIts own answers:");
            var answers = new Answers(api, legacy, expected, report, narration);
            boolean good = answers.areAsExpected()
                    & follows(following, legacy, api, total(report, Account::received), narration);
            narration.say("\n%s, after %s."
                    .formatted(good ? "All as expected" : "Not all is as expected", narration.elapsed()));
            if (!good) {
                narration.show("The service's last words:\n" + service.lastWords());
            }
            narration.result(
                    good, once ? Map.of() : Map.of("address", service.address().toString(), "key", key));
            if (once) {
                return good ? 0 : 1;
            }
            var reports = folder.resolve("report");
            new ReportFolder(database.dataSource()).write(report.run(), reports, narration.progress());
            narration.show(Invitation.text(
                    service.address(),
                    key,
                    answers.knownName(),
                    answers.busiestMember(),
                    reports.resolve("report.html"),
                    legacy.server().url()));
            service.awaitEnd();
            throw new DemoException("The service has ended; its last words:\n" + service.lastWords());
        }
    }

    /** Whether what is changed in the cluster is in the API soon after. */
    private static boolean follows(
            Following following, LegacyCluster legacy, Api api, long documents, Narration narration) throws Exception {
        narration.say("\nThe legacy application goes on, and is followed:");
        try {
            var first = narration.step(
                    "comparing what was imported with the live cluster",
                    () -> following.begin(documents, narration.progress()),
                    round ->
                            "Every document of the live cluster compared with what was imported: %,d, of which %,d differ"
                                    .formatted(round.read(), round.changed() + round.gone()));
            narration.check(
                    first.changed() + first.gone() == 0, "nothing has changed between the snapshot and the first look");
            for (var seen : following.change(legacy, api, CHANGES)) {
                narration.check(
                        true,
                        "%s tells what was changed in Elasticsearch, %.1f s later"
                                .formatted(seen.path(), seen.after().toMillis() / 1000.0));
            }
            return first.changed() + first.gone() == 0;
        } catch (DemoException e) {
            narration.check(false, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private static String sentence(ImportRun.Report report) {
        return "%s: %,d documents: %,d loaded, %,d merged, %,d set aside, %,d excluded; left out unseen: %s"
                .formatted(
                        report.outcome() == Outcome.PROVEN ? "Imported and proven" : "NOT PROVEN: " + report.message(),
                        total(report, Account::received),
                        total(report, Account::loaded),
                        total(report, Account::merged),
                        total(report, Account::quarantined),
                        total(report, Account::excluded),
                        String.join(", ", report.excluded().keySet()));
    }

    private static long total(ImportRun.Report report, ToLongFunction<Account> number) {
        return report.accounts().stream().mapToLong(number).sum();
    }

    private static long sum(Sample.Written expected, ToLongFunction<Documents> number) {
        return expected.documents().values().stream().mapToLong(number).sum();
    }

    private static EmbeddedDatabase newDatabase() {
        var database = EmbeddedDatabase.temporary();
        try {
            Migrations.migrateDomain(database.dataSource());
            Migrations.migrateImport(database.dataSource());
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static EmbeddedDatabase result(CompletableFuture<EmbeddedDatabase> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static void delete(Path folder) {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                System.err.println(folder + " could not be deleted: " + e.getMessage());
            }
        }
    }
}
