package dev.rejoin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** How the packages may depend on each other. */
@AnalyzeClasses(packages = "dev.rejoin", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule features_do_not_form_cycles =
            slices().matching("dev.rejoin.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_kernel_imports_no_feature = noClasses()
            .that()
            .resideInAPackage("dev.rejoin.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(features());

    @ArchTest
    static final ArchRule the_service_never_touches_the_importer =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.rejoin.importer..");

    @ArchTest
    static final ArchRule nothing_is_called_after_a_pattern = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.rejoin.Service")
            .should()
            .haveNameMatching(".*(Service|Impl|Manager|Helper|Util|Utils|DTO)$");

    private static String[] features() {
        return new String[] {
            "dev.rejoin",
            "dev.rejoin.event..",
            "dev.rejoin.group..",
            "dev.rejoin.history..",
            "dev.rejoin.imports..",
            "dev.rejoin.invoice..",
            "dev.rejoin.meeting..",
            "dev.rejoin.member..",
            "dev.rejoin.mission..",
            "dev.rejoin.note..",
            "dev.rejoin.organization..",
            "dev.rejoin.person..",
            "dev.rejoin.quality..",
            "dev.rejoin.search..",
            "dev.rejoin.security..",
            "dev.rejoin.teacher.."
        };
    }
}
