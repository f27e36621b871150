/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.handoff;

import io.netty.channel.unix.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Messages that carry one descriptor each (unix(7) SCM_RIGHTS), in memory as sendmsg(2) takes them on a 64-bit Linux. They
 * are written once; from then on only the descriptor changes.
 *
 * <p>Threading: owned by one thread. The memory is freed with the object, which has to outlive every call that uses it.
 */
final class DescriptorMessages {
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;

    /** A stream socket takes a control message only with at least one byte of data: the same one for all. */
    private static final int DATA_BYTES = 1;

    private static final int DATA = 0;
    private static final int IOVEC = Long.BYTES;
    private static final int IOVEC_BYTES = 16;

    private static final int FIRST = IOVEC + IOVEC_BYTES;
    private static final int BYTES = 80;

    // struct msghdr: two members of it, a name and its length, stay 0, as do the flags.
    private static final int MSG_IOV = 16;
    private static final int MSG_IOVLEN = 24;
    private static final int MSG_CONTROL = 32;
    private static final int MSG_CONTROLLEN = 40;

    // struct cmsghdr, right behind it.
    private static final int CMSG_LEN = 56;
    private static final int CMSG_LEVEL = 64;
    private static final int CMSG_TYPE = 68;
    private static final int CMSG_DATA = 72;
    private static final int CMSG_LEN_OF_ONE = 20;
    private static final int CMSG_SPACE_OF_ONE = 24;

    private final ByteBuffer memory;
    private final long address;

    /** Makes messages from 0 to one below the count. */
    DescriptorMessages(int count) {
        memory = ByteBuffer.allocateDirect(FIRST + count * BYTES).order(ByteOrder.nativeOrder());
        address = Buffer.memoryAddress(memory);
        memory.putLong(IOVEC, address + DATA);
        memory.putLong(IOVEC + Long.BYTES, DATA_BYTES);
        for (int i = 0; i < count; i++) {
            write(offset(i));
        }
    }

    private void write(int message) {
        memory.putLong(message + MSG_IOV, address + IOVEC);
        memory.putLong(message + MSG_IOVLEN, 1);
        memory.putLong(message + MSG_CONTROL, address + message + CMSG_LEN);
        memory.putLong(message + MSG_CONTROLLEN, CMSG_SPACE_OF_ONE);
        memory.putLong(message + CMSG_LEN, CMSG_LEN_OF_ONE);
        memory.putInt(message + CMSG_LEVEL, SOL_SOCKET);
        memory.putInt(message + CMSG_TYPE, SCM_RIGHTS);
    }

    /** Puts a descriptor into a message. */
    void set(int index, int fd) {
        memory.putInt(offset(index) + CMSG_DATA, fd);
    }

    /** Returns where in memory a message's {@code struct msghdr} stands. */
    long address(int index) {
        return address + offset(index);
    }

    private static int offset(int index) {
        return FIRST + index * BYTES;
    }
}
