package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The generated clients against this service. What they need beyond the JDK may be missing, and is then named. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ClientsTest {
    private static final Path CLIENTS = Path.of("..", "openapi", "clients");

    private static @Nullable Run check;

    @TestHTTPResource
    URI service;

    @Test
    void thePythonClientKeepsItsPromisesAndServesADjangoSite() throws Exception {
        var python = List.of("python3", "/usr/bin/python3").stream()
                .filter(command ->
                        succeeds(command, "-c", "import sys, urllib3, django; assert sys.version_info >= (3, 11)"))
                .findFirst()
                .orElseGet(() -> abort("The Python client was not tested: it needs Python 3.11 with urllib3 and Django"
                        + " (apt-get install python3-urllib3 python3-django)."));

        var run = run(CLIENTS.resolve("python"), python, "-B", "-m", "unittest", "-q");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output()).contains("OK").doesNotContain("skipped");
    }

    @Test
    void theContractAndTheTypeScriptClientStandTheirLinterAndCompiler() throws Exception {
        checked();
    }

    @Test
    void theTypeScriptClientKeepsItsPromises() throws Exception {
        checked();

        var run = run(CLIENTS.resolve("typescript"), "node", "--test", "dist/test/");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output()).contains("# fail 0").contains("# skipped 0").doesNotContain("# pass 0");
    }

    /** Lints the contract and compiles the client, once for all tests. */
    private void checked() throws IOException, InterruptedException {
        if (!succeeds("npm", "--version")
                || !succeeds("node", "-e", "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)")) {
            abort("The contract was not linted and the TypeScript client not tested: that needs Node.js 20 with npm.");
        }
        if (check == null) {
            check = run(
                    CLIENTS, CLIENTS.resolveSibling("check").toAbsolutePath().toString());
        }
        if (check.status() == 3) {
            abort("The contract was not linted and the TypeScript client not tested: npm cannot fetch their tools ("
                    + check.output() + ").");
        }
        assertThat(check.status()).as(check.output()).isZero();
    }

    private record Run(int status, String output) {}

    private Run run(Path folder, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("REJOIN_URL", service.toString().replaceAll("/$", ""));
        builder.environment().put("REJOIN_KEY", Api.key(Role.ADMIN));
        var process = builder.start();
        try (var output = process.inputReader()) {
            var lines = new ArrayList<String>();
            output.lines().forEach(lines::add);
            return new Run(process.waitFor(), String.join("\n", lines));
        } finally {
            process.destroy();
        }
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
