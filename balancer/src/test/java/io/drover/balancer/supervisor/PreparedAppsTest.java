/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.RunnableJar;
import io.drover.balancer.image.AppImages;
import io.drover.core.config.ClusterConfig;
import io.drover.core.rundir.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedAppsTest {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private RunDirectory runDirectory;
    private Path jar;
    private PreparedApps apps;

    @BeforeEach
    void make(@TempDir Path folder) throws IOException {
        jar = RunnableJar.writeWhole(folder.resolve("app.jar"), PreparedAppsTest.class, "text", "one");
        runDirectory = Objects.requireNonNull(RunDirectory.claim("test-" + UUID.randomUUID()));
        apps = new PreparedApps(new AppImages(ClusterConfig.builder(jar).build(), jar, runDirectory), thread);
    }

    @AfterEach
    void remove() throws IOException {
        thread.shutdownNow();
        runDirectory.remove();
    }

    @Test
    void areNotThereBeforeTheyAreCopied() throws Exception {
        CountDownLatch held = holdTheThread();
        CountDownLatch told = new CountDownLatch(1);

        assertThat(apps.prepare(1, told::countDown)).isFalse();
        assertThatThrownBy(() -> apps.of(1)).isInstanceOf(IllegalStateException.class);

        held.countDown();
        await(told);
        assertThat(apps.prepare(1, told::countDown)).isTrue();
        assertThat(apps.of(1).image().jar()).isEqualTo(runDirectory.app(1)).exists();
    }

    @Test
    void areTriedOnceMoreAfterAFailure() throws Exception {
        byte[] whole = Files.readAllBytes(jar);
        Files.delete(jar);
        prepare(1);
        assertThatThrownBy(() -> apps.of(1))
                .isInstanceOf(IOException.class)
                .hasMessage("backend: " + jar + " (expected: a jar file that can be read)");

        Files.write(jar, whole);
        prepare(1);

        assertThat(apps.of(1).image().jar()).exists();
    }

    @Test
    void areGivenUpAlsoWhileTheyAreCopied() throws Exception {
        prepare(1);
        CountDownLatch held = holdTheThread();
        CountDownLatch told = new CountDownLatch(1);
        apps.prepare(2, told::countDown);

        apps.retain(Set.of(1));
        held.countDown();
        await(told);

        Patience.await("the copy to be removed")
                .untilAsserted(() -> assertThat(runDirectory.app(2)).doesNotExist());
        assertThat(runDirectory.app(1)).exists();
    }

    @Test
    void leaveNothingAndNoThread() throws Exception {
        prepare(1);

        apps.close().get(10, TimeUnit.SECONDS);

        assertThat(runDirectory.app(1)).doesNotExist();
        assertThat(thread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private void prepare(int generation) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        if (!apps.prepare(generation, told::countDown)) {
            await(told);
        }
    }

    private CountDownLatch holdTheThread() {
        CountDownLatch held = new CountDownLatch(1);
        thread.execute(() -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                // The test is over.
            }
        });
        return held;
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
