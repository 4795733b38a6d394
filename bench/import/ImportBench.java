import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.importer.read.Cluster;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.legacy.sample.ElasticsearchSink;
import dev.rejoin.legacy.sample.Sample;
import dev.rejoin.legacy.server.EmbeddedElasticsearch;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;

/** The importer against a script and against the floor, in turns, over the same restored indices. */
class ImportBench {
    private static final String PREFIX = "restored-";
    private static final int WORKERS = 2;

    private final Path home;
    private final String python;
    private final EmbeddedElasticsearch server;

    ImportBench(Path home, String python, EmbeddedElasticsearch server) {
        this.home = home;
        this.python = python;
        this.server = server;
    }

    private interface Contender {
        void run(EmbeddedDatabase database) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        var options = new LinkedHashMap<>(Map.of("--scale", "1", "--rounds", "3", "--python", ""));
        for (int i = 1; i < arguments.length; i += 2) {
            if (!options.containsKey(arguments[i]) || i + 1 == arguments.length) {
                System.err.println("bench import knows --scale N, --rounds N and --python PROGRAM, each with a value.");
                System.exit(2);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        var python = pythonWithPackages(options.get("--python"));
        try (var server = EmbeddedElasticsearch.start()) {
            new ImportBench(Path.of(arguments[0]), python, server)
                    .run(Double.parseDouble(options.get("--scale")), Integer.parseInt(options.get("--rounds")));
        }
    }

    /** The one asked for, or the first of the usual that has what the script needs; else ends, before minutes are spent. */
    private static String pythonWithPackages(String wanted) throws Exception {
        for (var python : wanted.isEmpty() ? List.of("python3", "/usr/bin/python3") : List.of(wanted)) {
            try {
                var process = new ProcessBuilder(python, "-c", "import psycopg2, urllib3").redirectErrorStream(true);
                if (process.start().waitFor() == 0) {
                    return python;
                }
            } catch (IOException e) {
                // There is no such program; the next may be there.
            }
        }
        System.err.println("The script it is compared with needs Python 3 with urllib3 and psycopg2, which "
                + (wanted.isEmpty() ? "python3" : wanted) + " does not have.\nDebian, Ubuntu: apt install python3-urllib3"
                + " python3-psycopg2, or name another Python with --python.");
        System.exit(2);
        throw new AssertionError();
    }

    private void run(double scale, int rounds) throws Exception {
        long documents = prepare(scale);
        System.out.printf("%,d documents in restored indices; %d processors, load %.1f, %s, Java %s, Elasticsearch and"
                        + " PostgreSQL embedded%n",
                documents,
                Runtime.getRuntime().availableProcessors(),
                load(),
                System.getProperty("os.name"),
                Runtime.version());
        var contenders = new LinkedHashMap<String, Contender>();
        contenders.put("floor", this::floor);
        contenders.put("importer", this::importer);
        contenders.put("script", this::script);
        var seconds = new LinkedHashMap<String, List<Double>>();
        for (int round = 1; round <= rounds; round++) {
            for (var contender : contenders.entrySet()) {
                try (var database = EmbeddedDatabase.fresh()) {
                    long start = System.nanoTime();
                    contender.getValue().run(database);
                    double took = (System.nanoTime() - start) / 1e9;
                    seconds.computeIfAbsent(contender.getKey(), name -> new ArrayList<>()).add(took);
                    System.out.printf("round %d  %-9s %8.1f s  load %.1f%n", round, contender.getKey(), took, load());
                }
            }
        }
        System.out.println();
        seconds.forEach((name, all) -> System.out.printf(
                "%-9s median %8.1f s  %,9.0f documents/s%n", name, median(all), documents / median(all)));
        double importer = median(seconds.get("importer"));
        System.out.printf("the importer does %.2f times the script's documents per second (target: 5 or more)%n",
                median(seconds.get("script")) / importer);
        System.out.printf("the importer takes %.2f times as long as the floor (target: 2 or less)%n",
                importer / median(seconds.get("floor")));
    }

    private static double load() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /** Writes the sample, takes a snapshot, deletes the indices, and restores them, as they will be read. */
    private long prepare(double scale) throws Exception {
        try (var cluster = Cluster.at(server.url(), SourceOptions.fromEnvironment(Map.of()))) {
            var manifest = Files.createTempFile("manifest", ".json");
            try (var sink = new ElasticsearchSink(server.url(), Optional.empty())) {
                Sample.full(1, scale).write(sink, manifest, part -> {});
            } finally {
                Files.delete(manifest);
            }
            cluster.ask("PUT", "/_snapshot/bench", """
                    {"type": "fs", "settings": {"location": "%s"}}""".formatted(server.repositoryFolder()));
            cluster.ask("PUT", "/_snapshot/bench/all?wait_for_completion=true", "{\"include_global_state\": false}");
            var names = new ArrayList<String>();
            cluster.get("/_settings").fieldNames().forEachRemaining(names::add);
            cluster.ask("DELETE", "/" + String.join(",", names), null);
            cluster.ask("POST", "/_snapshot/bench/all/_restore?wait_for_completion=true", """
                    {"indices": "*", "include_global_state": false, "rename_pattern": "(.+)",
                     "rename_replacement": "%s$1",
                     "index_settings": {"index.blocks.write": true, "index.number_of_replicas": 0}}""".formatted(PREFIX));
            return cluster.get("/" + PREFIX + "*/_count").path("count").asLong();
        }
    }

    /** Every page through the same point in time, its bytes into a table of one column. */
    private void floor(EmbeddedDatabase database) throws Exception {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table floor (source text)");
        }
        try (var source = Sources.open(server.url(), SourceOptions.fromEnvironment(Map.of()));
                var threads = Executors.newFixedThreadPool(WORKERS)) {
            for (var index : source.indices()) {
                int slices = index.count() < 2_000 ? 1 : WORKERS;
                try (var reading = source.open(index, slices)) {
                    var tasks = new ArrayList<Future<?>>();
                    for (int slice = 0; slice < slices; slice++) {
                        int number = slice;
                        tasks.add(threads.submit(() -> {
                            try (var connection = database.dataSource().getConnection()) {
                                var copy = connection.unwrap(PGConnection.class).getCopyAPI();
                                reading.<Exception>read(number, page -> {
                                    var in = copy.copyIn("copy floor from stdin");
                                    for (var document : page.documents()) {
                                        var line = escaped(document.source());
                                        in.writeToCopy(line, 0, line.length);
                                    }
                                    in.endCopy();
                                });
                            }
                            return null;
                        }));
                    }
                    for (var task : tasks) {
                        task.get();
                    }
                }
            }
        }
    }

