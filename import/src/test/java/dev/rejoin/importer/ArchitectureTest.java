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
    static final ArchRule theProofSharesNothingWithWhatItProves = noClasses()
            .that()
            .resideInAPackage("..importer.prove..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..importer.mapping..",
                    "..importer.document..",
                    "..importer.finding..",
                    "..importer.sql..",
                    "..importer.catalog..",
                    "..importer.plan..",
                    "..importer.stage..",
                    "..importer.check..",
                    "..importer.load..",
                    "..importer.run..");

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

    @Test
    void theEngineNamesNoTableAndNoIndexOfTheShippedMapping() throws IOException {
        var names = new TreeSet<String>();
        for (var index : MappingReader.read(Path.of("mapping")).indices()) {
            names.add(index.index());
            Stream.concat(index.rows().stream(), index.children().stream())
                    .map(Mapping.RowMapping::table)
                    .forEach(names::add);
        }
        assertThat(names).hasSizeGreaterThan(30);

        try (var files = Files.walk(Path.of("src/main/java/dev/rejoin/importer"))) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(ArchitectureTest::isEngine)
                    .toList()) {
                var text = Files.readString(file);
                assertThat(names.stream().filter(n -> text.contains('"' + n + '"')))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    /** Only the proof has a digest of its own. */
    @Test
    void theDigestOfADocumentHasOneHome() throws IOException {
        assertThat(filesWith("MessageDigest.getInstance"))
                .extracting(file -> file.getParent().getFileName() + "/" + file.getFileName())
                .containsExactlyInAnyOrder("document/Sha256.java", "expect/Interpreted.java");
    }

    @Test
    void everyCodeThatIsFoundStandsInTheOneList() throws IOException {
        var found = new TreeSet<String>();
        for (var file : filesWith("")) {
            FOUND.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                    .forEach(found::add);
        }

        assertThat(found)
                .hasSizeGreaterThan(20)
                .allSatisfy(code -> assertThat(FindingCode.of(code)).as(code).isPresent());
    }

    private static final Pattern FOUND = Pattern.compile(
            "(?:Severity\\.\\w+,|new Unreadable\\(|\\bbad\\(|\\bfind\\()\\s*\"([a-z_0-9]+)\"|'(?:ERROR|WARNING|INFO)',\\s*'([a-z_0-9]+)'");

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

    private static boolean isEngine(Path file) {
        return Stream.of(ENGINE)
                .map(p -> p.replace("..importer.", "/importer/").replace("..", "/"))
                .anyMatch(p -> file.toString().replace('\\', '/').contains(p));
    }
}
