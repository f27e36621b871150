/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import io.drover.worker.agent.instrument.SocketHook;
import io.drover.worker.agent.natives.Descriptors;
import java.io.IOException;

/**
 * The socket that an application has made to listen, kept for its options alone: what is put in its place is a unix
 * socket, which has others. Those that count for connections go on to the primary, or to each connection.
 *
 * <p>Threading: safe from any thread.
 */
final class KeptOptions {
    /** The system doubles what it is asked for, and says so when it is asked; see socket(7). */
    private static final int DOUBLED = 2;

    private final int fd;
    private final int receiveBufferBytes;
    private final boolean reusesPort;
    private final int boundBufferBytes;

    /** Written by whoever of the application sets an option; read for every connection. */
    private volatile InheritedOptions inherited;

    private KeptOptions(int fd, int receiveBufferBytes, boolean reusesPort, InheritedOptions inherited)
            throws IOException {
        this.fd = fd;
        this.receiveBufferBytes = receiveBufferBytes;
        this.reusesPort = reusesPort;
        this.boundBufferBytes = Descriptors.receiveBufferBytes(fd);
        this.inherited = inherited;
    }

    /** Keeps the socket behind an application's descriptor. */
    static KeptOptions of(int given, SocketHook hook) throws IOException {
        int kept = Descriptors.tcpSocket();
        boolean done = false;
        try {
            int systemBytes = Descriptors.receiveBufferBytes(kept);
            int wantedBytes = Descriptors.receiveBufferBytes(given);
            int changedBytes = wantedBytes == systemBytes ? 0 : wantedBytes / DOUBLED;
            InheritedOptions inherited = InheritedOptions.between(given, kept);
            hook.replace(given, kept);
            KeptOptions options = new KeptOptions(kept, changedBytes, Descriptors.reusesPort(given), inherited);
            done = true;
            return options;
        } finally {
            if (!done) {
                Descriptors.close(kept);
            }
        }
    }

    /** Returns the descriptor that options can be asked of. */
    int fd() {
        return fd;
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
            int unchanged = Descriptors.tcpSocket();
            try {
                InheritedOptions found = InheritedOptions.between(fd, unchanged);
                int bufferBytes = Descriptors.receiveBufferBytes(fd);
                inherited = bufferBytes == boundBufferBytes ? found : found.withReceiveBuffer(bufferBytes / DOUBLED);
            } finally {
                Descriptors.close(unchanged);
            }
        } catch (IOException e) {
            System.err.println(
                    "drover: what was set on a listening socket does not reach its connections: " + e.getMessage());
        }
    }

    void close() {
        Descriptors.close(fd);
    }
}
