package dev.rejoin.importer.follow;

import static dev.rejoin.importer.read.LiveCluster.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.LiveCluster;
import dev.rejoin.importer.read.LiveIndices;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.run.SmallImport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Few deletes and few changes among many documents; {@code -Drejoin.many=1000000} says among how many. */
@Tag("slow")
class FollowOfManyDocumentsTest {
    private static final int MANY = Integer.getInteger("rejoin.many", 20_000);
    private static final int AT_ONCE = 5_000;

    @TempDir
    private Path temporary;

    private final String prefix = LiveCluster.newName("many") + "-";
    private final String boats = prefix + "boats";

    /** Others read the same cluster. */
    @AfterEach
    void deleteTheIndex() {
        call("DELETE", "/" + boats + "?ignore_unavailable=true", "");
    }

    @Test
    void deletesAreFoundExactlyAndAFewChangesCostTheReadingAndSeconds() throws Exception {
        call("PUT", "/" + boats, "{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":0}}");
        for (int from = 0; from < MANY; from += AT_ONCE) {
            var bulk = new StringBuilder();
            for (int i = from; i < Math.min(MANY, from + AT_ONCE); i++) {
                bulk.append(index(i, 0));
            }
            bulk(bulk);
        }
        refresh();
        try (var small = new SmallImport(temporary, """
                        create table small.boat (id uuid primary key, legacy_id text unique, name text not null, seats integer,
                            change integer not null);
                        """)
                        .mapping("boats.yaml", """
                        index: boats
                        rows:
                          - table: boat
                            columns: {name: name, seats: seats, change: change}
                        """)
                        .cluster(LiveCluster.url(), prefix);
                var live = LiveIndices.at(LiveCluster.url(), SourceOptions.fromEnvironment(Map.of()))) {
            long began = System.nanoTime();
            assertThat(small.run().outcome()).isEqualTo(Outcome.PROVEN);
            tell("%,d documents are imported and proven", began, MANY);
            var follow = follow(small, live);
            began = System.nanoTime();
            assertThat(follow.round(step -> {}).changed()).isZero();
            tell("the first look reads and compares all of them", began);

            var left = new ArrayList<Integer>();
            for (int i = 0; i < MANY; i++) {
                left.add(i);
            }
            Collections.shuffle(left, new Random(1));
            for (int deletes : List.of(1, 100, MANY / 20)) {
                var gone = List.copyOf(left.subList(left.size() - deletes, left.size()));
                left.subList(left.size() - deletes, left.size()).clear();
                delete(gone);
                began = System.nanoTime();
                assertThat(follow.round(step -> {}).gone()).isEqualTo(deletes);
                tell("%,d deletes are found and applied", began, deletes);
                assertSame(small, left);
            }

            refresh();
            began = System.nanoTime();
            var nothing = small.delta();
            tell("a delta without a change, " + nothing.seconds(), began);
            change(left);
            began = System.nanoTime();
            var few = small.delta();
            tell("a delta of 100 changes, " + few.seconds(), began);
            assertSame(small, left);
            assertThat(small.query("select count(*)::text from small.boat where change = 1"))
                    .containsExactly("80");
        } finally {
            call("DELETE", "/" + boats, "");
        }
    }

    /** 60 documents that say something else, 20 new ones and 20 that are gone. */
    private void change(List<Integer> left) {
        var bulk = new StringBuilder();
        left.subList(0, 60).forEach(i -> bulk.append(index(i, 1)));
        for (int i = MANY; i < MANY + 20; i++) {
            bulk.append(index(i, 1));
        }
        bulk(bulk);
        delete(List.copyOf(left.subList(60, 80)));
        left.subList(60, 80).clear();
        for (int i = MANY; i < MANY + 20; i++) {
            left.add(i);
        }
        refresh();
    }

    private static void assertSame(SmallImport small, Collection<Integer> left) throws Exception {
        var rows = new HashSet<>(small.query("select legacy_id from small.boat"));
        var expected = left.stream().map(i -> "b" + i).collect(Collectors.toSet());
        // Of a million, all that differ would be no message.
        assertThat(rows.equals(expected))
                .as("%d rows, %d expected", rows.size(), expected.size())
                .isTrue();
    }

    private Follow follow(SmallImport small, LiveIndices live) throws Exception {
        var database = small.database().dataSource();
        return new Follow(live, database, Apply.to(database, MappingReader.read(temporary.resolve("mapping"))), prefix);
    }

    private static void tell(String what, long began, Object... of) {
        System.err.printf("%s: %.1f s%n", what.formatted(of), (System.nanoTime() - began) / 1e9);
    }

    private static String index(int number, int change) {
        return """
                {"index":{"_id":"b%1$d"}}
                {"name":"Boat number %1$d of the harbour","seats":%2$d,"change":%3$d}
                """.formatted(number, number % 12, change);
    }

    private void delete(List<Integer> numbers) {
        for (int from = 0; from < numbers.size(); from += AT_ONCE) {
            var bulk = new StringBuilder();
            numbers.subList(from, Math.min(numbers.size(), from + AT_ONCE))
                    .forEach(i -> bulk.append("{\"delete\":{\"_id\":\"b%d\"}}\n".formatted(i)));
            bulk(bulk);
        }
    }

    private void bulk(StringBuilder lines) {
        assertThat(call("POST", "/" + boats + "/_bulk", lines.toString())
                        .path("errors")
                        .asBoolean())
                .isFalse();
    }

    private void refresh() {
        call("POST", "/" + boats + "/_refresh", "");
    }
}
