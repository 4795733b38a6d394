package dev.rejoin;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.rejoin.api.endpoint.Endpoint;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.ManyToOne;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

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

    /** The day and the moment are the database's: one clock for views, constraints, actions and lists. */
    @ArchTest
    static final ArchRule what_day_it_is_only_the_database_says = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo("java.time.LocalDate"))).and(target(name("now"))));

    /** A lazy load from outside of the feature would be one statement an item: reads are tuples, and nothing else. */
    @ArchTest
    static final ArchRule associations_are_nobodys_business_but_hibernates = fields().that()
            .areAnnotatedWith(ManyToOne.class)
            .should()
            .bePackagePrivate()
            .andShould(notBeReadByCode());

    /** Everything that is called is called through JAX-RS; only the guard of untidy paths stands before it. */
    @ArchTest
    static final ArchRule routes_are_the_libraries =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("io.vertx.ext.web.Router");

    private static ArchCondition<JavaField> notBeReadByCode() {
        return new ArchCondition<>("not be read by code of ours") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                // Hibernate's bytecode enhancement reads a field in accessors of its own, whose names begin with a
                // dollar.
                field.getAccessesToSelf().stream()
                        .filter(access -> !access.getOrigin().getName().startsWith("$$_hibernate"))
                        .forEach(access -> events.add(SimpleConditionEvent.violated(field, access.getDescription())));
            }
        };
    }

    @ArchTest
    static final ArchRule nothing_is_called_after_a_pattern =
            noClasses().should().haveNameMatching(".*(Service|Impl|Manager|Helper|Util|Utils|DTO)$");

    @ArchTest
    static final ArchRule every_operation_says_which_role_may_call_it = methods()
            .that(answerRequests())
            .should()
            .beAnnotatedWith(RolesAllowed.class)
            .andShould()
            .beDeclaredInClassesThat()
            .implement(Endpoint.class);

    /** Of classes under /v1, and of those that lend their methods to such ones. */
    private static DescribedPredicate<JavaMethod> answerRequests() {
        return DescribedPredicate.describe(
                "answer requests under /v1",
                method -> method.getAnnotations().stream()
                                .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
                        && method.getOwner()
                                .tryGetAnnotationOfType(Path.class)
                                .map(path -> path.value().startsWith("/v1"))
                                .orElse(true));
    }

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
