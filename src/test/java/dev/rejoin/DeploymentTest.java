package dev.rejoin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.contract.Contract;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the service is installed with: every file fits the others, the service, and the tools that read it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DeploymentTest {
    private static final Path ROOT = Path.of("..");
    private static final Path UNIT = ROOT.resolve("deploy/systemd/rejoin.service");
    private static final Path MANIFESTS = ROOT.resolve("deploy/kubernetes/rejoin.yaml");
    private static final Pattern SETTING = Pattern.compile("\\bREJOIN_[A-Z0-9_]+[A-Z0-9]\\b");
    private static final List<String> IMAGES = List.of("service", "import");
    /** Elsewhere its types keep what they do not know, for those who read what a newer server says. */
    private static final JsonMapper KUBERNETES = JsonMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    /** Of the tools' files alone: HAProxy's and Caddy's addresses. */
    private static final Pattern OF_TOOLS = Pattern.compile("REJOIN_(BIND|SITE|\\d)");

    /** Every field by its name and its type, as a server with strict validation of fields takes it. */
    @Test
    void everyManifestIsOneOfKubernetes() throws IOException {
        for (var item : manifests()) {
            KUBERNETES.treeToValue(item, type(item));
        }
        var deployment = manifest("Deployment");
        ((ObjectNode) deployment.get("spec")).put("replica", 3);
        assertThatThrownBy(() -> KUBERNETES.treeToValue(deployment, type(deployment)))
                .isInstanceOf(UnrecognizedPropertyException.class);
        var budget = manifest("PodDisruptionBudget");
        ((ObjectNode) budget.at("/spec/selector/matchLabels")).putArray("app.kubernetes.io/name");
        assertThatThrownBy(() -> KUBERNETES.treeToValue(budget, type(budget)))
                .isInstanceOf(MismatchedInputException.class);
    }

    private static Class<?> type(JsonNode manifest) {
        var kind = manifest.get("apiVersion").textValue() + "/"
                + manifest.get("kind").textValue();
        return switch (kind) {
            case "batch/v1/Job" -> Job.class;
            case "apps/v1/Deployment" -> Deployment.class;
            case "policy/v1/PodDisruptionBudget" -> PodDisruptionBudget.class;
            case "v1/Service" -> Service.class;
            default -> throw new AssertionError(kind);
        };
    }

    /** What stands in a Dockerfile is let through to whoever builds the image, and the sources are not. */
    @Test
    void theImagesAreMadeOfTheTarballAlone() throws IOException {
        var let = Files.readAllLines(ROOT.resolve(".dockerignore")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(let).containsExactly("*", "!target/rejoin-*.tar.gz");
        for (var image : IMAGES) {
            assertThat(Files.readAllLines(ROOT.resolve("docker/%s.Dockerfile".formatted(image))).stream()
                            .filter(line -> line.startsWith("ADD ") || line.startsWith("COPY ")))
                    .containsExactly("ADD target/rejoin-*.tar.gz /opt/");
        }
    }

    @Test
    void everyProbeAsksWhatTheServiceAnswers() throws IOException {
        var container = container("Deployment");
        var ports = container.get("ports");
        var port = ports.get(1).get("name").textValue();
        var named = container
                .get("env")
                .valueStream()
                .filter(setting -> setting.get("name").textValue().equals("REJOIN_MANAGEMENT_PORT"))
                .findFirst()
                .orElseThrow();
        assertThat(named.get("value").textValue())
                .isEqualTo(ports.get(1).get("containerPort").asText());
        // Nobody is led there who is led to the API.
        assertThat(manifest("Service").at("/spec/ports")).hasSize(1);
        assertThat(manifest("Service").at("/spec/ports/0/targetPort"))
                .isEqualTo(ports.get(0).get("name"));
        for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            var asks = container.get(probe).get("httpGet");
            assertThat(asks.get("port").textValue()).as(probe).isEqualTo(port);
            given().get(asks.get("path").textValue()).then().statusCode(200);
        }
        // Whoever is asked after the database waits for it up to five seconds.
        assertThat(container.at("/readinessProbe/timeoutSeconds").intValue()).isGreaterThan(5);
    }

    @Test
    void whatIsSelectedIsThereAndTwoOfThreeAreKept() throws IOException {
        var deployment = manifest("Deployment");
        var labels = deployment.at("/spec/template/metadata/labels");
        for (var selector : List.of(
                deployment.at("/spec/selector/matchLabels"),
                manifest("PodDisruptionBudget").at("/spec/selector/matchLabels"),
                manifest("Service").at("/spec/selector"))) {
            assertThat(selector.properties()).isNotEmpty().isSubsetOf(labels.properties());
            // The migration is no instance.
            assertThat(manifest("Job").at("/spec/template/metadata/labels").properties())
                    .doesNotContainAnyElementsOf(List.of(
                            Map.entry("app.kubernetes.io/component", selector.get("app.kubernetes.io/component"))));
        }
        assertThat(manifest("PodDisruptionBudget").at("/spec/minAvailable").intValue())
                .isEqualTo(deployment.at("/spec/replicas").intValue() - 1);
    }

    @Test
    void everyContainerIsNobodyOnARootThatCannotBeWritten() throws IOException {
        for (var kind : List.of("Job", "Deployment")) {
            var pod = manifest(kind).at("/spec/template/spec");
            assertThat(pod.at("/securityContext/runAsNonRoot").booleanValue()).isTrue();
            assertThat(pod.at("/automountServiceAccountToken").isBoolean()
                            && !pod.at("/automountServiceAccountToken").booleanValue())
                    .isTrue();
            var locked = container(kind).get("securityContext");
            assertThat(locked.get("readOnlyRootFilesystem").booleanValue()).isTrue();
            assertThat(locked.get("allowPrivilegeEscalation").booleanValue()).isFalse();
            assertThat(locked.at("/capabilities/drop/0").textValue()).isEqualTo("ALL");
            assertThat(container(kind).at("/image"))
                    .isEqualTo(container("Deployment").at("/image"));
        }
        for (var image : IMAGES) {
            assertThat(Files.readString(ROOT.resolve("docker/%s.Dockerfile".formatted(image))))
                    .contains("\nUSER 10001:10001\n");
        }
    }

    /** Longer than running requests are given to finish. */
    @Test
    void whoeverStopsTheServiceWaitsForWhatRuns() throws IOException {
        var settings = Files.readString(Path.of("main/resources/application.properties"));
        var finished = seconds(settings, "quarkus.shutdown.timeout=(\\d+)s");

        assertThat(manifest("Deployment")
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .intValue())
                .isGreaterThan(finished);
        assertThat(seconds(Files.readString(UNIT), "TimeoutStopSec=(\\d+)")).isGreaterThan(finished);
        assertThat(seconds(Files.readString(ROOT.resolve("docker/compose.yaml")), "stop_grace_period: (\\d+)s"))
                .isGreaterThan(finished);
    }

    @Test
    void everySettingThatIsNamedIsDocumented() throws IOException {
        var documented = Files.readString(ROOT.resolve("README.md")) + Files.readString(ROOT.resolve("src/README.md"));
        for (var folder : List.of("deploy", "docker")) {
            try (var files = Files.walk(ROOT.resolve(folder))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(SETTING.matcher(Files.readString(file)).results().map(found -> found.group()))
                            .as(file.toString())
                            .allMatch(name -> documented.contains(name)
                                    || OF_TOOLS.matcher(name).matches());
                }
            }
        }
    }

    @Test
    void systemdTakesTheUnit(@TempDir Path folder) throws Exception {
        var program = Path.of("/usr/bin/systemd-analyze");
        assumeTrue(Files.isExecutable(program), "there is no systemd-analyze");
        // It looks for the program, which is not installed here.
        var unit = Files.writeString(
                folder.resolve("rejoin.service"),
                Files.readString(UNIT).replace("ExecStart=/opt/rejoin/rejoin serve", "ExecStart=/bin/true"));
        assertThat(run(program.toString(), "verify", unit.toString())).isBlank();
        // From 0 to 100: how much of the machine it could reach.
        run(program.toString(), "security", "--offline=true", "--threshold=25", unit.toString());

        var wrong = Files.writeString(
                folder.resolve("wrong.service"),
                Files.readString(unit).replace("ProtectSystem=strict", "ProtectSytem=strict"));
        assertThat(run(program.toString(), "verify", wrong.toString())).contains("ProtectSytem");
    }

    private static String run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static int seconds(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static JsonNode container(String kind) throws IOException {
        return manifest(kind).at("/spec/template/spec/containers/0");
    }

    private static JsonNode manifest(String kind) throws IOException {
        var found = manifests().stream()
                .filter(item -> item.get("kind").textValue().equals(kind))
                .toList();
        assertThat(found).as(kind).hasSize(1);
        return found.getFirst();
    }

    private static List<JsonNode> manifests() throws IOException {
        // With its anchors resolved, which Jackson leaves as they are.
        Object all = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(MANIFESTS));
        return Contract.JSON
                .<JsonNode>valueToTree(all)
                .get("items")
                .valueStream()
                .toList();
    }
}
