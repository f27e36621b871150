/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.balancer.splice;

import io.drover.balancer.dispatch.Descriptors;
import io.netty.channel.epoll.Native;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;

/**
 * A pipe(7) that bytes pass on their way from one socket to another, without a copy in this process.
 *
 * <p>What is in it no ioctl(2) on either socket shows, so it is counted here. splice(2) says EAGAIN both where the socket
 * has no bytes and where the pipe has no free page, and Netty returns 0 for that as it does at the end of a stream: only
 * with an empty pipe does 0 say anything about the socket.
 *
 * <p>Threading: owned by one relay loop.
 */
final class Pipe {
    /** The size that every pipe has unless somebody changes it; pipe(7). */
    private static final int CAPACITY = 65_536;

    private final FileDescriptor readEnd;
    private final FileDescriptor writeEnd;
    private int bytes;

    private Pipe(FileDescriptor readEnd, FileDescriptor writeEnd) {
        this.readEnd = readEnd;
        this.writeEnd = writeEnd;
    }

    static Pipe open() throws IOException {
        FileDescriptor[] ends = FileDescriptor.pipe();
        return new Pipe(ends[0], ends[1]);
    }

    /** Returns how many bytes are in it. */
    int bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return bytes == 0;
    }

    /** Takes bytes out of a socket; returns how many. */
    int fillFrom(FileDescriptor socket) throws IOException {
        int moved = Native.splice(socket.intValue(), -1, writeEnd.intValue(), -1, CAPACITY);
        bytes += moved;
        return moved;
    }

    /** Puts its bytes into a socket; returns how many the socket took. */
    int emptyInto(FileDescriptor socket) throws IOException {
        int moved = Native.splice(readEnd.intValue(), -1, socket.intValue(), -1, bytes);
        bytes -= moved;
        return moved;
    }

    void close() {
        Descriptors.close(writeEnd);
        Descriptors.close(readEnd);
    }
}
