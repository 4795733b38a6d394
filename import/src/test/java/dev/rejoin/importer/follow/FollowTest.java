package dev.rejoin.importer.follow;

import static dev.rejoin.importer.read.LiveCluster.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.follow.Follow.Round;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import dev.rejoin.importer.read.FaultyProxy;
import dev.rejoin.importer.read.LiveCluster;
import dev.rejoin.importer.read.LiveIndices;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.RefusedException;
import dev.rejoin.importer.run.SmallImport;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written to a living cluster after the import arrives, whatever it is, and exactly once. */
class FollowTest {
    @TempDir
    private Path temporary;

    private String prefix;
    private SmallImport small;
    private LiveIndices live;

    @BeforeEach
    void importTwoIndices() throws Exception {
        prefix = LiveCluster.newName("followed") + "-";
        small = new SmallImport(temporary, """
                        create table small.house (id uuid primary key, legacy_id text unique, code text not null unique,
                            seat int constraint house_seat_positive check (seat > 0));
                        create table small.guest (id uuid primary key, legacy_id text unique, name text,
                            house_id uuid not null constraint guest_house_exists references small.house);
                        """)
                .mapping("houses.yaml", """
                        index: houses
                        rows:
                          - table: house
                            columns:
                              code: {from: code, transform: upper}
                              seat: seat
                        """)
                .mapping("guests.yaml", """
                        index: guests
                        rows:
                          - table: guest
                            columns:
                              name: name
                              house_id: {from: house, to: house, orphans: quarantine}
                        """)
                .cluster(LiveCluster.url(), prefix);
        create("houses");
        create("guests");
        for (int i = 0; i < 30; i++) {
            put("houses", "h" + i, "{\"code\":\"c%d\",\"seat\":%d}".formatted(i, i + 1));
            put("guests", "g" + i, "{\"name\":\"n%d\",\"house\":\"h%d\"}".formatted(i, i % 10));
        }
        call("POST", "/" + prefix + "*/_refresh", "");
        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
        live = LiveIndices.at(LiveCluster.url(), SourceOptions.fromEnvironment(Map.of()));
    }

    @AfterEach
    void close() {
        live.close();
        small.close();
        call("DELETE", "/" + prefix + "houses," + prefix + "guests?ignore_unavailable=true", "");
    }

    @Test
    void whatIsWrittenChangedAndDeletedIsThereAfterTheNextLook() throws Exception {
        var follow = follow();
        assertThat(follow.round(step -> {})).isEqualTo(new Round(60, 0, 0, 0, 0, 0));
        assertThat(follow.round(step -> {})).isEqualTo(Round.NOTHING);

        put("houses", "new", "{\"code\":\"added\",\"seat\":3}");
        put("houses", "h1", "{\"code\":\"changed\",\"seat\":4}");
        delete("houses", "h29");
        var round = follow.round(step -> {});

        assertThat(round).isEqualTo(new Round(2, 2, 1, 0, 3, 0));
        assertThat(small.query(
                        "select code from small.house where code in ('ADDED', 'CHANGED') or seat = 30 order by 1"))
                .containsExactly("ADDED", "CHANGED");
        assertThat(small.query("select count(*)::text from small.house")).containsExactly("30");
        assertThat(follow.round(step -> {})).isEqualTo(Round.NOTHING);
    }

    @Test
    void whatItDoesAndHowFarBehindItIsCanBeMeasured() throws Exception {
        var follow = follow();
        try (var metrics = FollowMetrics.at(new InetSocketAddress("127.0.0.1", 0))) {
            assertThat(measured(metrics)).containsEntry("rejoin_follow_documents_read_total", 0.0);
            put("houses", "h1", "{\"code\":\"changed\",\"seat\":4}");
            put("houses", "h2", "{\"code\":\"broken\",\"seat\":-4}");
            delete("guests", "g5");
            long began = System.nanoTime();
            var left = follow.round(metrics::count).behind();
            double before = measured(metrics).get("rejoin_follow_lag_seconds");
            metrics.looked(left, began);

            var measured = measured(metrics);
            assertThat(measured)
                    .containsEntry("rejoin_follow_documents_read_total", 59.0)
                    .containsEntry("rejoin_follow_documents_changed_total", 2.0)
                    .containsEntry("rejoin_follow_documents_deleted_total", 1.0)
                    .containsEntry("rejoin_follow_documents_set_aside_total", 1.0)
                    .containsEntry("rejoin_follow_writes_behind", 0.0)
                    .hasEntrySatisfying("rejoin_follow_rows_written_total", rows -> assertThat(rows)
                            .isPositive())
                    .hasEntrySatisfying(
                            "rejoin_follow_lag_seconds",
                            lag -> assertThat(lag).isPositive().isLessThanOrEqualTo((System.nanoTime() - began) / 1e9));
            assertThat(before)
                    .isGreaterThan((System.nanoTime() - began) / 1e9 - 60)
                    .isPositive();
            assertThat(Files.readString(Path.of("alerts.yaml"))
                            .lines()
                            .flatMap(line -> Pattern.compile("rejoin_follow_\\w+")
                                    .matcher(line)
                                    .results())
                            .map(MatchResult::group)
                            .toList())
                    .isNotEmpty()
                    .isSubsetOf(measured.keySet());
        }
    }

