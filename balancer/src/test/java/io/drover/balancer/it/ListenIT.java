/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.harness.Cluster;
import io.drover.balancer.harness.ClusterFolder;
import io.drover.balancer.harness.ClusterHarness;
import io.drover.balancer.harness.FreePort;
import io.drover.balancer.harness.HttpConnection;
import io.drover.balancer.harness.Patience;
import io.drover.balancer.harness.Signals;
import io.drover.balancer.testapp.HeldConnections;
import io.drover.balancer.testapp.TestApps;
import io.drover.balancer.testapp.WorkerAnswer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One application that listens in many ways. */
@Timeout(120)
class ListenIT {
    private static final int FIXED_PORT = FreePort.find();

    @RegisterExtension
    static final ClusterHarness HARNESS = ClusterHarness.perClass();

    /** A worker is ready with its first listener; the others follow at once. */
    private static final String LAST_BOUND = "] bound .*app\\.sock";

    private static Cluster cluster;
    private static SocketAddress unixSocket;

    @BeforeAll
    static void start() {
        ClusterFolder folder = HARNESS.newFolder();
        unixSocket = UnixDomainSocketAddress.of(folder.file("app.sock"));
        cluster = HARNESS.cluster(TestApps.jar())
                .in(folder)
                .workers(2)
                .option("max-restarts", "100")
                .app("--listen=0", "--listen=0", "--listen=[::1]:0", "--listen=127.0.0.1:0")
                .app("--listen=" + FIXED_PORT, "--listen=unix:" + folder.file("app.sock"))
                .startReady();
        cluster.output().await(LAST_BOUND, 2);
    }

    @Test
    void sharesEveryPortAmongAllWorkers() throws UnknownHostException {
        awaitSlotsAt(loopback(cluster.port(1)), 0, 1);
        awaitSlotsAt(loopback(cluster.port(2)), 0, 1);
        awaitSlotsAt(ipv6(cluster.port(3)), 0, 1);
        awaitSlotsAt(loopback(cluster.port(4)), 0, 1);
        awaitSlotsAt(loopback(FIXED_PORT), 0, 1);
        awaitSlotsAt(unixSocket, 0, 1);
    }

    @Test
    void servesBothFamiliesOnAWildcardAddress() throws UnknownHostException {
        assertThat(HttpConnection.get(loopback(cluster.port(1)), "/peer")).startsWith("127.0.0.1 ");
        assertThat(HttpConnection.get(ipv6(cluster.port(1)), "/peer")).startsWith("0:0:0:0:0:0:0:1 ");
    }

    @Test
    void givesEveryUseOfPortZeroAPortOfItsOwnWhichAllWorkersShare() {
        assertThat(cluster.port(1)).isNotEqualTo(cluster.port(2)).isGreaterThan(0);

        try (HeldConnections held = new HeldConnections(cluster.port())) {
            held.open(2);
            assertThat(held.oneIn(0).ask("/addresses").body())
                    .contains(":" + cluster.port(1), ":" + cluster.port(2), ":" + cluster.port(3))
                    .isEqualTo(held.oneIn(1).ask("/addresses").body());
        }
    }

    @Test
    void keepsThePortOfPortZeroThroughARestartAndAReload() {
        int port = cluster.port();
        String addresses = HttpConnection.get(port, "/addresses");

        WorkerAnswer lost = TestApps.ask(port);
        Signals.send("KILL", lost.pid());
        cluster.output().await(LAST_BOUND, 3);
        assertThat(HttpConnection.get(port, "/addresses")).isEqualTo(addresses);

        cluster.signal("USR2");
        cluster.output().await("reload to generation 2 finished");
        cluster.output().await(LAST_BOUND, 5);
        WorkerAnswer reloaded = TestApps.ask(port);
        assertThat(reloaded.generation()).isEqualTo(2);
        assertThat(HttpConnection.get(port, "/addresses")).isEqualTo(addresses);
        assertThat(cluster.output().matching("listening on")).as("opened once").hasSize(6);
    }

    @Test
    void refusesAPortThatTheWorkerItselfListensOnAlready() {
        int port = FreePort.find();

        try (HttpConnection connection = HttpConnection.open(cluster.port())) {
            assertThat(connection.ask("/listen?on=127.0.0.1:" + port).body()).isEqualTo("done");
            assertThat(connection.ask("/listen?on=127.0.0.1:" + port).body())
                    .isEqualTo("java.net.BindException: 127.0.0.1:" + port + ": Address already in use");
        }
    }

    @Test
    void letsAWorkerStopListeningAndBeginAgain() {
        int port = FreePort.find();

        try (HeldConnections held = new HeldConnections(cluster.port())) {
            held.open(2);
            assertThat(held.oneIn(0).ask("/listen?on=127.0.0.1:" + port).body()).isEqualTo("done");
            awaitSlotsAt(loopback(port), 0);

            assertThat(held.oneIn(1).ask("/listen?on=127.0.0.1:" + port).body()).isEqualTo("done");
            assertThat(held.oneIn(0).ask("/unlisten?on=127.0.0.1:" + port).body())
                    .isEqualTo("done");
            HttpConnection.get(loopback(port), "/");
            awaitSlotsAt(loopback(port), 1);

            assertThat(held.oneIn(0).ask("/listen?on=127.0.0.1:" + port).body()).isEqualTo("done");
            awaitSlotsAt(loopback(port), 0, 1);
        }
    }

    private static SocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static SocketAddress ipv6(int port) throws UnknownHostException {
        return new InetSocketAddress(
                InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}), port);
    }

    /** A worker is in rotation for a port a moment after its listen() has returned. */
    private static void awaitSlotsAt(SocketAddress address, Integer... slots) {
        Patience.await("slots at " + address).until(() -> slotsAt(address), Set.of(slots)::equals);
    }

    private static Set<Integer> slotsAt(SocketAddress address) {
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            slots.add(WorkerAnswer.parse(HttpConnection.get(address, "/worker")).slot());
        }
        return slots;
    }
}
