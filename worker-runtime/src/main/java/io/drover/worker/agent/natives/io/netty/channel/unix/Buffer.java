/*
 * Copyright 2026 The Drover Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.drover.worker.agent.natives.io.netty.channel.unix;

import java.nio.ByteBuffer;

/** Memory outside the heap. */
final class Buffer {
    private Buffer() {}

    static native int addressSize0();

    static native long memoryAddress0(ByteBuffer buffer);

    static native ByteBuffer wrapMemoryAddress(long address, int value);
}
