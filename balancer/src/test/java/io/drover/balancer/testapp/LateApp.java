/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.testapp;

import io.drover.core.control.ControlFrameLayout;
import io.drover.core.control.ControlMessage.Drain;
import io.drover.core.control.ControlMessage.FetchDescriptor;
import io.drover.core.control.ControlMessage.Hello;
import io.drover.core.control.ControlMessage.Listen;
import io.drover.core.control.ControlMessage.Listening;
import io.drover.core.control.ControlStream;
import io.drover.core.control.Endpoint;
import io.drover.core.control.WorkerEnvironment;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Objects;

/** A worker that asks for its port, and fetches the descriptor when it is too late: when it has been told to drain. */
public final class LateApp {
    private LateApp() {}

    public static void main(String... args) throws IOException {
        WorkerEnvironment worker = Objects.requireNonNull(WorkerEnvironment.of(System.getenv()));
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(worker.control()))) {
            ControlStream primary = new ControlStream(channel);
            primary.write(new Hello(
                    ControlFrameLayout.PROTOCOL_VERSION,
                    worker.workerId(),
                    worker.token(),
                    ProcessHandle.current().pid(),
                    false));
            System.out.println("answered " + primary.read());
            primary.write(new Listen(1, new Endpoint.Tcp("127.0.0.1", 0), 0, 50, 0));
            Listening listening = (Listening) primary.read();
            System.out.println("asked");
            Drain drain = (Drain) primary.read();
            System.out.println("fetched " + fetch(worker, listening.listenerId()) + " bytes, " + drain);
        }
    }

    private static int fetch(WorkerEnvironment worker, int listenerId) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(worker.control()))) {
            new ControlStream(channel).write(new FetchDescriptor(worker.workerId(), worker.token(), listenerId));
            return channel.read(ByteBuffer.allocate(1));
        }
    }
}
