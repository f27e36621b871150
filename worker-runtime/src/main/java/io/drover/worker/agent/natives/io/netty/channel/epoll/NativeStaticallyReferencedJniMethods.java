/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives.io.netty.channel.epoll;

/** What the system can do, and epoll's constants. */
final class NativeStaticallyReferencedJniMethods {
    private NativeStaticallyReferencedJniMethods() {}

    static native int epollin();

    static native int epollout();

    static native int epollrdhup();

    static native int epollet();

    static native int epollerr();

    static native int tcpMd5SigMaxKeyLen();

    static native boolean isSupportingSendmmsg();

    static native boolean isSupportingRecvmmsg();

    static native int tcpFastopenMode();

    static native String kernelVersion();
}
