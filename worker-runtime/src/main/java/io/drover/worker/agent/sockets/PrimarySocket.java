/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.sockets;

import io.drover.worker.agent.instrument.SocketHook;
import io.drover.worker.agent.natives.Descriptors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection to the primary, whose calls wait. The JDK has a channel for that too, but none that receives descriptors,
 * and before its first one it sets up its random numbers, which takes as long as all the rest of joining.
 *
 * <p>Threading: one thread may read while another one writes.
 */
public final class PrimarySocket implements ByteChannel {
    /** More than most messages have; longer ones go in pieces. */
    private static final int PIECE_BYTES = 4096;

    private final int fd;
    private final SocketHook hook;
    private final AtomicBoolean isOpen = new AtomicBoolean(true);
    private final ByteBuffer in = ByteBuffer.allocateDirect(PIECE_BYTES);
    private final ByteBuffer out = ByteBuffer.allocateDirect(PIECE_BYTES);

    private PrimarySocket(int fd, SocketHook hook) {
        this.fd = fd;
        this.hook = hook;
    }

    /**
     * Connects.
     *
     * @param control path of the primary's socket
     * @param hook has the calls wait, which they don't by themselves
     * @throws IOException when nobody listens there
     */
    public static PrimarySocket connect(Path control, SocketHook hook) throws IOException {
        PrimarySocket made = new PrimarySocket(Descriptors.unixSocket(), hook);
        boolean connected = false;
        try {
            hook.block(made.fd);
            Descriptors.connect(made.fd, control.toString());
            connected = true;
            return made;
        } finally {
            if (!connected) {
                made.close();
            }
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int bytes = Descriptors.read(fd, in, 0, Math.min(into.remaining(), PIECE_BYTES));
        if (bytes > 0) {
            into.put(in.clear().limit(bytes));
        }
        return bytes;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int piece = Math.min(from.remaining(), PIECE_BYTES);
        out.put(0, from, from.position(), piece);
        int bytes = Descriptors.write(fd, out, 0, piece);
        from.position(from.position() + bytes);
        return bytes;
    }

    /**
     * Waits for a descriptor.
     *
     * @param timeoutMs how long
     * @return owned by the caller; 0 or below where the primary has ended the connection instead
     * @throws IOException when nothing has come within that time
     */
    int receive(int timeoutMs) throws IOException {
        if (!hook.awaitReadable(fd, timeoutMs)) {
            throw new IOException("primary: no answer within " + timeoutMs + " ms");
        }
        return Descriptors.receive(fd);
    }

    @Override
    public boolean isOpen() {
        return isOpen.get();
    }

    @Override
    public void close() {
        if (isOpen.getAndSet(false)) {
            Descriptors.close(fd);
        }
    }
}
