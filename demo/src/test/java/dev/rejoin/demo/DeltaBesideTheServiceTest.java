package dev.rejoin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejoin.db.EmbeddedDatabase;
import dev.rejoin.demo.Visitors.Asked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service goes on while rows are brought up to date from outside: nobody is refused for that, and nobody waits for more
 * than a second. Service and importer are programs, on one database.
 */
@Tag("slow")
class DeltaBesideTheServiceTest {
    private static final Path JAR = Path.of("../src/target/quarkus-app/quarkus-run.jar");
    private static final Duration MOST = Duration.ofSeconds(1);

    /** Before that many answers of a kind the service is still being compiled. */
    private static final int WARM = 150;

    /** So long the slowest request takes where nothing is in its way; a machine that needs longer is slower in all things. */
    private static final Duration QUICK = Duration.ofMillis(300);

    private static final int PATCHERS = 4;

    private static final String LIST = "list";
    private static final String READ = "read";
    private static final String SEARCH = "search";
    private static final String CREATION = "creation";
    private static final String OTHER = "change of another row";
    private static final String SAME = "change of a row that is brought up to date";

    private static final Map<String, Set<Integer>> GOOD = Map.of(
            LIST, Set.of(200),
            READ, Set.of(200),
            SEARCH, Set.of(200),
            CREATION, Set.of(201),
            OTHER, Set.of(200),
            SAME, Set.of(200, 412));

    @TempDir
    private Path temporary;

    private final Queue<Patch> toPatch = new ConcurrentLinkedQueue<>();
    private final Queue<Patched> patched = new ConcurrentLinkedQueue<>();
    private final Semaphore now = new Semaphore(0);
    private EmbeddedDatabase database;
    private ImporterProcess importer;
    private Dump dump;
    private Service service;
    private Visitors visitors;
    private Duration undisturbed = Duration.ZERO;

    /** A change that a client wants to make of a row as it was when it was read. */
    private record Patch(String path, String tag, String field, String value) {}

    private record Patched(Patch patch, Asked asked) {}

    private record Row(String id, String legacyId) {}

    /** From when to when somebody else than the service held rows, by the clock of {@link System#nanoTime}. */
    private record Held(long from, long to) {
        Duration length() {
            return Duration.ofNanos(to - from);
        }
    }

    @BeforeEach
    void importTheSampleAndLetVisitorsCome() throws Exception {
        if (!Files.exists(JAR)) {
            abort("The service is not built, so that nobody can be asked: mvn -pl src -am package");
        }
        database = EmbeddedDatabase.fresh();
        importer = new ImporterProcess(temporary, database);
        dump = new Dump(temporary.resolve("sample"));
        assertThat(importer.run(
                        "sample",
                        "--scale",
                        "0.1",
                        "--seed",
                        "1",
                        "--to",
                        dump.folder().toString()))
                .isZero();
        assertThat(importer.run("run", "--source", dump.folder().toString())).isZero();
        var key = Service.createKey(JAR, database, "visitors", "ADMIN");
        service = Service.start(JAR, database, Service.port(0), temporary.resolve("service.log"));
        visitors = new Visitors(service.address(), key);
        visitorsCome();
    }

