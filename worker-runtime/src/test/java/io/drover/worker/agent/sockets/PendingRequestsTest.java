/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.worker.agent.natives.NativeLibrary;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.Native;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PendingRequestsTest {
    private static final int NO_DESCRIPTOR = 1_000_000;

    private final PendingRequests requests = new PendingRequests();
    private Socket client;
    private Socket listening;
    private Socket server;

    @BeforeAll
    static void load() throws IOException {
        NativeLibrary.load();
    }

    @BeforeEach
    void connect() throws IOException {
        Epoll.ensureAvailability();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        listening = Socket.newSocketStream();
        listening.bind(new InetSocketAddress(loopback, 0));
        listening.listen(1);
        client = Socket.newSocketStream();
        client.connect(listening.localAddress());
        byte[] address = new byte[25];
        int accepted = listening.accept(address);
        while (accepted < 0) {
            Thread.onSpinWait();
            accepted = listening.accept(address);
        }
        server = new Socket(accepted);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : new Socket[] {client, server, listening}) {
            socket.close();
        }
    }

    @Test
    void findsARequestThatWaits() throws IOException {
        assertThat(requests.anyOn(new int[] {server.intValue()})).isFalse();

        send(client);

        assertThat(requests.anyOn(new int[] {server.intValue()})).isTrue();
    }

    @Test
    void doesNotWaitForAClientThatHasResetItsConnection() throws IOException {
        send(client);
        client.setSoLinger(0);
        client.close();

        assertThat(requests.anyOn(new int[] {server.intValue()})).isFalse();
    }

    /** A drain looks while the application closes connections, and opens other things in their places. */
    @Test
    void leavesOutNumbersThatAreNoConnectionsAnyMore() throws IOException {
        FileDescriptor event = Native.newEventFd();
        Socket unix = Socket.newSocketDomain();
        try {
            int[] gone = {NO_DESCRIPTOR, event.intValue(), unix.intValue()};
            assertThat(requests.anyOn(gone)).isFalse();

            send(client);

            assertThat(requests.anyOn(new int[] {NO_DESCRIPTOR, event.intValue(), server.intValue()}))
                    .isTrue();
        } finally {
            event.close();
            unix.close();
        }
    }

    private static void send(Socket from) throws IOException {
        ByteBuffer request = ByteBuffer.allocateDirect(1);
        assertThat(from.write(request, 0, 1)).isEqualTo(1);
    }
}