    private static byte[] escaped(byte[] source) {
        return (new String(source, StandardCharsets.UTF_8).replace("\\", "\\\\").replace("\n", "\\n") + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void importer(EmbeddedDatabase database) throws Exception {
        var report = Files.createTempDirectory("report");
        try {
            var builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-jar",
                    jar().toString(), "run", "--source", server.url(), "--prefix", PREFIX, "--report",
                    report.toString());
            builder.environment().put("REJOIN_DB_URL", database.jdbcUrl());
            builder.environment().put("REJOIN_DB_USER", database.user());
            builder.environment().put("REJOIN_DB_PASSWORD", database.password());
            builder.environment().put("REJOIN_MAPPING", home.resolve("import/mapping").toString());
            finish("the importer", builder);
        } finally {
            try (var files = Files.walk(report)) {
                files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private Path jar() throws IOException {
        try (var jars = Files.newDirectoryStream(home.resolve("import/target"), "rejoin-import-*.jar")) {
            return jars.iterator().next();
        }
    }

    private void script(EmbeddedDatabase database) throws Exception {
        var address = java.net.URI.create(database.jdbcUrl().substring("jdbc:".length()));
        var builder = new ProcessBuilder(
                python, home.resolve("bench/import/script.py").toString(), server.url(), PREFIX);
        builder.environment().put("PGPORT", String.valueOf(address.getPort()));
        builder.environment().put("PGDATABASE", address.getPath().substring(1));
        builder.environment().put("PGUSER", database.user());
        builder.environment().put("PGPASSWORD", database.password());
        finish("the script", builder);
    }

    /** Its output is shown only when it fails, and the importer's last lines always: they hold the phases' times. */
    private static void finish(String name, ProcessBuilder builder) throws Exception {
        var process = builder.redirectErrorStream(true).start();
        var lines = process.inputReader().lines().toList();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(name + " failed:\n" + String.join("\n", lines));
        }
        lines.stream().filter(line -> line.contains("(run ")).forEach(System.out::println);
    }
}
