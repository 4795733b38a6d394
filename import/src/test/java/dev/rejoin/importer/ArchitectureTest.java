package dev.rejoin.importer;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.rejoin.importer.finding.FindingCode;
import dev.rejoin.importer.mapping.Mapping;
import dev.rejoin.importer.mapping.MappingReader;
import dev.rejoin.importer.read.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pipeline's order, the proof's independence, the importer's solitude, and the engine's ignorance of any domain. */
@AnalyzeClasses(packages = "dev.rejoin.importer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] ENGINE = {
        "..importer.restore..",
        "..importer.read..",
        "..importer.mapping..",
        "..importer.document..",
        "..importer.finding..",
        "..importer.sql..",
        "..importer.catalog..",
        "..importer.plan..",
        "..importer.stage..",
        "..importer.check..",
        "..importer.load..",
        "..importer.prove..",
        "..importer.run..",
        "..importer.quarantine..",
        "..importer.apply..",
        "..importer.repair..",
        "..importer.follow.."
    };

    @ArchTest
    static final ArchRule theProofSharesNothingWithWhatItProvesButReading = noClasses()
            .that()
            .resideInAPackage("..importer.prove..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.rejoin..")
                    .and(resideOutsideOfPackages("dev.rejoin.importer.prove..", "dev.rejoin.importer.read..")));

    @ArchTest
    static final ArchRule noTwoRoomsNeedEachOther =
            slices().matching("dev.rejoin.importer.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatIsExpectedIsWorkedOutBeforeAnythingIsCompared = noClasses()
            .that()
            .resideInAPackage("..importer.prove.expect")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..importer.prove", "..importer.prove.compare");

    @ArchTest
    static final ArchRule comparingKnowsNothingOfHowASourceIsRead = noClasses()
            .that()
            .resideInAPackage("..importer.prove.compare")
            .should()
            .dependOnClassesThat(resideInAPackage("..importer.read..")
                    .and(not(type(SourceDocument.class)))
                    .or(resideInAPackage("..importer.prove")));

    @ArchTest
    static final ArchRule aMappingIsReadBeforeItIsHeldAgainstATarget = noClasses()
            .that()
            .resideInAPackage("..importer.mapping..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..importer.catalog..", "..importer.plan..", "..importer.read..");

    @ArchTest
    static final ArchRule aPlanIsMadeBeforeAnythingIsStaged = noClasses()
            .that()
            .resideInAPackage("..importer.plan..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..importer.stage..",
                    "..importer.check..",
                    "..importer.load..",
                    "..importer.prove..",
                    "..importer.run..");

    @ArchTest
    static final ArchRule aProfileKnowsNothingOfTheDraftThatIsMadeOfIt = noClasses()
            .that()
            .resideInAPackage("..importer.assess.profile")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..importer.assess", "..importer.assess.draft", "..importer.catalog..");

    @ArchTest
    static final ArchRule whatAllRoomsShareKnowsNoneOfThem = noClasses()
            .that()
            .resideInAnyPackage("..importer.document..", "..importer.finding..", "..importer.sql..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.rejoin..")
                    .and(resideOutsideOfPackages(
                            "dev.rejoin.importer.document..",
                            "dev.rejoin.importer.finding..",
                            "dev.rejoin.importer.sql..")));

    @ArchTest
    static final ArchRule readingKnowsNothingOfWhatComesAfterIt = noClasses()
            .that()
            .resideInAPackage("..importer.read..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..importer.mapping..",
                    "..importer.plan..",
                    "..importer.stage..",
                    "..importer.check..",
                    "..importer.load..",
                    "..importer.prove..",
                    "..importer.run..");

    @ArchTest
    static final ArchRule stagingComesBeforeChecking = noClasses()
            .that()
            .resideInAPackage("..importer.stage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..importer.check..", "..importer.load..", "..importer.run..");

    @ArchTest
    static final ArchRule checkingComesBeforeLoading = noClasses()
            .that()
            .resideInAPackage("..importer.check..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..importer.load..", "..importer.run..");

    @ArchTest
    static final ArchRule theImporterKnowsNeitherLegacyNorDemoNorService = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("dev.rejoin..")
                    .and(resideOutsideOfPackages("dev.rejoin.importer..", "dev.rejoin.db..")));

    @ArchTest
    static final ArchRule theEngineKnowsNoCommandLine = noClasses()
            .that()
            .resideInAnyPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "..importer.command..");

    /** In no room: neither as a text of its own, nor within SQL. */
    @Test
    void nothingHereNamesATableOrAnIndexOfTheShippedMapping() throws IOException {
        var names = new TreeSet<String>();
        for (var index : MappingReader.read(Path.of("mapping")).indices()) {
            names.add(index.index());
            Stream.concat(index.rows().stream(), index.children().stream())
                    .map(Mapping.RowMapping::table)
                    .forEach(names::add);
        }
        assertThat(names).hasSizeGreaterThan(30);

        for (var file : filesWith("")) {
            assertThat(named(Files.readString(file))).as(file.toString()).doesNotContainAnyElementsOf(names);
        }
    }

    @Test
    void aTableIsFoundWithinSqlToo() {
        assertThat(named("sql.run(\"delete from member where id = 7\");")).contains("member");
        assertThat(named("""
                sql.run(""\"
                        select from public.venue v
                        left join "person" p on true
                        ""\");
                """)).contains("venue", "person");
    }

    /** What stands in texts where SQL has the name of a table, and every text as a whole. */
    private static List<String> named(String java) {
        return TEXT.matcher(COMMENT.matcher(java).replaceAll(""))
                .results()
                .map(text -> text.group(1) == null ? text.group(2) : text.group(1))
                .flatMap(text -> Stream.concat(
                        Stream.of(text), TABLE.matcher(text).results().map(table -> table.group(1))))
                .toList();
    }

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*?\\s.*?\\*/|(?m:^\\s*//.*$)");
    private static final Pattern TEXT = Pattern.compile("(?s)\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*+)\"");
    private static final Pattern TABLE = Pattern.compile(
            "(?i)\\b(?:from|join|into|update|table|only|using|on|references)\\s+(?:\"?\\w+\"?\\.)?\"?(\\w+)");

    /** Only the proof has a digest of its own. */
    @Test
    void theDigestOfADocumentHasOneHome() throws IOException {
        assertThat(filesWith("MessageDigest.getInstance"))
                .extracting(file -> file.getParent().getFileName() + "/" + file.getFileName())
                .containsExactlyInAnyOrder("document/Sha256.java", "expect/Interpreted.java");
    }

    @Test
    void whatIsLeftOutIsNoRowOfNulls() throws IOException {
        for (var file : filesWith("null")) {
            var code = TEXT.matcher(Files.readString(file)).replaceAll("");
            if (!List.of("Finding.java", "Difference.java")
                    .contains(file.getFileName().toString())) {
                assertThat(NULLS.matcher(code).find()).as(file.toString()).isFalse();
            }
        }
    }

    private static final Pattern NULLS = Pattern.compile("null,\\s*null,\\s*null");

    @Test
    void noFindingIsMadeUnderACodeThatIsWrittenOut() throws IOException {
        for (var file : filesWith("")) {
            assertThat(MADE.matcher(Files.readString(file)).results().map(MatchResult::group))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    /** Also those that the proof asks for, which has no list of its own. */
    @Test
    void everyCodeThatIsAskedForStandsInTheOneList() throws IOException {
        var asked = new TreeSet<String>();
        for (var file : filesWith("")) {
            ASKED.matcher(Files.readString(file))
                    .results()
                    .flatMap(match -> LITERAL.matcher(match.group()).results())
                    .map(match -> match.group(1))
                    .forEach(asked::add);
        }

        assertThat(asked)
                .hasSizeGreaterThan(10)
                .allSatisfy(code -> assertThat(FindingCode.of(code)).as(code).isPresent());
    }

    private static final Pattern MADE = Pattern.compile("'(?:ERROR|WARNING|INFO)',\\s*'[a-z_0-9]+'");
    private static final Pattern ASKED =
            Pattern.compile("\\bcode (?:=|<>|in) (?:'[a-z_0-9]+'|\\('[^)]*\\))|\\bhaving\\(\\s*\"[a-z_0-9]+\"");
    private static final Pattern LITERAL = Pattern.compile("['\"]([a-z][a-z_0-9]+)['\"]");

    private static List<Path> filesWith(String text) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.walk(Path.of("src/main/java/dev/rejoin/importer"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
