/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
    private final Path folder;
    private final Loading loading;

    ConfigLoaderTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.loading = Loading.backendIn(folder);
    }

    @Test
    void needsNothingButAJar() {
        ClusterConfig config = loading.on(4, 64L << 30).load();

        assertThat(config)
                .isEqualTo(new ClusterConfig(
                        "app",
                        true,
                        new Backend.Jar(folder.resolve("app.jar")),
                        4,
                        "round-robin",
                        List.of(),
                        Forward.HANDOFF,
                        true,
                        List.of(),
                        new ClusterConfig.Relay(
                                SpliceMode.AUTO,
                                4,
                                0,
                                Duration.ofSeconds(5),
                                Duration.ofHours(1),
                                Duration.ofHours(1),
                                Duration.ofSeconds(30),
                                Duration.ZERO,
                                null,
                                new ClusterConfig.Front(
                                        ProxyProtocol.OFF,
                                        List.of(),
                                        0,
                                        0,
                                        new ClusterConfig.Tls(List.of(), List.of())),
                                new ClusterConfig.Checks(Duration.ofSeconds(2), 2, 3, Duration.ofSeconds(1), 5),
                                null),
                        new ClusterConfig.Queueing(Duration.ZERO, Duration.ZERO, false),
                        new ClusterConfig.Life(
                                false,
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(30),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(10),
                                5,
                                Duration.ofSeconds(60),
                                false),
                        new ClusterConfig.Recycling(Long.MAX_VALUE, Duration.ZERO, 0),
                        new ClusterConfig.Reload(null, Duration.ZERO),
                        Path.of(System.getProperty("java.io.tmpdir")),
                        config.jvm()));
        assertThat(config.jvm().java()).isEqualTo(Path.of(System.getProperty("java.home"), "bin", "java"));
        assertThat(config.jvm().arguments()).isEmpty();
        assertThat(config.jvm().environment()).isEmpty();
        assertThat(config.jvm().appArguments()).isEmpty();
    }

    @Test
    void takesAFlagBeforeTheEnvironmentAndThatBeforeTheFile() {
        loading.inFile(Setting.WORKERS, "1").inFile(Setting.MAX_RESTARTS, "1").inFile(Setting.READY_TIMEOUT, "1s");
        loading.variable("DROVER_WORKERS", "2").variable("DROVER_MAX_RESTARTS", "2");
        loading.flag(Setting.WORKERS, "3");

        ClusterConfig config = loading.load();

        assertThat(config.workers()).isEqualTo(3);
        assertThat(config.life().maxRestarts()).isEqualTo(2);
        assertThat(config.life().readyTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.life().drainTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void doesNotMixTheValuesOfTwoLayers() {
        loading.inFile(Setting.JVM_ARG, "-Da=file").variable("DROVER_JVM_ARG", "-Da=1 -Db=2");
        assertThat(loading.load().jvm().arguments()).containsExactly("-Da=1", "-Db=2");

        loading.flag(Setting.JVM_ARG, "-Dc=flag");
        assertThat(loading.load().jvm().arguments()).containsExactly("-Dc=flag");
    }

    @Test
    void ignoresWhatAStrongerLayerOverridesEvenWhereItIsWrong() {
        loading.inFile(Setting.WORKERS, "many").flag(Setting.WORKERS, "2");

        assertThat(loading.load().workers()).isEqualTo(2);
    }

    @Test
    void takesTheLastOfSeveralValuesWhereOnlyOneIsWanted() {
        assertThat(loading.flag(Setting.WORKERS, "nonsense", "2", "3").load().workers())
                .isEqualTo(3);
    }

    @Test
    void namesEveryViolationAtOnce() {
        List<String> violations = Loading.nothing()
                .on(4, 16L << 30)
                .flag(Setting.NAME, "a b")
                .flag(Setting.POLICY_PATH, "/no/such/folder")
                .flag(Setting.WORKERS, "0")
                .flag(Setting.POLICY, "fastest")
                .flag(Setting.FORWARD, "pigeon")
                .flag(Setting.LISTEN, "8080", "nowhere", "70000")
                .flag(Setting.WAIT_READY, "yes")
                .flag(Setting.READY_TIMEOUT, "soon")
                .flag(Setting.DRAIN_TIMEOUT, "30")
                .flag(Setting.HEARTBEAT_TIMEOUT, "1ms")
                .flag(Setting.MAX_RESTARTS, "-1")
                .flag(Setting.RESTART_WINDOW, "0s")
                .flag(Setting.JAVA, "/no/such/java")
                .flag(Setting.ENV, "A=1", "B")
                .violations();

        String duration = "a duration such as 500ms, 30s, 2m or 1h, from ";
        assertThat(violations)
                .containsExactly(
                        "backend: not given (expected: the application's jar, as in --backend=app.jar)",
                        "name: a b (expected: 1 to 40 letters, digits, '.', '_' or '-')",
                        "policy-path: /no/such/folder (expected: an existing jar or folder)",
                        "workers: 0 (expected: auto, max, a number from 1 to 256, or -N that leaves at least one of"
                                + " 4 cores)",
                        "policy: fastest (expected: round-robin, least-connections, ip-hash, random-two, none, or the"
                                + " full name of a class that implements SchedulingPolicy; no policy has this name)",
                        "forward: pigeon (expected: handoff or splice)",
                        "listen: nowhere (expected: [HOST:]PORT with a port from 1 to 65535)",
                        "listen: 70000 (expected: [HOST:]PORT with a port from 1 to 65535)",
                        "wait-ready: yes (expected: true or false)",
                        "ready-timeout: soon (expected: " + duration + "1ms to 168h)",
                        "drain-timeout: 30 (expected: " + duration + "0s to 168h)",
                        "heartbeat-timeout: 1ms (expected: " + duration + "1s to 168h)",
                        "max-restarts: -1 (expected: a whole number from 0 to 1000000)",
                        "restart-window: 0s (expected: " + duration + "1ms to 168h)",
                        "java: /no/such/java (expected: a java command or the home of a JDK)",
                        "env: B (expected: KEY=VALUE)");
    }

    @Test
    void saysInWhichLayerAWrongValueStands() {
        loading.variable("DROVER_MAX_RESTARTS", "x").inFile(Setting.DRAIN_TIMEOUT, "x");

        assertThat(loading.violations())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("max-restarts: x (expected: ") && line.endsWith(", in environment)"))
                .anyMatch(line ->
                        line.startsWith("drain-timeout: x (expected: ") && line.endsWith(", in /etc/drover.yaml)"));
    }

    @Test
    void putsAllViolationsIntoTheMessage() {
        loading.flag(Setting.FORWARD, "pigeon").flag(Setting.ENV, "B");

        assertThatThrownBy(loading::load)
                .isInstanceOf(ConfigException.class)
                .hasMessage("forward: pigeon (expected: handoff or splice)\nenv: B (expected: KEY=VALUE)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"500ms", "30s", "2m", "1h", "1ms", "168h", "604800000ms"})
    void takesADurationWithItsUnit(String value) {
        Duration expected = Duration.parse(
                value.endsWith("ms") ? "PT" + Long.parseLong(value.replace("ms", "")) / 1000.0 + "S" : "PT" + value);

        assertThat(loading.flag(Setting.READY_TIMEOUT, value).load().life().readyTimeout())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30",
                "-1s",
                "1d",
                "",
                " 30s",
                "30 s",
                "30S",
                "1.5s",
                "s",
                "0s",
                "0ms",
                "169h",
                "999999999h",
                "9999999999s",
                "+5s",
                "PT30S",
                "٣s"
            })
    void refusesADurationWithoutItsUnitOrOutOfRange(String value) {
        assertThat(loading.flag(Setting.READY_TIMEOUT, value).violations())
                .containsExactly("ready-timeout: " + value
                        + " (expected: a duration such as 500ms, 30s, 2m or 1h, from 1ms to 168h)");
    }

    @Test
    void letsADrainTakeNoTimeAtAll() {
        assertThat(loading.flag(Setting.DRAIN_TIMEOUT, "0s").load().life().drainTimeout())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"999ms", "0s"})
    void refusesAHeartbeatTimeoutTooShortToBeMet(String value) {
        assertThat(loading.flag(Setting.HEARTBEAT_TIMEOUT, value).violations())
                .singleElement()
                .asString()
                .startsWith("heartbeat-timeout: " + value + " (expected: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.0", "five", "1000001", "99999999999"})
    void refusesANumberOfRestartsThatIsNone(String value) {
        assertThat(loading.flag(Setting.MAX_RESTARTS, value).violations())
                .containsExactly("max-restarts: " + value + " (expected: a whole number from 0 to 1000000)");
    }

    @Test
    void takesAFlagFromTheEnvironment() {
        assertThat(loading.variable("DROVER_WAIT_READY", "true").load().life().waitReady())
                .isTrue();
    }

    @Test
    void handsTheArgumentsOfTheApplicationOn() {
        assertThat(loading.appArguments("--port=1", "", "a b").load().jvm().appArguments())
                .containsExactly("--port=1", "", "a b");
    }
}
