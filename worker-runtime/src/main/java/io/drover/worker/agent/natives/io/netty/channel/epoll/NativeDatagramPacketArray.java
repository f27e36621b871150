/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives.io.netty.channel.epoll;

/** Datagrams. */
final class NativeDatagramPacketArray {
    private NativeDatagramPacketArray() {}

    /** One of them. Its fields are the library's. */
    static final class NativeDatagramPacket {
        final byte[] senderAddr = {};
        int senderAddrLen;
        int senderScopeId;
        int senderPort;
        final byte[] recipientAddr = {};
        int recipientAddrLen;
        int recipientScopeId;
        int recipientPort;
        int segmentSize;
        long memoryAddress;
        int count;
    }
}
