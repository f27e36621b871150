/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.RunnableJar;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.Setting;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLauncherTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Path jar;

    @BeforeEach
    void writeJar(@TempDir Path folder) {
        jar = RunnableJar.write(folder.resolve("app.jar"), WorkerLauncherTest.class, List.of());
    }

    @Test
    void startsTheJvmThroughAShellThatMakesItDeafToTheTerminal() {
        List<String> command = command(config().build(), 17, List.of());

        assertThat(command.subList(0, 4)).containsExactly("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\"", JAVA);
    }

    @Test
    void givesTheUsersArgumentsTheLastWordAndTheApplicationItsOwn() {
        ClusterConfig config = config().set(Setting.JVM_ARG, "-Dfirst=1", "-Dsecond=a b")
                .appArguments("--port=9000", "", "two words")
                .build();

        assertThat(command(config, 17, List.of()))
                .endsWith("-Dfirst=1", "-Dsecond=a b", "-jar", jar.toString(), "--port=9000", "", "two words");
    }

    @Test
    void sharesTheMemoryAmongTheWorkersAndNeverGivesMoreThanTheJvmWould() {
        assertThat(command(config("2"), 17, List.of())).contains("-XX:MaxRAMPercentage=25.00");
        assertThat(command(config("4"), 17, List.of())).contains("-XX:MaxRAMPercentage=17.50");
        assertThat(command(config("70"), 17, List.of())).contains("-XX:MaxRAMPercentage=1.00");
    }

    @Test
    void leavesTheHeapToAUserWhoHasSetIt() {
        for (String argument : List.of("-Xmx1g", "-XX:MaxHeapSize=1g", "-XX:MaxRAMPercentage=50")) {
            ClusterConfig config = config().set(Setting.JVM_ARG, argument).build();

            assertThat(command(config, 17, List.of()).stream().filter(part -> part.startsWith("-X")))
                    .containsExactly(argument);
        }
    }

    @Test
    void silencesTheWarningsOfNewJvmsInTheWayTheyUnderstand() {
        String nativeAccess = "--enable-native-access=ALL-UNNAMED";
        String unsafe = "--sun-misc-unsafe-memory-access=allow";

        assertThat(command(config("1"), 25, List.of())).contains(nativeAccess, unsafe);
        assertThat(command(config("1"), 24, List.of())).contains(nativeAccess, unsafe);
        assertThat(command(config("1"), 21, List.of())).doesNotContain(nativeAccess, unsafe);
        assertThat(command(config("1"), 17, List.of())).doesNotContain(nativeAccess, unsafe);
    }

    private List<String> command(ClusterConfig config, int javaFeature, List<String> more) {
        return WorkerLauncher.command(config, jar, javaFeature, more);
    }

    private ClusterConfig config(String workers) {
        return config().set(Setting.WORKERS, workers).build();
    }

    private ClusterConfig.Builder config() {
        return ClusterConfig.builder(jar);
    }
}
