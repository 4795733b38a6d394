package dev.rejoin.importer.assess.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rejoin.importer.assess.Assess;
import dev.rejoin.importer.assess.Assessment;
import dev.rejoin.importer.assess.Assessment.Field;
import dev.rejoin.importer.assess.AssessmentPage;
import dev.rejoin.importer.assess.profile.ValueForm.ValueKind;
import dev.rejoin.importer.document.FieldPath;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.SourceOptions;
import dev.rejoin.importer.read.Sources;
import dev.rejoin.importer.report.Grade.Letter;
import dev.rejoin.importer.run.Library;
import dev.rejoin.importer.stage.StageProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an assessment sees in a source. */
class ProfileTest {
    private static final Path DUMP = Path.of("src/test/resources/library/dump");

    @TempDir
    private Path temporary;

    @Test
    void aSketchCountsFewValuesExactlyAndManyNearly() {
        var few = new ValueSketch();
        var many = new ValueSketch();
        for (int i = 0; i < 200_000; i++) {
            few.add("value " + i % 3_000);
            many.add("value " + i);
        }

        assertThat(few.complete()).isTrue();
        assertThat(few.distinct()).isEqualTo(3_000);
        assertThat(few.repeats()).isTrue();
        assertThat(many.complete()).isFalse();
        assertThat(many.distinct()).isCloseTo(200_000, Percentage.withPercentage(4));
        assertThat(many.repeats()).isFalse();
    }

    @Test
    void sketchesOfAnySizeTellHowManyValuesLeadNowhere() {
        var ids = new ValueSketch();
        var references = new ValueSketch();
        var few = new ValueSketch();
        for (int i = 0; i < 100_000; i++) {
            ids.add("id " + i);
        }
        for (int i = 0; i < 100_000; i++) {
            references.add("id " + (i + 20_000));
        }
        for (int i = 0; i < 100; i++) {
            few.add("id " + (i < 90 ? i : -i));
        }

        assertThat(references.in(ids).share()).isCloseTo(0.8, within(0.03));
        assertThat(few.in(ids).share()).isCloseTo(0.9, within(0.2));
        assertThat(ids.in(few).values()).isGreaterThan(3_000);
    }

    @Test
    void textIsToldFromDatesNumbersAndAddresses() {
        assertThat(ValueForm.of("2001-02-03")).isEqualTo(new ValueForm(ValueKind.DATE, Optional.of("iso")));
        assertThat(ValueForm.of("04/03/2001")).isEqualTo(new ValueForm(ValueKind.DATE, Optional.of("dd/MM/yyyy")));
        assertThat(ValueForm.of("03/24/2001").dateFormat()).contains("MM/dd/yyyy");
        assertThat(ValueForm.of("31/02/2011").kind()).isEqualTo(ValueKind.IMPOSSIBLE_DATE);
        assertThat(ValueForm.of("2001-02-03T04:05:06.789+02:00").kind()).isEqualTo(ValueKind.TIMESTAMP);
        assertThat(ValueForm.of("1 234,50").kind()).isEqualTo(ValueKind.DECIMAL);
        assertThat(ValueForm.of("20010203").kind()).isEqualTo(ValueKind.DIGITS);
        assertThat(ValueForm.isCompactDate("20010203")).isTrue();
        assertThat(ValueForm.isCompactDate("20011399")).isFalse();
        assertThat(ValueForm.of("ann@example.org").kind()).isEqualTo(ValueKind.EMAIL);
        assertThat(ValueForm.of("+33 6 12 34 56 78").kind()).isEqualTo(ValueKind.PHONE);
        assertThat(ValueForm.of("https://example.org/x").kind()).isEqualTo(ValueKind.URL);
        assertThat(ValueForm.of("0197b3c2-0000-7000-8000-000000000001").kind()).isEqualTo(ValueKind.UUID);
        assertThat(ValueForm.of("Ann").kind()).isEqualTo(ValueKind.TEXT);
    }

