/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaVersionTest {
    private Path folder;

    @BeforeEach
    void useFolder(@TempDir Path temporary) {
        folder = temporary;
    }

    @Test
    void isReadFromTheReleaseFileOfTheJdkBehindALink() throws IOException {
        Path jdk = jdk("JAVA_VERSION=\"25.0.1\"\n");
        Path link = Files.createSymbolicLink(folder.resolve("java"), jdk.resolve("bin/java"));

        assertThat(JavaVersion.featureOf(link)).isEqualTo(25);
    }

    @Test
    void isThePrimarysOwnWhereTheJdkDoesNotSay() throws IOException {
        int own = Runtime.version().feature();

        assertThat(JavaVersion.featureOf(jdk("IMPLEMENTOR=\"none\"\n").resolve("bin/java")))
                .isEqualTo(own);
        assertThat(JavaVersion.featureOf(folder.resolve("nowhere/bin/java"))).isEqualTo(own);
        assertThat(JavaVersion.featureOf(Path.of(System.getProperty("java.home"), "bin", "java")))
                .isEqualTo(own);
    }

    private Path jdk(String release) throws IOException {
        Path home = Files.createTempDirectory(folder, "jdk");
        Files.createDirectory(home.resolve("bin"));
        Files.createFile(home.resolve("bin/java"));
        Files.writeString(home.resolve("release"), release);
        return home;
    }
}
