package dev.rejoin.importer.restore;

import static dev.rejoin.importer.read.LiveCluster.call;
import static dev.rejoin.importer.read.LiveCluster.index;
import static dev.rejoin.importer.read.LiveCluster.newName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.command.Failures;
import dev.rejoin.importer.command.RestoreCommand;
import dev.rejoin.importer.read.Cluster;
import dev.rejoin.importer.read.FaultyProxy;
import dev.rejoin.importer.read.FaultyProxy.Deed;
import dev.rejoin.importer.read.LiveCluster;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.SourceRefusedException;
import dev.rejoin.importer.restore.Restore.Options;
import dev.rejoin.importer.restore.Restore.Restored;
import dev.rejoin.importer.restore.Restore.RestoredIndex;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** On a real server: snapshots of another cluster, as far as this one can tell, whole and damaged. */
@Timeout(240)
class RestoreTest {
    private static final String GROUPS = newName("groups");
    private static final String MEMBERS = newName("members");
    private static final Path FOLDER = LiveCluster.repositoryFolder().resolve(newName("snapshots"));

    private final String repository = newName("repository");
    private final String prefix = newName("restored") + "-";

    @BeforeAll
    static void writeAndTakeASnapshot() {
        index(
                GROUPS,
                "{\"settings\":{\"number_of_shards\":2,\"number_of_replicas\":1},\"aliases\":{\"everybody\":{}}}",
                300,
                i -> "{\"n\":" + i + ",\"t\":\"" + noise(i) + "\"}");
        index(MEMBERS, "{}", 20, i -> "{\"n\":" + i + "}");
        call("PUT", "/_index_template/" + GROUPS, "{\"index_patterns\":[\"" + GROUPS + "*\"]}");
        take(FOLDER, "{\"indices\":\"%s,%s\",\"include_global_state\":true}".formatted(GROUPS, MEMBERS));
        call("DELETE", "/_index_template/" + GROUPS, "");
        call("DELETE", "/" + GROUPS + "," + MEMBERS, "");
    }

    @AfterEach
    void remove() {
        var indices = new ArrayList<String>();
        call("GET", "/_cat/indices/" + prefix + "*?format=json&h=index", "")
                .forEach(row -> indices.add(row.path("index").asText()));
        if (!indices.isEmpty()) {
            call("DELETE", "/" + String.join(",", indices), "");
        }
        LiveCluster.send(LiveCluster.url(), "DELETE", "/_snapshot/" + repository, "");
    }

    @Test
    void aSnapshotComesWholeUnderAPrefixAndHoldsStill() {
        var restored = restore(everything());

        assertThat(restored.indices())
                .containsExactlyInAnyOrder(
                        new RestoredIndex(prefix + GROUPS, 2, 300), new RestoredIndex(prefix + MEMBERS, 1, 20));
        assertThat(restored.alreadyThere()).isEmpty();
        assertThat(restored.snapshot().end())
                .isAfterOrEqualTo(restored.snapshot().start());
        var settings = call("GET", "/" + prefix + GROUPS, "").path(prefix + GROUPS);
        assertThat(settings.at("/settings/index/blocks/write").asText()).isEqualTo("true");
        assertThat(settings.at("/settings/index/number_of_replicas").asText()).isEqualTo("0");
        assertThat(settings.path("aliases")).isEmpty();
        assertThat(LiveCluster.send(LiveCluster.url(), "GET", "/_index_template/" + GROUPS, "")
                        .statusCode())
                .as("the template of the global state")
                .isEqualTo(404);
        assertThat(call("GET", "/_snapshot/" + repository, "")
                        .path(repository)
                        .at("/settings/readonly")
                        .asText())
                .isEqualTo("true");
    }

    @Test
    void theSameCallAgainRestoresNothingAndOnlyWhatIsMissing() {
        restore(everything());
        var before = uuid(prefix + GROUPS);
        call("PUT", "/" + prefix + GROUPS + "/_settings", "{\"index.blocks.write\":false}");
        call("DELETE", "/" + prefix + MEMBERS, "");

        var again = restore(everything());

        assertThat(again.alreadyThere()).containsExactly(prefix + GROUPS);
        assertThat(again.indices()).hasSize(2);
        assertThat(uuid(prefix + GROUPS)).isEqualTo(before);
        assertThat(call("GET", "/" + prefix + GROUPS + "/_settings", "")
                        .findValue("write")
                        .asText())
                .isEqualTo("true");
        assertThat(restore(everything()).alreadyThere()).hasSize(2);
    }