    @Test
    void namesAreAlikeWhateverTheirLanguagePluralAndCase() {
        assertThat(Names.similarity("organizations", "organization")).isEqualTo(1);
        assertThat(Names.similarity("createdAt", "created_at")).isEqualTo(1);
        assertThat(Names.similarity("date_adhesion", "joined_on")).isGreaterThan(0.8);
        assertThat(Names.similarity("adresse.rue", "street")).isGreaterThan(0.8);
        assertThat(Names.similarity("votes", "ended_on")).isZero();
    }

    @Test
    void everyFieldIsDescribedByWhatTheDocumentsHold() {
        var books = assess(DUMP).indices().stream()
                .filter(i -> i.name().equals("books"))
                .findFirst()
                .orElseThrow();

        assertThat(books.documents()).isEqualTo(6);
        assertThat(field(books, "isbn").missing()).isCloseTo(1.0 / 6, within(0.001));
        assertThat(field(books, "isbn").key()).isFalse();
        assertThat(field(books, "title").key()).isTrue();
        assertThat(field(books, "acquired").dateFormats())
                .containsOnly(Map.entry("iso", 1L), Map.entry("dd/MM/yyyy", 1L), Map.entry("epoch_millis", 1L));
        assertThat(field(books, "price").kind()).isEqualTo("decimal");
        assertThat(field(books, "price").remarks()).contains("1 numbers written as text");
        assertThat(field(books, "author.id").top().getFirst().value()).isEqualTo("a1");
    }

    @Test
    void listsAndSingleValuesAreToldApart() {
        var loans = assess(DUMP).indices().stream()
                .filter(i -> i.name().equals("loans"))
                .findFirst()
                .orElseThrow();

        assertThat(field(loans, "remarks").list()).isEqualTo("sometimes");
        assertThat(field(loans, "remarks").mostElements()).isEqualTo(2);
        assertThat(field(loans, "book").list()).isEqualTo("never");
    }

