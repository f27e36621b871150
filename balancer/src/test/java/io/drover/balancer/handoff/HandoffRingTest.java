/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.harness.Processes;
import io.drover.balancer.harness.Rings;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandoffRingTest {
    private LaneFixture lanes;
    private HandoffRing ring;
    private final List<Integer> unsent = new ArrayList<>();

    @BeforeEach
    void openRing(@TempDir Path folder) throws IOException {
        lanes = new LaneFixture(folder);
        Rings.assumeAvailable();
        ring = HandoffRing.open();
        ring.begin();
    }

    @AfterEach
    void close() {
        unsent.forEach(Descriptors::close);
        if (ring != null) {
            ring.close();
        }
        lanes.close();
    }

    @Test
    void sendsEachSocketToTheLaneItWasAddedForInOrder() throws IOException {
        Lane first = lanes.laneTo(lanes.worker(0));
        Lane second = lanes.laneTo(lanes.worker(1));
        List<Integer> toFirst = new ArrayList<>();
        List<Integer> toSecond = new ArrayList<>();

        for (int i = 0; i < HandoffRing.CAPACITY; i++) {
            Socket socket = bound();
            (i % 3 == 0 ? toSecond : toFirst).add(portOf(socket));
            ring.add(i % 3 == 0 ? second : first, socket.intValue());
        }
        assertThat(ring.isFull()).isTrue();
        flush();

        assertThat(ring.isFull()).isFalse();
        assertThat(receivedFrom(first)).isEqualTo(toFirst);
        assertThat(receivedFrom(second)).isEqualTo(toSecond);
        assertThat(unsent).isEmpty();
    }

    @Test
    void closesOurCopies() throws IOException {
        Lane lane = lanes.laneTo(lanes.worker(0));
        List<String> inodes = new ArrayList<>();
        for (int i = 0; i < HandoffRing.CAPACITY; i++) {
            Socket socket = bound();
            inodes.add(Files.readSymbolicLink(Path.of("/proc/self/fd/" + socket.intValue()))
                    .toString());
            ring.add(lane, socket.intValue());
        }

        flush();

        assertThat(Processes.openFiles(ProcessHandle.current().pid())).doesNotContainAnyElementsOf(inodes);
        assertThat(receivedFrom(lane)).as("which the worker still has").hasSize(HandoffRing.CAPACITY);
    }

    @Test
    void keepsAndDoesNotCountWhatTheLaneHasNoRoomFor() throws IOException {
        WorkerLoad worker = lanes.worker(0);
        Lane lane = lanes.laneTo(worker);
        int added = 0;
        while (unsent.isEmpty()) {
            for (int i = 0; i < HandoffRing.CAPACITY; i++) {
                ring.add(lane, bound().intValue());
                added++;
            }
            flush();
        }

        assertThat(ring.isUsable()).isTrue();
        assertThat(worker.block().sent()).isEqualTo(added - unsent.size()).isGreaterThan(WorkerLoad.FULL_WINDOW);
        for (int fd : unsent) {
            assertThat(portOf(new Socket(fd))).as("still open").isPositive();
        }
        assertThat(receivedFrom(lane)).hasSize(added - unsent.size());
    }

    @Test
    void servesALaneThatHasTheNumberOfOneBefore() throws IOException {
        for (int i = 0; i < 3; i++) {
            Lane lane = lanes.laneTo(lanes.worker(0));
            Socket socket = bound();
            int port = portOf(socket);
            ring.add(lane, socket.intValue());
            flush();
            assertThat(receivedFrom(lane)).containsExactly(port);
            lane.close();
        }
    }

    @Test
    void leavesNothingOpen() {
        assertThat(Rings.isOpen()).isTrue();

        ring.close();

        assertThat(Rings.isOpen()).isFalse();
    }

    private void flush() {
        ring.flush(unsent::add);
    }

    private static Socket bound() throws IOException {
        Socket socket = Socket.newSocketStream();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }

    private static int portOf(Socket socket) {
        return socket.localAddress().getPort();
    }

    private static List<Integer> receivedFrom(Lane lane) {
        List<Integer> ports = new ArrayList<>();
        for (int fd = lane.takeBack(); fd >= 0; fd = lane.takeBack()) {
            ports.add(portOf(new Socket(fd)));
            Descriptors.close(fd);
        }
        return ports;
    }
}
