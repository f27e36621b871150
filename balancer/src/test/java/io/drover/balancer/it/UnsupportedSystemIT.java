/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.testapp.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class UnsupportedSystemIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void isRefusedInOneLineThatSaysWhatIsNeeded() {
        Cluster refused = harness.cluster(TestApps.jar())
                .primaryJvm("-Dio.netty.transport.noNative=true")
                .startAndAwaitExit();

        assertThat(refused.awaitExit()).isEqualTo(1);
        assertThat(refused.output().all()).singleElement().satisfies(line -> {
            assertThat(line.isError()).isTrue();
            assertThat(line.text())
                    .startsWith("system: ")
                    .contains("expected: Linux on x86-64 or aarch64, with Netty's native epoll transport");
        });
    }
}
