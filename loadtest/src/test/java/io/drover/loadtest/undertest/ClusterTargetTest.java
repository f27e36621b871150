/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.loadtest.undertest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.loadtest.process.Pinning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClusterTargetTest {
    @Test
    void isNotAvailableWhereTheBalancerRefusesTheForwardMode(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> start(folder, "teleport"))
                .isInstanceOf(NotAvailableException.class)
                .hasMessage("not available yet: --forward=teleport");
    }

    @Test
    void hasFailedWhereTheBalancerEndsForAnotherReason(@TempDir Path folder) {
        assertThatThrownBy(() -> start(folder, "broken"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NotAvailableException.class)
                .hasMessageContaining("ended with 1");
    }

    private static void start(Path folder, String forward) throws Exception {
        Path jar = folder.resolve("balancer.jar");
        write(jar);
        try (Workbench bench = new Workbench(jar, jar, folder.resolve("logs"), Pinning.none());
                RunningTarget running = new ClusterTarget("cluster", 2, "round-robin", forward).start(bench)) {
            throw new IllegalStateException(running.name() + ": started");
        }
    }

    private static void write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, RefusesForward.class.getName());
        String file = RefusesForward.class.getName().replace('.', '/') + ".class";
        try (InputStream code = RefusesForward.class.getClassLoader().getResourceAsStream(file);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            if (code == null) {
                throw new IOException(file + ": not found");
            }
            out.putNextEntry(new JarEntry(file));
            code.transferTo(out);
        }
    }
}