    @Test
    void referencesAreFoundByTheirValuesWithTheirOrphans() {
        var references = assess(DUMP).references();

        assertThat(references)
                .filteredOn(r -> r.index().equals("loans") && r.path().equals("book"))
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.target()).isEqualTo("books");
                    assertThat(r.orphans()).isZero();
                });
        assertThat(references)
                .filteredOn(r -> r.index().equals("loans") && r.path().equals("card"))
                .singleElement()
                .satisfies(r -> assertThat(r.orphans()).isCloseTo(1.0 / 6, within(0.001)));
    }

    @Test
    void aCopyIsFoundWithItsDriftAlsoWhereItJoinsTwoFields() throws Exception {
        var lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            lines.append(
                    "{\"_index\":\"people\",\"_id\":\"p%1$d\",\"_source\":{\"first\":\"F%1$d\",\"last\":\"L%1$d\",\"calls\":%2$d}}\n"
                            .formatted(i, i % 4));
            for (int call = 0; call < i % 4; call++) {
                lines.append(
                        ("{\"_index\":\"calls\",\"_id\":\"c%1$d-%2$d\",\"_source\":{\"who\":{\"id\":\"p%1$d\",\"name\":\"%3$s\"}}}\n")
                                .formatted(i, call, i < 5 ? "somebody else" : "F" + i + " L" + i));
            }
        }
        Files.writeString(temporary.resolve("calls.ndjson"), lines);

        var assessment = assess(temporary);

        assertThat(assessment.copies()).singleElement().satisfies(copy -> {
            assertThat(copy.path()).isEqualTo("who.name");
            assertThat(copy.of()).isEqualTo("first + last");
            assertThat(copy.compared() - copy.agreeing()).isEqualTo(6);
        });
        assertThat(assessment.totals()).singleElement().satisfies(total -> {
            assertThat(total.path()).isEqualTo("calls");
            assertThat(total.countedPath()).isEqualTo("who.id");
            assertThat(total.agreeing()).isEqualTo(40);
        });
    }

    @Test
    void totalsAndReferencesInListsOfIdsAreFoundHoweverTheyAreWritten() throws Exception {
        // Given: people with the ids of their teams, some a single one without its brackets, one of a team that is gone
        var members = new int[30];
        var lines = new StringBuilder();
        for (int i = 0; i < 90; i++) {
            var teams = new java.util.TreeSet<Integer>();
            for (int n = 0; n <= i % 3; n++) {
                teams.add((i * (n + 1) + n * n) % (n == 0 ? 30 : 17));
            }
            teams.forEach(team -> members[team]++);
            var ids = String.join(
                    ",", teams.stream().map(team -> "\"t" + team + "\"").toList());
            lines.append("{\"_index\":\"people\",\"_id\":\"p%d\",\"_source\":{\"teams\":%s,\"team_count\":%s}}\n"
                    .formatted(
                            i,
                            teams.size() == 1 && i % 2 == 0 ? ids : "[" + ids + "]",
                            i % 2 == 0 ? teams.size() : "\"" + teams.size() + "\""));
        }
        lines.append("{\"_index\":\"people\",\"_id\":\"p90\",\"_source\":{\"teams\":[\"gone\"],\"team_count\":1}}\n");
        for (int team = 0; team < 30; team++) {
            lines.append("{\"_index\":\"teams\",\"_id\":\"t%d\",\"_source\":{\"member_count\":%s}}\n"
                    .formatted(team, team % 2 == 0 ? members[team] + ".0" : String.valueOf(members[team])));
        }
        Files.writeString(temporary.resolve("teams.ndjson"), lines);

        var assessment = assess(temporary);

        assertThat(assessment.references())
                .filteredOn(reference -> reference.index().equals("people"))
                .singleElement()
                .satisfies(reference -> {
                    assertThat(reference.path()).isEqualTo("teams");
                    assertThat(reference.target()).isEqualTo("teams");
                    assertThat(reference.orphans()).isPositive().isLessThan(0.05);
                });
        assertThat(assessment.totals())
                .extracting(total -> "%s.%s counts %s.%s: %d of %d"
                        .formatted(
                                total.index(),
                                total.path(),
                                total.countedIndex(),
                                total.countedPath(),
                                total.agreeing(),
                                total.compared()))
                .containsExactlyInAnyOrder(
                        "people.team_count counts people.teams: 91 of 91",
                        "teams.member_count counts people.teams: 30 of 30");
    }

    @Test
    void oneReferenceInSixThatLeadsNowhereMakesAHardMigration() {
        var grade = assess(DUMP).grade();

        assertThat(grade.letter()).isEqualTo(Letter.D);
        assertThat(grade.reasons())
                .filteredOn(r -> r.what().equals("References lead somewhere"))
                .extracting(r -> r.letter())
                .containsExactly(Letter.D);
    }

    @Test
    void theDraftForAnotherDomainIsAMappingThatRuns() throws Exception {
        try (var library = new Library(temporary)) {
            var draft = temporary.resolve("draft");
            try (var source = Sources.open(DUMP.toString(), SourceOptions.fromEnvironment(Map.of()));
                    var connection = library.database().dataSource().getConnection()) {
                new Assess(source, "", 1, Optional.of(Assess.Target.read(connection, "library")), StageProgress.SILENT)
                        .run()
                        .draft()
                        .orElseThrow()
                        .write(draft);
            }

            var report = library.run(library.dump(), draft, Library.first());

            assertThat(report.findings()).doesNotContainKey("ERROR unmapped_path");
            assertThat(library.query("select title from library.book")).contains("Emma");
        }
    }

    @Test
    void brokenTextAndControlCharactersBreakNeitherPageNorDraft() throws Exception {
        Files.writeString(temporary.resolve("cards.ndjson"), """
                {"_index":"cards","_id":"1","_source":{"mail":"a@b.example","name":"\\ud800 x","odd\\u0007: #":"\\u0000"}}
                {"_index":"cards","_id":"2","_source":{"mail":"c@b.example","name":"\\ud800 x","odd\\u0007: #":"\\ud83d\\ude00"}}
                """);
        try (var library = new Library(temporary);
                var source = Sources.open(
                        temporary.resolve("cards.ndjson").toString(), SourceOptions.fromEnvironment(Map.of()));
                var connection = library.database().dataSource().getConnection()) {
            var target = Optional.of(Assess.Target.read(connection, "library"));

            var result = new Assess(source, "", 1, target, StageProgress.SILENT).run();

            new AssessmentPage(result.assessment()).write(temporary.resolve("assess.html"));
            result.draft().orElseThrow().write(temporary.resolve("draft"));
            assertThat(MappingReader.read(temporary.resolve("draft"))
                            .indices()
                            .getFirst()
                            .ignore())
                    .containsKey(FieldPath.of("odd\u0007: #"));
        }
    }

    @Test
    void thePageIsEscapedAndNeedsNothingButItself() throws Exception {
        Files.writeString(
                temporary.resolve("x.ndjson"),
                "{\"_index\":\"x\",\"_id\":\"1\",\"_source\":{\"<script>alert(1)</script>\":\"<img src=x>\",\"a\":\"<b>\"}}\n"
                        + "{\"_index\":\"x\",\"_id\":\"2\",\"_source\":{\"a\":\"<b>\"}}\n");

        new AssessmentPage(assess(temporary)).write(temporary.resolve("assess.html"));

        var page = Files.readString(temporary.resolve("assess.html"));
        assertThat(page).doesNotContain("<script>alert", "<img", "<b>&").contains("&lt;script&gt;", "&lt;b&gt;");
        assertThat(page.split("(href|src)=\"(?!#|data:,)")).hasSize(1);
    }

    @Test
    void aFieldOfSeveralKindsSaysThemWithTheirNumbersAndAnExampleEach() throws Exception {
        var whens = List.of(
                "\"2020-01-01\"",
                "\"2020-01-02\"",
                "\"01/02/2020\"",
                "\"1.2.2020\"",
                "1577836800",
                "1577836800000",
                "\"2020-01-01T00:00:00Z\"",
                "\"Jan 5, 2020\"",
                "\"n/a\"");
        var things = List.of("1", "2", "3", "true", "\"x\"", "\"7\"", "1", "1", "1");
        var plain = List.of("\"A1\"", "\"7\"", "\"true\"", "\"x\"", "\"y\"", "\"z\"", "\"u\"", "\"v\"", "\"w\"");
        var lines = new StringBuilder();
        for (int i = 0; i < whens.size(); i++) {
            lines.append(
                    "{\"_index\":\"x\",\"_id\":\"%d\",\"_source\":{\"when\":%s,\"thing\":%s,\"code\":%s,\"count\":%d}}\n"
                            .formatted(i, whens.get(i), things.get(i), plain.get(i), 100 + i));
        }
        Files.writeString(temporary.resolve("x.ndjson"), lines);

        var assessment = assess(temporary);

        var x = assessment.indices().getFirst();
        assertThat(field(x, "when").remarks())
                .contains(
                        "holds values of several kinds: 3 dates in the format iso, such as 2020-01-01; 3 other texts, such as"
                                + " 1.2.2020; 2 numbers, such as 1577836800; 1 dates in the format dd/MM/yyyy, such as 01/02/2020");
        assertThat(field(x, "thing").remarks())
                .contains("holds values of several kinds: 6 numbers, such as 1; 1 numbers written as text, such as 7;"
                        + " 1 other texts, such as x; 1 true or false, such as true");
        assertThat(field(x, "code").remarks()).noneMatch(remark -> remark.contains("several kinds"));
        assertThat(field(x, "count").remarks()).isEmpty();
        assertThat(assessment.grade().reasons())
                .filteredOn(reason -> reason.what().equals("Fields hold one kind of value"))
                .singleElement()
                .satisfies(reason -> assertThat(reason.measured()).startsWith("3 of 4 fields"));
    }

    private static Field field(Assessment.Index index, String path) {
        return index.fields().stream()
                .filter(f -> f.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static Assessment assess(Path dump) {
        try (var source = Sources.open(dump.toString(), SourceOptions.fromEnvironment(Map.of()))) {
            return new Assess(source, "", 1, Optional.empty(), StageProgress.SILENT)
                    .run()
                    .assessment();
        }
    }
}
