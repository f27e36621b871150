/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.Descriptors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;

/**
 * The bytes that a worker was sent and has not accepted, on their way back from the far end of its connection.
 *
 * <p>Threading: owned by one relay loop.
 */
final class ReturningBytes {
    /** How it stands. */
    enum Progress {
        WAITING,
        DONE,
        BROKEN
    }

    private final RelayLoop loop;
    private final Flow flow;
    private final RelayEnd near;
    private final Socket far;
    private final ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer();
    private boolean hasEnded;

    /**
     * Begins, with both ends being ours.
     *
     * @param flow what the worker was sent, and what it was still to be sent
     * @param near to which the flow writes
     * @param far what the worker has not accepted; closed in the end
     */
    ReturningBytes(RelayLoop loop, Flow flow, RelayEnd near, Socket far) {
        this.loop = loop;
        this.flow = flow;
        this.near = near;
        this.far = far;
    }

    /** Takes what has come back. To be called again where that was not all. */
    Progress advance() {
        while (true) {
            int read = read();
            if (read == RelayEnd.BROKEN || near.isBroken()) {
                return Progress.BROKEN;
            }
            if (read == RelayEnd.END) {
                return Progress.DONE;
            }
            if (read == 0 && !sendOn()) {
                return Progress.WAITING;
            }
        }
    }

    private int read() {
        ByteBuffer buffer = loop.buffer();
        try {
            int read = far.recv(buffer, 0, buffer.capacity());
            if (read > 0) {
                bytes.writeBytes(buffer.duplicate().position(0).limit(read));
            }
            return read < 0 ? RelayEnd.END : read;
        } catch (IOException | NotYetConnectedException e) {
            return RelayEnd.BROKEN;
        }
    }

    /** Sends what did not fit before, and the end behind it; returns whether there is more to read now. */
    private boolean sendOn() {
        if (flow.isHolding()) {
            return flow.deliverHeld();
        }
        boolean endsNow = !hasEnded;
        hasEnded = true;
        near.endOutput();
        return endsNow;
    }

    /** Returns all of them; they are the caller's. */
    ByteBuf take() {
        return bytes.retain();
    }

    /** Lets go of the far end. */
    void close() {
        bytes.release();
        Descriptors.close(far);
    }
}
