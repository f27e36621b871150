/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.drover.balancer.Primary;
import io.drover.balancer.events.ClusterEvent;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.Processes;
import io.drover.balancer.supervisor.ReloadOutcome;
import io.drover.balancer.testapp.TestApps;
import io.drover.core.config.ClusterConfig;
import io.drover.core.config.Setting;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The primary as a library: in this very process. */
@Timeout(120)
class EmbeddedPrimaryIT {
    private static final int WARM_UP = 5_000;
    private static final int MEASURED = 15_000;
    private static final long MOST_BYTES_PER_CONNECTION = 50;

    private final List<ClusterEvent> events = new CopyOnWriteArrayList<>();
    private Primary primary;

    @BeforeEach
    void start() throws IOException {
        ClusterConfig config = ClusterConfig.builder(TestApps.jar())
                .set(Setting.NAME, "it-" + UUID.randomUUID())
                .set(Setting.WORKERS, "2")
                .set(Setting.JVM_ARG, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m")
                .appArguments("--listen=0")
                .build();
        primary = Primary.start(config, events::add, (slot, isError, line) -> {});
        Patience.await("the workers").until(() -> has(ClusterEvent.ClusterReady.class));
    }

    @AfterEach
    void leavesNothing() {
        primary.close();

        assertThat(primary.ended()).isCompleted();
        events.stream()
                .filter(ClusterEvent.WorkerStarted.class::isInstance)
                .map(event -> ((ClusterEvent.WorkerStarted) event).worker().pid())
                .forEach(pid -> assertThat(Processes.isRunning(pid)).isFalse());
    }

    @Test
    void reloadsAndTellsHowItWent() {
        ReloadOutcome outcome = primary.reload().join();

        assertThat(outcome).isEqualTo(new ReloadOutcome(2, null));
        assertThat(TestApps.ask(port()).generation()).isEqualTo(2);
    }

    @Test
    void allocatesNextToNothingForAConnection() {
        connect(WARM_UP);
        long before = allocatedByAcceptor();

        connect(MEASURED);

        assertThat((allocatedByAcceptor() - before) / MEASURED)
                .as("bytes for each connection")
                .isLessThanOrEqualTo(MOST_BYTES_PER_CONNECTION);
    }

    private void connect(int count) {
        int port = port();
        for (int i = 0; i < count; i++) {
            HttpConnection.get(port, "/");
        }
    }

    private static long allocatedByAcceptor() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Thread acceptor = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("acceptor-"))
                .findFirst()
                .orElseThrow();
        return threads.getThreadAllocatedBytes(acceptor.getId());
    }

    private boolean has(Class<? extends ClusterEvent> type) {
        return events.stream().anyMatch(type::isInstance);
    }

    private int port() {
        return events.stream()
                .filter(ClusterEvent.ListenerOpened.class::isInstance)
                .map(event -> ((ClusterEvent.ListenerOpened) event).endpoint())
                .map(endpoint -> Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
