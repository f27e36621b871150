/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives.io.netty.channel.unix;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Sockets. */
public final class Socket {
    private Socket() {}

    static native boolean isIPv6Preferred0(boolean flag);

    static native boolean isIPv6(int fd);

    static native int shutdown(int fd, boolean flag1, boolean flag2);

    static native int connect(int fd, boolean flag, byte[] bytes, int value1, int value2);

    public static native int connectDomainSocket(int fd, byte[] path);

    static native int finishConnect(int fd);

    static native int disconnect(int fd, boolean flag);

    public static native int bind(int fd, boolean ipv6, byte[] address, int scope, int port);

    public static native int bindDomainSocket(int fd, byte[] path);

    public static native int listen(int fd, int backlog);

    public static native int accept(int fd, byte[] address);

    public static native byte @Nullable [] remoteAddress(int fd);

    static native byte[] remoteDomainSocketAddress(int fd);

    public static native byte[] localAddress(int fd);

    static native byte[] localDomainSocketAddress(int fd);

    static native int send(int fd, ByteBuffer buffer, int value1, int value2);

    static native int sendAddress(int fd, long address, int value1, int value2);

    static native int recv(int fd, ByteBuffer buffer, int value1, int value2);

    static native int recvAddress(int fd, long address, int value1, int value2);

    static native int sendTo(
            int fd,
            boolean flag,
            ByteBuffer buffer,
            int value1,
            int value2,
            byte[] bytes,
            int value3,
            int value4,
            int value5);

    static native int sendToAddress(
            int fd,
            boolean flag,
            long address,
            int value1,
            int value2,
            byte[] bytes,
            int value3,
            int value4,
            int value5);

    static native int sendToAddresses(
            int fd, boolean flag, long address, int value1, byte[] bytes, int value2, int value3, int value4);

    static native int sendToDomainSocket(int fd, ByteBuffer buffer, int value1, int value2, byte[] bytes);

    static native int sendToAddressDomainSocket(int fd, long address, int value1, int value2, byte[] bytes);

    static native int sendToAddressesDomainSocket(int fd, long address, int value, byte[] bytes);

    static native DatagramSocketAddress recvFrom(int fd, ByteBuffer buffer, int value1, int value2) throws IOException;

    static native DatagramSocketAddress recvFromAddress(int fd, long address, int value1, int value2)
            throws IOException;

    static native DomainDatagramSocketAddress recvFromDomainSocket(int fd, ByteBuffer buffer, int value1, int value2)
            throws IOException;

    static native DomainDatagramSocketAddress recvFromAddressDomainSocket(int fd, long address, int value1, int value2)
            throws IOException;

    public static native int recvFd(int fd);

    public static native int sendFd(int fd, int sent);

    static native int msgFastopen();

    public static native int newSocketStreamFd(boolean ipv6);

    static native int newSocketDgramFd(boolean flag);

    public static native int newSocketDomainFd();

    static native int newSocketDomainDgramFd();

    static native int isReuseAddress(int fd) throws IOException;

    public static native int isReusePort(int fd) throws IOException;

    public static native int getReceiveBufferSize(int fd) throws IOException;

    static native int getSendBufferSize(int fd) throws IOException;

    static native int isKeepAlive(int fd) throws IOException;

    static native int isTcpNoDelay(int fd) throws IOException;

    static native int isBroadcast(int fd) throws IOException;

    static native int getSoLinger(int fd) throws IOException;

    static native int getSoError(int fd) throws IOException;

    static native int getTrafficClass(int fd, boolean flag) throws IOException;

    static native void setReuseAddress(int fd, int value) throws IOException;

    static native void setReusePort(int fd, int value) throws IOException;

    static native void setKeepAlive(int fd, int value) throws IOException;

    static native void setReceiveBufferSize(int fd, int value) throws IOException;

    static native void setSendBufferSize(int fd, int value) throws IOException;

    static native void setTcpNoDelay(int fd, int value) throws IOException;

    static native void setSoLinger(int fd, int value) throws IOException;

    static native void setBroadcast(int fd, int value) throws IOException;

    static native void setTrafficClass(int fd, boolean flag, int value) throws IOException;

    public static native void setIntOpt(int fd, int level, int name, int value) throws IOException;

    static native void setRawOptArray(int fd, int value1, int value2, byte[] bytes, int value3, int value4)
            throws IOException;

    static native void setRawOptAddress(int fd, int value1, int value2, long address, int value3) throws IOException;

    public static native int getIntOpt(int fd, int level, int name) throws IOException;

    public static native void getRawOptArray(int fd, int level, int name, byte[] value, int from, int length)
            throws IOException;

    static native void getRawOptAddress(int fd, int value1, int value2, long address, int value3) throws IOException;
}
