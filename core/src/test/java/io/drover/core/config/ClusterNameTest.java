/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterNameTest {
    private static final String LONGEST = "n".repeat(40);

    private final Path folder;

    ClusterNameTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Dots alone are no way out of a folder: the name never stands alone in a path, always behind a prefix. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "shop-2", "A_b.c", "-", ".", "..", "0", "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"})
    void isTakenAsItWasGiven(String name) throws IOException {
        ClusterConfig config =
                Loading.backendIn(folder).flag(Setting.NAME, name).load();

        assertThat(config.name()).isEqualTo(name).hasSizeLessThanOrEqualTo(40);
        assertThat(config.nameIsDefault()).isFalse();
        assertThat(Path.of("/run/drover-" + name).normalize().getParent()).isEqualTo(Path.of("/run"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "../x", "a b", "ä", "a\n", "a\0", "*", "a:b", "٣"})
    void isRefusedWhereItCouldNotBePartOfAPath(String name) throws IOException {
        assertThat(Loading.backendIn(folder).flag(Setting.NAME, name).violations())
                .containsExactly("name: " + name + " (expected: 1 to 40 letters, digits, '.', '_' or '-')");
    }

    @Test
    void isRefusedBeyondFortyLetters() throws IOException {
        assertThat(Loading.backendIn(folder).flag(Setting.NAME, LONGEST + "n").violations())
                .containsExactly("name: " + LONGEST + "n (expected: 1 to 40 letters, digits, '.', '_' or '-')");
    }

    @ParameterizedTest
    @CsvSource({
        "app.jar, app",
        "shop-1.2.3-SNAPSHOT.jar, shop-1.2.3-SNAPSHOT",
        "my shop (2).jar, my-shop--2-",
        "..hidden.jar, ..hidden",
        ".jar, app",
        "..jar, .",
        "größe.jar, gr--e",
        "🚀.jar, -",
        "app.jar.jar, app.jar",
        "app.JAR, app.JAR",
        "app, app",
        "a:b*c.jar, a-b-c"
    })
    void isMadeFromTheNameOfTheJar(String jar, String name) throws IOException {
        ClusterConfig config =
                Loading.backend(FakeJars.runnable(folder.resolve(jar))).load();

        assertThat(config.name()).isEqualTo(name);
        assertThat(config.nameIsDefault()).isTrue();
    }

    @Test
    void isCutWhereTheJarHasALongName() throws IOException {
        Path jar = FakeJars.runnable(folder.resolve("x" + LONGEST.repeat(5) + ".jar"));

        assertThat(Loading.backend(jar).load().name()).isEqualTo("x" + LONGEST.substring(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b.jar", "..jar", ".jar", "größe.jar", "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn.jar"})
    void isOneTheUserCouldGiveWhereItIsMadeFromAJar(String jar) throws IOException {
        Path file = FakeJars.runnable(folder.resolve(jar));
        String made = Loading.backend(file).load().name();

        assertThat(Loading.backend(file).flag(Setting.NAME, made).load().name()).isEqualTo(made);
    }
}
