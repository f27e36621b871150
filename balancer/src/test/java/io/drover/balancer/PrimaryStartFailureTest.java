/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.balancer.harness.NativeTransport;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.Processes;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that embeds a primary goes on when it could not be started. */
class PrimaryStartFailureTest {
    @BeforeAll
    static void load() {
        NativeTransport.load();
    }

    @Test
    void leavesNoEventLoopOpen(@TempDir Path folder) throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        ClusterConfig config = ClusterConfig.builder()
                .set(Setting.NAME, "it-" + UUID.randomUUID())
                .set(Setting.UPSTREAM, "127.0.0.1:1")
                .set(Setting.LISTEN, "127.0.0.1:1")
                .set(Setting.FORWARD, "splice")
                .set(Setting.ACCESS_LOG, gone.resolve("access.log").toString())
                .build();
        Files.delete(gone);
        int before = eventLoops().size();

        assertThatThrownBy(() -> Primary.start(config, event -> {}, (slot, isError, line) -> {}))
                .isInstanceOf(IOException.class);

        Patience.await("the end of its event loops")
                .untilAsserted(() -> assertThat(eventLoops()).hasSizeLessThanOrEqualTo(before));
    }

    /** Returns the descriptors of epoll instances: each event loop has one from the moment it is made. */
    private static List<String> eventLoops() {
        return Processes.openFiles(ProcessHandle.current().pid()).stream()
                .filter(file -> file.contains("eventpoll"))
                .toList();
    }
}
