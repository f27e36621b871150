/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.testapp.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The path of a unix socket has at most 107 bytes, see unix(7). */
@Timeout(120)
class LongPathIT {
    private static final int LONGEST = 107;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    private final ClusterFolder folder = harness.newFolder("d".repeat(30));

    @Test
    void worksToTheLastByte() {
        Cluster cluster = harness.cluster(TestApps.jar())
                .in(folder)
                .option("name", nameFor(LONGEST))
                .workers(1)
                .app("--listen=0")
                .startReady();

        assertThat(TestApps.ask(cluster.port()).slot()).isZero();
    }

    @Test
    void isRefusedBeyondIt() {
        Cluster refused = harness.cluster(TestApps.jar())
                .in(folder)
                .option("name", nameFor(LONGEST + 1))
                .workers(1)
                .app("--listen=0")
                .startAndAwaitExit();

        assertThat(refused.awaitExit()).isEqualTo(1);
        assertThat(refused.output().standardError()).singleElement().asString().contains("name: ", "a shorter name");
    }

    private String nameFor(int socketPathBytes) {
        int others = folder.file("drover-").toString().length() + "/control.sock".length();
        return "n".repeat(socketPathBytes - others);
    }
}
