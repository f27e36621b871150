/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentJarsTest {
    /** As on a full disk, whose message has no path. */
    @Test
    void sayWhereTheyCanNotBeWritten(@TempDir Path folder) throws IOException {
        Path taken = Files.createFile(folder.resolve("agent.jar"));

        assertThatThrownBy(() -> AgentJars.write(InputStream.nullInputStream(), taken))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("run directory: " + taken + " can't be written, ");
    }
}
