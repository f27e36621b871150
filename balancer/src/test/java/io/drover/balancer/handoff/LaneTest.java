/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.dispatch.Descriptors;
import io.drover.balancer.dispatch.WorkerLoad;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneTest {
    private Path folder;
    private LaneFixture lanes;
    private WorkerLoad worker;
    private Lane lane;

    @BeforeEach
    void makeLane(@TempDir Path temporary) throws IOException {
        folder = temporary;
        lanes = new LaneFixture(temporary);
        worker = lanes.worker(0);
        lane = lanes.laneTo(worker);
    }

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void leavesNoFileBehind() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("scoreboard");
        }
    }

    @Test
    void givesTheVerySameSocketAwayAndClosesOurCopy() throws IOException {
        Socket sent = Socket.newSocketStream();
        sent.bind(new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0));
        int port = sent.localAddress().getPort();
        Path copy = Path.of("/proc/self/fd/" + sent.intValue());
        Path itself = Files.readSymbolicLink(copy);

        assertThat(lane.send(sent.intValue())).isTrue();
        assertThat(isStill(copy, itself)).isFalse();

        int received = new Socket(lane.workerEnd().intValue()).recvFd();
        assertThat(new Socket(received).localAddress().getPort()).isEqualTo(port);
        Descriptors.close(received);
    }

    @Test
    void takesBackWhatWasNotReadInTheOrderItWasSent() throws IOException {
        int[] ports = new int[3];
        for (int i = 0; i < ports.length; i++) {
            Socket socket = Socket.newSocketStream();
            socket.bind(new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0));
            ports[i] = socket.localAddress().getPort();
            lane.send(socket.intValue());
        }
        assertThat(LaneFixture.inFlight(worker)).isEqualTo(3);

        for (int port : ports) {
            int fd = lane.takeBack();
            assertThat(new Socket(fd).localAddress().getPort()).isEqualTo(port);
            Descriptors.close(fd);
        }

        assertThat(lane.takeBack()).isEqualTo(-1);
        assertThat(LaneFixture.inFlight(worker)).isZero();
        assertThat(worker.block().sent()).isZero();
    }

    @Test
    void holdsAtLeastItsWindow() {
        for (int i = 0; i < WorkerLoad.FULL_WINDOW; i++) {
            assertThat(lane.hasRoom()).isTrue();
            assertThat(lane.send(LaneFixture.connection())).isTrue();
        }
        assertThat(lane.hasRoom()).isFalse();

        for (int fd = lane.takeBack(); fd >= 0; fd = lane.takeBack()) {
            Descriptors.close(fd);
        }
        assertThat(lane.hasRoom()).isTrue();
    }

    @Test
    void keepsADescriptorItCouldNotSend() {
        int count = 0;
        int refused = LaneFixture.connection();
        while (lane.send(refused)) {
            count++;
            refused = LaneFixture.connection();
        }

        assertThat(count).as("the kernel's own limit").isGreaterThan(WorkerLoad.FULL_WINDOW);
        assertThat(Path.of("/proc/self/fd/" + refused)).exists();
        assertThat(worker.block().sent()).isEqualTo(count);
        Descriptors.close(refused);
    }

    /** Another thread may have got the number for something else meanwhile. */
    private static boolean isStill(Path descriptor, Path open) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).equals(open);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