    private static Map<String, Double> measured(FollowMetrics metrics) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metrics.port() + "/metrics"))
                                    // As Prometheus asks where it is to have histograms of its own kind.
                                    .header(
                                            "Accept",
                                            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily")
                                    .build(),
                            HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(words -> words[0], words -> Double.valueOf(words[1])));
        }
    }

    @Test
    void everyAlertHasItsRunbook() throws Exception {
        var alerts = Files.readString(Path.of("alerts.yaml"));
        var runbook = Files.readString(Path.of("README.md"));

        assertThat(Pattern.compile("alert: (\\w+)").matcher(alerts).results().map(found -> found.group(1)))
                .hasSize(3)
                .allSatisfy(name -> assertThat(runbook).contains("#### " + name + "\n"))
                .allSatisfy(name -> assertThat(alerts)
                        .contains("runbook: import/README.md#" + name.toLowerCase(Locale.ROOT) + "\n"));
    }

    @Test
    void whatWasWrittenBetweenTheImportAndTheFirstLookIsFound() throws Exception {
        put("guests", "g3", "{\"name\":\"another\",\"house\":\"h4\"}");
        delete("guests", "g5");
        delete("houses", "h25");

        var round = follow().round(step -> {});

        assertThat(round.changed()).isEqualTo(1);
        assertThat(round.gone()).isEqualTo(2);
        assertThat(small.query("select name from small.guest where legacy_id in ('g3', 'g5')"))
                .containsExactly("another");
        assertThat(small.query("select legacy_id from small.house where legacy_id = 'h25'"))
                .isEmpty();
    }

    @Test
    void aReferenceThatArrivesBeforeWhatItRefersToComesInWithIt() throws Exception {
        var follow = follow();
        put("guests", "early", "{\"name\":\"early\",\"house\":\"late\"}");
        assertThat(follow.round(step -> {}).setAside()).isEqualTo(1);
        assertThat(small.findings()).contains("orphan_reference early house ERROR");

        put("houses", "late", "{\"code\":\"late\",\"seat\":1}");
        follow.round(step -> {});

        assertThat(small.query("select h.code from small.guest g join small.house h on h.id = g.house_id"
                        + " where g.legacy_id = 'early'"))
                .containsExactly("LATE");
        assertThat(small.findings()).isEmpty();
        assertThat(small.quarantine()).isEmpty();
    }

    @Test
    void whatBreaksARuleIsSetAsideByItsNameAndComesBackWhenItIsMended() throws Exception {
        var follow = follow();
        put("houses", "wrong", "{\"code\":\"wrong\",\"seat\":-1}");
        put("houses", "double", "{\"code\":\"c1\",\"seat\":1}");
        put("guests", "waits", "{\"name\":\"waits\",\"house\":\"wrong\"}");
        follow.round(step -> {});
        assertThat(small.findings())
                .containsExactlyInAnyOrder(
                        "house_seat_positive wrong seat ERROR",
                        // The earlier id has the code, but the other's row stands, as its document is set aside.
                        "house_code_key h1 code ERROR",
                        "house_code_key double ERROR",
                        "dependent_of_quarantined waits house ERROR",
                        "dependent_of_quarantined g1 house ERROR",
                        "dependent_of_quarantined g11 house ERROR",
                        "dependent_of_quarantined g21 house ERROR",
                        "kept_though_set_aside g1 WARNING",
                        "kept_though_set_aside g11 WARNING",
                        "kept_though_set_aside g21 WARNING",
                        "kept_though_set_aside h1 WARNING");

        put("houses", "wrong", "{\"code\":\"wrong\",\"seat\":1}");
        put("houses", "double", "{\"code\":\"own\",\"seat\":1}");
        follow.round(step -> {});

        assertThat(small.findings()).isEmpty();
        assertThat(small.query("select code from small.house where legacy_id in ('wrong', 'double', 'h1') order by 1"))
                .containsExactly("C1", "OWN", "WRONG");
        assertThat(small.query("select name from small.guest where legacy_id = 'waits'"))
                .containsExactly("waits");
    }

    @Test
    void whatWasFollowedIsProvenAgainstTheClusterAsItIsNow() throws Exception {
        var follow = follow();
        put("houses", "new", "{\"code\":\"added\",\"seat\":3}");
        put("houses", "wrong", "{\"code\":\"wrong\",\"seat\":-1}");
        put("guests", "g1", "{\"name\":\"moved\",\"house\":\"new\"}");
        delete("houses", "h29");
        follow.round(step -> {});

        var proof = small.prove();

        assertThat(proof.differences()).isEmpty();
        assertThat(proof.proven()).isTrue();

        put("houses", "new", "{\"code\":\"later\",\"seat\":3}");
        call("POST", "/" + prefix + "*/_refresh", "");
        assertThat(small.prove().counts()).containsOnlyKeys(DifferenceKind.SOURCE_MOVED, DifferenceKind.LEDGER);
        follow.round(step -> {});
        assertThat(small.prove().differences()).isEmpty();
    }

    @Test
    void whereNothingLiesAnyMoreIsNotLookedThrough() throws Exception {
        var follow = follow();
        follow.round(step -> {});
        for (int i = 0; i < 10; i++) {
            var lines = new StringBuilder();
            for (int n = 0; n < 600; n++) {
                lines.append("""
                        {"index":{"_index":"%shouses","_id":"h%d"}}
                        {"code":"c%2$d","seat":%d}
                        """.formatted(prefix, n % 30, n + i + 1));
            }
            call("POST", "/_bulk", lines.toString());
            follow.round(step -> {});
        }

        assertThat(small.query("select documents::text from rejoin_import.followed_block where index_name = 'houses'"))
                .doesNotContain("0")
                .hasSizeLessThan(7);
        assertThat(small.query("select sum(documents)::text from rejoin_import.followed_block"))
                .containsExactly("60");
    }

    @Test
    void afterADeltaTheClusterIsReadAndComparedOnceMore() throws Exception {
        follow().round(step -> {});
        small.delta();

        assertThat(follow().round(step -> {}).read()).isEqualTo(60);
    }

    @Test
    void anIndexThatWasMadeAnewIsRefusedByName() throws Exception {
        var follow = follow();
        follow.round(step -> {});
        call("DELETE", "/" + prefix + "houses", "");
        create("houses");

        assertThatThrownBy(() -> follow.round(step -> {}))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Index \"" + prefix + "houses\" is another one");
    }

    @Test
    void whoeverGoesOnAfterAnEndAtAnyMomentLosesAndDoublesNothing() throws Exception {
        var random = new Random(5);
        var truth = new TreeMap<String, String>();
        for (int i = 0; i < 30; i++) {
            truth.put("h" + i, "C" + i);
        }
        for (int round = 0; round < 25; round++) {
            for (int write = 0; write < 6; write++) {
                var id = "h" + (10 + random.nextInt(40));
                if (random.nextInt(3) == 0) {
                    LiveCluster.send(LiveCluster.url(), "DELETE", "/" + prefix + "houses/_doc/" + id, "");
                    truth.remove(id);
                } else {
                    var code = "R" + round + "W" + write;
                    put("houses", id, "{\"code\":\"%s\",\"seat\":1}".formatted(code));
                    truth.put(id, code);
                }
            }
            if (round % 3 == 0) {
                endIn(random);
            } else {
                follow().round(step -> {});
            }
        }
        follow().round(step -> {});

        assertThat(small.query("select legacy_id || ' ' || code from small.house order by 1"))
                .containsExactlyInAnyOrderElementsOf(truth.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .toList());
        assertThat(small.findings()).isEmpty();
        assertThat(small.query("select sum(documents)::text from rejoin_import.followed_block"))
                .containsExactly(String.valueOf(truth.size() + 30));
    }

    @Test
    void aDeleteIsFoundThoughTheFollowerHadEndedBetweenItsNumberAndTheLookForIt() throws Exception {
        var follow = follow();
        follow.round(step -> {});
        for (boolean goesOn : new boolean[] {false, true}) {
            var id = goesOn ? "h28" : "h29";
            delete("houses", id);
            // So many that they are applied before the deletes are looked for.
            var many = new StringBuilder();
            for (int i = 0; i < 1_000; i++) {
                many.append("{\"index\":{\"_id\":\"m%1$d\"}}\n{\"code\":\"m%1$d\",\"seat\":%2$d}\n"
                        .formatted(i, goesOn ? 1 : 2));
            }
            call("POST", "/" + prefix + "houses/_bulk", many.toString());
            var ended = goesOn ? follow : follow();
            assertThatThrownBy(() -> ended.round(step -> {
                        throw new IllegalStateException("ended");
                    }))
                    .hasMessage("ended");
            assertThat(small.query("select legacy_id from small.house where legacy_id = '" + id + "'"))
                    .containsExactly(id);

            (goesOn ? follow : follow()).round(step -> {});

            assertThat(small.query("select legacy_id from small.house where legacy_id = '" + id + "'"))
                    .isEmpty();
        }
    }

    /** When a document is deleted that was written again while the first look went on. */
    enum Deleted {
        BEFORE_IT_IS_ASKED_FOR,
        AFTER_THE_LOOK,
        WHILE_NOBODY_FOLLOWS
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenAgainDuringTheFirstLookAndThenDeletedIsGoneAfterTheNext(Deleted when) throws Exception {
        try (var proxy = new FaultyProxy(LiveCluster.url());
                var steered = LiveIndices.at(proxy.url(), SourceOptions.fromEnvironment(Map.of()))) {
            // Given: its new number is beyond those of the look, and at the old one no search shows it any more
            var written = new AtomicBoolean();
            proxy.when(asked -> {
                if (asked.path().contains("/_refresh") && written.compareAndSet(false, true)) {
                    return Optional.of(new FaultyProxy.Deed.Alter(answer -> {
                        put("houses", "h27", "{\"code\":\"again\",\"seat\":1}");
                        call("POST", "/" + prefix + "houses/_refresh", "");
                        return answer;
                    }));
                }
                if (asked.path().contains("/_mget") && when == Deleted.BEFORE_IT_IS_ASKED_FOR) {
                    LiveCluster.send(LiveCluster.url(), "DELETE", "/" + prefix + "houses/_doc/h27", "");
                }
                return Optional.empty();
            });
            var follow = follow(steered);
            assertThat(follow.round(step -> {}).read()).isEqualTo(59);
            assertThat(written).isTrue();
            assertThat(small.query("select code from small.house where legacy_id = 'h27'"))
                    .hasSize(when == Deleted.BEFORE_IT_IS_ASKED_FOR ? 0 : 1);

            // When
            if (when != Deleted.BEFORE_IT_IS_ASKED_FOR) {
                delete("houses", "h27");
            }
            (when == Deleted.WHILE_NOBODY_FOLLOWS ? follow(steered) : follow).round(step -> {});

            // Then
            assertThat(small.query("select code from small.house where legacy_id = 'h27'"))
                    .isEmpty();
            assertThat(small.query("select sum(documents)::text from rejoin_import.followed_block"))
                    .containsExactly("59");
            assertThat(small.prove().differences()).isEmpty();
        }
    }

    /** The connection goes in the middle of the transaction, or just after it. */
    private void endIn(Random random) throws Exception {
        if (random.nextBoolean()) {
            small.execute(
                    "alter table rejoin_import.followed_shard add constraint none check (complete < 0) not valid");
            assertThatThrownBy(() -> follow().round(step -> {})).isInstanceOf(java.sql.SQLException.class);
            small.execute("alter table rejoin_import.followed_shard drop constraint none");
        } else {
            assertThatThrownBy(() -> follow().round(step -> {
                        throw new IllegalStateException("ended");
                    }))
                    .hasMessage("ended");
        }
    }

    private Follow follow() throws Exception {
        return follow(live);
    }

    private Follow follow(LiveIndices cluster) throws Exception {
        var database = small.database().dataSource();
        return new Follow(
                cluster, database, Apply.to(database, MappingReader.read(temporary.resolve("mapping"))), prefix);
    }

    private void create(String index) {
        call("PUT", "/" + prefix + index, "{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":0}}");
    }

    private void put(String index, String id, String source) {
        call("PUT", "/" + prefix + index + "/_doc/" + id, source);
    }

    private void delete(String index, String id) {
        call("DELETE", "/" + prefix + index + "/_doc/" + id, "");
    }
}
