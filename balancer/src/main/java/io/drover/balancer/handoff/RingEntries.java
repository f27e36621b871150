/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import io.netty.channel.uring.IoUringIoOps;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a {@link HandoffRing} (struct io_uring_sqe). They depend on small numbers only, a descriptor and a place
 * in the batch, and so each is made once.
 *
 * <p>Threading: owned by the ring's thread.
 */
final class RingEntries {
    // include/uapi/linux/io_uring.h
    static final byte SENDMSG = 9;
    private static final byte CLOSE = 19;
    private static final byte IOSQE_IO_LINK = 1 << 2;
    private static final byte NO_FLAGS = 0;

    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;

    /** The kernel gives the lowest number that is free, so few are above; those are made anew each time. */
    private static final int MOST_KEPT = 4096;

    private final DescriptorMessages messages;
    private final int batch;
    private @Nullable IoUringIoOps[] closes = new IoUringIoOps[0];
    private @Nullable IoUringIoOps[] sends = new IoUringIoOps[0];

    /** Makes entries for batches up to a size. */
    RingEntries(int batch) {
        this.batch = batch;
        this.messages = new DescriptorMessages(batch);
    }

    /** Returns the entry that sends a descriptor, with its place in the batch as user data. */
    IoUringIoOps send(int place, int laneFd, int fd) {
        messages.set(place, fd);
        if (laneFd >= MOST_KEPT) {
            return newSend(place, laneFd);
        }
        int index = laneFd * batch + place;
        if (index >= sends.length) {
            sends = Arrays.copyOf(sends, Math.max(2 * sends.length, (laneFd + 1) * batch));
        }
        IoUringIoOps kept = sends[index];
        if (kept == null) {
            kept = newSend(place, laneFd);
            sends[index] = kept;
        }
        return kept;
    }

    private IoUringIoOps newSend(int place, int laneFd) {
        int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
        return entry(SENDMSG, IOSQE_IO_LINK, laneFd, messages.address(place), 1, flags, place);
    }

    /** Returns the entry that closes a descriptor, with its number as user data. */
    IoUringIoOps close(int fd) {
        if (fd >= MOST_KEPT) {
            return newClose(fd);
        }
        if (fd >= closes.length) {
            closes = Arrays.copyOf(closes, Math.max(2 * closes.length, fd + 1));
        }
        IoUringIoOps kept = closes[fd];
        if (kept == null) {
            kept = newClose(fd);
            closes[fd] = kept;
        }
        return kept;
    }

    private static IoUringIoOps newClose(int fd) {
        return entry(CLOSE, NO_FLAGS, fd, 0, 0, 0, fd);
    }

    private static IoUringIoOps entry(
            byte opcode, byte flags, int fd, long address, int length, int callFlags, long userData) {
        short none = 0;
        return new IoUringIoOps(opcode, flags, none, fd, 0, address, length, callFlags, userData, none, none, 0, 0);
    }
}
