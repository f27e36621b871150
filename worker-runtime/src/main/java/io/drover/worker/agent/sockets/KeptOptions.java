/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import io.drover.worker.agent.instrument.SocketHook;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;

/**
 * The socket that an application has made to listen, kept for its options alone: what is put in its place is a unix
 * socket, which has others. Those that count for connections go on to the primary, or to each connection.
 *
 * <p>Threading: safe from any thread.
 */
final class KeptOptions {
    private static final InternalLogger LOG = InternalLoggerFactory.getInstance(KeptOptions.class);

    /** The system doubles what it is asked for, and says so when it is asked; see socket(7). */
    private static final int DOUBLED = 2;

    private final Socket socket;
    private final int receiveBufferBytes;
    private final boolean reusesPort;
    private final int boundBufferBytes;

    /** Written by whoever of the application sets an option; read for every connection. */
    private volatile InheritedOptions inherited;

    private KeptOptions(Socket socket, int receiveBufferBytes, boolean reusesPort, InheritedOptions inherited)
            throws IOException {
        this.socket = socket;
        this.receiveBufferBytes = receiveBufferBytes;
        this.reusesPort = reusesPort;
        this.boundBufferBytes = socket.getReceiveBufferSize();
        this.inherited = inherited;
    }

    /** Keeps the socket behind an application's descriptor. */
    static KeptOptions of(int fd, SocketHook hook) throws IOException {
        Socket given = new Socket(fd);
        Socket kept = Socket.newSocketStream();
        boolean done = false;
        try {
            int systemBytes = kept.getReceiveBufferSize();
            int wantedBytes = given.getReceiveBufferSize();
            int changedBytes = wantedBytes == systemBytes ? 0 : wantedBytes / DOUBLED;
            InheritedOptions inherited = InheritedOptions.between(given, kept);
            hook.replace(fd, kept.intValue());
            KeptOptions options = new KeptOptions(kept, changedBytes, given.isReusePort(), inherited);
            done = true;
            return options;
        } finally {
            if (!done) {
                close(kept);
            }
        }
    }

    /** Returns the descriptor that options can be asked of. */
    int fd() {
        return socket.intValue();
    }

    /** Returns how large the application wants it (SO_RCVBUF, socket(7)), 0 where it has not said. */
    int receiveBufferBytes() {
        return receiveBufferBytes;
    }

    /** Tells whether the application lets others bind the same address (SO_REUSEPORT, socket(7)). */
    boolean reusesPort() {
        return reusesPort;
    }

    /** Returns what connections are to have. */
    InheritedOptions inherited() {
        return inherited;
    }

    /** The application has set one of them on a socket that is bound already; the primary's does not change any more. */
    void changed() {
        try {
            Socket unchanged = Socket.newSocketStream();
            try {
                InheritedOptions found = InheritedOptions.between(socket, unchanged);
                int bufferBytes = socket.getReceiveBufferSize();
                inherited = bufferBytes == boundBufferBytes ? found : found.withReceiveBuffer(bufferBytes / DOUBLED);
            } finally {
                close(unchanged);
            }
        } catch (IOException | ChannelException e) {
            LOG.warn("what was set on a listening socket does not reach its connections: {}", e.getMessage());
        }
    }

    void close() {
        close(socket);
    }

    private static void close(FileDescriptor socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing was ever sent through it.
        }
    }
}