    @AfterEach
    void close() {
        if (visitors != null) {
            visitors.close();
        }
        if (service != null) {
            service.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    void requestsGoOnBesideADelta() throws Exception {
        nothingChanges();
        var members = rows("member", "job_title is not null", 30);
        // Whoever comes first: what a client has changed before the delta does stays.
        wantToPatch("members", members.subList(0, 20), "job_title");
        theApplicationChangesManyDocuments(members);

        var held = beside(Integer.MAX_VALUE, () -> assertThat(
                        importer.run("run", "--source", dump.folder().toString(), "--delta"))
                .isZero());

        assertAllWereAnsweredWell(held);
        assertThat(query("select value::text from rejoin_import.run, jsonb_each(summary -> 'changes' -> 'member')"
                        + " where key = 'updated'"))
                .isNotEqualTo(List.of("0"));
        assertThat(query("select job_title from member where job_title like 'promoted%' limit 1"))
                .as("some were not patched before")
                .isNotEmpty();
    }

    @Test
    void requestsGoOnBesideARepair() throws Exception {
        nothingChanges();
        wantToPatch("organizations", rows("organization", "true", 10), "industry");
        var file = temporary.resolve("set-aside.ndjson");
        assertThat(importer.run("quarantine", "export", file.toString())).isZero();
        var corrected =
                Dump.lines(file).stream().map(line -> line.replace("(at)", "@")).toList();
        Files.writeString(file, String.join("\n", corrected) + "\n");

        var held = beside(
                2, () -> assertThat(importer.run("quarantine", "retry", file.toString(), "--yes", "--by", "Somebody"))
                        .isZero());

        assertAllWereAnsweredWell(held);
        assertThat(query("select outcome from rejoin_import.correction")).contains("ADMITTED");
    }

    @Test
    void requestsGoOnBesideAFollower() throws Exception {
        try (var legacy = LegacyCluster.start()) {
            var url = legacy.server().url();
            assertThat(importer.run("sample", "--scale", "0.1", "--seed", "1", "--to", url))
                    .isZero();
            nothingChanges();
            var members = rows("member", "job_title is not null", 30);
            wantToPatch("members", members.subList(0, 20), "job_title");
            var follower = importer.start("follow", "--source", url);
            try {
                promote(legacy, rows("member", "job_title is not null", 31).subList(30, 31), follower);

                var held = beside(Integer.MAX_VALUE, () -> {
                    for (int i = 0; i < members.size(); i += 3) {
                        promote(legacy, members.subList(i, i + 3), follower);
                    }
                });

                assertAllWereAnsweredWell(held);
            } finally {
                follower.destroy();
                follower.waitFor();
            }
        }
    }

    /** The application changes some members; the last of them is one that nobody else has changed, or that is a conflict. */
    private void promote(LegacyCluster legacy, List<Row> members, Process follower) throws Exception {
        for (var member : members) {
            legacy.change("members", member.legacyId, Map.of("fonction", "promoted"));
        }
        var last = members.getLast().legacyId;
        while (query("""
                select 1 from member where legacy_id = '%1$s' and job_title = 'promoted'
                union all select 1 from rejoin_import.finding where code = 'edited_since_import' and id = '%1$s'
                """.formatted(last)).isEmpty()) {
            assertThat(follower.isAlive()).as(importer.said()).isTrue();
            Thread.sleep(50);
        }
    }

    // ---- who asks ----

    private void visitorsCome() throws Exception {
        var members = rows("member", "true", 200);
        var organizations = rows("organization", "true", 40);
        var lists = List.of(
                "/v1/members?limit=50&expand=person,organization",
                "/v1/groups?limit=50&expand=memberships",
                "/v1/meetings?limit=50",
                "/v1/invoices?limit=20&expand=organization",
                "/v1/organizations?limit=50&status=ACTIVE");
        visitors.comes(turn -> visitors.get(LIST, lists.get((int) (turn % lists.size()))));
        visitors.comes(turn -> visitors.get(READ, "/v1/members/" + members.get((int) (turn % members.size())).id));
        visitors.comes(turn -> visitors.get(
                SEARCH, "/v1/search?q=" + List.of("martin", "dupont", "paris").get((int) (turn % 3))));
        visitors.comes(turn -> {
            var text = "noted at turn " + turn;
            switch ((int) (turn % 4)) {
                case 0 ->
                    visitors.post(
                            CREATION,
                            "/v1/notes",
                            Map.of("organization_id", any(organizations, turn).id, "body", text));
                case 1 ->
                    visitors.post(CREATION, "/v1/notes", Map.of("member_id", any(members, turn).id, "body", text));
                case 2 -> visitors.post(CREATION, "/v1/people", Map.of("family_name", "Visitor " + turn));
                default -> visitors.post(CREATION, "/v1/venues", Map.of("name", "Hall " + turn));
            }
        });
        var others = new ArrayDeque<Patch>();
        for (var each : List.of("members job_title", "organizations industry", "venues street")) {
            var words = each.split(" ");
            var table = words[0].substring(0, words[0].length() - 1);
            for (var row : last(table, 8)) {
                var path = "/v1/" + words[0] + "/" + row.id;
                others.add(new Patch(path, "*", words[1], ""));
            }
        }
        visitors.comes(turn -> {
            var next = others.remove();
            var answer = visitors.patch(OTHER, next.path, next.tag, Map.of(next.field, "changed at turn " + turn));
            others.add(new Patch(next.path, answer.tag().orElse("*"), next.field, ""));
        });
        for (int i = 0; i < PATCHERS; i++) {
            visitors.comes(turn -> {
                if (now.tryAcquire(50, TimeUnit.MILLISECONDS)) {
                    var next = toPatch.poll();
                    if (next != null) {
                        patched.add(new Patched(
                                next, visitors.patch(SAME, next.path, next.tag, Map.of(next.field, next.value))));
                    }
                }
            });
        }
    }

    private static Row any(List<Row> rows, long turn) {
        return rows.get((int) (turn % rows.size()));
    }

    private void wantToPatch(String resource, List<Row> rows, String field) throws Exception {
        for (var row : rows) {
            var path = "/v1/" + resource + "/" + row.id;
            var tag = visitors.get(READ, path).tag().orElseThrow();
            toPatch.add(new Patch(path, tag, field, "patched " + row.legacyId));
        }
    }

    // ---- what happens beside them ----

    /** How long they wait on this machine, while an importer reads and nothing is changed. */
    private void nothingChanges() throws Exception {
        while (Set.of(LIST, READ, SEARCH, CREATION, OTHER).stream().anyMatch(what -> count(what) < WARM)) {
            assertThat(visitors.broken()).isEmpty();
            Thread.sleep(50);
        }
        long began = System.nanoTime();
        assertThat(importer.run("run", "--source", dump.folder().toString(), "--delta"))
                .isZero();
        long ended = System.nanoTime();
        undisturbed = slowest(during(began, ended)).map(Asked::took).orElseThrow();
        System.err.printf("beside a delta that changes nothing: %s%n", told(during(began, ended)));
    }

    private long count(String what) {
        return visitors.asked().stream()
                .filter(asked -> asked.what().equals(what))
                .count();
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Does something, and lets so many rows be patched as soon as it holds any. */
    private List<Held> beside(int patches, Work work) throws Exception {
        var held = new CopyOnWriteArrayList<Held>();
        var done = new AtomicInteger();
        var watch = Thread.ofPlatform().start(() -> watch(held, done, patches));
        try {
            work.run();
        } finally {
            done.set(1);
            watch.join();
        }
        return held;
    }

    private void watch(List<Held> held, AtomicInteger done, int patches) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.prepareStatement("""
                        select exists (
                            select from pg_locks l join pg_stat_activity a using (pid) join pg_class c on c.oid = l.relation
                            where l.mode = 'RowShareLock' and c.relnamespace = 'public'::regnamespace
                            and a.application_name <> 'rejoin')
                        """)) {
            long from = 0;
            while (done.get() == 0 || from != 0) {
                boolean locked;
                try (var row = statement.executeQuery()) {
                    row.next();
                    locked = row.getBoolean(1);
                }
                if (locked && from == 0) {
                    from = System.nanoTime();
                    now.release(Math.min(patches, toPatch.size()));
                } else if (!locked && from != 0) {
                    held.add(new Held(from, System.nanoTime()));
                    from = 0;
                }
                Thread.sleep(2);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Changes, creations and deletes over many resources; groups and meetings among them that break a rule of new writes. */
    private void theApplicationChangesManyDocuments(List<Row> members) throws Exception {
        var organizations = ids(rows("organization", "true", 16));
        var unruly = ids(rows("member_group", "point_of_contact_id is null and status <> 'CLOSED'", 3));
        var untaught = ids(rows("meeting", "status = 'HELD' and teacher_id is null", 2));
        assertThat(unruly).isNotEmpty();
        assertThat(untaught).isNotEmpty();
        int changed = dump.change("members", ids(members), source -> source.put("fonction", "promoted"))
                + dump.change("organizations", organizations.subList(0, 6), text("nom"))
                + dump.change("organizations", organizations.subList(6, 16), text("secteur"))
                + dump.change("venues", ids(rows("venue", "true", 5)), text("nom"))
                + dump.change("missions", ids(rows("mission", "true", 15)), text("description"))
                + dump.change("invoices", ids(rows("invoice", "true", 15)), text("notes"))
                + dump.change("notes", ids(rows("note", "true", 15)), text("texte"))
                + dump.change("meetings", ids(rows("meeting", "teacher_id is not null", 10)), text("titre"))
                + dump.change("meetings", untaught, text("titre"))
                + dump.change("groups", unruly, text("nom"))
                + dump.add("notes", ids(rows("note", "true", 10)), "-new", text("texte"))
                + dump.add("venues", ids(rows("venue", "true", 5)), "-new", text("nom"))
                + dump.add("organizations", organizations.subList(0, 5), "-new", source -> source.without("siret"))
                + dump.remove("notes", ids(last("note", 8)))
                + dump.remove("attendances", ids(last("meeting_attendance", 8)));
        assertThat(changed).isGreaterThanOrEqualTo(120);
    }

    private static Consumer<ObjectNode> text(String field) {
        return source -> source.put(field, source.path(field).asText("") + " changed");
    }

    // ---- what came of it ----

    private void assertAllWereAnsweredWell(List<Held> held) throws Exception {
        visitors.leave();
        assertThat(visitors.broken()).isEmpty();
        assertThat(held).isNotEmpty();
        long from = held.getFirst().from;
        long to = held.getLast().to;
        var beside = during(from, to);
        System.err.printf(
                "rows were held %d times, %d ms at most: %s%n",
                held.size(),
                held.stream()
                        .map(Held::length)
                        .max(Comparator.naturalOrder())
                        .orElseThrow()
                        .toMillis(),
                told(beside));
        assertThat(beside.stream().map(Asked::what))
                .as("everybody asked meanwhile")
                .contains(LIST, READ, SEARCH, CREATION, OTHER, SAME);
        double slowness = Math.max(1, undisturbed.toMillis() / (double) QUICK.toMillis());
        assertThat(visitors.asked().stream()
                        .filter(asked -> !GOOD.get(asked.what()).contains(asked.status()))
                        .filter(asked -> slowness == 1 || !asked.isTooLate()))
                .as("refused")
                .isEmpty();
        var most = Duration.ofMillis((long) (MOST.toMillis() * slowness));
        assertThat(beside.stream().filter(asked -> asked.took().compareTo(most) > 0))
                .as("on a machine where the slowest of all that nobody is in the way of takes " + undisturbed)
                .isEmpty();
        for (var each : patched) {
            var is = visitors.get(READ, each.patch.path);
            if (each.asked.status() == 412) {
                assertThat(is.tag()).as(each.asked.toString()).isNotEqualTo(Optional.of(each.patch.tag));
            } else {
                assertThat(is.answer()).as("nothing is lost").contains(each.patch.value);
            }
        }
    }

    private List<Asked> during(long from, long to) {
        return visitors.asked().stream()
                .filter(asked -> asked.wasDuring(from, to))
                .toList();
    }

    private static Optional<Asked> slowest(List<Asked> asked) {
        return asked.stream().max(Comparator.comparing(Asked::took));
    }

    private static String told(List<Asked> asked) {
        var text = new StringBuilder();
        for (var what : List.of(LIST, READ, SEARCH, CREATION, OTHER, SAME)) {
            var these = asked.stream().filter(each -> each.what().equals(what)).toList();
            text.append("%n  %s: %d, the slowest took %d ms %s"
                    .formatted(
                            what,
                            these.size(),
                            slowest(these).map(a -> a.took().toMillis()).orElse(0L),
                            these.stream().map(Asked::status).distinct().toList()));
        }
        return text.toString();
    }

    // ---- what is there ----

    private static List<String> ids(List<Row> rows) {
        return rows.stream().map(Row::legacyId).toList();
    }

    private List<Row> rows(String table, String which, int most) throws SQLException {
        return table(table, which, "legacy_id", most);
    }

    private List<Row> last(String table, int most) throws SQLException {
        return table(table, "true", "legacy_id desc", most);
    }

    private List<Row> table(String table, String which, String order, int most) throws SQLException {
        var found = new ArrayList<Row>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select id, legacy_id from public.%s where legacy_id ~ '^[A-Za-z0-9-]+$' and %s order by %s limit %d"
                                .formatted(table, which, order, most))) {
            while (rows.next()) {
                found.add(new Row(rows.getString(1), rows.getString(2)));
            }
        }
        return found;
    }

    private List<String> query(String sql) throws SQLException {
        var values = new ArrayList<String>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
