/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.Descriptors;
import io.netty.buffer.ByteBuf;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /** What has been sent to this machine is back in no time; or something holds it up. */
    private static final int LONGEST_MS = 1_000;

    private final RelayLoop loop;
    private final Flow flow;
    private final RelayEnd near;
    private final Socket far;
    private @Nullable ByteBuf bytes; // once there has been room for them
    private long startedMs;
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
        if (bytes == null) {
            if (!loop.returnBudget().hasRoom()) {
                return Progress.WAITING;
            }
            bytes = loop.returnBudget().lend();
            startedMs = loop.nowMs();
        }
        return takeInto(bytes);
    }

    private Progress takeInto(ByteBuf bytes) {
        while (true) {
            int read = readInto(bytes);
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

    private int readInto(ByteBuf bytes) {
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

    /** Tells whether they should have come back by now. */
    boolean areLate(long nowMs) {
        return bytes != null && nowMs - startedMs > LONGEST_MS;
    }

    /** Returns all of them; they are the caller's. */
    ByteBuf take() {
        ByteBuf taken = Objects.requireNonNull(bytes, "nothing has come back");
        bytes = null;
        return taken;
    }

    /** Lets go of the far end. */
    void close() {
        if (bytes != null) {
            bytes.release();
        }
        Descriptors.close(far);
    }
}
