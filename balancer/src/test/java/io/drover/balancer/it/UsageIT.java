/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.testapp.TestApps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the user got wrong is answered with option, value and what was expected, before anything is started. The harness
 * checks that nothing is left.
 */
@Timeout(60)
class UsageIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    private final ClusterFolder folder = harness.newFolder();

    static Stream<Arguments> wrongOptions() {
        return Stream.of(
                arguments("--workers=0", "workers: 0 (expected: auto, max, a number from 1 to 256, or -N "),
                arguments("--workers=-99", "workers: -99 (expected: "),
                arguments("--workers=abc", "workers: abc (expected: "),
                arguments("--workers=1e9", "workers: 1e9 (expected: "),
                arguments("--policy=fastest", "policy: fastest (expected: round-robin, least-connections, "),
                arguments("--policy=com.example.None", "policy: com.example.None (expected: "),
                arguments("--drain-timeout=5", "drain-timeout: 5 (expected: a duration such as 500ms, 30s, 2m or 1h"),
                arguments("--heartbeat-timeout=10ms", "heartbeat-timeout: 10ms (expected: "),
                arguments("--max-restarts=-1", "max-restarts: -1 (expected: a whole number from 0"),
                arguments(
                        "--worker=2",
                        "option: --worker=2 (expected: an option that --help lists; did you mean --workers?"),
                arguments(
                        "app.jar",
                        "argument: app.jar (expected: an option; arguments for the application go behind --"),
                arguments("--listen=70000", "listen: 70000 (expected: [HOST:]PORT with a port from 1 to 65535"),
                arguments("--name=a/b", "name: a/b (expected: "),
                arguments("--env=LEVEL", "env: LEVEL (expected: KEY=VALUE"),
                arguments("--java=/nowhere/java", "java: /nowhere/java (expected: "),
                arguments(
                        "--config=/nowhere/drover.yaml",
                        "config: /nowhere/drover.yaml (expected: an existing YAML file"),
                arguments("--workers", "workers: no value (expected: auto|max|N|-N"));
    }

    @ParameterizedTest
    @MethodSource("wrongOptions")
    void namesTheOptionTheValueAndWhatWasExpected(String argument, String message) {
        Cluster refused = harness.cluster(TestApps.jar())
                .in(folder)
                .plain()
                .argument(argument)
                .startAndAwaitExit();

        assertThatIsRefused(refused, message);
    }

    @Test
    void refusesWhatIsNoRunnableJar() throws IOException {
        Path text = Files.writeString(folder.file("text.jar"), "this is no jar");
        Path noMain = folder.file("no-main.jar");
        writeJarWithoutMainClass(noMain);

        assertThatIsRefused(run(folder.file("missing.jar")), "missing.jar (expected: an existing jar file)");
        assertThatIsRefused(run(text), "text.jar (expected: a jar file; this is not one");
        assertThatIsRefused(run(noMain), "no-main.jar (expected: a jar file whose manifest names a Main-Class)");
        assertThatIsRefused(
                harness.command().plain().startAndAwaitExit(),
                "backend: not given (expected: the application's jar, as in --backend=app.jar)");
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() throws IOException {
        Path config = Files.writeString(folder.file("drover.yaml"), "max-restarts: many\n");

        Cluster refused = harness.command()
                .in(folder)
                .plain()
                .environment("DROVER_READY_TIMEOUT", "soon")
                .environment("DROVER_BAKCEND", "app.jar")
                .argument("--workers=none", "--policy=fair", "--listen=nowhere", "--polcy=x", "stray")
                .argument("--config=" + config)
                .startAndAwaitExit();

        assertThatIsRefused(refused, "backend: not given");
        assertThat(String.join("\n", refused.output().standardError()))
                .contains("workers: none (", "policy: fair (", "listen: nowhere (", "argument: stray (")
                .contains("option: --polcy=x (", "did you mean --policy")
                .contains("ready-timeout: soon (", "environment")
                .contains("environment: DROVER_BAKCEND, ignored (", "did you mean DROVER_BACKEND?")
                .contains("max-restarts: many (", config.toString());
    }

    @Test
    void refusesAConfigurationFileThatItDoesNotUnderstand() throws IOException {
        Path noYaml = Files.writeString(folder.file("none.yaml"), "workers: [1\nname: {");
        Path unknown = Files.writeString(folder.file("unknown.yaml"), "wrokers: 2\nworkers: [1, 2]\n");

        assertThatIsRefused(runWithConfig(noYaml), "none.yaml (expected: a YAML file; this is none");
        Cluster refused = runWithConfig(unknown);
        assertThatIsRefused(refused, "wrokers: in " + unknown + " (expected: an option that --help lists");
        assertThat(refused.output().matching("workers: a list in .* \\(expected: one value\\)"))
                .hasSize(1);
    }

    private Cluster run(Path backend) {
        return harness.cluster(backend).in(folder).plain().startAndAwaitExit();
    }

    private Cluster runWithConfig(Path config) {
        return harness.cluster(TestApps.jar())
                .in(folder)
                .plain()
                .option("config", config.toString())
                .startAndAwaitExit();
    }

    private static void assertThatIsRefused(Cluster refused, String message) {
        assertThat(refused.awaitExit()).isEqualTo(2);
        List<String> errors = refused.output().standardError();
        assertThat(errors)
                .anyMatch(line -> line.contains(message))
                .last()
                .asString()
                .contains("Nothing was started");
        assertThat(refused.output().standardOutput()).isEmpty();
    }

    private static void writeJarWithoutMainClass(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        }
    }
}
