/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.balancer.dispatch.WorkerLoad;
import io.drover.balancer.harness.NativeTransport;
import io.drover.balancer.upstream.Server;
import io.drover.core.scoreboard.Scoreboard;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationTest {
    private Scoreboard scoreboard;

    @BeforeEach
    void makeScoreboard(@TempDir Path folder) throws IOException {
        NativeTransport.load();
        scoreboard = Scoreboard.create(folder.resolve("scoreboard"), 1);
    }

    /** As the kernel connects a client that it has given the very port which nobody listens on any more. */
    @Test
    void tellsASocketThatIsConnectedWithItself() throws IOException {
        InetSocketAddress nobody = freeAddress();
        Destination destination = destination(nobody);
        Socket socket = destination.newSocket();
        try {
            socket.bind(nobody);
            socket.connect(nobody);

            assertThat(destination.isItself(socket)).isTrue();
        } finally {
            socket.close();
        }
    }

    @Test
    void tellsNoOtherForOne() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", server.getLocalPort());
            Destination destination = destination(address);
            Socket socket = destination.newSocket();
            try {
                socket.connect(address);

                assertThat(destination.isItself(socket)).isFalse();
            } finally {
                socket.close();
            }
        }
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return new InetSocketAddress("127.0.0.1", probe.getLocalPort());
        }
    }

    private Destination destination(InetSocketAddress address) {
        return Destination.ofStranger(Server.ofWorker(new WorkerLoad(0, 1, scoreboard.block(0)), address, 0, 0));
    }
}
