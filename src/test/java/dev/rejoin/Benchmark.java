package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/** The benchmarks are no module, and are compiled when they are started. */
final class Benchmark {
    private static final Path ALL = Path.of("../bench");

    private final String name;

    /** @param name of its folder and package, as in {@code ./rejoin bench NAME} */
    Benchmark(String name) {
        this.name = name;
    }

    /** What it takes for a promise that is broken: {@code Verdict.of}. */
    Method verdict(Path folder) throws ReflectiveOperationException, IOException {
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-d",
                                folder.toString(),
                                ALL.resolve(name).resolve("Verdict.java").toString()))
                .isZero();
        // Lives as long as its classes are asked.
        var classes = new URLClassLoader(new java.net.URL[] {folder.toUri().toURL()});
        return Arrays.stream(classes.loadClass(name + ".Verdict").getMethods())
                .filter(method -> method.getName().equals("of"))
                .findFirst()
                .orElseThrow();
    }

    /** All that it says of the delivered service; it has to end as its verdict says. */
    String run(Path folder, String program, String... options) throws IOException, InterruptedException {
        var application =
                Path.of(DeliveredService.command().getLast()).toAbsolutePath().getParent();
        var log = folder.resolve(name + ".log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ALL.resolve(name).resolve(program).toString(),
                Path.of("..").toAbsolutePath().normalize().toString(),
                "--application",
                application.toString()));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroy();
        }
        var said = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(said).containsPattern("VERDICT: (kept|broken)");
        assertThat(process.exitValue()).as(said).isEqualTo(said.contains("VERDICT: kept") ? 0 : 1);
        return said;
    }
}
