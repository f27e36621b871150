/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives.io.netty.channel.unix;

import java.nio.ByteBuffer;

/** Descriptors of any kind. */
public final class FileDescriptor {
    private FileDescriptor() {}

    static native int open(String text);

    public static native int close(int fd);

    public static native int write(int fd, ByteBuffer bytes, int from, int to);

    static native int writeAddress(int fd, long address, int value1, int value2);

    static native long writev(int fd, ByteBuffer[] buffers, int value1, int value2, long address);

    static native long writevAddresses(int fd, long address, int value);

    public static native int read(int fd, ByteBuffer into, int from, int to);

    static native int readAddress(int fd, long address, int value1, int value2);

    static native long newPipe();
}
