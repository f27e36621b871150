/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendJarTest {
    private final Path folder;

    BackendJarTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void isTakenWithAMainClass() throws IOException {
        Path jar = FakeJars.runnable(folder.resolve("app.jar"));

        assertThat(jarOf(Loading.backend(jar).load())).isEqualTo(jar);
    }

    @Test
    void isTakenThroughASymbolicLink() throws IOException {
        FakeJars.runnable(folder.resolve("app-1.2.jar"));
        Path link = Files.createSymbolicLink(folder.resolve("app.jar"), Path.of("app-1.2.jar"));

        ClusterConfig config = Loading.backend(link).load();

        assertThat(jarOf(config))
                .as("as the user named it, so that a reload follows the link")
                .isEqualTo(link);
        assertThat(config.name()).isEqualTo("app");
    }

    /** What link/.. means only the file system knows: the jar that was checked must be the one that is started. */
    @Test
    void isTheFileThatWasCheckedWhereThePathGoesUpFromALink() throws IOException {
        Path far = Files.createDirectories(folder.resolve("far/away"));
        FakeJars.runnable(folder.resolve("far/app.jar"));
        Files.createSymbolicLink(folder.resolve("link"), far);

        Path backend = jarOf(Loading.backend(folder.resolve("link/../app.jar")).load());

        assertThat(backend).isAbsolute().exists();
        assertThat(backend.toRealPath()).isEqualTo(folder.resolve("far/app.jar").toRealPath());
    }

    @Test
    void isMadeAbsolute() throws IOException {
        Path jar = FakeJars.runnable(folder.resolve("app.jar"));
        Path relative = Path.of("").toAbsolutePath().relativize(jar);

        Path backend = jarOf(Loading.backend(relative).load());

        assertThat(backend).isAbsolute();
        assertThat(Files.isSameFile(backend, jar)).isTrue();
    }

    @Test
    void isRefusedWhereItIsMissing() {
        assertRefused(folder.resolve("missing.jar"), "an existing jar file");
    }

    @Test
    void isRefusedWhereItIsALinkToNothing() throws IOException {
        assertRefused(
                Files.createSymbolicLink(folder.resolve("app.jar"), Path.of("missing.jar")), "an existing jar file");
    }

    @Test
    void isRefusedWhereItIsAFolder() throws IOException {
        assertRefused(Files.createDirectory(folder.resolve("classes")), "a jar file that can be read");
    }

    @Test
    void isRefusedWhereItIsNothing() {
        assertThat(Loading.nothing().flag(Setting.BACKEND, "").violations())
                .containsExactly("backend:  (expected: a jar file that can be read)");
    }

    @Test
    void isRefusedWhereItIsNoZip() throws IOException {
        Path text = Files.writeString(folder.resolve("app.jar"), "#!/bin/sh\nexec java -jar real.jar\n");

        assertThat(Loading.backend(text).violations())
                .singleElement()
                .asString()
                .startsWith("backend: " + text + " (expected: a jar file; this is not one: ");
    }

    @Test
    void isRefusedWhereItIsEmpty() throws IOException {
        Path empty = Files.createFile(folder.resolve("app.jar"));

        assertThat(Loading.backend(empty).violations())
                .singleElement()
                .asString()
                .startsWith("backend: " + empty + " (expected: a jar file; this is not one: ");
    }

    @Test
    void isRefusedWithoutAMainClass() throws IOException {
        assertRefused(FakeJars.library(folder.resolve("library.jar")), "a jar file whose manifest names a Main-Class");
    }

    @Test
    void isRefusedWithoutAManifest() throws IOException {
        assertRefused(
                FakeJars.withoutManifest(folder.resolve("plain.jar")), "a jar file whose manifest names a Main-Class");
    }

    private static void assertRefused(Path jar, String expected) {
        assertThat(Loading.backend(jar).violations())
                .containsExactly("backend: " + jar + " (expected: " + expected + ")");
    }

    private static Path jarOf(ClusterConfig config) {
        return ((Backend.Jar) config.backend()).path();
    }
}
