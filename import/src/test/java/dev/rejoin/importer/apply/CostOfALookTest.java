package dev.rejoin.importer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.run.SmallImport;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/**
 * What the documents of a follower's look cost: the database is asked little more for many of them than for few. {@code
 * -Drejoin.looks=20} says how often it looks, {@code -Drejoin.profile=FILE} where to write what was asked, the dearest first.
 */
@Tag("slow")
class CostOfALookTest {
    private static final int LOOKS = Integer.getInteger("rejoin.looks", 8);

    @TempDir
    private Path temporary;

    private final Writes writes = new Writes(7);

    @Test
    void moreDocumentsAreNoMoreQuestionsAndTheEndIsThatOfAFreshImport() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            writes.write();
        }
        try (var small = small("first")) {
            small.run();
            small.execute("analyze");
            try (var listening = new Listening(small.database().dataSource())) {
                var apply = Apply.to(
                        listening.dataSource(),
                        MappingReader.read(temporary.resolve("first").resolve("mapping")));
                looks(apply, listening, 150);
                var few = looks(apply, listening, 30);
                var many = looks(apply, listening, 150);
                var profile = System.getProperty("rejoin.profile");
                if (profile != null) {
                    Files.write(Path.of(profile), listening.dearest(LOOKS));
                }
                looks(apply, listening, 600);

                assertThat(many).isLessThan(few * 1.3).isLessThan(250);
            }
            try (var fresh = small("second")) {
                fresh.run();
                for (var table : List.of("team", "member", "phone", "card")) {
                    // What was made of a document before it was set aside is left, and what it refers to.
                    var left = small.query(
                            "select row_id::text from rejoin_import.row_origin where how = 'LEFT' and table_name = '%s'"
                                    .formatted(table));
                    var rows = "select t::text from small.%s t".formatted(table);
                    assertThat(small.query(rows))
                            .as(table)
                            .containsAll(fresh.query(rows))
                            .hasSize(fresh.query(rows).size() + left.size());
                }
                for (var said : List.of(
                        "select concat_ws(' ', index_name, id, disposition) from rejoin_import.disposition",
                        "select concat_ws(' ', name, received, loaded, quarantined) from rejoin_import.source_index",
                        "select concat_ws(' ', read, loaded, merged, quarantined) from rejoin_import.element_account",
                        "select concat_ws(' ', code, id, path, value) from rejoin_import.finding where doc is not null")) {
                    assertThat(small.query(said)).containsExactlyInAnyOrderElementsOf(fresh.query(said));
                }
            }
        }
    }

    /** Each with its whole source: whoever has corrected many documents pays for none of them but those that come. */
    @Test
    void whatWasCorrectedOfOtherDocumentsIsNotRead() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            writes.write();
        }
        try (var small = small("first")) {
            small.run();
            small.execute("""
                    insert into rejoin_import.correction (index_name, id, run_id, wrong_sha256, source, corrected_by)
                    select 'members', 'other' || n, 1, sha256(n::text::bytea), repeat('{}', 500), 'a person'
                    from generate_series(1, 10000) n;
                    analyze rejoin_import.correction;
                    """);
            try (var listening = new Listening(small.database().dataSource())) {
                var apply = Apply.to(
                        listening.dataSource(),
                        MappingReader.read(temporary.resolve("first").resolve("mapping")));
                long before = listening.rowsRead("rejoin_import.correction");

                looks(apply, listening, 30);

                assertThat(listening.rowsRead("rejoin_import.correction") - before)
                        .isLessThan(100);
            }
        }
    }

    private SmallImport small(String folder) throws Exception {
        return new SmallImport(Files.createDirectories(temporary.resolve(folder)), """
                        create table small.team (id uuid primary key, legacy_id text not null unique, name text not null,
                            count bigint not null);
                        create table small.member (id uuid primary key, legacy_id text not null unique, name text not null,
                            count bigint not null, team_id uuid references small.team);
                        create table small.phone (member_id uuid not null references small.member, number text not null,
                            primary key (member_id, number));
                        create table small.card (id uuid primary key, legacy_id text not null unique, token text not null,
                            count bigint not null, member_id uuid not null references small.member);
                        """)
                .mapping("teams.yaml", """
                        index: teams
                        rows:
                          - table: team
                            columns: {name: name, count: count}
                        """)
                .mapping("members.yaml", """
                        index: members
                        rows:
                          - table: member
                            columns:
                              name: name
                              count: count
                              team_id: {from: team, to: team, orphans: "null"}
                        children:
                          - from: phones
                            table: phone
                            identity: [member_id, number]
                            columns:
                              member_id: {row: member}
                              number: .
                        """)
                .mapping("cards.yaml", """
                        index: cards
                        rows:
                          - table: card
                            columns:
                              token: token
                              count: count
                              member_id: {from: member, to: member, orphans: quarantine}
                        """)
                .dump("all.ndjson", writes.dump());
    }

    /** How many questions a look has cost. */
    private double looks(Apply apply, Listening listening, int documents) throws Exception {
        int backend = listening.connection().unwrap(PGConnection.class).getBackendPID();
        listening.forget();
        var threads = ManagementFactory.getThreadMXBean();
        long java = threads.getCurrentThreadCpuTime();
        double server = cpuOf(backend);
        long began = System.nanoTime();
        for (int i = 0; i < LOOKS; i++) {
            var written = new ArrayList<SourceDocument>();
            var gone = new ArrayList<DocumentName>();
            writes.some(documents, written, gone);
            apply.apply(written, gone, Apply.Alongside.NOTHING);
        }
        double each = 1_000.0 / LOOKS / documents;
        System.err.printf(
                "looks of %d documents: %.0f ms each, of these %.0f waiting for the database; %.0f questions;"
                        + " CPU for 1,000 documents: Java %.0f ms, PostgreSQL %.0f ms%n",
                documents,
                (System.nanoTime() - began) / 1e6 / LOOKS,
                listening.milliseconds() / LOOKS,
                (double) listening.questions() / LOOKS,
                (threads.getCurrentThreadCpuTime() - java) / 1e6 * each,
                (cpuOf(backend) - server) * each);
        return (double) listening.questions() / LOOKS;
    }

    /** Milliseconds, where the system says so. */
    private static double cpuOf(int process) throws Exception {
        var stat = Path.of("/proc/" + process + "/stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        var fields = Files.readString(stat).replaceFirst(".*\\) ", "").split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10.0;
    }

    /** Documents as the history checker writes them. */
    private static final class Writes {
        private final Random random;
        private final Map<DocumentName, String> there =
                new TreeMap<>((a, b) -> a.index().equals(b.index())
                        ? a.id().compareTo(b.id())
                        : a.index().compareTo(b.index()));
        private long count;

        Writes(long seed) {
            random = new Random(seed);
        }

        String dump() {
            var lines = new StringBuilder();
            there.forEach((name, source) -> lines.append(
                    "{\"_index\":\"%s\",\"_id\":\"%s\",\"_source\":%s}\n".formatted(name.index(), name.id(), source)));
            return lines.toString();
        }

        /** Some writes and deletes, each of another document. */
        void some(int documents, List<SourceDocument> written, List<DocumentName> gone) {
            var names = new LinkedHashSet<DocumentName>();
            while (names.size() < documents) {
                names.add(write());
            }
            for (var name : names) {
                if (random.nextInt(100) < 15) {
                    there.remove(name);
                    gone.add(name);
                } else {
                    written.add(new SourceDocument(
                            name.index(), name.id(), null, there.get(name).getBytes(StandardCharsets.UTF_8)));
                }
            }
        }

        DocumentName write() {
            int dice = random.nextInt(100);
            count++;
            return dice < 22
                    ? write("teams", "t", 400, "\"name\":\"Team %d\"".formatted(count))
                    : dice < 72
                            ? write(
                                    "members",
                                    "m",
                                    1_500,
                                    "\"name\":\"Member %d\",\"team\":\"t%d\",\"phones\":[%s]"
                                            .formatted(count, random.nextInt(440), phones()))
                            : write(
                                    "cards",
                                    "c",
                                    1_500,
                                    "\"token\":\"k%d\",\"member\":\"m%d\"".formatted(count, random.nextInt(1_550)));
        }

        private String phones() {
            var phones = new ArrayList<String>();
            for (int i = 0; i < 6; i++) {
                if (random.nextInt(4) == 0) {
                    phones.add("\"+33 %d\"".formatted(i));
                }
            }
            return String.join(",", phones);
        }

        private DocumentName write(String index, String letter, int of, String rest) {
            var name = new DocumentName(index, letter + random.nextInt(of), null);
            there.put(name, "{%s,\"count\":%d}".formatted(rest, count));
            return name;
        }
    }
}
