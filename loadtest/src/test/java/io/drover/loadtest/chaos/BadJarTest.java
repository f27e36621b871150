/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.loadtest.broken.ExitsAtOnce;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadJarTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void holdsItsApplication() throws IOException {
        Path jar = folder.resolve("bad.jar");
        BadJar.EXITS_AT_ONCE.write(jar);

        try (JarFile file = new JarFile(jar.toFile())) {
            assertThat(file.getManifest().getMainAttributes())
                    .containsEntry(Attributes.Name.MAIN_CLASS, ExitsAtOnce.class.getName());
            assertThat(file.getEntry("io/drover/loadtest/broken/ExitsAtOnce.class"))
                    .isNotNull();
        }
    }

    @Test
    void isNoJarWhereItIsCorrupt() throws IOException {
        Path jar = folder.resolve("corrupt.jar");
        BadJar.CORRUPT.write(jar);

        assertThatThrownBy(() -> new JarFile(jar.toFile()).close()).isInstanceOf(IOException.class);
    }
}