    @Test
    void whatTheClusterHasForgottenTheIndexItselfStillKnows() {
        restore(everything());
        var both = "/" + prefix + GROUPS + "," + prefix + MEMBERS;
        call("POST", both + "/_close", "");
        call("POST", both + "/_open", "");
        assertThat(call("GET", "/" + prefix + "*/_recovery", "").findValuesAsText("type"))
                .as("nothing of a snapshot")
                .doesNotContain("SNAPSHOT");

        assertThat(restore(everything()).alreadyThere()).hasSize(2);

        // And another snapshot of that name is another one
        var mapping = "{\"_meta\":{\"rejoin\":{\"snapshot\":\"one\",\"uuid\":\"another\",\"index\":\"%s\","
                + "\"start\":\"2026-01-01T00:00:00Z\",\"end\":\"2026-01-01T00:00:01Z\"}}}";
        call("PUT", "/" + prefix + MEMBERS + "/_mapping", mapping.formatted(MEMBERS));
        assertThatThrownBy(() -> restore(everything()))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("There is an index \"" + prefix + MEMBERS + "\" already, restored from \""
                        + MEMBERS + "\" of the snapshot \"one\" of 2026-01-01T00:00:01Z")
                .hasMessageContaining("Delete \"" + prefix + MEMBERS + "\" (curl -X DELETE ")
                .hasMessageContaining(", or choose another --prefix");
    }

