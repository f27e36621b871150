/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.FreePort;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.testapp.TestApps;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code --listen}: other addresses than these are the worker's own. */
@Timeout(120)
class PrivateListenIT {
    private static final int SHARED_PORT = FreePort.find();
    private static final Pattern PRIVATE = Pattern.compile("\\[(\\d)] bound .*127\\.0\\.0\\.1:(\\d+)");

    @RegisterExtension
    static final ClusterHarness HARNESS = ClusterHarness.perClass();

    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = HARNESS.cluster(TestApps.jar())
                .workers(2)
                .option("listen", Integer.toString(SHARED_PORT))
                .app("--listen=127.0.0.1:0", "--listen=" + SHARED_PORT)
                .startReady();
    }

    @Test
    void sharesOnlyWhatTheUserNamed() {
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            slots.add(TestApps.ask(SHARED_PORT).slot());
        }

        assertThat(slots).containsExactly(0, 1);
        assertThat(cluster.output().matching("listening on")).hasSize(1);
    }

    @Test
    void leavesEveryOtherPortToTheWorkerThatBindsIt() {
        Map<Integer, Integer> portBySlot = privatePorts();

        assertThat(new HashSet<>(portBySlot.values())).as("a port for each").hasSize(2);
        portBySlot.forEach((slot, port) -> {
            for (int i = 0; i < 3; i++) {
                assertThat(TestApps.ask(port).slot()).isEqualTo(slot);
            }
        });
    }

    @Test
    void letsAWorkerBindAPrivatePortAgainThatItHasClosed() {
        int port = FreePort.find();

        try (HttpConnection connection = HttpConnection.open(SHARED_PORT)) {
            assertThat(connection.ask("/listen?on=127.0.0.1:" + port).body()).isEqualTo("done");
            assertThat(connection.ask("/unlisten?on=127.0.0.1:" + port).body()).isEqualTo("done");
            assertThat(connection.ask("/listen?on=127.0.0.1:" + port).body()).isEqualTo("done");
        }
    }

    private static Map<Integer, Integer> privatePorts() {
        Map<Integer, Integer> ports = new HashMap<>();
        for (String line : cluster.output().standardOutput()) {
            Matcher bound = PRIVATE.matcher(line);
            if (bound.find()) {
                ports.putIfAbsent(Integer.parseInt(bound.group(1)), Integer.parseInt(bound.group(2)));
            }
        }
        return ports;
    }
}
