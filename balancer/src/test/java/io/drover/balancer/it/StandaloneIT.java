/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterBuilder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.HttpAnswer;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.RunnableJar;
import io.drover.balancer.testapp.EndingAlreadyApp;
import io.drover.balancer.testapp.TestApps;
import io.drover.balancer.testapp.WorkerAnswer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same application without a cluster: {@code java -jar app.jar}. */
@Timeout(120)
class StandaloneIT {
    private static final int EXIT_CODE_OF_SIGTERM = 143;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @Test
    void bindsItsPortByItselfAndDrainsAtASignal() {
        Cluster alone = alone("--listen=0").start();
        expectWarningsOfTheJvm(alone);
        int port = Integer.parseInt(alone.output().await("bound .*:(\\d+)$").group(1));

        try (HttpConnection connection = HttpConnection.open(port)) {
            assertThat(TestApps.ask(connection)).isEqualTo(new WorkerAnswer(0, 1, 1, alone.pid()));
            connection.send("/slow?ms=1000");
            // The request is in when a later connection has been served.
            TestApps.ask(port);

            alone.signal("TERM");

            HttpAnswer answer = connection.receive();
            assertThat(answer.body()).isEqualTo("slept");
            assertThat(answer.isLast()).isTrue();
        }
        assertThat(alone.awaitExit()).isEqualTo(EXIT_CODE_OF_SIGTERM);
        assertThat(alone.output().standardOutput()).contains("draining");
    }

    @Test
    void saysWhyAPortCanNotBeHadInTheSameWordsAsInACluster() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Cluster alone = alone("--listen=" + taken.getLocalPort()).start();
            expectWarningsOfTheJvm(alone);

            assertThat(alone.awaitExit()).isEqualTo(1);
            assertThat(alone.output().standardOutput())
                    .contains("refused java.net.BindException: *:" + taken.getLocalPort() + ": Address already in use");
        }
    }

    @Test
    void joinsAtAnyTimeBeforeItsEnd() {
        Path app = RunnableJar.write(harness.newFolder().file("ending.jar"), EndingAlreadyApp.class);
        Cluster alone = harness.command().plain().jar(app).startAndAwaitExit();
        expectWarningsOfTheJvm(alone);

        assertThat(alone.awaitExit()).isZero();
        assertThat(alone.output().standardOutput()).containsExactly("joined as slot 0");
        assertThat(alone.output().matching("Exception")).isEmpty();
    }

    private ClusterBuilder alone(String argument) {
        return harness.command().plain().jar(TestApps.jar()).argument(argument);
    }

    /** Which native code may be loaded is up to whoever starts the JVM: in a cluster the primary, here the user. */
    private static void expectWarningsOfTheJvm(Cluster alone) {
        alone.expectWarnings("WARNING: ");
    }
}
