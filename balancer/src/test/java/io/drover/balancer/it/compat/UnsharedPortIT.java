/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.FreePort;
import io.drover.balancer.testapp.TestApps;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server whose port nothing shares: the first worker has it, and for the others it is in use. */
class UnsharedPortIT {
    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agent  | off | alone, it never joined: the application must use WorkerRuntime.join(), or run with the agent",
                "listen | 1   | alone, which no --listen names"
            })
    void saysWhoHasThePortThatAnotherWorkerCouldNotBindAndWhy(String option, String value, String why) {
        int port = FreePort.find();
        Cluster cluster = harness.cluster(TestedServer.SERVER_SOCKET.jar())
                .workers(2)
                .option(option, value)
                .app(TestedServer.SERVER_SOCKET.argumentsFor(port))
                .start();

        assertThat(cluster.awaitExit(Duration.ofSeconds(30))).isEqualTo(1);
        assertThat(cluster.output().standardError())
                .anyMatch(
                        line -> line.matches("failed: slot \\d: worker \\d died: exit code 1 .*; worker \\d listens on "
                                + port + " " + Pattern.quote(why)));
    }

    /** The application never fails as a whole, for one worker serves. */
    @Test
    void saysSoOfASlotThatIsGivenUp() {
        int port = FreePort.find();
        Cluster cluster = harness.cluster(TestApps.jar())
                .workers(2)
                .option("listen", "1")
                .option("max-restarts", "1")
                .argument("--keep-listening")
                .app("--listen=" + port)
                .start();

        cluster.output()
                .await("given up, worker \\d died: exit code 1 .*; worker \\d listens on " + port
                        + " alone, which no --listen names");
    }
}