    @Test
    void anIndexOfThatNameWhichIsAnotherIsLeftAlone() {
        call("PUT", "/" + prefix + MEMBERS + "/_doc/1?refresh=true", "{\"mine\":true}");

        assertThatThrownBy(() -> restore(everything()))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("There is an index \"" + prefix + MEMBERS + "\" already")
                .hasMessageContaining("--prefix");

        assertThat(call("GET", "/" + prefix + MEMBERS + "/_doc/1", "")
                        .at("/_source/mine")
                        .asBoolean())
                .isTrue();
        assertThat(LiveCluster.send(LiveCluster.url(), "GET", "/" + prefix + GROUPS, "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aDamagedFileOfAShardIsSaidWithIndexAndShard() throws IOException {
        var damaged = copyOf(FOLDER);
        truncateLargest(damaged, ".*/indices/.*/__[^/]*");

        assertThatThrownBy(() ->
                        restore(LiveCluster.url(), Repository.folder(repository, damaged.toString()), everything()))
                .isInstanceOf(SourceIncompleteException.class)
                .hasMessageContaining("ndex \"" + prefix + GROUPS + "\", shard ")
                .hasMessageContaining("is unassigned (ALLOCATION_FAILED): ")
                .hasMessageContaining("CorruptIndexException")
                .hasMessageContaining("delete \"" + prefix + GROUPS + "\" (curl -X DELETE '" + LiveCluster.url() + "/"
                        + prefix + GROUPS + "') and call again")
                .message()
                .hasSizeLessThan(1_500)
                .doesNotContain("\n", "at org.");

        var command = command("--repository", repository, "--prefix", prefix, "--source", LiveCluster.url());
        assertThat(command.status()).isEqualTo(3);
        assertThat(command.said())
                .contains("ndex \"" + prefix + GROUPS + "\", shard ")
                .doesNotContain("--resume");
    }

    @Test
    void aDamagedDescriptionOfASnapshotIsSaid() throws IOException {
        var damaged = copyOf(FOLDER);
        truncateLargest(damaged, damaged + "/snap-[^/]*");

        assertThatThrownBy(() ->
                        restore(LiveCluster.url(), Repository.folder(repository, damaged.toString()), everything()))
                .isInstanceOf(SourceIncompleteException.class)
                .hasMessageContaining("The snapshot \"one\" is damaged");
    }

    @Test
    void aPartialSnapshotIsRefusedUnlessItIsAcknowledgedByName() {
        // Given: a snapshot of two indices, one of which has no node for its shard
        var lost = newName("lost");
        var whole = newName("whole");
        var partial = Repository.folder(repository, FOLDER + "-partial");
        call("PUT", "/" + lost + "?wait_for_active_shards=0", """
                {"settings": {"number_of_replicas": 0, "index.routing.allocation.require._name": "nobody"}}
                """);
        call("PUT", "/" + whole + "/_doc/1?refresh=true", "{}");
        take(Path.of(FOLDER + "-partial"), "{\"indices\":\"%s,%s\",\"partial\":true}".formatted(lost, whole));
        call("DELETE", "/" + lost + "," + whole, "");

        assertThatThrownBy(() -> restore(LiveCluster.url(), partial, everything()))
                .isInstanceOf(SourceIncompleteException.class)
                .hasMessageContaining("The snapshot \"one\" is partial, without index \"" + lost + "\", shard 0")
                .hasMessageContaining("--accept-partial one");
        assertThatThrownBy(() -> restore(LiveCluster.url(), partial, acknowledging("another")))
                .isInstanceOf(SourceIncompleteException.class);
        var restored = restore(LiveCluster.url(), partial, acknowledging("one"));
        assertThat(restored.indices())
                .containsExactlyInAnyOrder(
                        new RestoredIndex(prefix + lost, 1, 0), new RestoredIndex(prefix + whole, 1, 1));
    }

    @Test
    void aSnapshotThatFailedOrIsStillBeingTakenIsRefused() {
        for (var state : new String[] {"FAILED", "IN_PROGRESS", "INCOMPATIBLE"}) {
            try (var proxy = new FaultyProxy(LiveCluster.url())) {
                proxy.when(asked -> asked.path().contains("_all?ignore_unavailable")
                        ? Optional.of(new Deed.Alter(body -> body.replace("SUCCESS", state)))
                        : Optional.empty());
                assertThatThrownBy(() -> restore(proxy.url(), here(), everything()))
                        .hasMessageContaining("The snapshot \"one\" ");
            }
        }
        assertThat(call("GET", "/_cat/indices/" + prefix + "*?format=json", "")).isEmpty();
    }

    @Test
    void aFolderThatIsNotInPathRepoIsSaidAndLeavesNothingRegistered() {
        var elsewhere = Repository.folder(repository, "/nowhere/at-all");

        assertThatThrownBy(() -> restore(LiveCluster.url(), elsewhere, everything()))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("/nowhere/at-all")
                .hasMessageContaining("Add the folder to path.repo");
        var command =
                command("--location", "/nowhere/at-all", "--source", LiveCluster.url(), "--repository", repository);
        assertThat(command.status()).isEqualTo(2);
        assertThat(command.said()).contains("path.repo");
        assertThat(LiveCluster.send(LiveCluster.url(), "GET", "/_snapshot/" + repository, "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFolderWithoutSnapshotsIsSaid() {
        var empty = Repository.folder(repository, FOLDER + "-empty");

        assertThatThrownBy(() -> restore(LiveCluster.url(), empty, everything()))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("holds no snapshot");
    }

    @Test
    void anotherRepositoryOfThatNameIsLeftAlone() {
        restore(everything());
        var before = call("GET", "/_snapshot/" + repository, "");

        assertThatThrownBy(() -> restore(LiveCluster.url(), Repository.folder(repository, FOLDER + "-2"), everything()))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("another snapshot repository \"" + repository + "\"");
        assertThatThrownBy(() -> restore(LiveCluster.url(), Repository.known(repository + "x"), everything()))
                .hasMessageContaining("knows no snapshot repository")
                .hasMessageContaining("--location");

        assertThat(call("GET", "/_snapshot/" + repository, "")).isEqualTo(before);
    }

    @Test
    void aWrongNameIsAnsweredWithTheNearestOne() {
        assertThatThrownBy(() -> restore(
                        new Options(Optional.of("onne"), Set.of(), prefix, Optional.empty(), Duration.ofMinutes(1))))
                .hasMessageContaining("no snapshot \"onne\"; did you mean \"one\"?");
        assertThatThrownBy(() -> restore(new Options(
                        Optional.empty(), Set.of(MEMBERS + "x"), prefix, Optional.empty(), Duration.ofMinutes(1))))
                .hasMessageContaining("did you mean \"" + MEMBERS + "\"?");
        assertThatThrownBy(() ->
                        restore(new Options(Optional.empty(), Set.of(), "", Optional.empty(), Duration.ofMinutes(1))))
                .hasMessageContaining("A prefix is needed");
    }

    @Test
    void patienceEndsWithWhatHasComeAndTheNextCallGoesOn() {
        try (var proxy = new FaultyProxy(LiveCluster.url())) {
            proxy.when(asked -> asked.path().startsWith("/_cat/shards")
                    ? Optional.of(new Deed.Alter(body -> body.replace("STARTED", "INITIALIZING")))
                    : Optional.empty());
            var hasty = new Options(Optional.empty(), Set.of(), prefix, Optional.empty(), Duration.ofMillis(1));
            assertThatThrownBy(() -> restore(proxy.url(), here(), hasty))
                    .isInstanceOf(SourceIncompleteException.class)
                    .hasMessageMatching(
                            "(?s)Waited \\d+ seconds for the shards, and for the last \\d+ nothing of them has come;"
                                    + " 0 of 3 shards have come; .*")
                    .hasMessageContaining("call again");
        }
        assertThat(restore(everything()).alreadyThere()).hasSize(2);
    }

    @Test
    void patienceLastsAsLongAsSomethingComes() {
        // Everything is there: on a slow machine nothing comes for a while before the first shard begins.
        restore(everything());
        try (var proxy = new FaultyProxy(LiveCluster.url())) {
            var bytes = new AtomicLong();
            var looks = new AtomicLong();
            proxy.when(asked -> {
                if (asked.path().contains("/_recovery")) {
                    return Optional.of(new Deed.Alter(body ->
                            body.replaceAll("(\"recovered_in_bytes\":\"?)\\d+", "$1" + bytes.incrementAndGet())));
                }
                return asked.path().startsWith("/_cat/shards") && looks.incrementAndGet() < 10
                        ? Optional.of(new Deed.Alter(body -> body.replace("STARTED", "INITIALIZING")))
                        : Optional.empty();
            });
            var patient = new Options(Optional.empty(), Set.of(), prefix, Optional.empty(), Duration.ofSeconds(3));

            assertThat(restore(proxy.url(), here(), patient).indices()).hasSize(2);
            assertThat(looks).as("9 times half a second are more than three").hasValueGreaterThan(9);
        }
    }

    @Test
    void aRestoreWhoseAnswerWasLostIsUnderWay() {
        try (var proxy = new FaultyProxy(LiveCluster.url())) {
            proxy.when(asked -> asked.path().contains("/_restore")
                            && proxy.asked().stream()
                                            .filter(other -> other.path().contains("/_restore"))
                                            .count()
                                    == 1
                    ? Optional.of(new Deed.CutAfter(1))
                    : Optional.empty());

            assertThat(restore(proxy.url(), here(), everything()).indices()).hasSize(2);
        }
    }

    @Test
    void theCommandSaysWhatToRunNext() {
        var listed = command(
                "--source", LiveCluster.url(), "--repository", repository, "--location", FOLDER.toString(), "--list");
        assertThat(listed.said()).contains("one ").contains("SUCCESS").contains("2 indices");

        var restored = command("--source", LiveCluster.url(), "--repository", repository, "--prefix", prefix);

        assertThat(restored.status()).isZero();
        assertThat(restored.said())
                .contains("3 of 3 shards restored")
                .contains("The snapshot \"one\" is restored, blocked against writes. It was taken from 20")
                .contains("Next: ./rejoin import run --source %s --prefix %s --dry-run"
                        .formatted(LiveCluster.url(), prefix));
        assertThat(command("--source", LiveCluster.url(), "--repository", repository, "--prefix", prefix)
                        .said())
                .contains("had been restored already");
        assertThat(command("--source", LiveCluster.url(), "--type", "s3", "--setting", "access_key=s3cret"))
                .matches(c -> c.status() == 2
                        && c.said().contains("keystore")
                        && !c.said().contains("s3cret"));
    }

    private Options everything() {
        return new Options(Optional.empty(), Set.of(), prefix, Optional.empty(), Duration.ofMinutes(2));
    }

    private Options acknowledging(String snapshot) {
        return new Options(Optional.empty(), Set.of(), prefix, Optional.of(snapshot), Duration.ofMinutes(2));
    }

    private Repository here() {
        return Repository.folder(repository, FOLDER.toString());
    }

    private Restored restore(Options options) {
        return restore(LiveCluster.url(), here(), options);
    }

    private static Restored restore(String url, Repository from, Options options) {
        try (var cluster = Cluster.at(url, SourceOptions.fromEnvironment(Map.of()))) {
            return new Restore(cluster, from, options, Restore.Progress.SILENT).run();
        }
    }

    private record Called(int status, String said) {}

    private static Called command(String... arguments) {
        var said = new StringWriter();
        int status = new CommandLine(new RestoreCommand())
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .setExecutionExceptionHandler(new Failures())
                .execute(arguments);
        return new Called(status, said.toString());
    }

    /** A snapshot "one", through a repository that another cluster would have: it is forgotten afterwards. */
    private static void take(Path folder, String what) {
        var writer = "/_snapshot/" + newName("writer");
        call("PUT", writer, "{\"type\":\"fs\",\"settings\":{\"location\":\"%s\"}}".formatted(folder));
        call("PUT", writer + "/one?wait_for_completion=true", what);
        call("DELETE", writer, "");
    }

    private static Path copyOf(Path folder) throws IOException {
        var copy = folder.resolveSibling(newName("copy"));
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(folder.relativize(file).toString()));
            }
        }
        return copy;
    }

    private static void truncateLargest(Path folder, String pattern) throws IOException {
        try (var files = Files.walk(folder)) {
            var largest = files.filter(f -> f.toString().matches(pattern))
                    .max(Comparator.comparing(f -> f.toFile().length()))
                    .orElseThrow();
            try (var channel = FileChannel.open(largest, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() / 2);
            }
        }
    }

    private static String uuid(String index) {
        return call("GET", "/" + index + "/_settings", "").findValue("uuid").asText();
    }

    /** What does not compress into the description of the shard. */
    private static String noise(int i) {
        return new java.util.Random(i)
                .ints(400, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
