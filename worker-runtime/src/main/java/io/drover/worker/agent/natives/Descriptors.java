/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives;

import io.drover.worker.agent.natives.io.netty.channel.ChannelException;
import io.drover.worker.agent.natives.io.netty.channel.epoll.Native;
import io.drover.worker.agent.natives.io.netty.channel.unix.ErrorsStaticallyReferencedJniMethods;
import io.drover.worker.agent.natives.io.netty.channel.unix.FileDescriptor;
import io.drover.worker.agent.natives.io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the agent asks of the system, each for a descriptor by its number. None of these calls waits, unless the descriptor
 * has been made to.
 *
 * <p>Threading: safe from any thread.
 */
public final class Descriptors {
    /** ENOENT, EAGAIN and EAFNOSUPPORT of errno(3), negative as all errors here. */
    private static final int NOT_THERE = -2;

    private static final int NOT_NOW = -11;
    private static final int NO_SUCH_FAMILY = -97;

    private static boolean loaded; // guarded by the class

    private Descriptors() {}

    /**
     * Loads the library, before the first of the other calls.
     *
     * @param library named as it is in the run directory, see the package
     * @throws IOException when it can't be loaded
     */
    public static synchronized void load(Path library) throws IOException {
        if (loaded) {
            return;
        }
        try {
            System.load(library.toString());
            Native.registerUnix();
            loaded = true;
        } catch (LinkageError e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Returns a new unix socket; never 0. */
    public static int unixSocket() throws IOException {
        return checked("socket", Socket.newSocketDomainFd());
    }

    /** Returns a new TCP socket, of IPv6 where there is IPv6, as the JDK makes them. */
    public static int tcpSocket() throws IOException {
        int socket = Socket.newSocketStreamFd(true);
        return socket == NO_SUCH_FAMILY ? tcpSocketOfIpv4() : checked("socket", socket);
    }

    static int tcpSocketOfIpv4() throws IOException {
        return checked("socket", Socket.newSocketStreamFd(false));
    }

    /** Returns a new descriptor that can be read when somebody has written to it; eventfd(2). */
    public static int event() throws IOException {
        try {
            return Native.eventFd();
        } catch (ChannelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Connects a unix socket. */
    public static void connect(int fd, String path) throws IOException {
        checked("connect", Socket.connectDomainSocket(fd, path.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Receives a descriptor.
     *
     * @return owned by the caller; 0 where there is none now, below 0 at the end, or where bytes came without one
     */
    public static int receive(int fd) throws IOException {
        int received = Socket.recvFd(fd);
        return received == 0 ? -1 : checkedUnlessNotNow("recvmsg", received);
    }

    /** Sends a descriptor through a unix socket. */
    public static void send(int fd, int sent) throws IOException {
        checked("sendmsg", Socket.sendFd(fd, sent));
    }

    /**
     * Reads into a buffer that is not on the heap.
     *
     * @return how many bytes, 0 where there are none now, below 0 at the end
     */
    public static int read(int fd, ByteBuffer into, int from, int to) throws IOException {
        int bytes = FileDescriptor.read(fd, into, from, to);
        return bytes == 0 ? -1 : checkedUnlessNotNow("read", bytes);
    }

    /** Writes from a buffer that is not on the heap; returns how many bytes. */
    public static int write(int fd, ByteBuffer bytes, int from, int to) throws IOException {
        return checkedUnlessNotNow("write", FileDescriptor.write(fd, bytes, from, to));
    }

    /** Closes one. What could go wrong then is of no use to anybody. */
    public static void close(int fd) {
        FileDescriptor.close(fd);
    }

    /**
     * Returns the address of a connection's peer, or null where it has none any more; getpeername(2).
     *
     * @return 4 bytes of IPv4, or 16 of IPv6 and 4 of its scope, and 4 of the port
     */
    public static byte @Nullable [] peer(int fd) {
        return Socket.remoteAddress(fd);
    }

    /** Returns the receive buffer's size (SO_RCVBUF, socket(7)). */
    public static int receiveBufferBytes(int fd) throws IOException {
        try {
            return Socket.getReceiveBufferSize(fd);
        } catch (ChannelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Tells whether others may bind the same address (SO_REUSEPORT, socket(7)). */
    public static boolean reusesPort(int fd) throws IOException {
        try {
            return Socket.isReusePort(fd) != 0;
        } catch (ChannelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Fills an array with an option of a socket; getsockopt(2). */
    public static void option(int fd, int level, int name, byte[] value) throws IOException {
        try {
            Socket.getRawOptArray(fd, level, name, value, 0, value.length);
        } catch (ChannelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Returns an option of a socket that is a number; getsockopt(2). */
    public static int option(int fd, int level, int name) throws IOException {
        try {
            return Socket.getIntOpt(fd, level, name);
        } catch (ChannelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Sets an option of a socket that is a number; setsockopt(2). */
    public static void setOption(int fd, int level, int name, int value) throws IOException {
        try {
            Socket.setIntOpt(fd, level, name, value);
        } catch (ChannelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Has an epoll instance watch a descriptor; epoll_ctl(2). */
    public static void watch(int epoll, int fd, int events) throws IOException {
        checked("epoll_ctl", Native.epollCtlAdd0(epoll, fd, events));
    }

    /** Has an epoll instance not watch a descriptor any more, which it does. */
    public static void unwatch(int epoll, int fd) throws IOException {
        checked("epoll_ctl", Native.epollCtlDel0(epoll, fd));
    }

    /**
     * Tells whether a descriptor is an epoll instance.
     *
     * @param unwatched another one, which no epoll instance watches
     */
    public static boolean isEpoll(int fd, int unwatched) {
        return Native.epollCtlDel0(fd, unwatched) == NOT_THERE;
    }

    private static int checkedUnlessNotNow(String call, int result) throws IOException {
        return result == NOT_NOW ? 0 : checked(call, result);
    }

    static int checked(String call, int result) throws IOException {
        if (result < 0) {
            throw new IOException(call + ": " + ErrorsStaticallyReferencedJniMethods.strError(-result));
        }
        return result;
    }
}
