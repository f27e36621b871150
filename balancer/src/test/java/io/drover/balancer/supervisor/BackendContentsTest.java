/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendContentsTest {
    private final Path folder;

    BackendContentsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void findsNothingInAnApplicationOfItsOwn() throws IOException {
        assertThat(of("com/example/Main.class", "BOOT-INF/lib/tomcat-embed-core-10.jar"))
                .isEqualTo(new BackendContents(false, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io/netty/channel/unix/Socket.class",
                "io/grpc/netty/shaded/io/netty/channel/unix/Socket.class",
                "BOOT-INF/lib/netty-transport-native-unix-common-4.1.100.Final.jar",
                "lib/grpc-netty-shaded-1.60.jar"
            })
    void findsNettyUnderWhateverName(String entry) throws IOException {
        assertThat(of(entry)).isEqualTo(new BackendContents(false, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"io/drover/worker/WorkerRuntime.class", "BOOT-INF/lib/drover-worker-runtime-1.0.jar"})
    void findsTheRuntime(String entry) throws IOException {
        assertThat(of(entry).runtime()).isTrue();
    }

    @Test
    void looksIntoTheJarsOfTheClassPath() throws IOException {
        write(Files.createDirectory(folder.resolve("lib")).resolve("n.jar"), "", "x/channel/unix/Socket.class");
        Path jar = write(folder.resolve("app.jar"), "lib/missing.jar lib/n.jar", "com/example/Main.class");

        assertThat(BackendContents.of(jar)).isEqualTo(new BackendContents(false, true));
    }

    private BackendContents of(String... entries) throws IOException {
        return BackendContents.of(write(folder.resolve("app.jar"), "", entries));
    }

    private static Path write(Path jar, String classPath, String... entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!classPath.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.closeEntry();
            }
        }
        return jar;
    }
}
