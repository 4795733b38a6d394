package dev.rejoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.rejoin.contract.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generated clients against this service. What they need beyond the JDK may be missing, and is then named. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ClientsTest {
    private static final Path CLIENTS = Path.of("..", "openapi", "clients");

    private static @Nullable Run check;

    @TestHTTPResource
    URI service;

    private static final String PYTHON_USE = """
            import os, uuid
            import rejoin
            from rejoin.choices import OrganizationStatus
            from rejoin.testing import FakeService

            print(rejoin.__file__)
            api = rejoin.Client(os.environ["REJOIN_URL"], os.environ["REJOIN_KEY"])
            made = api.organizations.create(name="Installed", status=OrganizationStatus.ACTIVE)
            assert api.organizations.get(made.id) == made
            assert FakeService().client()
            try:
                api.organizations.get("typed")
            except rejoin.NotFound as missing:
                print(missing.sentence("fr"))
            """;
    private static final String NODE_USE = """
            import { Client, NotFound, OrganizationStatus } from "rejoin";
            import { FakeService } from "rejoin/testing";

            console.log(import.meta.resolve("rejoin"));
            const api = new Client({ url: process.env.REJOIN_URL, token: process.env.REJOIN_KEY });
            const made = await api.organizations.create({ name: "Installed", status: OrganizationStatus.ACTIVE });
            if ((await api.organizations.get(made.id)).name !== "Installed") throw new Error();
            new Client(new FakeService().settings);
            try {
              await api.organizations.get("typed");
            } catch (error) {
              if (!(error instanceof NotFound)) throw error;
              console.log(error.sentence("fr"));
            }
            """;
    private static final String SAID = "Cet élément n'existe pas, ou n'existe plus.";

    @TempDir
    Path folder;

    @Test
    void thePythonClientIsInstalledFromItsWheelAndFromItsSourcePackage() throws Exception {
        var python = python(
                "urllib3, setuptools, wheel, venv", "python3-urllib3 python3-setuptools python3-wheel python3-venv");
        var packages = packages();

        for (var file : List.of("rejoin-1.0.0-py3-none-any.whl", "rejoin-1.0.0.tar.gz")) {
            var environment = folder.resolve(file.endsWith("whl") ? "of-wheel" : "of-source");
            assertThat(run(folder, python, "-m", "venv", "--system-site-packages", environment.toString()))
                    .returns(0, Run::status);
            var installed = run(
                    folder,
                    environment.resolve("bin/python").toString(),
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--no-index",
                    "--no-build-isolation",
                    packages.resolve(file).toString());
            assertThat(installed.status()).as(installed.output()).isZero();

            var run = run(folder, environment.resolve("bin/python").toString(), "-c", PYTHON_USE);

            assertThat(run.status()).as(run.output()).isZero();
            assertThat(run.output()).contains(environment.toString()).contains(SAID);
        }
    }

    @Test
    void theTypeScriptClientIsInstalledFromItsPackageAndFromItsFolder() throws Exception {
        requireNode();
        python("setuptools, wheel", "python3-setuptools python3-wheel");
        var tarball = packages().resolve("rejoin-1.0.0.tgz");

        for (var source : List.of(
                tarball.toString(),
                CLIENTS.resolve("typescript").toAbsolutePath().normalize().toString())) {
            var application = Files.createTempDirectory(folder, "application");
            Files.writeString(application.resolve("package.json"), "{\"private\": true}");
            Files.writeString(application.resolve("use.mjs"), NODE_USE);
            var installed = run(application, "npm", "i", "--offline", "--no-audit", "--no-fund", source);
            assertThat(installed.status()).as(installed.output()).isZero();

            var run = run(application, "node", "use.mjs");

            assertThat(run.status()).as(run.output()).isZero();
            assertThat(run.output()).contains("/lib/index.js").contains(SAID);
            assertThat(application.resolve("node_modules/rejoin/lib/index.d.ts"))
                    .exists();
        }
    }

    /** A folder with the packages of both clients. */
    private Path packages() throws IOException, InterruptedException {
        var packed = run(
                folder,
                CLIENTS.resolveSibling("package").toAbsolutePath().toString(),
                folder.resolve("packages").toString());
        assertThat(packed.status()).as(packed.output()).isZero();
        return folder.resolve("packages");
    }

    private static String python(String modules, String packages) {
        return List.of("python3", "/usr/bin/python3").stream()
                .filter(command -> succeeds(
                        command, "-c", "import sys, %s; assert sys.version_info >= (3, 11)".formatted(modules)))
                .findFirst()
                .orElseGet(() ->
                        abort("The Python client was not tested: it needs Python 3.11 with %s (apt-get install %s)."
                                .formatted(modules, packages)));
    }

    @Test
    void thePythonClientKeepsItsPromisesAndServesADjangoSite() throws Exception {
        var python = python("urllib3, django", "python3-urllib3 python3-django");

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

    private static void requireNode() {
        if (!succeeds("npm", "--version")
                || !succeeds("node", "-e", "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)")) {
            abort("The contract was not linted and the TypeScript client not tested: that needs Node.js 20 with npm.");
        }
    }

    /** Lints the contract and compiles the client, once for all tests. */
    private void checked() throws IOException, InterruptedException {
        requireNode();
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
