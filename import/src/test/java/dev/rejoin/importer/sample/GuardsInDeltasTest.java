package dev.rejoin.importer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rejoin.importer.apply.Apply;
import dev.rejoin.importer.apply.CarriedOn;
import dev.rejoin.importer.apply.DocumentName;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.prove.compare.Difference.DifferenceKind;
import dev.rejoin.importer.read.SourceDocument;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.run.ImportRun;
import dev.rejoin.importer.run.Outcome;
import dev.rejoin.importer.stage.StageProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever guard, trigger or temporal key of Rejoin's own schema a change of the source meets on its way: each change of
 * {@link GuardedChange} is applied by itself to what was imported, and the end is what a fresh import makes of it.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardsInDeltasTest {
    private static final Path MAPPING = Path.of("mapping");
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** How a change comes to the target. */
    private enum Way {
        /** {@code run --delta} where little has changed, with all changes at once. */
        CARRIED_ON,
        /** {@code run --delta} where everything is read and checked anew, with all changes at once. */
        READ_ANEW,
        /** As a carried-on delta does when there is nothing but this change, and {@code follow} at one look. */
        BY_ITSELF,
        /** {@code follow}, at its slowest: between two documents a state is applied that never was. */
        ONE_BY_ONE
    }

    /** One of every index, for the changes to refer to. */
    private static final List<OldDocument> OTHERS = List.of(
            OldDocument.organization("o"),
            OldDocument.member("m"),
            OldDocument.of("staff", "s", "'first_name':'S','last_name':'S','email':'s@example.org','active':true"),
            OldDocument.of("teachers", "t", "'name':'T T','email':'t@example.org','statut':'actif','themes':['c']"),
            OldDocument.topic("c", null),
            OldDocument.of("venues", "v", "'nom':'v'"),
            OldDocument.group("g", "m 2020-01-01"),
            OldDocument.election("e", "g", "m", "2020-01-01", null),
            OldDocument.meeting("r", "g", "2024-03", "planifiee"),
            OldDocument.attendance("a", "r", "m"),
            OldDocument.of("evaluations", "n", "'meeting_id':'r','member_id':'m','note':4"),
            OldDocument.event("w", 9),
            OldDocument.participation("p", "w", "m", "inscrit"),
            OldDocument.of(
                    "missions",
                    "d",
                    "'reference':'d','intitule':'d','type':'conseil','client':{'id':'o'},'etat':'confirmee'"),
            OldDocument.invoice("i", "emise", "one"),
            OldDocument.payment("y", "i", "12"),
            OldDocument.subscription("b", "m", "2020-01-01", "2021-01-01"),
            OldDocument.of("notes", "k", "'organisation_id':'o','texte':'k'"),
            OldDocument.of("users", "u", "'nom_complet':'U U','mail':'u@example.org','login':'u','role':'admin'"));

    @TempDir
    private static Path temporary;

    /** What became of the documents, and what rows there are. */
    private record State(List<String> decisions, List<String> rows) {
        static State of(SampleTarget target, long run) throws SQLException {
            var rows = new ArrayList<>(target.rows());
            // When a row was made and changed, where its document says so.
            rows.addAll(target.query("""
                    select concat_ws(' ', 'member', legacy_id, case when created_at < current_date - 1 then created_at end,
                                     case when updated_at < current_date - 1 then 'and ' || updated_at end)
                    from member order by 1
                    """));
            return new State(target.decisions(run), rows);
        }
    }

    private final Map<Way, State> ends = new EnumMap<>(Way.class);
    private final Map<Way, Map<GuardedChange, String>> faults = new EnumMap<>(Way.class);
    private State fresh;
    private List<String> guards;

    @BeforeAll
    void applyEveryChangeInEveryWay() throws Exception {
        for (var way : Way.values()) {
            faults.put(way, new EnumMap<>(GuardedChange.class));
            try (var target = SampleTarget.start()) {
                guards = guards(target);
                ends.put(way, end(target, way));
            }
        }
        var documents = documents(GuardedChange::inTheEnd);
        try (var target = SampleTarget.start()) {
            var report = target.run(write("fresh", documents), "", false);
            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            fresh = State.of(target, report.run());
        }
    }

    private State end(SampleTarget target, Way way) throws Exception {
        var documents = documents(GuardedChange::atFirst);
        var folder = way.name();
        var imported = target.run(write(folder, documents), "", false);
        assertThat(imported.outcome()).as(imported.message()).isEqualTo(Outcome.PROVEN);
        if (way == Way.CARRIED_ON || way == Way.READ_ANEW) {
            write(folder, documents(GuardedChange::inTheEnd));
            var report = delta(target, temporary.resolve(folder).toString(), way);
            assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.PROVEN);
            assertThat(report.seconds().containsKey("read and compare")).isEqualTo(way == Way.CARRIED_ON);
            return State.of(target, report.run());
        }
        var apply = Apply.to(target.database().dataSource(), MappingReader.read(MAPPING));
        for (var change : GuardedChange.values()) {
            change.atFirst().forEach(document -> documents.remove(document.name()));
            change.inTheEnd().forEach(document -> documents.put(document.name(), document));
            try {
                if (way == Way.ONE_BY_ONE) {
                    oneByOne(apply, change);
                } else {
                    apply.apply(written(change), gone(change), Apply.Alongside.NOTHING);
                }
            } catch (SQLException | RuntimeException e) {
                faults.get(way).put(change, String.valueOf(e.getMessage()));
                // The others are tried without it.
                change.inTheEnd().forEach(document -> documents.remove(document.name()));
                change.atFirst().forEach(document -> documents.put(document.name(), document));
            }
        }
        var proof = target.prove(write(folder, documents));
        // Nobody has told which source these documents are of.
        assertThat(proof.counts()).as("%s", proof.differences()).containsOnlyKeys(DifferenceKind.SOURCE_MOVED);
        return State.of(target, imported.run());
    }

    private static ImportRun.Report delta(SampleTarget target, String folder, Way way) throws Exception {
        if (way == Way.READ_ANEW) {
            return target.delta(folder);
        }
        try (var opened = Sources.open(folder, SourceOptions.fromEnvironment(Map.of()))) {
            return new ImportRun(
                            opened,
                            target.database().dataSource(),
                            MappingReader.read(MAPPING),
                            ImportRun.Options.standard().asDelta(),
                            StageProgress.SILENT,
                            CarriedOn.shortcut())
                    .run();
        }
    }

    private static List<SourceDocument> written(GuardedChange change) {
        return change.inTheEnd().stream()
                .filter(document -> !change.atFirst().contains(document))
                .map(document -> new SourceDocument(document.index(), document.id(), null, document.bytes()))
                .toList();
    }

    private static List<DocumentName> gone(GuardedChange change) {
        return change.atFirst().stream()
                .filter(document -> change.inTheEnd().stream()
                        .noneMatch(other -> other.name().equals(document.name())))
                .map(document -> new DocumentName(document.index(), document.id(), null))
                .toList();
    }

    private static void oneByOne(Apply apply, GuardedChange change) throws SQLException {
        for (var document : written(change)) {
            apply.apply(List.of(document), List.of(), Apply.Alongside.NOTHING);
        }
        for (var document : gone(change)) {
            apply.apply(List.of(), List.of(document), Apply.Alongside.NOTHING);
        }
    }

    private static Map<String, OldDocument> documents(Function<GuardedChange, List<OldDocument>> when) {
        return Stream.concat(
                        OTHERS.stream(), Arrays.stream(GuardedChange.values()).flatMap(c -> when.apply(c).stream()))
                .collect(Collectors.toMap(OldDocument::name, Function.identity(), (a, b) -> b, LinkedHashMap::new));
    }

    /** @return the folder */
    private static String write(String folder, Map<String, OldDocument> documents) throws IOException {
        var into = Files.createDirectories(temporary.resolve(folder));
        Files.write(
                into.resolve("all.ndjson"),
                documents.values().stream().map(OldDocument::line).toList());
        return into.toString();
    }

    /**
     * What can refuse a row that is valid by itself, of the tables that documents become rows of, as the catalog has it: the
     * rules of triggers, the triggers (one name, where every table has it), and the keys over periods.
     */
    private static List<String> guards(SampleTarget target) throws SQLException {
        return target.query("""
                with filled as (
                    select c.oid, c.relname from pg_class c
                    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'legacy_id'))
                select name from quality.registered_rule where kind = 'TRIGGER'
                union
                select case when count(*) over (partition by t.tgname) > 3 then t.tgname
                            else f.relname || '.' || t.tgname end
                from filled f join pg_trigger t on t.tgrelid = f.oid and not t.tgisinternal
                join pg_proc p on p.oid = t.tgfoid
                -- The change log and the search documents follow the rows, and have nothing against any.
                where p.pronamespace not in ('audit'::regnamespace, 'search'::regnamespace) or p.prosrc ~* '\\mraise exception\\M'
                union
                select k.conname from filled f join pg_constraint k on k.conrelid = f.oid
                where k.contype = 'x' or k.conperiod
                order by 1
                """);
    }

    @Test
    void everyGuardAndEveryTemporalKeyIsMetByAChange() {
        var met = Arrays.stream(GuardedChange.values())
                .flatMap(change -> change.met().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(guards).isNotEmpty().allMatch(met::contains, "is met by a change of GuardedChange");
    }

    private static Stream<Object[]> changes() {
        return Arrays.stream(Way.values())
                .flatMap(way -> Arrays.stream(GuardedChange.values()).map(change -> new Object[] {change, way}));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("changes")
    void theEndIsThatOfAFreshImport(GuardedChange change, Way way) {
        assertThat(faults.get(way).getOrDefault(change, "")).isEmpty();
        var end = ends.get(way);
        var decided = about(change, end.decisions, end);
        var kept = decided.stream()
                .filter(line -> line.startsWith("WARNING kept_though_set_aside "))
                .toList();
        var asDecided = without(decided, kept);
        var decidedAnew = about(change, fresh.decisions, fresh);
        // What was kept has rows of its own.
        var rows = kept.isEmpty() ? about(change, end.rows, end) : List.<String>of();
        var rowsAnew = kept.isEmpty() ? about(change, fresh.rows, fresh) : List.<String>of();

        assertThat(asDecided).isEqualTo(decidedAnew);
        assertThat(rows).isEqualTo(rowsAnew);
    }

    /** An end that is right has nothing set aside; of one that is not, no more than what the rule says. */
    @ParameterizedTest
    @EnumSource
    void whatIsNotRightInTheEndIsSaidByItsOwnNameAlone(GuardedChange change) {
        var told = about(change, fresh.decisions, fresh).stream()
                .map(line -> line.split(" "))
                .filter(words -> words[0].equals("ERROR")
                        || change.told().stream().anyMatch(line -> line.startsWith(words[0] + " " + words[1] + " ")))
                .map(words -> words[0] + " " + words[1] + " " + words[3])
                .distinct()
                .toList();

        assertThat(told).containsExactlyInAnyOrderElementsOf(change.told());
    }

    @ParameterizedTest
    @EnumSource
    void nothingElseIsTouched(Way way) {
        var end = ends.get(way);

        assertThat(ofNone(end.decisions, end)).isEqualTo(ofNone(fresh.decisions, fresh));
        assertThat(ofNone(end.rows, end)).isEqualTo(ofNone(fresh.rows, fresh));
    }

    private static List<String> without(List<String> lines, List<String> others) {
        return lines.stream().filter(line -> !others.contains(line)).toList();
    }

    private static List<String> about(GuardedChange change, List<String> lines, State state) {
        var owners = owners(state);
        return lines.stream()
                .filter(line -> change.equals(owner(line, owners)))
                .sorted()
                .toList();
    }

    private static List<String> ofNone(List<String> lines, State state) {
        var owners = owners(state);
        return lines.stream()
                .filter(line -> owner(line, owners) == null)
                .sorted()
                .toList();
    }

    /** Rows that a change's documents have made, by their keys: rows of their elements tell of them by nothing else. */
    private static Map<String, GuardedChange> owners(State state) {
        var owners = new HashMap<String, GuardedChange>();
        for (var line : state.rows) {
            var change = named(line);
            var key = Pattern.compile("\"id\": \"(" + KEY.pattern() + ")\"").matcher(line);
            if (change != null && key.find()) {
                owners.put(key.group(1), change);
            }
        }
        return owners;
    }

    private static GuardedChange owner(String line, Map<String, GuardedChange> owners) {
        var change = named(line);
        var key = KEY.matcher(line);
        while (change == null && key.find()) {
            change = owners.get(key.group());
        }
        return change;
    }

    private static GuardedChange named(String line) {
        return Arrays.stream(GuardedChange.values())
                .filter(change -> change.isNamedIn(line))
                .findFirst()
                .orElse(null);
    }
}
