/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.FreePort;
import io.drover.balancer.harness.RequestStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** New code for a Spring Boot application that knows nothing of Drover, under load. */
@Timeout(300)
class SpringReloadIT {
    private static final int RELOADS = 2;
    private static final int WORKERS = 2;

    @RegisterExtension
    final ClusterHarness harness = ClusterHarness.perTest();

    @ParameterizedTest
    @EnumSource(names = {"SPRING_TOMCAT", "SPRING_WEBFLUX"})
    void losesNoRequestOfNewConnectionsWhileItIsReloaded(TestedServer server) {
        int port = FreePort.find();
        Cluster cluster = harness.cluster(server.jar())
                .workers(WORKERS)
                .temporaryFilesInFolder()
                .app(server.argumentsFor(port))
                .app("--server.shutdown=graceful")
                .start();
        cluster.expectWarnings("sun\\.misc\\.Unsafe|Please consider reporting|estricted method|System::loadLibrary"
                + "|--enable-native-access");
        cluster.awaitReady();

        // The second is in the middle of a request whenever its worker is told to drain.
        try (RequestStream quick = RequestStream.start(port, "/", 3);
                RequestStream slow = RequestStream.start(port, "/slow?ms=300", 2)) {
            for (int reload = 1; reload <= RELOADS; reload++) {
                quick.awaitAnswers(50);
                cluster.signal("USR2");
                // Each for itself: a server that takes seconds to start takes far longer where many want the cores.
                for (int worker = 1; worker <= WORKERS; worker++) {
                    cluster.awaitWorkerReady((long) WORKERS * reload + worker);
                }
                cluster.output().await("reload to generation " + (reload + 1) + " finished");
            }
            quick.awaitAnswers(50);
            assertThat(quick.stopAndCollectFailures()).isEmpty();
            assertThat(slow.stopAndCollectFailures()).isEmpty();
        }
        assertThat(cluster.output().matching("killed")).isEmpty();
        assertThat(cluster.stop()).isZero();
    }
}
