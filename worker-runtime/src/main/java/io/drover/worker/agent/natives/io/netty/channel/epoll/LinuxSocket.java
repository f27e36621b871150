/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives.io.netty.channel.epoll;

import io.drover.worker.agent.natives.io.netty.channel.DefaultFileRegion;
import io.drover.worker.agent.natives.io.netty.channel.unix.PeerCredentials;
import java.io.IOException;

/** Sockets as only Linux has them. */
final class LinuxSocket {
    private LinuxSocket() {}

    static native int newVSockStreamFd();

    static native int bindVSock(int fd, int value1, int value2);

    static native int connectVSock(int fd, int value1, int value2);

    static native byte[] remoteVSockAddress(int fd);

    static native byte[] localVSockAddress(int fd);

    static native void joinGroup(int fd, boolean flag, byte[] bytes1, byte[] bytes2, int value1, int value2)
            throws IOException;

    static native void joinSsmGroup(
            int fd, boolean flag, byte[] bytes1, byte[] bytes2, int value1, int value2, byte[] bytes3)
            throws IOException;

    static native void leaveGroup(int fd, boolean flag, byte[] bytes1, byte[] bytes2, int value1, int value2)
            throws IOException;

    static native void leaveSsmGroup(
            int fd, boolean flag, byte[] bytes1, byte[] bytes2, int value1, int value2, byte[] bytes3)
            throws IOException;

    static native long sendFile(int fd, DefaultFileRegion d0, long address1, long address2, long address3)
            throws IOException;

    static native int getTcpDeferAccept(int fd) throws IOException;

    static native int isTcpQuickAck(int fd) throws IOException;

    static native int isTcpCork(int fd) throws IOException;

    static native int getSoBusyPoll(int fd) throws IOException;

    static native int getTcpNotSentLowAt(int fd) throws IOException;

    static native int getTcpKeepIdle(int fd) throws IOException;

    static native int getTcpKeepIntvl(int fd) throws IOException;

    static native int getTcpKeepCnt(int fd) throws IOException;

    static native int getTcpUserTimeout(int fd) throws IOException;

    static native int getTimeToLive(int fd) throws IOException;

    static native int isIpBindAddressNoPort(int fd) throws IOException;

    static native int isIpMulticastAll(int fd, boolean flag) throws IOException;

    static native int isIpFreeBind(int fd) throws IOException;

    static native int isIpTransparent(int fd) throws IOException;

    static native int isIpRecvOrigDestAddr(int fd) throws IOException;

    static native void getTcpInfo(int fd, long[] longs) throws IOException;

    static native PeerCredentials getPeerCredentials(int fd) throws IOException;

    static native void setTcpDeferAccept(int fd, int value) throws IOException;

    static native void setTcpQuickAck(int fd, int value) throws IOException;

    static native void setTcpCork(int fd, int value) throws IOException;

    static native void setSoBusyPoll(int fd, int value) throws IOException;

    static native void setTcpNotSentLowAt(int fd, int value) throws IOException;

    static native void setTcpFastOpen(int fd, int value) throws IOException;

    static native void setTcpKeepIdle(int fd, int value) throws IOException;

    static native void setTcpKeepIntvl(int fd, int value) throws IOException;

    static native void setTcpKeepCnt(int fd, int value) throws IOException;

    static native void setTcpUserTimeout(int fd, int value) throws IOException;

    static native void setIpBindAddressNoPort(int fd, int value) throws IOException;

    static native void setIpMulticastAll(int fd, boolean flag, int value) throws IOException;

    static native void setIpFreeBind(int fd, int value) throws IOException;

    static native void setIpTransparent(int fd, int value) throws IOException;

    static native void setIpRecvOrigDestAddr(int fd, int value) throws IOException;

    static native void setTcpMd5Sig(int fd, boolean flag, byte[] bytes1, int value, byte[] bytes2) throws IOException;

    static native void setInterface(int fd, boolean flag, byte[] bytes, int value1, int value2) throws IOException;

    static native int getInterface(int fd, boolean flag);

    static native int getIpMulticastLoop(int fd, boolean flag) throws IOException;

    static native void setIpMulticastLoop(int fd, boolean flag, int value) throws IOException;

    static native void setTimeToLive(int fd, int value) throws IOException;

    static native int isUdpGro(int fd) throws IOException;

    static native void setUdpGro(int fd, int value) throws IOException;
}
