/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.drover.core.time.NanoClock;
import org.jspecify.annotations.NullMarked;

/** The rules of the style guide about who may know whom, for all that runs in a cluster. */
@AnalyzeClasses(packages = "io.drover", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CORE = "io.drover.core..";
    private static final String BALANCER = "io.drover.balancer..";
    private static final String WORKER = "io.drover.worker..";

    @ArchTest
    static final ArchRule CORE_KNOWS_ONLY_ITSELF = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(BALANCER, WORKER))
            .because("both sides stand on core, which stands on neither");

    @ArchTest
    static final ArchRule CORE_NEEDS_LITTLE = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    CORE,
                    "java..",
                    "javax.security.auth.x500",
                    "com.sun.management..",
                    "org.jspecify..",
                    "io.netty.buffer..",
                    "io.netty.channel",
                    "io.netty.handler.codec.."))
            .because("every worker carries core and what it needs");

    @ArchTest
    static final ArchRule BALANCER_DOES_NOT_KNOW_THE_WORKER = noClasses()
            .that()
            .resideInAPackage(BALANCER)
            .should()
            .dependOnClassesThat(resideInAPackage(WORKER))
            .because("they are different processes that speak through io.drover.core.control only");

    @ArchTest
    static final ArchRule WORKER_DOES_NOT_KNOW_THE_BALANCER = noClasses()
            .that()
            .resideInAPackage(WORKER)
            .should()
            .dependOnClassesThat(resideInAPackage(BALANCER))
            .because("they are different processes that speak through io.drover.core.control only");

    @ArchTest
    static final ArchRule SCHEDULING_IS_PURE = classes()
            .that()
            .resideInAPackage("io.drover.core.scheduling")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("io.drover.core.scheduling", "java.lang..", "java.util..", "org.jspecify.."))
            .because("a policy decides from what it is given: no I/O, no clock, no Netty");

    @ArchTest
    static final ArchRule CONTROL_AND_SCOREBOARD_ARE_STRANGERS = noClasses()
            .that()
            .resideInAPackage("io.drover.core.control")
            .should()
            .dependOnClassesThat(resideInAPackage("io.drover.core.scoreboard"))
            .because("what is said and what is shown are two things");

    @ArchTest
    static final ArchRule PACKAGES_OF_THE_BALANCER_ARE_LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(BALANCER)
            .layer("cli")
            .definedBy("io.drover.balancer.cli")
            .layer("root")
            .definedBy("io.drover.balancer")
            .layer("admin")
            .definedBy("io.drover.balancer.admin")
            .layer("supervisor")
            .definedBy("io.drover.balancer.supervisor")
            .layer("control")
            .definedBy("io.drover.balancer.control")
            .layer("listener")
            .definedBy("io.drover.balancer.listener")
            .layer("handoff")
            .definedBy("io.drover.balancer.handoff")
            .layer("splice")
            .definedBy("io.drover.balancer.splice")
            .layer("proxyprotocol")
            .definedBy("io.drover.balancer.proxyprotocol")
            .layer("tls")
            .definedBy("io.drover.balancer.tls")
            .layer("upstream")
            .definedBy("io.drover.balancer.upstream")
            .layer("dispatch")
            .definedBy("io.drover.balancer.dispatch")
            .layer("image")
            .definedBy("io.drover.balancer.image")
            .layer("jvm")
            .definedBy("io.drover.balancer.jvm")
            .layer("events")
            .definedBy("io.drover.balancer.events")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("root")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("admin")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("supervisor")
            .mayOnlyBeAccessedByLayers("root", "cli", "admin")
            .whereLayer("handoff")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("splice")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("proxyprotocol")
            .mayOnlyBeAccessedByLayers("splice")
            .whereLayer("tls")
            .mayOnlyBeAccessedByLayers("splice")
            .whereLayer("upstream")
            .mayOnlyBeAccessedByLayers("root", "splice")
            .whereLayer("control")
            .mayOnlyBeAccessedByLayers("root", "supervisor", "admin")
            .whereLayer("listener")
            .mayOnlyBeAccessedByLayers("root", "supervisor")
            .whereLayer("dispatch")
            .mayOnlyBeAccessedByLayers("root", "supervisor", "listener", "handoff", "splice", "upstream")
            .whereLayer("image")
            .mayOnlyBeAccessedByLayers("supervisor")
            .whereLayer("jvm")
            .mayOnlyBeAccessedByLayers("supervisor", "image")
            .whereLayer("events")
            .mayOnlyBeAccessedByLayers("root", "cli", "supervisor", "upstream")
            .because("the way of a connection (listener, dispatch, handoff) does not know who supervises it, and only"
                    + " Primary puts the parts together");

    @ArchTest
    static final ArchRule CONSOLE_AND_EXIT_BELONG_TO_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackages("io.drover.balancer.cli", WORKER)
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("the primary is a library too: whoever embeds it decides about output and exit");

    @ArchTest
    static final ArchRule WORKER_RUNTIME_ENDS_THE_PROCESS_ONLY_WHEN_THE_PRIMARY_IS_LOST = noClasses()
            .that()
            .resideInAPackage(WORKER)
            .and()
            .doNotHaveSimpleName("PrimaryLoss")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class)
            .because("the process is the application's own as long as there is somebody who could kill it");

    @ArchTest
    static final ArchRule PROCESSES_ARE_STARTED_IN_ONE_PLACE = noClasses()
            .that()
            .doNotHaveSimpleName("WorkerLauncher")
            .and()
            .doNotHaveSimpleName("CommandLauncher")
            .and()
            .doNotHaveSimpleName("ThreadDump")
            .and()
            .doNotHaveSimpleName("ClassDataDump")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ProcessBuilder.class)
            .because("command line and environment of a worker are looked for in its launcher");

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .because("a thread that sleeps is late for what happens meanwhile");

    @ArchTest
    static final ArchRule THE_CLOCK_IS_INJECTED = noClasses()
            .that()
            .areNotAssignableTo(NanoClock.class)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("tests move the clock by hand, and a wall clock can jump");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_TYPE_IS = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Info|Data)")
            .orShould()
            .haveNameMatching(".*\\.I[A-Z][a-z]\\w*")
            .because("such a name says nothing: name the one thing it does");

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES = slices().matching("io.drover.(**)")
            .should()
            .beFreeOfCycles()
            .because("what is in a cycle can only be understood at once");

    @ArchTest
    static final ArchRule EVERY_PACKAGE_SAYS_WHAT_IT_OWNS = classes()
            .should(new BeInANullMarkedPackage())
            .because("package-info.java holds starting points, threading and @NullMarked");

    private static final class BeInANullMarkedPackage extends ArchCondition<JavaClass> {
        BeInANullMarkedPackage() {
            super("be in a package that is @NullMarked");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " is in one that is not"));
            }
        }
    }
}
