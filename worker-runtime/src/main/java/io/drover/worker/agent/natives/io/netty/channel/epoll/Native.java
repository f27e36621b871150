/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives.io.netty.channel.epoll;

/** epoll(7) and its relatives. */
public final class Native {
    private Native() {}

    public static native int registerUnix();

    static native boolean isSupportingUdpSegment();

    public static native int eventFd();

    static native int timerFd();

    static native void eventFdWrite(int fd, long address);

    static native void eventFdRead(int fd);

    static native int epollCreate();

    static native long epollWait0(int fd, long address1, int value1, int value2, int value3, int value4, long address2);

    static native int epollWait(int fd, long address, int value1, int value2);

    static native int epollBusyWait0(int fd, long address, int value);

    public static native int epollCtlAdd0(int epoll, int fd, int events);

    static native int epollCtlMod0(int epoll, int fd, int events);

    public static native int epollCtlDel0(int epoll, int fd);

    static native int splice0(int fd, long address1, int value, long address2, long address3);

    static native int sendmmsg0(
            int fd, boolean flag, NativeDatagramPacketArray.NativeDatagramPacket[] n0, int value1, int value2);

    static native int recvmmsg0(
            int fd, boolean flag, NativeDatagramPacketArray.NativeDatagramPacket[] n0, int value1, int value2);

    static native int recvmsg0(int fd, boolean flag, NativeDatagramPacketArray.NativeDatagramPacket n0);

    static native int sizeofEpollEvent();

    static native int offsetofEpollData();
}
