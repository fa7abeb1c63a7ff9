package io.portalbots;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.portalbots.tenant.Secret;

/** The map of the house, held true by the build. An arrow of the map is a package named here. */
@AnalyzeClasses(packages = "io.portalbots", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

    private static final String PLAN = "io.portalbots.plan..";
    private static final String TENANT = "io.portalbots.tenant..";
    private static final String PLUGIN = "io.portalbots.plugin..";
    private static final String REGISTRY = "io.portalbots.registry..";
    private static final String CHAT = "io.portalbots.chat..";
    private static final String PORTAL = "io.portalbots.portal..";
    private static final String STORE = "io.portalbots.store..";
    private static final String WEB = "io.portalbots.web..";
    private static final String PLATFORM = "io.portalbots.platform..";
    private static final String SANDBOX = "io.portalbots.sandbox..";
    private static final String[] EVERYTHING = {
        PLAN, TENANT, PLUGIN, REGISTRY, CHAT, PORTAL, STORE, WEB, PLATFORM, SANDBOX
    };

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.portalbots.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noCyclesWithinTheSandbox = slices().matching("io.portalbots.sandbox.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule planImportsNoneOfOurs = mayImport(PLAN);

    @ArchTest
    static final ArchRule tenantImportsNoneOfOurs = mayImport(TENANT);

    @ArchTest
    static final ArchRule pluginImportsNoneOfOurs = mayImport(PLUGIN);

    @ArchTest
    static final ArchRule registryImportsTheCore = mayImport(REGISTRY, PLAN, TENANT, PLUGIN);

    @ArchTest
    static final ArchRule chatImportsTheCore = mayImport(CHAT, PLAN, TENANT, PLUGIN);

    @ArchTest
    static final ArchRule portalImportsInward = mayImport(PORTAL, REGISTRY, CHAT, PLAN, TENANT, PLUGIN);

    @ArchTest
    static final ArchRule storeImportsInward = mayImport(STORE, REGISTRY, CHAT, PLAN, TENANT, PLUGIN);

    @ArchTest
    static final ArchRule webImportsInward = mayImport(WEB, REGISTRY, CHAT, PLAN, TENANT, PLUGIN);

    @ArchTest
    static final ArchRule theSandboxIsAStranger = mayImport(SANDBOX);

    @ArchTest
    static final ArchRule noVertxInside = noClasses()
            .that()
            .resideInAnyPackage(PLAN, TENANT, PLUGIN, REGISTRY, CHAT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx..");

    @ArchTest
    static final ArchRule secretsAreRevealedOnlyWhereTheyAreSentOrSealed = noClasses()
            .that()
            .resideOutsideOfPackages(PORTAL, STORE)
            .should()
            .callMethodWhere(target(owner(com.tngtech.archunit.base.DescribedPredicate.equalTo(Secret.class.getName())
                            .onResultOf(JavaClass::getName)
                            .as("Secret")))
                    .and(target(name("reveal"))));

    @ArchTest
    static final ArchRule tokensAndLeasesLiveByTheDatabasesClockAndByMonotonicTime = noClasses()
            .that()
            .resideInAnyPackage(TENANT, PORTAL, STORE)
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule verticlesDoNotBlockOnTheJdk = noClasses()
            .that(resideInAnyPackage(PLATFORM, WEB, PORTAL, STORE, REGISTRY, CHAT, TENANT))
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Object.class, "wait")
            .orShould()
            .callMethod(java.util.concurrent.CompletableFuture.class, "join")
            .orShould()
            .callMethod(java.util.concurrent.CompletableFuture.class, "get")
            .orShould()
            .callMethod(java.util.concurrent.CountDownLatch.class, "await");

    /** Once the limit is over, the thread goes on beside the other tasks of its verticle, and those may stop for ever. */
    @ArchTest
    static final ArchRule nobodyWaitsOutOfTurn = noClasses()
            .should()
            .callMethod(io.vertx.core.Future.class, "await", long.class, java.util.concurrent.TimeUnit.class);

    private static ArchRule mayImport(String from, String... to) {
        var others = java.util.Arrays.stream(EVERYTHING)
                .filter(room -> !room.equals(from) && !java.util.List.of(to).contains(room))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(from)
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(others)
                .allowEmptyShould(true);
    }
}
