package dev.rejoin.importer.follow;

import static dev.rejoin.importer.read.LiveCluster.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.LiveCluster;
import dev.rejoin.importer.read.LiveIndices;
import dev.rejoin.importer.read.SourceIncompleteException;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.SourceRefusedException;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.RefusedException;
import dev.rejoin.importer.run.SmallImport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an admin does to a cluster while it is followed: nothing is lost, nothing doubled, or it is refused by name. */
class FollowOfAnOperatedClusterTest {
    private static final int BOATS = 20;

    @TempDir
    private Path temporary;

    private String prefix;
    private String boats;
    private SmallImport small;
    private LiveIndices live;
    private Follow follow;

    @BeforeEach
    void importAnIndex() throws Exception {
        prefix = LiveCluster.newName("operated") + "-";
        boats = prefix + "boats";
        small = new SmallImport(temporary, """
                        create table small.boat (id uuid primary key, legacy_id text unique, name text, built date);
                        """).mapping("boats.yaml", """
                        index: boats*
                        ignore: {rest: of no use, crew: of no use}
                        rows:
                          - table: boat
                            columns:
                              name: name
                              built: built
                        """).cluster(LiveCluster.url(), prefix);
        create("boats");
        for (int i = 0; i < BOATS; i++) {
            put("b" + i, "n" + i);
        }
        refresh();
        assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
        live = LiveIndices.at(LiveCluster.url(), SourceOptions.fromEnvironment(Map.of()));
        follow = follow();
        follow.round(step -> {});
    }

    @AfterEach
    void close() {
        live.close();
        small.close();
        LiveCluster.send(
                LiveCluster.url(),
                "PUT",
                "/" + prefix + "*/_settings?expand_wildcards=all",
                "{\"index.blocks.read_only\":null,\"index.blocks.metadata\":null,\"index.blocks.write\":null}");
        // By their names, as a cluster deletes nothing by a pattern unless it is told to; others read it after this.
        call("GET", "/_cat/indices/" + prefix + "*?format=json&h=index&expand_wildcards=all", "")
                .forEach(index -> call("DELETE", "/" + index.get("index").textValue(), ""));
    }

    @Test
    void aClosedIndexIsNamedAndGoesOnWhenItIsOpenAgain() throws Exception {
        put("b1", "before");
        delete("b2");
        call("POST", "/" + boats + "/_close", "");

        refused(() -> follow.round(step -> {}), "Index \"" + boats + "\" is closed", "open it");
        refused(() -> follow().round(step -> {}), "Index \"" + boats + "\" is closed", "open it");

        call("POST", "/" + boats + "/_open", "");
        put("b3", "after");
        follow.round(step -> {});
        follow().round(step -> {});
        sameAsTheCluster("boats");
    }

    @Test
    void anIndexWithoutAllOfItsShardsIsNamed() throws Exception {
        small.execute("""
                insert into rejoin_import.followed_shard (index_name, shard, uuid, complete)
                select index_name, 2, uuid, 7 from rejoin_import.followed_shard limit 1
                """);
        refused(() -> follow.round(step -> {}), "Index \"" + boats + "\" lacks a primary shard");

        // The server has one node, which may hold one of two shards.
        call("PUT", "/" + prefix + "halved?wait_for_active_shards=0", """
                {"settings":{"number_of_shards":2,"number_of_replicas":0,
                             "index.routing.allocation.total_shards_per_node":1}}""");
        var halved = prefix + "halved";
        refused(
                () -> live.refuseUnfit(
                        live.state(List.of(halved), live.listed(prefix)).values()),
                "Index \"" + halved + "\" lacks a primary shard",
                "unassigned");
    }

    @Test
    void anIndexThatIsGoneIsNamed() {
        call("DELETE", "/" + boats, "");

        refused(() -> follow.round(step -> {}), "Index \"" + boats + "\" is not there", "import run --delta");
        assertThat(names()).hasSize(BOATS);
    }

