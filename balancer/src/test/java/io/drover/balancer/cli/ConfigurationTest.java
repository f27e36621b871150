/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.balancer.harness.RunnableJar;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private Path folder;
    private Path jar;

    @BeforeEach
    void writeJar(@TempDir Path temporary) {
        folder = temporary;
        jar = RunnableJar.write(folder.resolve("app.jar"), ConfigurationTest.class, List.of());
    }

    @Test
    void prefersTheCommandLineToTheEnvironmentAndThatToTheFile() throws IOException {
        Path file = file("workers: 7\npolicy: random-two\nname: from-file\nmax-restarts: 1\n");

        ClusterConfig config = Configuration.load(
                Arguments.parse("--backend=" + jar, "--config=" + file, "--workers=3"),
                Map.of("DROVER_WORKERS", "5", "DROVER_POLICY", "ip-hash", "DROVER_NAME", "", "OTHER", "x"));

        assertThat(config.workers()).as("of all three").isEqualTo(3);
        assertThat(config.policy()).as("of environment and file").isEqualTo("ip-hash");
        assertThat(config.name()).as("an empty variable is none").isEqualTo("from-file");
        assertThat(config.life().maxRestarts()).isEqualTo(1);
        assertThat(config.life().drainTimeout()).as("the default").hasSeconds(30);
    }

    @Test
    void findsTheFileByTheEnvironmentToo() throws IOException {
        Path file = file("workers: 7\nbackend: " + jar + "\napp-arguments: [one]\n");

        ClusterConfig config = Configuration.load(Arguments.parse(), Map.of("DROVER_CONFIG", file.toString()));

        assertThat(config.workers()).isEqualTo(7);
        assertThat(config.jvm().appArguments()).containsExactly("one");
    }

    @Test
    void replacesTheApplicationsArgumentsOfTheFileAsAWhole() throws IOException {
        Path file = file("app-arguments: [one, two]\n");

        ClusterConfig config =
                Configuration.load(Arguments.parse("--backend=" + jar, "--config=" + file, "--", "three"), Map.of());

        assertThat(config.jvm().appArguments()).containsExactly("three");
    }

    @Test
    void namesEverythingThatIsWrongAndWhereItComesFrom() throws IOException {
        Path file = file("restart-window: ever\n");

        assertThatThrownBy(() -> Configuration.load(
                        Arguments.parse("--workers=0", "--config=" + file, "--unknown"),
                        Map.of("DROVER_READY_TIMEOUT", "soon")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("option: --unknown (")
                .hasMessageContaining("backend: not given (")
                .hasMessageContaining("workers: 0 (")
                .hasMessageMatching("(?s).*ready-timeout: soon \\(expected: .*, in environment\\).*")
                .hasMessageMatching("(?s).*restart-window: ever \\(expected: .*, in " + file + "\\).*");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("drover.yaml"), content);
    }
}
