import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.importer.read.Source;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.legacy.sample.DumpFolder;
import dev.rejoin.legacy.sample.Sample;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;

/** The importer against a typed control and against the floor, in turns, over the same dump files. */
class ImportBench {
    private static final int WORKERS = 2;

    private final Path home;
    private final String python;
    private final Path dump;

    /** What a program is told. It has no package, since "import" can be none, so that nothing is shared with the others. */
    private final ObjectNode figures = new ObjectMapper().createObjectNode();

    ImportBench(Path home, String python, Path dump) {
        this.home = home;
        this.python = python;
        this.dump = dump;
    }

    private interface Contender {
        void run(EmbeddedDatabase database) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        var options = new LinkedHashMap<>(Map.of("--scale", "1", "--rounds", "3", "--python", "", "--only", ""));
        var json = List.of(arguments).contains("--json");
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].equals("--json")) {
                continue;
            }
            if (!options.containsKey(arguments[i]) || i + 1 == arguments.length) {
                System.err.println("bench import knows --scale N, --rounds N, --python PROGRAM and --only NAMES, each with a"
                        + " value, and --json.");
                System.exit(2);
            }
            options.put(arguments[i], arguments[++i]);
        }
        var only = options.get("--only").isEmpty()
                ? List.of("floor", "importer", "typed")
                : List.of(options.get("--only").split(","));
        var python = only.contains("typed") ? pythonWithPackages(options.get("--python")) : "";
        var folder = Files.createTempDirectory("bench-import");
        var program = System.out;
        if (json) {
            System.setOut(System.err);
        }
        try {
            var bench = new ImportBench(Path.of(arguments[0]), python, folder.resolve("dump"));
            bench.run(Double.parseDouble(options.get("--scale")), Integer.parseInt(options.get("--rounds")), only);
            if (json) {
                program.println(bench.figures.toPrettyString());
            }
        } finally {
            delete(folder);
        }
    }

    /** The one asked for, or the first of the usual that has what the control needs; else ends, before minutes are spent. */
    private static String pythonWithPackages(String wanted) throws Exception {
        for (var python : wanted.isEmpty() ? List.of("python3", "/usr/bin/python3") : List.of(wanted)) {
            try {
                var process = new ProcessBuilder(python, "-c", "import psycopg2, yaml").redirectErrorStream(true);
                if (process.start().waitFor() == 0) {
                    return python;
                }
            } catch (IOException e) {
                // There is no such program; the next may be there.
            }
        }
        System.err.println("The control it is compared with needs Python 3 with psycopg2 and yaml, which "
                + (wanted.isEmpty() ? "python3" : wanted) + " does not have.\nDebian, Ubuntu: apt install python3-psycopg2"
                + " python3-yaml, or name another Python with --python.");
        System.exit(2);
        throw new AssertionError();
    }

    private void run(double scale, int rounds, List<String> only) throws Exception {
        var contenders = new LinkedHashMap<String, Contender>();
        contenders.put("floor", this::floor);
        contenders.put("importer", database -> importer(database, "-XX:TieredStopAtLevel=1"));
        contenders.put("compiled", database -> importer(database, "-XX:TieredStopAtLevel=4"));
        contenders.put("typed", this::typed);
        if (!contenders.keySet().containsAll(only)) {
            System.err.println("--only knows floor, importer, compiled and typed, with commas between them.");
            System.exit(2);
        }
        contenders.keySet().retainAll(only);
        long documents = prepare(scale);
        System.out.printf("%,d documents in dump files; %d processors, load %.1f, %s, Java %s, PostgreSQL embedded%n",
                documents,
                Runtime.getRuntime().availableProcessors(),
                load(),
                System.getProperty("os.name"),
                Runtime.version());
        figures.put("documents", documents)
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("java", Runtime.version().toString())
                .put("load", load());
        var seconds = new LinkedHashMap<String, List<Double>>();
        for (int round = 1; round <= rounds; round++) {
            for (var contender : contenders.entrySet()) {
                try (var database = EmbeddedDatabase.fresh()) {
                    long start = System.nanoTime();
                    contender.getValue().run(database);
                    double took = (System.nanoTime() - start) / 1e9;
                    seconds.computeIfAbsent(contender.getKey(), name -> new ArrayList<>()).add(took);
                    figures.withArray("rounds")
                            .addObject()
                            .put("round", round)
                            .put("of", contender.getKey())
                            .put("seconds", took)
                            .put("load", load());
                    System.out.printf("round %d  %-9s %8.1f s  load %.1f%n", round, contender.getKey(), took, load());
                }
            }
        }
        System.out.println();
        seconds.forEach((name, all) -> figures.withArray("medians")
                .addObject()
                .put("of", name)
                .put("seconds", median(all))
                .put("documents_per_second", documents / median(all)));
        seconds.forEach((name, all) -> System.out.printf(
                "%-9s median %8.1f s  %,9.0f documents/s%n", name, median(all), documents / median(all)));
        if (!only.contains("importer")) {
            return;
        }
        double importer = median(seconds.get("importer"));
        figures.put("importer_ms_a_document", importer * 1000 / documents);
        System.out.printf("the importer needs %.3f ms a document%n", importer * 1000 / documents);
        if (only.contains("typed")) {
            figures.put("importer_documents_to_one_of_typed", median(seconds.get("typed")) / importer);
            System.out.printf("the importer does %.2f times the typed control's documents per second (target: 2 or more)%n",
                median(seconds.get("typed")) / importer);
        }
        if (only.contains("floor")) {
            figures.put("importer_seconds_to_one_of_floor", importer / median(seconds.get("floor")));
            System.out.printf("the importer takes %.2f times as long as the floor (target: 10 or less, at 250,000 documents)%n",
                    importer / median(seconds.get("floor")));
        }
    }

    private static double load() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /** Writes the sample, as the legacy application's cluster would be dumped. */
    private long prepare(double scale) throws Exception {
        try (var sink = new DumpFolder(dump)) {
            Sample.full(1, scale).write(sink, dump.resolveSibling("manifest.json"), part -> {});
        }
        // An index that the mapping leaves out unseen is no work to anybody.
        Files.deleteIfExists(dump.resolve("activity-log.ndjson"));
        Files.deleteIfExists(dump.resolve("activity-log.mapping.json"));
        long documents = 0;
        try (var source = open()) {
            for (var index : source.indices()) {
                documents += index.count();
            }
        }
        return documents;
    }

    private Source open() {
        return Sources.open(dump.toString(), SourceOptions.fromEnvironment(Map.of()));
    }

    /** Every document read as the importer reads it, its bytes into a table of one column. */
    private void floor(EmbeddedDatabase database) throws Exception {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table floor (source text)");
        }
        try (var source = open();
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

    /** @param compilers those of Java: {@code ./rejoin import} does without the second, whose work a short run never earns back */
    private void importer(EmbeddedDatabase database, String compilers) throws Exception {
        var report = Files.createTempDirectory("report");
        try {
            var builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                    // As ./rejoin import starts it.
                    compilers, "-XX:+UseParallelGC", "-jar",
                    jar().toString(), "run", "--source", dump.toString(), "--report", report.toString());
            builder.environment().put("REJOIN_DB_URL", database.jdbcUrl());
            builder.environment().put("REJOIN_DB_USER", database.user());
            builder.environment().put("REJOIN_DB_PASSWORD", database.password());
            builder.environment().put("REJOIN_MAPPING", home.resolve("import/mapping").toString());
            finish("the importer", builder);
        } finally {
            delete(report);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    private Path jar() throws IOException {
        try (var jars = Files.newDirectoryStream(home.resolve("import/target"), "rejoin-import-*.jar")) {
            return jars.iterator().next();
        }
    }

    private void typed(EmbeddedDatabase database) throws Exception {
        var address = java.net.URI.create(database.jdbcUrl().substring("jdbc:".length()));
        var builder = new ProcessBuilder(
                python, home.resolve("bench/import/typed.py").toString(), dump.toString(),
                home.resolve("import/mapping").toString());
        builder.environment().put("PGPORT", String.valueOf(address.getPort()));
        builder.environment().put("PGDATABASE", address.getPath().substring(1));
        builder.environment().put("PGUSER", database.user());
        builder.environment().put("PGPASSWORD", database.password());
        finish("the typed control", builder);
    }

    /** Its output is shown only when it fails, and what counts always: the phases' times, the rows written. */
    private static void finish(String name, ProcessBuilder builder) throws Exception {
        var process = builder.redirectErrorStream(true).start();
        var lines = process.inputReader().lines().toList();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(name + " failed:\n" + String.join("\n", lines));
        }
        lines.stream()
                .filter(line -> line.contains("(run ") || line.contains("rows written"))
                .forEach(System.out::println);
    }
}
