/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import io.drover.core.control.ControlMessage.FetchDescriptor;
import io.drover.core.control.ControlStream;
import io.drover.core.control.WorkerEnvironment;
import io.drover.worker.agent.instrument.SocketHook;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * Gets the descriptor of a listener from the primary, over a connection of its own. The JDK has a channel for that
 * connection, but no recvmsg(2) for what comes through it.
 *
 * <p>Threading: safe from any thread.
 */
public final class DescriptorFetch {
    /** The primary answers from an event loop that never waits; one that takes longer is gone or stopped. */
    private static final int ANSWER_TIMEOUT_MS = 30_000;

    private final WorkerEnvironment environment;
    private final SocketHook hook;

    /**
     * Makes one.
     *
     * @param environment says where the primary is, and who this worker is
     * @param hook through which a channel of the JDK shows its descriptor
     */
    public DescriptorFetch(WorkerEnvironment environment, SocketHook hook) {
        this.environment = environment;
        this.hook = hook;
    }

    /**
     * Fetches a descriptor and waits for it.
     *
     * @return owned by the caller
     * @throws IOException when the primary is gone or has closed the listener
     */
    FileDescriptor fetch(int listenerId) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(environment.control()));
            new ControlStream(channel)
                    .write(new FetchDescriptor(environment.workerId(), environment.token(), listenerId));
            int fd = hook.awaitReadable(channel, ANSWER_TIMEOUT_MS);
            if (fd < 0) {
                throw new IOException("primary: no answer within " + ANSWER_TIMEOUT_MS + " ms");
            }
            int passed = new Socket(fd).recvFd();
            if (passed <= 0) {
                throw new IOException("primary: the listener is gone");
            }
            return new FileDescriptor(passed);
        }
    }
}