    @Test
    void anIndexThatAnAliasHasTakenThePlaceOfIsNamedWithTheOneBehindIt() throws Exception {
        create("boats-2");
        for (int i = 0; i < BOATS; i++) {
            call("PUT", "/" + prefix + "boats-2/_doc/b" + i, "{\"name\":\"n%d\"}".formatted(i));
        }
        call("DELETE", "/" + boats, "");
        call("POST", "/_aliases", """
                {"actions":[{"add":{"index":"%sboats-2","alias":"%s"}}]}""".formatted(prefix, boats));

        refused(
                () -> follow.round(step -> {}),
                "Index \"" + boats + "\" is not there",
                "an alias of \"" + prefix + "boats-2\"",
                "import run --delta");
        small.delta();
        var again = follow();
        call("PUT", "/" + prefix + "boats-2/_doc/b1", "{\"name\":\"there\"}");
        again.round(step -> {});
        sameAsTheCluster("boats-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_clone", "_split", "_shrink"})
    void anIndexIsFollowedThoughACopyOfItWasMadeUnderAnotherName(String how) throws Exception {
        put("b1", "before");
        call("PUT", "/" + boats + "/_settings", "{\"index.blocks.write\":true}");
        int shards = how.equals("_clone") ? 2 : how.equals("_split") ? 4 : 1;
        call("PUT", "/" + boats + "/" + how + "/" + prefix + "copied", """
                {"settings":{"index.number_of_shards":%d,"index.number_of_replicas":0,"index.blocks.write":null}}""".formatted(shards));
        call("PUT", "/" + boats + "/_settings", "{\"index.blocks.write\":null}");
        put("b2", "after");
        delete("b3");
        follow.round(step -> {});

        sameAsTheCluster("boats");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIndexThatAppearsAndThatTheMappingMeansIsNamed(boolean stopped) throws Exception {
        create("boats-new");
        call("PUT", "/" + prefix + "boats-new/_doc/x1", "{\"name\":\"new\"}");
        create("ships");

        refused(
                () -> (stopped ? follow() : follow).round(step -> {}),
                "Index \"" + prefix + "boats-new\"",
                "boats.yaml",
                "import run --delta");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            moved to it                   | true  | [{"remove":{"index":"%1$s","alias":"%3$s"}},{"add":{"index":"%2$s","alias":"%3$s"}}]
            it is the one that is written | true  | [{"add":{"index":"%2$s","alias":"%3$s","is_write_index":true}}]
            it is only read by that       | false | [{"add":{"index":"%1$s","alias":"%3$s","is_write_index":true}},{"add":{"index":"%2$s","alias":"%3$s"}}]
            nobody writes by that         | false | [{"add":{"index":"%2$s","alias":"%3$s"}}]
            another alias                 | false | [{"add":{"index":"%2$s","alias":"%3$s-else"}}]
            """)
    void anAliasThatLeadsWhatIsWrittenToAnExcludedIndexIsNamed(String how, boolean refused, String actions)
            throws Exception {
        var own = LiveCluster.newName("fleet") + "-";
        var fleet = own + "ships";
        var one = own + "one";
        var two = own + "two";
        try (var ships = new SmallImport(temporary.resolve("ships"), """
                        create table small.ship (id uuid primary key, legacy_id text unique, name text);
                        """)
                .mapping("import.yaml", "schema: small\nexclude: {two: of another application}\n")
                .mapping("ships.yaml", "index: %s\nrows: [{table: ship, columns: {name: name}}]\n".formatted(fleet))
                .cluster(LiveCluster.url(), own)) {
            for (var index : List.of(one, two)) {
                call("PUT", "/" + index, "{\"settings\":{\"number_of_shards\":1,\"number_of_replicas\":0}}");
            }
            call("POST", "/_aliases", """
                    {"actions":[{"add":{"index":"%s","alias":"%s"}}]}""".formatted(one, fleet));
            call("PUT", "/" + fleet + "/_doc/1?refresh=true", "{\"name\":\"first\"}");
            assertThat(ships.run().outcome()).isEqualTo(Outcome.PROVEN);
            var database = ships.database().dataSource();
            var following = new Follow(
                    live, database, Apply.to(database, MappingReader.read(temporary.resolve("ships/mapping"))), own);
            following.round(step -> {});

            call("POST", "/_aliases", "{\"actions\":%s}".formatted(actions.formatted(one, two, fleet)));

            if (refused) {
                refused(
                        () -> following.round(step -> {}),
                        "\"" + fleet + "\"",
                        "index \"" + two + "\"",
                        "excludes (of another application)",
                        "ships.yaml",
                        "import run --delta");
            } else {
                call("PUT", "/" + one + "/_doc/2", "{\"name\":\"second\"}");
                following.round(step -> {});
                assertThat(ships.query("select name from small.ship order by 1"))
                        .containsExactly("first", "second");
            }
        } finally {
            call("DELETE", "/" + one + "," + two, "");
        }
    }

    @Test
    void aRestoreOverAnIndexIsNoticed() throws Exception {
        snapshot(boats);
        for (int i = 0; i < 5; i++) {
            put("b" + i, "later");
        }
        put("later", "later");
        follow.round(step -> {});
        call("POST", "/" + boats + "/_close", "");
        restore(boats);
        // New writes take the numbers that were read already.
        for (int i = 0; i < 3; i++) {
            put("again" + i, "again");
        }

        refused(() -> follow.round(step -> {}), "Index \"" + boats + "\"", "restored", "follow --anew");
        refused(() -> follow().round(step -> {}), "Index \"" + boats + "\"", "restored", "follow --anew");

        follow = follow();
        follow.anew();
        follow.round(step -> {});
        sameAsTheCluster("boats");
    }

    @Test
    void aRestoreIsNoticedOnceAFollowerHasLookedThatFoundNoHistoryWrittenDown() throws Exception {
        snapshot(boats);
        for (int i = 0; i < 10; i++) {
            put("b" + i, "later");
        }
        follow.round(step -> {});
        var complete =
                "select shard || ' ' || uuid || ' ' || complete from rejoin_import.followed_shard order by shard";
        var before = small.query(complete);
        // As whoever followed before histories were written down left it.
        small.execute("update rejoin_import.followed_shard set history = null");
        assertThat(follow().round(step -> {}).read()).isZero();
        assertThat(small.query(complete)).isEqualTo(before);

        call("POST", "/" + boats + "/_close", "");
        restore(boats);
        // So many that the greatest numbers are beyond those that were read.
        for (int i = 0; i < 60; i++) {
            put("again" + i, "again");
        }
        refused(() -> follow().round(step -> {}), "Index \"" + boats + "\"", "restored", "follow --anew");
    }

    @Test
    void writesAreFoundWhileASnapshotRunsAndAfterDeletedOnesWereMergedAway() throws Exception {
        put("b1", "one");
        snapshot(boats);
        for (int i = 5; i < 12; i++) {
            delete("b" + i);
        }
        put("b13", "two");
        call("POST", "/" + boats + "/_forcemerge?only_expunge_deletes=true", "");
        put("b14", "three");
        call("POST", "/" + boats + "/_forcemerge?max_num_segments=1", "");
        follow.round(step -> {});
        sameAsTheCluster("boats");

        delete("b15");
        call("POST", "/" + boats + "/_flush?force=true", "");
        call("POST", "/" + boats + "/_forcemerge?max_num_segments=1", "");
        follow().round(step -> {});
        sameAsTheCluster("boats");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"index.refresh_interval\":\"-1\"}",
                "{\"index.refresh_interval\":\"30s\"}",
                "{\"index.number_of_replicas\":1}",
                "{\"index.translog.durability\":\"async\"}",
                "{\"index.max_result_window\":7}",
                "{\"index.search.idle.after\":\"1ms\"}"
            })
    void settingsThatChangeAreNothingToTheFollower(String settings) throws Exception {
        call("PUT", "/" + boats + "/_settings", settings);
        for (int i = 0; i < 10; i++) {
            put("b" + i, "set" + i);
        }
        delete("b12");
        until(follow, 10, 1);
        call("PUT", "/" + boats + "/_settings", "{\"index.number_of_replicas\":0,\"index.max_result_window\":null}");
        sameAsTheCluster("boats");
        put("b13", "once more");
        until(follow, 1, 0);
        sameAsTheCluster("boats");
    }

    /** What is written down only now and then is complete only then. */
    private static void until(Follow follow, long read, long gone) throws Exception {
        long began = System.nanoTime();
        var seen = follow.round(step -> {});
        while ((seen.read() < read || seen.gone() < gone) && System.nanoTime() - began < 120e9) {
            Thread.sleep(100);
            seen = seen.and(follow.round(step -> {}));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "read_only", "metadata", "read_only_allow_delete"})
    void whatWasWrittenBeforeABlockIsFoundOrTheBlockIsNamed(String block) throws Exception {
        call("PUT", "/" + boats + "/_settings", "{\"index.refresh_interval\":\"-1\"}");
        put("b1", "before");
        delete("b2");
        call("PUT", "/" + boats + "/_settings", "{\"index.blocks." + block + "\":true}");

        if (block.equals("metadata")) {
            refused(() -> follow.round(step -> {}), "index.blocks.metadata", boats);
        } else {
            follow.round(step -> {});
            sameAsTheCluster("boats");
        }
        call("PUT", "/" + boats + "/_settings", "{\"index.blocks." + block + "\":null}");
        put("b3", "after");
        follow().round(step -> {});
        sameAsTheCluster("boats");
    }

    @Test
    void anIndexThatNobodyMayReadIsNamedWithTheBlock() {
        put("b1", "before");
        call("PUT", "/" + boats + "/_settings", "{\"index.blocks.read\":true}");

        refused(() -> follow.round(step -> {}), "index.blocks.read", boats);
        call("PUT", "/" + boats + "/_settings", "{\"index.blocks.read\":null}");
    }

    @Test
    void everyDocumentOfAQueryIsFollowed() throws Exception {
        // As _update_by_query and _delete_by_query write, which the server of the tests lacks: in bulk, if nobody else
        // did.
        var bulk = new StringBuilder();
        for (int i = 0; i < BOATS; i++) {
            bulk.append(
                    i % 2 == 0
                            ? "{\"delete\":{\"_id\":\"b%d\"}}\n".formatted(i)
                            : "{\"index\":{\"_id\":\"b%d\"}}\n{\"name\":\"n%d\",\"rest\":%d}\n".formatted(i, i, i));
        }
        assertThat(call("POST", "/" + boats + "/_bulk", bulk.toString())
                        .path("errors")
                        .asBoolean())
                .isFalse();
        assertThat(follow.round(step -> {}).gone()).isEqualTo(BOATS / 2);
        sameAsTheCluster("boats");
    }

    @Test
    void aFieldThatAppearsSetsItsDocumentsAsideByName() throws Exception {
        call("PUT", "/" + boats + "/_doc/b1", "{\"name\":\"one\",\"colour\":\"red\"}");
        follow.round(step -> {});

        assertThat(small.findings()).contains("unmapped_path b1 colour ERROR");
    }

    @Test
    void aDateFormatThatAppearsIsTheOneThatDatesAreReadBy() throws Exception {
        call("PUT", "/" + boats + "/_mapping", """
                {"properties":{"built":{"type":"date","format":"dd/MM/yyyy"}}}""");
        call("PUT", "/" + boats + "/_doc/b1", "{\"name\":\"n1\",\"built\":\"24/12/1999\"}");
        refused(() -> follow.round(step -> {}), "Index \"" + boats + "\"", "built", "dd/MM/yyyy", "import run --delta");

        small.delta();
        call("PUT", "/" + boats + "/_doc/b2", "{\"name\":\"n2\",\"built\":\"25/12/1999\"}");
        follow().round(step -> {});

        sameAsTheCluster("boats");
        assertThat(small.findings()).allMatch(finding -> finding.endsWith("INFO"));
        assertThat(small.query("select built::text from small.boat where legacy_id = 'b2'"))
                .containsExactly("1999-12-25");
        assertThat(small.query("select built::text from small.boat where legacy_id = 'b1'"))
                .containsExactly("1999-12-24");
    }

    @Test
    void noneOfManyDocumentsIsAppliedBeforeADateFormatThatAppearedIsNamed() throws Exception {
        call("PUT", "/" + boats + "/_mapping", """
                {"properties":{"built":{"type":"date","format":"dd/MM/yyyy"}}}""");
        // More than are applied together, of each shard.
        var many = new StringBuilder();
        for (int i = 0; i < 2_500; i++) {
            many.append("""
                    {"index":{"_id":"m%1$d"}}
                    {"name":"m%1$d","built":"05/06/1999"}
                    """.formatted(i));
        }
        call("POST", "/" + boats + "/_bulk", many.toString());
        put("b1", "b1");

        refused(() -> follow.round(step -> {}), "Index \"" + boats + "\"", "built", "dd/MM/yyyy");
        refused(() -> follow().round(step -> {}), "Index \"" + boats + "\"", "built", "dd/MM/yyyy");
        assertThat(names()).hasSize(BOATS).contains("b1 n1");
        assertThat(small.quarantine()).isEmpty();

        small.delta();
        follow().round(step -> {});
        sameAsTheCluster("boats");
        assertThat(small.query("select distinct built::text from small.boat where legacy_id like 'm%'"))
                .containsExactly("1999-06-05");
    }

    @Test
    void documentsWithRoutingNestedOnesAndOddNamesAreFollowed() throws Exception {
        call("PUT", "/" + boats + "/_mapping", """
                {"properties":{"crew":{"type":"nested"}}}""");
        var ids = List.of(
                "a b",
                "a/b",
                "a%2Fb",
                "ü€😀",
                "..",
                "a\"b\\c",
                "a,b",
                "*",
                "?x=1#y",
                "a\tb",
                "a\nb",
                "'; --",
                "{}",
                "+",
                "é",
                "e\u0301",
                "l".repeat(512));
        for (var id : ids) {
            call("PUT", "/" + boats + "/_doc/" + encoded(id), "{\"name\":\"odd\",\"crew\":[{\"a\":1},{\"a\":2}]}");
            call(
                    "PUT",
                    "/" + boats + "/_doc/" + encoded("r" + id.substring(id.length() > 500 ? 1 : 0)) + "?routing="
                            + encoded(id),
                    "{\"name\":\"routed\"}");
        }
        follow.round(step -> {});
        sameAsTheCluster("boats");
        assertThat(names()).hasSize(BOATS + 2 * ids.size());

        for (var id : ids) {
            call("DELETE", "/" + boats + "/_doc/" + encoded(id), "");
            call(
                    "DELETE",
                    "/" + boats + "/_doc/" + encoded("r" + id.substring(id.length() > 500 ? 1 : 0)) + "?routing="
                            + encoded(id),
                    "");
        }
        follow.round(step -> {});
        sameAsTheCluster("boats");
    }

    @Test
    void anIdThatPostgresqlCannotHoldIsSetAsideAndGoesWithItsDocument() throws Exception {
        call("PUT", "/" + boats + "/_doc/a%00b", "{\"name\":\"odd\"}");
        call("PUT", "/" + boats + "/_doc/routed?routing=a%00b", "{\"name\":\"odd\"}");
        follow.round(step -> {});
        assertThat(small.quarantine()).hasSize(2);

        call("DELETE", "/" + boats + "/_doc/a%00b", "");
        call("DELETE", "/" + boats + "/_doc/routed?routing=a%00b", "");
        follow.round(step -> {});
        assertThat(small.quarantine()).isEmpty();
        sameAsTheCluster("boats");
    }

    @Test
    void largeDocumentsAreReadInPartsThatFit() throws Exception {
        var rest = "x".repeat(5 << 20);
        for (int i = 0; i < 12; i++) {
            call("PUT", "/" + boats + "/_doc/large" + i, "{\"name\":\"large\",\"rest\":\"%s\"}".formatted(rest));
        }
        follow.round(step -> {});

        assertThat(small.query("select count(*)::text from small.boat where name = 'large'"))
                .containsExactly("12");
    }

    @Test
    void anIndexThatIsMadeAnewInTheMiddleOfALookLosesNoRow() throws Exception {
        // So many that some are applied before the deletes are looked for.
        var many = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            many.append("{\"index\":{\"_id\":\"m%1$d\"}}\n{\"name\":\"m%1$d\"}\n".formatted(i));
        }
        call("POST", "/" + boats + "/_bulk", many.toString());
        var ended = follow();
        assertThatThrownBy(() -> ended.round(step -> {
                    call("DELETE", "/" + boats, "");
                    create("boats");
                }))
                .isInstanceOfAny(RefusedException.class, SourceIncompleteException.class);

        assertThat(names()).hasSize(BOATS + 1_000);
    }

    @Test
    void moreIndicesAreFollowedThanOneRequestCanName() throws Exception {
        for (int i = 0; i < 40; i++) {
            create("boats-" + "y".repeat(100) + i);
        }
        small.delta();
        call("PUT", "/" + prefix + "boats-" + "y".repeat(100) + "7/_doc/far", "{\"name\":\"far\"}");
        put("b1", "near");
        follow().round(step -> {});

        assertThat(names()).contains("far far", "b1 near").hasSize(BOATS + 1);
    }

    private static void refused(ThrowingCallable call, String... sentences) {
        assertThatThrownBy(call)
                .isInstanceOfAny(RefusedException.class, SourceRefusedException.class, SourceIncompleteException.class)
                .message()
                .contains(sentences);
    }

    private void sameAsTheCluster(String index) {
        assertThat(names()).containsExactlyElementsOf(namesInTheCluster(index));
        assertThat(query(
                        "select index_name || ' ' || id from rejoin_import.document where index_name = '%s' and run_id = (select max(id) from rejoin_import.run)"
                                .formatted(index)))
                .hasSize(names().size());
        assertThat(query(
                        "select coalesce(sum(documents), 0)::text from rejoin_import.followed_block where index_name = '%s'"
                                .formatted(index)))
                .containsExactly(String.valueOf(names().size()));
    }

    private List<String> names() {
        return query("select legacy_id || ' ' || name from small.boat").stream()
                .sorted()
                .toList();
    }

    private List<String> namesInTheCluster(String index) {
        refresh();
        var names = new ArrayList<String>();
        for (var hit : call("POST", "/" + prefix + index + "/_search?size=10000&expand_wildcards=all", "{}")
                .path("hits")
                .path("hits")) {
            names.add(hit.path("_id").asText() + " "
                    + hit.path("_source").path("name").asText());
        }
        return names.stream().sorted().toList();
    }

    private List<String> query(String sql) {
        try {
            return small.query(sql);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void snapshot(String index) {
        call("PUT", "/_snapshot/" + prefix + "kept", """
                {"type":"fs","settings":{"location":"%s"}}""".formatted(
                        LiveCluster.repositoryFolder().resolve(prefix)));
        call("PUT", "/_snapshot/" + prefix + "kept/one?wait_for_completion=true", """
                {"indices":"%s","include_global_state":false}""".formatted(index));
    }

    private void restore(String index) {
        call("POST", "/_snapshot/" + prefix + "kept/one/_restore?wait_for_completion=true", """
                {"indices":"%s","include_global_state":false}""".formatted(index));
    }

    private Follow follow() throws Exception {
        var database = small.database().dataSource();
        return new Follow(live, database, Apply.to(database, MappingReader.read(temporary.resolve("mapping"))), prefix);
    }

    private void refresh() {
        LiveCluster.send(LiveCluster.url(), "POST", "/" + prefix + "*/_refresh", "");
    }

    private void create(String index) {
        call("PUT", "/" + prefix + index, "{\"settings\":{\"number_of_shards\":2,\"number_of_replicas\":0}}");
    }

    private void put(String id, String name) {
        call("PUT", "/" + boats + "/_doc/" + id, "{\"name\":\"%s\"}".formatted(name));
    }

    private void delete(String id) {
        call("DELETE", "/" + boats + "/_doc/" + id, "");
    }

    private static String encoded(String id) {
        return id.equals("..")
                ? "%2E%2E"
                : URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
