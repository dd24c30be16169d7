package io.tidegate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The fences between the packages. Plain tests, because fields annotated for ArchUnit's own runner
 * were seen to run zero tests.
 */
class ArchitectureTest {

    private static final String ROOT = "io.tidegate";
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    @Test
    void theRulesSeeTheCode() {
        org.assertj.core.api.Assertions.assertThat(CLASSES.size()).isGreaterThan(20);
    }

    @Test
    void eventUsesNothingOfOurs() {
        mayUse("event");
    }

    @Test
    void configUsesNothingOfOurs() {
        mayUse("config");
    }

    @Test
    void metricsUsesEventOnly() {
        mayUse("metrics", "event");
    }

    @Test
    void traceUsesEventOnlyAndOnePackageKnowsTheSdk() {
        mayUse("trace", "event");
        mayUse("trace.otlp", "trace", "event");
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(in("trace.otlp"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.opentelemetry.."));
    }

    @Test
    void logUsesNothingOfOursAndAloneKnowsWhatWritesLines() {
        mayUse("log");
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(in("log"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("ch.qos.logback.."));
    }

    @Test
    void verifyUsesEventOnlyAndItsRoomsKeepTheirOrder() {
        mayUse("verify.value", "event");
        mayUse("verify.key", "verify.value", "event");
        mayUse("verify.odd", "verify.key", "verify.value", "event");
        mayUse("verify.scheme", "verify.key", "verify.value", "event");
        mayUse("verify.message", "verify.scheme", "verify.key", "verify.value", "event");
        mayUse("verify", "verify.scheme", "verify.value", "event");
    }

    @Test
    void storeUsesEventOnly() {
        mayUse("store", "event");
    }

    @Test
    void providerCompilesConfigIntoVerify() {
        mayUse(
                "provider",
                "verify",
                "verify.scheme",
                "verify.key",
                "verify.value",
                "verify.odd",
                "verify.message",
                "event",
                "config");
    }

    @Test
    void routeUsesEventAndConfig() {
        mayUse("route", "event", "config");
    }

    @Test
    void redisStoreStaysBehindTheWall() {
        mayUse("store.redis", "redis", "store", "event", "config");
    }

    @Test
    void whereRedisIsDependsOnTheConfigurationOnly() {
        mayUse("redis", "config");
    }

    @Test
    void journalStaysBehindTheWall() {
        mayUse("store.journal", "store", "event", "config");
    }

    @Test
    void memoryStoreStaysBehindTheWall() {
        mayUse("store.memory", "store", "event", "config");
    }

    @Test
    void outboundUsesNothingOfOurs() {
        mayUse("outbound");
    }

    @Test
    void actionFillsTextsAsRoutesDoAndConnectsOnlyWhereItMay() {
        mayUse("action", "action.spi", "route", "outbound", "redis", "event", "config");
    }

    @Test
    void whatPluginsImplementUsesNothingOfOurs() {
        mayUse("action.spi");
    }

    @Test
    void dispatchNeverMeetsTheIngressHalf() {
        mayUse(
                "dispatch",
                "store",
                "route",
                "action",
                "event",
                "config",
                "metrics",
                "trace",
                "log");
    }

    @Test
    void ingressNeverMeetsTheDispatchHalf() {
        mayUse(
                "ingress",
                "provider",
                "verify.key",
                "store",
                "outbound",
                "event",
                "config",
                "metrics",
                "trace",
                "log");
    }

    @Test
    void adminLooksButDoesNotDispatch() {
        mayUse("admin", "store", "route", "provider", "event", "config", "metrics");
    }

    @Test
    void nobodyImportsTheRoot() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".(**)")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(ROOT));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
    }

    @Test
    void theEventBusIsNotUsed() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.vertx.core.eventbus.."));
    }

    @Test
    void theCoreKnowsNoJsonTrees() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                in("event"),
                                in("verify") + "..",
                                in("store") + "..",
                                in("dispatch"),
                                in("ingress"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "com.fasterxml.jackson.databind..", "io.vertx.core.json.."));
    }

    @Test
    void verticlesAreNotOfTheOldKind() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("io.vertx.core.AbstractVerticle"));
    }

    @Test
    void nobodyBlocksOutsideTheCommands() {
        for (var call : List.of("sleep", "join")) {
            check(noBlockingCallTo(Thread.class.getName(), call));
        }
        check(noBlockingCallTo("java.util.concurrent.Future", "get"));
        check(noBlockingCallTo("java.util.concurrent.CompletableFuture", "get"));
        check(noBlockingCallTo("java.util.concurrent.CompletableFuture", "join"));
        check(noBlockingCallTo("java.util.concurrent.CountDownLatch", "await"));
        check(noBlockingCallTo("io.vertx.core.Future", "await"));
    }

    @Test
    void everyStaticFieldIsFinal() {
        check(fields().that().areStatic().and().doNotHaveName("$jacocoData").should().beFinal());
    }

    @Test
    void secretsAreComparedInConstantTime() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(in("verify") + "..")
                        .should()
                        .callMethod(java.util.Arrays.class, "equals", byte[].class, byte[].class));
    }

    private static ArchRule noBlockingCallTo(String owner, String method) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("cli"))
                .should()
                .callMethodWhere(
                        com.tngtech.archunit.base.DescribedPredicate.describe(
                                "call " + owner + "." + method,
                                call ->
                                        call.getTarget().getName().equals(method)
                                                && call.getTargetOwner().isAssignableTo(owner)));
    }

    /**
     * Classes of {@code room} may depend on themselves, on these rooms, and on nothing else of
     * ours.
     */
    private static void mayUse(String room, String... rooms) {
        var allowed = new ArrayList<String>();
        allowed.add(in(room));
        for (String other : rooms) {
            allowed.add(in(other));
        }
        check(
                classes()
                        .that()
                        .resideInAPackage(in(room))
                        .should()
                        .onlyDependOnClassesThat(
                                com.tngtech.archunit.base.DescribedPredicate.describe(
                                        "are of " + allowed + " or not ours",
                                        (JavaClass it) ->
                                                !it.getPackageName().startsWith(ROOT)
                                                        || allowed.contains(it.getPackageName()))));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static String in(String room) {
        return ROOT + "." + room;
    }
}
