/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterBuilder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.OutputLines;
import io.drover.balancer.harness.PidNamespace;
import io.drover.balancer.testapp.TestApps;
import java.nio.file.Path;
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

    /** As in a chroot(2) that is not complete. */
    @Test
    void isToldThatProcIsMissing() {
        String[] withoutProc = {"unshare", "--mount", "sh", "-c", "umount -l /proc && exec \"$@\"", "sh"};
        assumeTrue(PidNamespace.isPossible(), "to unmount takes unshare and the right to (root)");

        Cluster refused = harness.cluster(TestApps.jar())
                .through(withoutProc)
                // The dynamic linker learns from /proc where java is, and with it where its libraries are.
                .environment(
                        "LD_LIBRARY_PATH",
                        Path.of(ClusterBuilder.javaHome(), "lib").toString())
                .startAndAwaitExit();

        assertThat(refused.awaitExit()).isEqualTo(1);
        assertThat(refused.output().all())
                .extracting(OutputLines.Line::text)
                .containsExactly("/proc/self/status: can't be read (expected: proc(5) to be mounted at /proc)");
    }
}
