/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.Primary;
import io.drover.balancer.events.ClusterEvent;
import io.drover.balancer.events.ClusterEvent.ClusterReady;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.RunnableJar;
import io.drover.balancer.supervisor.ReloadOutcome;
import io.drover.balancer.testapp.VersionApp;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.Setting;
import io.drover.core.rundir.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application that takes a while to copy. */
@Timeout(120)
class LargeJarIT {
    private static final int MEBIBYTES = 200;

    @Test
    void isCopiedWhileTheSupervisorGoesOn(@TempDir Path folder) throws IOException {
        Path jar = RunnableJar.writeLarge(folder.resolve("app.jar"), VersionApp.class, MEBIBYTES);
        String name = "it-" + UUID.randomUUID();
        List<ClusterEvent> events = new CopyOnWriteArrayList<>();
        ClusterConfig config = ClusterConfig.builder(jar)
                .set(Setting.NAME, name)
                .set(Setting.WORKERS, "1")
                .set(Setting.JVM_ARG, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m")
                .appArguments("0")
                .build();
        try (Primary primary = Primary.start(config, events::add, (slot, isError, line) -> {})) {
            Patience.await("the worker").until(() -> events.stream().anyMatch(ClusterReady.class::isInstance));
            Path copy = RunDirectory.controlSocketOf(name).resolveSibling("app-2.jar");

            CompletableFuture<ReloadOutcome> reload = primary.reload();

            assertThat(answersDuringTheCopy(primary, reload, copy, Files.size(jar)))
                    .as("the supervisor's answer came while the copy was not whole")
                    .isTrue();
            assertThat(reload.join()).isEqualTo(new ReloadOutcome(2, null));
        }
    }

    /** What the supervisor is asked it refuses at once, since it reloads. */
    private static boolean answersDuringTheCopy(
            Primary primary, CompletableFuture<ReloadOutcome> reload, Path copy, long wholeBytes) throws IOException {
        while (!reload.isDone()) {
            if (isPart(copy, wholeBytes)) {
                assertThat(primary.scale(2).join().failure()).isEqualTo("workers are being replaced");
                if (isPart(copy, wholeBytes)) {
                    return true;
                }
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private static boolean isPart(Path copy, long wholeBytes) throws IOException {
        return Files.exists(copy) && Files.size(copy) < wholeBytes;
    }
}
